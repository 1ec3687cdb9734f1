using System.Collections.Concurrent;

namespace Logistics.Roads.Profiles;

/// <summary>
/// What a conditional value says at the hour of a slice, to a vehicle of this size: <c>no @ (Mo-Fr 07:00-09:00)</c>,
/// <c>30 @ (weight&gt;3.5)</c>, <c>destination @ delivery</c>.
/// </summary>
/// <remarks>
/// https://wiki.openstreetmap.org/wiki/Conditional_restrictions: clauses are separated by semicolons outside brackets; parts of a condition
/// are joined by AND; of several clauses that hold the last counts. A clause that is not understood is reported and counts for nothing,
/// whatever stands beside it.
/// </remarks>
sealed class Conditions(Profile profile, TimeSlice slice)
{
    /// <summary>A value that applies, and whether only because the vehicle stops there.</summary>
    public readonly record struct Verdict(string Value, bool IsForStops);

    enum Truth
    {
        NotUnderstood,
        No,
        Yes,
        ForStops,
    }

    // The same few texts stand on many elements.
    readonly ConcurrentDictionary<string, OpeningHours?> hours = new(StringComparer.Ordinal);

    public TimeSlice Slice => slice;

    /// <summary>The value that applies now, or null when none does.</summary>
    public Verdict? Now(string text)
    {
        Verdict? verdict = null;
        foreach (var clause in Clauses(text))
            if (clause.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && All(clause[(at + 1)..].Trim()) is var truth and (Truth.Yes or Truth.ForStops))
                verdict = new(clause[..at].Trim(), truth == Truth.ForStops);
        return verdict;
    }

    /// <summary>Whether every clause is understood.</summary>
    public bool Understands(string text)
    {
        foreach (var clause in Clauses(text))
            if (clause.IndexOf('@', StringComparison.Ordinal) is var at && (at <= 0 || All(clause[(at + 1)..].Trim()) == Truth.NotUnderstood))
                return false;
        return true;
    }

    static IEnumerable<string> Clauses(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
            if (i == text.Length || text[i] == ';' && depth == 0)
            {
                if (text[start..i].Trim() is { Length: > 0 } clause)
                    yield return clause;
                start = i + 1;
            }
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && depth > 0)
                depth--;
    }

    Truth All(string condition)
    {
        if (condition.StartsWith('(') && condition.EndsWith(')'))
            condition = condition[1..^1].Trim();
        var all = Truth.Yes;
        foreach (var part in condition.Split(" AND ", StringSplitOptions.TrimEntries))
            switch (One(part.StartsWith('(') && part.EndsWith(')') ? part[1..^1] : part))
            {
                case Truth.NotUnderstood:
                    return Truth.NotUnderstood;
                case Truth.No:
                    all = Truth.No;
                    break;
                case Truth.ForStops when all == Truth.Yes:
                    all = Truth.ForStops;
                    break;
            }
        return all;
    }

    Truth One(string part)
    {
        if (profile.Rules.Access.Meanings.TryGetValue(part, out var openness) && openness == Openness.Restricted)
            return Truth.ForStops;
        // Roads are planned dry: what holds in the wet only is known and does not count.
        if (part is "wet" or "snow" or "ice" or "fog")
            return Truth.No;
        if (part.IndexOfAny(['<', '>', '=']) is var sign and > 0)
            return Compares(part, sign);
        return hours.GetOrAdd(part, OpeningHours.Parse) is { } when ? Is(when.Holds(slice.Moment)) : Truth.NotUnderstood;
    }

    Truth Compares(string part, int sign)
    {
        var length = sign + 1 < part.Length && part[sign + 1] == '=' ? 2 : 1;
        var text = part[(sign + length)..];
        (double? Own, double? Limit) sizes = part[..sign].Trim() switch
        {
            "weight" or "maxweight" or "weightrating" or "maxweightrating" => (profile.Weight.Grams / 1000.0, Quantities.Kilograms(text)),
            "axleload" => (profile.AxleLoad.Grams / 1000.0, Quantities.Kilograms(text)),
            "height" => (profile.Height.Metres, Quantities.Metres(text)),
            "width" => (profile.Width.Metres, Quantities.Metres(text)),
            "length" => (profile.Length.Metres, Quantities.Metres(text)),
            _ => default,
        };
        if (sizes is not ({ } own, { } limit))
            return Truth.NotUnderstood;
        return part.Substring(sign, length) switch
        {
            ">" => Is(own > limit),
            ">=" => Is(own >= limit),
            "<" => Is(own < limit),
            "<=" => Is(own <= limit),
            "=" or "==" => Is(own == limit),
            _ => Truth.NotUnderstood,
        };
    }

    static Truth Is(bool holds) => holds ? Truth.Yes : Truth.No;
}
