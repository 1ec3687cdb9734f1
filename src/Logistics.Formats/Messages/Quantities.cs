using System.Globalization;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Formats.Messages;

/// <summary>How much of something, as it was said: "30 cageots", "3 x 10 kg", "6 packs de 6 bouteilles de 1,5 L"; the outer count first.</summary>
/// <param name="Begin">The first token.</param>
/// <param name="Next">The token after it.</param>
sealed record SaidQuantity(IReadOnlyList<(Amount Amount, UnitWord Unit)> Levels, bool IsUnclear, int Begin, int Next);

/// <summary>What a quantity comes to for goods that are known.</summary>
/// <param name="Row">By which a unit was turned into kilograms; null: it was not.</param>
sealed record Weighed(MassRange? Quantity, int? Crates, int? Units, UnitWeight? Row)
{
    public bool IsEstimated => Row is not null;
}

static class Quantities
{
    /// <summary>Bounds of the form and of territory files: beyond, a slip of the thumb.</summary>
    const decimal MostGrams = 1_000_000_000, MostCounted = 1_000_000;

    const int MostLevels = 3, MostPieces = 1000;

    /// <summary>A quantity that begins at a token; null when none does.</summary>
    public static SaidQuantity? Read(Message message, int at)
    {
        if (!message.IsFree(at))
            return null;
        if (message[at] is "quelques" or "plusieurs" or "qq" or "qques")
            return new([], IsUnclear: true, at, UnitWords.Find(message[at + 1]) is null ? at + 1 : at + 2);
        // "Salades x 20".
        if (message[at] == "x" && message.Number(at - 1) is null && NumberWords.Read(message, at + 1) is { } times)
            return new([(times, UnitOr(message, times.Next, UnitWords.OnePiece, out var after))], IsUnclear: false, at, after);
        if (NumberWords.Read(message, at) is not { } amount)
            return null;
        List<(Amount, UnitWord)> levels = [];
        var next = amount.Next;
        // "Une quinzaine de paquets", "deux douzaines d'œufs".
        if (message[next] is "de" or "d" && NumberWords.IsCollective(message[next - 1]))
            next++;
        var begun = next;
        while (true)
        {
            // "3 x 10 kg": what is counted three times is a piece of ten kilograms.
            var multiplied = message[next] == "x" && NumberWords.Read(message, next + 1) is not null;
            if (multiplied)
                levels.Add((amount, UnitWords.OnePiece));
            else if (FoodWords.At(message, next) is { } food && UnitWords.Find(message[next]) is not null && food.Next > next + 1)
                // "10 plateaux repas", "30 boîtes de thon" are goods by their whole name.
                return Said([.. levels, (amount, UnitWords.OnePiece)]);
            else if (UnitWords.Find(message[next]) is { } unit && message.IsFree(next))
            {
                next++;
                if (message.Says(next, "et", "demi") || message.Says(next, "et", "demie"))
                {
                    amount = amount with { Low = amount.Low + 0.5m, Expected = amount.Expected + 0.5m, High = amount.High + 0.5m };
                    next += 2;
                }
                levels.Add((amount, unit));
                if (unit.Sort is UnitSort.Weight or UnitSort.Room)
                    return Said(levels);
            }
            else if (next == begun && levels.Count == 0 && IsCounted(message, next) && FoodWords.At(message, next) is null && message[next + 1] is "de" or "d" && FoodWords.At(message, next + 2) is not null)
                // "2 bourriches d'huîtres": counted in something that no table knows.
                return new([], IsUnclear: true, at, next + 1);
            else
                return Said((next == amount.Next || next == begun) && IsCounted(message, next) ? [.. levels, (amount, UnitWords.OnePiece)] : levels);
            var inner = message[next] is "x" or "de" or "d" ? next + 1 : -1;
            if (inner < 0 || levels.Count == MostLevels || NumberWords.Read(message, inner) is not { } each || !(UnitWords.Find(message[each.Next]) is not null || multiplied || FoodWords.At(message, each.Next) is not null))
                return Said(levels);
            (amount, next) = (each, each.Next);
        }

        SaidQuantity? Said(IReadOnlyList<(Amount, UnitWord)> found) => found.Count > 0 ? new(found, IsUnclear: false, at, next) : null;
    }

    /// <summary>Grams by the table, crates and pieces as they were counted.</summary>
    public static Weighed Weigh(SaidQuantity said, FoodWord? food, UnitTable units)
    {
        var (low, expected, high) = (1m, 1m, 1m);
        int? crates = null, pieces = null;
        for (var i = 0; i < said.Levels.Count; i++)
        {
            var (amount, unit) = said.Levels[i];
            (low, expected, high) = (Product(low, amount.Low), Product(expected, amount.Expected), Product(high, amount.High));
            if (unit.Sort == UnitSort.Weight)
                return new(Range(low * unit.Size, expected * unit.Size, high * unit.Size), crates, pieces, Row: null);
            if (unit.Sort == UnitSort.Crate && crates is null)
                crates = Count(expected);
            // "3 x 10 kg" counts nothing that has a name; "6 packs of 6 bottles" are 36 bottles.
            else if (unit.Sort == UnitSort.Piece && !(unit == UnitWords.OnePiece && i + 1 < said.Levels.Count))
                pieces = Count(expected);
        }
        var last = said.Levels.Count > 0 ? said.Levels[^1].Unit : default;
        if (last.Name is null || units.Find(food?.WeighedAs, last.Name) is not { } row)
            return new(null, crates, pieces, Row: null);
        var size = last.Sort == UnitSort.Room ? last.Size / 1000 : 1;
        var range = Range(Product(low, row.Weight.Low.Grams * size), Product(expected, row.Weight.Expected.Grams * size), Product(high, row.Weight.High.Grams * size));
        return new(range, crates, pieces, row);
    }

    public static string Text(Mass mass) => mass.Kilograms.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A number before goods, or one that ends its part of the text, counts pieces; before "rue" or "personnes" it does not.</summary>
    static bool IsCounted(Message message, int next)
    {
        if (FoodWords.At(message, next) is not null)
            return true;
        // "34080 Montpellier" counts nothing either.
        return !(message.Number(next - 1) > MostPieces) && message.IsWord(next) && message.IsFree(next) && message[next].Length >= 4 && !Fillers.IsCommon(message[next]) && !char.IsUpper(message.Text[message.Tokens[next].Start]);
    }

    static UnitWord UnitOr(Message message, int at, UnitWord otherwise, out int next)
    {
        next = UnitWords.Find(message[at]) is null ? at : at + 1;
        return UnitWords.Find(message[at]) ?? otherwise;
    }

    static decimal Product(decimal left, decimal right) => Math.Min(left * right, MostGrams * 2);

    static int? Count(decimal expected) => expected is > 0 and <= MostCounted ? (int)decimal.Ceiling(expected) : null;

    static MassRange? Range(decimal low, decimal expected, decimal high)
    {
        Mass least = Grams(low), most = Grams(high), meant = Grams(expected);
        return meant > Mass.Zero && most.Grams <= MostGrams ? new MassRange(least, meant, most) : null;
    }

    static Mass Grams(decimal grams) => new((long)decimal.Round(Math.Min(grams, MostGrams * 2), MidpointRounding.AwayFromZero));
}
