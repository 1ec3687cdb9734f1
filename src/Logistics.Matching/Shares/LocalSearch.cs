using Logistics.Domain.Needs;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// Improves a sharing that can be driven by small moves, as long as one makes it better in the order of the tiers: give what is left,
/// shift a share from one need to another, and let a need drop one lot for another. Every move keeps every limit.
/// </summary>
sealed class LocalSearch
{
    readonly Problem problem;
    readonly CancellationToken cancellation;
    readonly Ledger ledger;
    readonly List<(int Pair, long Grams)> changes = [];
    readonly List<int> touched = [];
    int triesLeft;

    LocalSearch(Problem problem, long[] grams, int tries, CancellationToken cancellation)
    {
        (this.problem, this.cancellation, triesLeft) = (problem, cancellation, tries);
        ledger = new Ledger(problem, grams);
    }

    /// <param name="tries">How many moves may be tried in all: the work limit.</param>
    public static long[] Improve(Problem problem, long[] grams, int tries, CancellationToken cancellation)
    {
        var search = new LocalSearch(problem, [.. grams], tries, cancellation);
        do
            search.GiveWhatIsLeft();
        while (search.Pass());
        return search.ledger.Grams;
    }

    /// <summary>Whatever can simply be added is: it can only save more. The worst served come first.</summary>
    void GiveWhatIsLeft()
    {
        for (var lot = 0; lot < problem.Lots.Length; lot++)
            while (ledger.LotLeft[lot] > 0)
            {
                var best = -1;
                for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
                    if (ledger.CanAdd(p) > 0 && (best < 0 || Key(p).CompareTo(Key(best)) < 0))
                        best = p;
                if (best < 0)
                    break;
                ledger.Add(best, ledger.CanAdd(best));
            }

        (int, long, long) Key(int p)
        {
            var need = problem.Needs[problem.Pairs[p].Need];
            return (need.Urgency == 0 ? int.MaxValue : (int)need.Urgency,
                Entitlement.Level(problem.Recipients[need.Recipient], ledger.Received[need.Recipient]), problem.Pairs[p].Distance);
        }
    }

    /// <summary>Tries every move once; true when one was kept.</summary>
    bool Pass()
    {
        var improved = false;
        for (var lot = 0; lot < problem.Lots.Length && triesLeft > 0; lot++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (problem.Lots[lot].Smallest == 0 && ledger.LotLeft[lot] == 0)
                continue;
            for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1] && triesLeft > 0; p++)
                improved |= MakeRoomAndGive(p) | Shift(p);
        }
        return improved;
    }

    /// <summary>Takes the whole share of another lot out of the need or the storage that is full, gives from this lot, and gives the other's away again.</summary>
    bool MakeRoomAndGive(int p)
    {
        var lot = problem.Pairs[p].Lot;
        if (ledger.LotLeft[lot] == 0)
            return false;
        foreach (var other in problem.PairsOfNeed[problem.Pairs[p].Need])
            if (other != p && ledger.Grams[other] > 0 && Try(other, p))
                return true;
        return false;
    }

    /// <summary>Moves the share of this pair, whole, to another need of the same lot.</summary>
    bool Shift(int p)
    {
        if (ledger.Grams[p] == 0)
            return false;
        var lot = problem.Pairs[p].Lot;
        for (var q = problem.FirstPair[lot]; q < problem.FirstPair[lot + 1]; q++)
            if (q != p && Try(p, q))
                return true;
        return false;
    }

    /// <summary>Takes all of one pair, gives as much as can be by another, then gives again what that left of both lots; keeps it if better.</summary>
    bool Try(int take, int give)
    {
        if (triesLeft-- <= 0)
            return false;
        changes.Clear();
        Change(take, -ledger.Grams[take]);
        if (ledger.CanAdd(give) is var added and > 0)
        {
            Change(give, added);
            GiveAgain(problem.Pairs[take].Lot);
            GiveAgain(problem.Pairs[give].Lot);
            if (IsBetter())
                return true;
        }
        foreach (var (pair, grams) in changes)
            ledger.Add(pair, -grams);
        return false;
    }

    void GiveAgain(int lot)
    {
        for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1] && ledger.LotLeft[lot] > 0; p++)
            if (ledger.CanAdd(p) is var more and > 0)
                Change(p, more);
    }

    void Change(int pair, long grams)
    {
        ledger.Add(pair, grams);
        changes.Add((pair, grams));
    }

    /// <summary>
    /// Compares before and after as <see cref="Score"/> would, looking only at what changed: sums by their differences, and levels by those
    /// of the recipients touched, since a leximin does not depend on whom it does not concern.
    /// </summary>
    bool IsBetter()
    {
        Span<long> tiers = stackalloc long[6];
        Int128 carried = 0;
        touched.Clear();
        foreach (var (p, grams) in changes)
        {
            var pair = problem.Pairs[p];
            var need = problem.Needs[pair.Need];
            if (need.Urgency != Urgency.Ordinary)
                tiers[(int)need.Urgency - 1] += grams;
            tiers[3 + (int)problem.Lots[pair.Lot].Freshness] += grams;
            carried += (Int128)grams * pair.Distance;
            if (!touched.Contains(need.Recipient))
                touched.Add(need.Recipient);
        }
        foreach (var difference in tiers)
            if (difference != 0)
                return difference > 0;

        var (before, after) = (new long[touched.Count], new long[touched.Count]);
        for (var i = 0; i < before.Length; i++)
        {
            var moved = changes.Where(x => problem.Needs[problem.Pairs[x.Pair].Need].Recipient == touched[i]).Sum(x => x.Grams);
            after[i] = Entitlement.Level(problem.Recipients[touched[i]], ledger.Received[touched[i]]);
            before[i] = Entitlement.Level(problem.Recipients[touched[i]], ledger.Received[touched[i]] - moved);
        }
        Array.Sort(before);
        Array.Sort(after);
        var fairness = after.AsSpan().SequenceCompareTo(before);
        return fairness > 0 || (fairness == 0 && carried < 0);
    }
}
