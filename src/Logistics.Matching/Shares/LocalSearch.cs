using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// Improves a sharing that can be driven by small moves, as long as one makes it better in the order of the tiers: give what is left,
/// shift a share from one need to another, let a need drop one lot for another, and empty a way whose goods can go along ways that are
/// used anyway. Every move keeps every limit and every promise.
/// </summary>
sealed class LocalSearch
{
    readonly Problem problem;
    readonly Limits limits;
    readonly Goals goals;
    readonly CancellationToken cancellation;
    readonly Ledger ledger;
    readonly Trial trial;
    readonly int[][] pairsOfLink;
    readonly List<int> takers = [];
    int triesLeft;

    LocalSearch(Problem problem, Limits limits, Goals goals, long[] grams, int tries, CancellationToken cancellation)
    {
        (this.problem, this.limits, this.goals, this.cancellation, triesLeft) = (problem, limits, goals, cancellation, tries);
        ledger = new Ledger(problem, grams);
        trial = new Trial(problem, ledger, goals);
        pairsOfLink = new int[problem.Links.Length][];
        foreach (var ofLink in Enumerable.Range(0, problem.Pairs.Length).GroupBy(p => problem.Pairs[p].Link))
            pairsOfLink[ofLink.Key] = [.. ofLink];
    }

    /// <param name="tries">How many moves may be tried in all: the work limit.</param>
    public static long[] Improve(Problem problem, Limits limits, Goals goals, long[] grams, int tries, CancellationToken cancellation)
    {
        var search = new LocalSearch(problem, limits, goals, [.. grams], tries, cancellation);
        do
            search.GiveWhatIsLeft();
        while (search.Pass());
        return search.ledger.Grams;
    }

