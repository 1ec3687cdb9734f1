using Logistics.Domain.Needs;

namespace Logistics.Matching.Model;

/// <summary>
/// What a sharing is worth, compared tier by tier: urgent grams by class; grams saved, what dies first before the rest; the levels of
/// all recipients from the worst served up (leximin); gram-decimetres carried.
/// </summary>
sealed class Score : IComparable<Score>
{
    readonly long[] urgent = new long[3];
    readonly long[] saved = new long[3];
    readonly long[] levels;
    readonly Int128 carried;

    public Score(Problem problem, ReadOnlySpan<long> grams)
    {
        var received = new long[problem.Recipients.Length];
        for (var p = 0; p < grams.Length; p++)
        {
            if (grams[p] == 0)
                continue;
            var pair = problem.Pairs[p];
            var need = problem.Needs[pair.Need];
            received[need.Recipient] += grams[p];
            saved[(int)problem.Lots[pair.Lot].Freshness] += grams[p];
            if (need.Urgency != Urgency.Ordinary)
                urgent[(int)need.Urgency - 1] += grams[p];
            carried += (Int128)grams[p] * pair.Distance;
        }
        levels = [.. received.Select((x, a) => Entitlement.Level(problem.Recipients[a], x))];
        Array.Sort(levels);
    }

    /// <summary>Grams given to urgent needs of class 1, 2, 3.</summary>
    public ReadOnlySpan<long> Urgent => urgent;

    /// <summary>Grams given, by <see cref="Freshness"/>.</summary>
    public ReadOnlySpan<long> Saved => saved;

    public ReadOnlySpan<long> Levels => levels;

    public long Given => saved[0] + saved[1] + saved[2];

    public Int128 Carried => carried;

    /// <summary>Positive when this sharing is better.</summary>
    public int CompareTo(Score? other)
    {
        if (other is null)
            return 1;
        var tiers = CompareFirstTiers(other);
        if (tiers != 0)
            return tiers;
        var fairness = levels.AsSpan().SequenceCompareTo(other.levels);
        return fairness != 0 ? fairness : other.carried.CompareTo(carried);
    }

    /// <summary>Compares urgent grams and saved grams only.</summary>
    public int CompareFirstTiers(Score other)
    {
        var first = urgent.AsSpan().SequenceCompareTo(other.urgent);
        return first != 0 ? first : saved.AsSpan().SequenceCompareTo(other.saved);
    }
}
