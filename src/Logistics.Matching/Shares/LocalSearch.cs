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
    Ledger ledger;
    Score score;
    int triesLeft;

    LocalSearch(Problem problem, long[] grams, int tries, CancellationToken cancellation)
    {
        (this.problem, this.cancellation, triesLeft) = (problem, cancellation, tries);
        ledger = new Ledger(problem, grams);
        score = new Score(problem, grams);
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
        var changed = false;
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
                changed = true;
            }
        if (changed)
            score = new Score(problem, ledger.Grams);

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
        var before = (long[])ledger.Grams.Clone();
        ledger.Add(take, -ledger.Grams[take]);
        if (ledger.CanAdd(give) is var added and > 0)
        {
            ledger.Add(give, added);
            GiveAgain(problem.Pairs[take].Lot);
            GiveAgain(problem.Pairs[give].Lot);
            var after = new Score(problem, ledger.Grams);
            if (after.CompareTo(score) > 0)
            {
                score = after;
                return true;
            }
        }
        ledger = new Ledger(problem, before);
        return false;
    }

    void GiveAgain(int lot)
    {
        for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1] && ledger.LotLeft[lot] > 0; p++)
            if (ledger.CanAdd(p) is var more and > 0)
                ledger.Add(p, more);
    }
}