    /// <summary>Adds whatever can simply be added.</summary>
    public static long[] GiveWhatIsLeft(Problem problem, Limits limits, Goals goals, long[] grams, CancellationToken cancellation)
    {
        var search = new LocalSearch(problem, limits, goals, [.. grams], tries: 0, cancellation);
        search.GiveWhatIsLeft();
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
                ledger.Add(best, Portion(best));
            }
    }

    /// <summary>Up to what equity asks for the recipient, at least a useful share; beyond that, as much as there is.</summary>
    long Portion(int p)
    {
        var (most, recipient) = (ledger.CanAdd(p), problem.RecipientOf(p));
        if (goals.Levels[recipient] == long.MaxValue)
            return most;
        var points = problem.Points(problem.Needs[problem.Pairs[p].Need].Family);
        var missing = (goals.Points[recipient] - ledger.Received[recipient] + points - 1) / points;
        return missing <= 0 ? most : Math.Min(most, Math.Max(missing, problem.LeastOf(p) - ledger.Grams[p]));
    }

    /// <summary>Whom to give to: the most urgent, whoever stands farthest below its goal, whoever is on the way, the nearest.</summary>
    (int, long, int, long) Key(int p)
    {
        var need = problem.Needs[problem.Pairs[p].Need];
        return (need.Urgency == 0 ? int.MaxValue : (int)need.Urgency,
            Math.Min(goals.Levels[need.Recipient], Entitlement.Level(problem.Recipients[need.Recipient], ledger.Received[need.Recipient])),
            ledger.LinkGrams[problem.Pairs[p].Link] > 0 ? 0 : 1, problem.Pairs[p].Distance);
    }

    /// <summary>Tries every move once; true when one was kept.</summary>
    bool Pass()
    {
        var improved = false;
        for (var lot = 0; lot < problem.Lots.Length && triesLeft > 0; lot++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1] && triesLeft > 0; p++)
                improved |= MakeRoomAndGive(p) | Shift(p);
        }
        // The least useful ways first: little on them for what they cost.
        foreach (var link in Enumerable.Range(0, problem.Links.Length).Where(x => ledger.LinkGrams[x] > 0)
            .OrderByDescending(x => (Int128)problem.Links[x].Charge.Microeuros * 1000 / ledger.LinkGrams[x]).ThenBy(x => x).ToList())
            improved |= triesLeft > 0 && ledger.LinkGrams[link] > 0 && Empty(link);
        return improved;
    }

    /// <summary>What may be taken from a pair: all of it, unless a promise holds it there.</summary>
    long Movable(int p) => limits.Promised(p) > 0 ? 0 : ledger.Grams[p];

    /// <summary>Takes the whole share of another lot out of the need, gives from this lot, and gives the other's away again.</summary>
    bool MakeRoomAndGive(int p)
    {
        if (ledger.LotLeft[problem.Pairs[p].Lot] == 0 || limits.Most[p] == 0)
            return false;
        foreach (var other in problem.PairsOfNeed[problem.Pairs[p].Need])
            if (other != p && Movable(other) > 0 && Move(other, p))
                return true;
        return false;
    }

    /// <summary>Moves the share of this pair, whole, to another need of the same lot.</summary>
    bool Shift(int p)
    {
        if (Movable(p) == 0)
            return false;
        var lot = problem.Pairs[p].Lot;
        for (var q = problem.FirstPair[lot]; q < problem.FirstPair[lot + 1]; q++)
            if (q != p && limits.Most[q] > 0 && MayGain(p, q) && Move(p, q))
                return true;
        return false;
    }

    /// <summary>A quick no to shifts that neither lift anyone, nor spare a way, nor a loss, nor please anyone.</summary>
    bool MayGain(int p, int q)
    {
        if (ledger.Room(q) <= 0)
            return false;
        var (from, to) = (problem.Pairs[p], problem.Pairs[q]);
        var (giver, taker) = (problem.Needs[from.Need], problem.Needs[to.Need]);
        return giver.Urgency != taker.Urgency || to.Wish > from.Wish || to.Loss < from.Loss
            || (giver.Recipient != taker.Recipient ? LevelOf(taker.Recipient) < LevelOf(giver.Recipient) : to.Distance < from.Distance)
            || (ledger.LinkGrams[from.Link] == ledger.Grams[p] && (ledger.LinkGrams[to.Link] > 0 || problem.Links[to.Link].Charge < problem.Links[from.Link].Charge));

        long LevelOf(int recipient) => Math.Min(goals.Levels[recipient], Entitlement.Level(problem.Recipients[recipient], ledger.Received[recipient]));
    }

    /// <summary>Takes all of one pair, gives as much as can be by another, then gives again what that left of both lots; keeps it if better.</summary>
    bool Move(int take, int give)
    {
        if (triesLeft-- <= 0)
            return false;
        trial.Add(take, -ledger.Grams[take]);
        if (ledger.CanAdd(give) is var added and > 0)
        {
            trial.Add(give, added);
            GiveAgain(problem.Pairs[take].Lot, -1);
            GiveAgain(problem.Pairs[give].Lot, -1);
        }
        return trial.KeepIfBetter();
    }

    /// <summary>Takes everything off a way and gives it again by others; keeps it if better.</summary>
    bool Empty(int link)
    {
        if (triesLeft-- <= 0)
            return false;
        var used = pairsOfLink[link].Where(p => ledger.Grams[p] > 0).ToList();
        if (used.Any(p => Movable(p) == 0))
            return false;
        foreach (var p in used)
            trial.Add(p, -ledger.Grams[p]);
        foreach (var p in used)
            GiveAgain(problem.Pairs[p].Lot, link);
        return trial.KeepIfBetter();
    }

    /// <summary>Gives what a lot has left, to whoever should have it first.</summary>
    /// <param name="but">A way that stays empty; -1: none.</param>
    void GiveAgain(int lot, int but)
    {
        if (ledger.LotLeft[lot] == 0)
            return;
        takers.Clear();
        for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
            if (problem.Pairs[p].Link != but && ledger.CanAdd(p) > 0)
                takers.Add(p);
        while (ledger.LotLeft[lot] > 0 && takers.Count > 0)
        {
            var best = 0;
            for (var i = 1; i < takers.Count; i++)
                if (Key(takers[i]).CompareTo(Key(takers[best])) < 0)
                    best = i;
            if (ledger.CanAdd(takers[best]) > 0)
                trial.Add(takers[best], Portion(takers[best]));
            if (ledger.CanAdd(takers[best]) == 0 || ledger.LotLeft[lot] == 0)
                takers.RemoveAt(best);
        }
    }
}
