using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Formats.Messages;

/// <summary>What one crate, sack, jar or piece of some goods weighs.</summary>
/// <param name="Goods">A kind as lots write it, a sort within one such as <c>fruit/melons</c>, or <c>any</c>.</param>
/// <param name="Unit">A name of <see cref="UnitWords"/>, such as <c>crate</c>.</param>
/// <param name="Assumed">What was assumed before anything was weighed: the bundled table's figure.</param>
/// <param name="Weighings">How many weighings moved the figure; 0: it is still the assumption.</param>
public sealed record UnitWeight(string Goods, string Unit, MassRange Weight, Mass Assumed, int Weighings);

/// <summary>A territory's table of what units weigh, by which "30 cageots de courgettes" become kilograms. Immutable; thread safe.</summary>
/// <remarks>
/// The bundled figures are assumptions of this project. Proofs that say both crates and kilograms correct them: see <see cref="Corrected"/>.
/// </remarks>
public sealed class UnitTable
{
    /// <summary>Row of goods without a row of their own.</summary>
    public const string AnyGoods = "any";

    /// <summary>An assumption weighs as much as so many weighings.</summary>
    public const int WorthOfAssumption = 5;

    /// <summary>A weighing beyond so many times the range counts as that many times: grams taken for kilograms must not decide.</summary>
    public const int MostBeyond = 3;

    readonly Dictionary<(string Goods, string Unit), UnitWeight> rows;

    /// <exception cref="ArgumentException">Two rows are about the same goods and unit.</exception>
    public UnitTable(IEnumerable<UnitWeight> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        this.rows = rows.ToDictionary(row => (row.Goods, row.Unit));
    }

    /// <summary>The table that comes with the program.</summary>
    public static UnitTable Default { get; } = new(Table.Rows("weights.tsv", columns: 5).Select(Bundled));

    /// <summary>By goods and unit.</summary>
    public IReadOnlyList<UnitWeight> Rows => [.. rows.Values.OrderBy(row => row.Goods, StringComparer.Ordinal).ThenBy(row => row.Unit, StringComparer.Ordinal)];

    /// <summary>The row of a sort, else that of its kind, else that of any goods; null when no row is about the unit.</summary>
    /// <param name="goods">As <see cref="FoodWord.WeighedAs"/>; null when the goods are not known.</param>
    public UnitWeight? Find(string? goods, string unit) =>
        goods is not null && rows.TryGetValue((goods, unit), out var own) ? own
        : goods?.Split('/')[0] is { } kind && rows.TryGetValue((kind, unit), out var shared) ? shared
        : rows.GetValueOrDefault((AnyGoods, unit));

    /// <summary>The table after some weighings of one unit each, in grams: of a proof, its kilograms by its crates.</summary>
    /// <remarks>
    /// The new expected weight is the mean of the old, which counts for <see cref="WorthOfAssumption"/> and one for each earlier weighing, and the new
    /// weighings, each first brought within a third of the row's low and three times its high. Low and high move likewise towards twice the mean
    /// deviation below and above, which about nine in ten weighings keep to when they vary like a bell curve. Goods without a row begin with a copy of the row that
    /// <see cref="Find"/> gives. Weighings of the same call count alike, in any order.
    /// </remarks>
    /// <param name="kind">As <see cref="FoodWord.WeighedAs"/>, or only a kind.</param>
    /// <param name="weighedGrams">Each above 0.</param>
    /// <exception cref="ArgumentException">A weight is not above 0, or no row is about the unit.</exception>
    public UnitTable Corrected(string kind, string unit, params IEnumerable<long> weighedGrams)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(weighedGrams);
        var before = Find(kind, unit) ?? throw new ArgumentException($"No row is about the unit {unit}.", nameof(unit));
        // A row of other goods lends its figures, not its weighings.
        var weighed = before.Goods == kind ? before.Weighings : 0;
        long[] grams = [.. weighedGrams];
        if (grams.Any(one => one <= 0))
            throw new ArgumentException("What was weighed weighs something.", nameof(weighedGrams));
        if (grams.Length == 0)
            return this;
        decimal[] counted = [.. grams.Select(one => Math.Clamp((decimal)one, before.Weight.Low.Grams / (decimal)MostBeyond, before.Weight.High.Grams * (decimal)MostBeyond))];
        var worth = WorthOfAssumption + weighed;
        var expected = Blend(before.Weight.Expected, counted.Sum());
        // For a bell curve the mean of what exceeds the mean is 0.4 standard deviations: four times that is 1.6, beyond which 5 in 100 lie.
        var high = Blend(before.Weight.High, counted.Sum(one => expected + 4 * Math.Max(one - expected, 0)));
        var low = Blend(before.Weight.Low, counted.Sum(one => Math.Max(expected - 4 * Math.Max(expected - one, 0), 0)));
        var after = new UnitWeight(kind, unit, Range(Math.Min(low, expected), expected, Math.Max(high, expected)), before.Goods == kind ? before.Assumed : before.Weight.Expected, weighed + grams.Length);
        return new(rows.Values.Where(row => (row.Goods, row.Unit) != (kind, unit)).Append(after));

        decimal Blend(Mass old, decimal sum) => (old.Grams * worth + sum) / (worth + grams.Length);
    }

    static MassRange Range(decimal low, decimal expected, decimal high) => new(Grams(low), Mass.Max(Grams(expected), new(1)), Mass.Max(Grams(high), new(1)));

    static Mass Grams(decimal grams) => new((long)decimal.Round(grams, MidpointRounding.AwayFromZero));

    static UnitWeight Bundled(string[] row)
    {
        var expected = Mass.FromKilograms(Table.Number(row[3]));
        return new(row[0], row[1], new(Mass.FromKilograms(Table.Number(row[2])), expected, Mass.FromKilograms(Table.Number(row[4]))), expected, Weighings: 0);
    }
}
