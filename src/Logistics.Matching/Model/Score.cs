using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Shares;

namespace Logistics.Matching.Model;

/// <summary>
/// What a sharing is worth, compared tier by tier: urgent grams by class; then, in the order the members voted, grams saved, what dies first
/// before the rest; the levels of all recipients from the worst served up, and of the families that have a floor, then what hubs are expected
/// to lose in sorting; the cost of all ways that are used; wishes respected.
/// </summary>
sealed class Score : IComparable<Score>
{
    readonly long[] urgent = new long[3];
    readonly long[] saved = new long[3];
    readonly long[] levels, families, uncapped;
    readonly Domain.ValueList<Aim> order;

    /// <param name="goals">Where levels are good enough; null: nowhere.</param>
    public Score(Problem problem, long[] grams, Goals? goals = null)
        : this(problem, new Ledger(problem, grams), goals)
    {
    }

    public Score(Problem problem, Ledger ledger, Goals? goals = null)
    {
        order = problem.Terms.Order;
        for (var p = 0; p < ledger.Grams.Length; p++)
        {
            if (ledger.Grams[p] is not (> 0 and var grams))
                continue;
            var pair = problem.Pairs[p];
            var need = problem.Needs[pair.Need];
            saved[(int)problem.Lots[pair.Lot].Freshness] += grams;
            if (need.Urgency != Urgency.Ordinary)
                urgent[(int)need.Urgency - 1] += grams;
            Carried += (Int128)grams * pair.Distance;
            Wishes += (Int128)grams * pair.Wish;
            Lost += (Int128)grams * pair.Loss;
        }
        for (var link = 0; link < ledger.LinkGrams.Length; link++)
            if (ledger.LinkGrams[link] > 0)
                Charge += problem.Links[link].Charge.Microeuros;
        levels = [.. ledger.Received.Select((x, a) => Math.Min(Entitlement.Level(problem.Recipients[a], x), goals?.Levels[a] ?? long.MaxValue))];
        families = goals is null ? [] : [.. ledger.ByFamily.Select((x, s) => Math.Min(Goals.FamilyLevel(problem, s, x), goals.FamilyLevels[s]))];
        uncapped = [.. ledger.Received.Select((x, a) => Entitlement.Level(problem.Recipients[a], x))];
        Array.Sort(levels);
        Array.Sort(uncapped);
        Array.Sort(families);
    }

    /// <summary>Grams given to urgent needs of class 1, 2, 3.</summary>
    public ReadOnlySpan<long> Urgent => urgent;

    /// <summary>Grams given, by <see cref="Freshness"/>.</summary>
    public ReadOnlySpan<long> Saved => saved;

    public ReadOnlySpan<long> Levels => levels;

    public long Given => saved[0] + saved[1] + saved[2];

    /// <summary>Microeuros of the ways that are used.</summary>
    public long Charge { get; }

    public Int128 Wishes { get; }

    /// <summary>Expected to be lost by hubs in sorting, in thousandths of a gram.</summary>
    public Int128 Lost { get; }

    /// <summary>Gram-decimetres.</summary>
    public Int128 Carried { get; }

    /// <summary>Positive when this sharing is better.</summary>
    public int CompareTo(Score? other)
    {
        if (other is null)
            return 1;
        if (urgent.AsSpan().SequenceCompareTo(other.urgent) is not 0 and var first)
            return first;
        foreach (var aim in order)
            if (Compare(aim, other) is not 0 and var difference)
                return difference;
        // What the tolerance allows is used where it spares a way, and not otherwise.
        return uncapped.AsSpan().SequenceCompareTo(other.uncapped) is not 0 and var fairer ? fairer : other.Carried.CompareTo(Carried);
    }

    int Compare(Aim aim, Score other) => aim switch
    {
        Aim.Waste => saved.AsSpan().SequenceCompareTo(other.saved),
        Aim.Equity => CompareEquity(other),
        Aim.Kilometres => other.Charge.CompareTo(Charge),
        Aim.Quality => Wishes.CompareTo(other.Wishes),
        _ => throw new ArgumentOutOfRangeException(nameof(aim)),
    };

    /// <summary>What hubs lose comes after equity: an association that sorts is not to go without because another does not.</summary>
    int CompareEquity(Score other)
    {
        if (levels.AsSpan().SequenceCompareTo(other.levels) is not 0 and var fairness)
            return fairness;
        return families.AsSpan().SequenceCompareTo(other.families) is not 0 and var fuller ? fuller : other.Lost.CompareTo(Lost);
    }

    /// <summary>Compares urgent grams and saved grams only.</summary>
    public int CompareFirstTiers(Score other)
    {
        var first = urgent.AsSpan().SequenceCompareTo(other.urgent);
        return first != 0 ? first : saved.AsSpan().SequenceCompareTo(other.saved);
    }
}
