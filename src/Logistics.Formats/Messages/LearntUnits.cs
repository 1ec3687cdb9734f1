using Logistics.Domain.Proofs;

namespace Logistics.Formats.Messages;

/// <summary>A territory's own table of units: what is assumed, corrected by what its drivers and recipients weighed. Made anew from the same weighings it is the same.</summary>
public static class LearntUnits
{
    /// <summary>Fewer weighings of some goods change nothing.</summary>
    public const int LeastWeighings = 3;

    /// <summary>The latest so many of some goods count.</summary>
    public const int MostWeighings = 60;

    /// <summary>What lots are counted in.</summary>
    public const string Crate = "crate";

    /// <summary>How far from the middle a weighing may lie, in standard deviations as the middle ones show them.</summary>
    const decimal mostDeviations = 3;

    /// <summary>Half of the values of a bell curve are within so many standard deviations of its middle.</summary>
    const decimal halfWithin = 0.6745m;

    /// <summary>Scales and crates differ by so much at least: three weighings that happen to agree do not make a fourth absurd.</summary>
    const decimal leastDeviation = 0.1m;

    /// <summary>
    /// The table after the weighings, each lot counting once for its goods. With the median m of the latest <see cref="MostWeighings"/> and their median
    /// distance from it d, each is first brought within m ± 3 max(d / 0.6745, m / 10): a weighing of the wrong lot, or in pounds, does not decide. What they then
    /// say goes into <see cref="UnitTable.Corrected"/>. Goods with fewer than <see cref="LeastWeighings"/> keep their row.
    /// </summary>
    /// <remarks>The median and the distance from it are those of Hampel's identifier (1974); the order of the weighings does not matter.</remarks>
    public static UnitTable Of(UnitTable assumed, IEnumerable<CrateWeighing> weighings)
    {
        ArgumentNullException.ThrowIfNull(assumed);
        ArgumentNullException.ThrowIfNull(weighings);
        var ofGoods = from one in weighings
                      let goods = GoodsOf(one.Kind, one.Product)
                      where goods is not null && one.GramsOfOne >= 1
                      group one by goods into all
                      orderby all.Key
                      select all;
        var table = assumed;
        foreach (var all in ofGoods)
        {
            decimal[] grams =
            [
                .. all.OrderByDescending(x => x.Weighing.Date).ThenBy(x => x.Weighing.Lot.Value).ThenBy(x => x.Weighing.Plan.Value).Take(MostWeighings).Select(x => x.GramsOfOne).Order(),
            ];
            if (grams.Length >= LeastWeighings)
                table = table.Corrected(all.Key, Crate, Held(grams));
        }
        return table;
    }

    /// <summary>The row by which a lot's crates are weighed: a sort where its words name one, else its kind; null: its goods are not known.</summary>
    public static string? GoodsOf(string kind, string product)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (FoodWords.Find(product) is { } word && (word.Kind == kind || kind == Other))
            return word.WeighedAs;
        return kind == Other ? null : kind;
    }

    /// <summary>The kind of lots of which nobody said more.</summary>
    const string Other = "other";

    static IEnumerable<long> Held(decimal[] ordered)
    {
        var middle = Median(ordered);
        var usual = mostDeviations * Math.Max(Median([.. ordered.Select(x => Math.Abs(x - middle)).Order()]) / halfWithin, middle * leastDeviation);
        return ordered.Select(x => Math.Max(1, (long)decimal.Round(Math.Clamp(x, middle - usual, middle + usual), MidpointRounding.AwayFromZero)));
    }

    static decimal Median(decimal[] ordered) => (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
}
