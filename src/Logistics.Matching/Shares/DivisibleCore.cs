using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Flows;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// The sharing of goods that can be split to the gram: urgent needs by class, then waste, equity, kilometres and quality in the order the
/// members voted, each among the best of those before. All are exact but kilometres, where a way costs the same for a gram as for
/// a tonne: there the linear relaxation proves a bound and slope scaling finds good ways.
/// </summary>
/// <remarks>Kim and Pardalos, Operations Research Letters 24 (1999), for slope scaling.</remarks>
sealed class DivisibleCore
{
    readonly Problem problem;
    readonly CancellationToken cancellation;
    readonly SharingNetwork network;
    readonly Tower tower;
    readonly Aims aims;

    /// <summary>By family arc, what the tolerance would let it fall to; empty before equity is asked.</summary>
    long[] looseLower = [];

    DivisibleCore(Problem problem, SharingNetwork network, Aims aims, CancellationToken cancellation)
    {
        (this.problem, this.network, this.aims, this.cancellation) = (problem, network, aims, cancellation);
        tower = new Tower(network.Flow, cancellation);
    }

    /// <param name="Goals">What equity asked for when everything was still open; null: it is asked now, and the tolerance taken.</param>
    /// <param name="Targets">Points each recipient is to hold, decided over several days; null: the fairest of today.</param>
    /// <param name="FamilyRounds">How many levels of families are lifted.</param>
    sealed record Aims(Goals? Goals, long[]? Targets, Ways Ways, int FamilyRounds = Equity.FamilyRounds);

    /// <param name="Grams">By pair.</param>
    /// <param name="Goals">What equity asks for, less the tolerance.</param>
    /// <param name="Fairest">Points by recipient before the tolerance is taken.</param>
    /// <param name="FairGrams">By pair, of the fairest flow, whatever its ways cost.</param>
    /// <param name="Prices">By link: what a gram pays in the best ways found; for shares set anew later.</param>
    /// <param name="Proof">What shows it to somebody who trusts none of our code.</param>
    public sealed record Answer(long[] Grams, Goals Goals, long[] Fairest, long[] FairGrams, long[] Prices, CoreProof Proof);

    /// <summary>Grams by pair; null when no sharing meets the limits.</summary>
    /// <param name="repairs">How often, at most, split caps are moved and the flows asked again.</param>
    /// <param name="goals">What equity asked for when everything was still open; null: ask anew, and no tolerance is taken.</param>
    public static long[]? Solve(Problem problem, Limits limits, CancellationToken cancellation, int repairs = 3, Goals? goals = null, long[]? prices = null) =>
        Run(problem, limits, new Aims(goals, null, new Ways.Priced(prices)), repairs, cancellation)?.Grams;

    /// <summary>Everything: goals, ways, proof.</summary>
    /// <param name="targets">Points each recipient is to hold where that was decided over several days; null: the fairest of today.</param>
    public static Answer? SolveFully(Problem problem, Limits limits, long[]? targets, CancellationToken cancellation) =>
        Run(problem, limits, new Aims(null, targets, new Ways.Sought()), repairs: 1, cancellation);

    /// <summary>Grams by pair of the fairest sharing, whatever its ways cost; null when no sharing meets the limits.</summary>
    public static long[]? SolveFairly(Problem problem, Limits limits, long[]? targets, CancellationToken cancellation) =>
        Run(problem, limits, new Aims(null, targets, new Ways.Unasked(), FamilyRounds: 0), repairs: 1, cancellation)?.Grams;

    /// <summary>Grams by pair of the fairest sharing of several days; null when no sharing meets the limits.</summary>
    public static long[]? SolveOverDays(Problem problem, Limits limits, TodaysPart today, CancellationToken cancellation)
    {
        var leaves = new Leaves(problem, limits);
        var network = new SharingNetwork(problem, limits, leaves, today: today);
        var core = new DivisibleCore(problem, network, new Aims(null, null, new Ways.Unasked()), cancellation);
        // Which lots die is only known for today, so over the days as much as can be is given, what dies first before the rest.
        if (!core.tower.Minimise(core.Waste()))
            return null;
        if (!problem.CountsAlike && network.HasMixedRooms)
        {
            network = new SharingNetwork(problem, limits, leaves, new ContainerParts(network), today);
            core = new DivisibleCore(problem, network, new Aims(null, null, new Ways.Unasked()), cancellation);
            if (!core.tower.Minimise(core.Waste()))
                return null;
        }
        var fairest = new Equity(problem, network).ShareOut(null, null, familyRounds: 0, cancellation);
        return [.. network.PairArc.Select((arc, p) => fairest.Flow.Flow[arc] / problem.Points(problem.Needs[problem.Pairs[p].Need].Family))];
    }

    static Answer? Run(Problem problem, Limits limits, Aims aims, int repairs, CancellationToken cancellation)
    {
        var leaves = new Leaves(problem, limits);
        var answer = Once(problem, limits, leaves, aims, cancellation);
        for (var round = 0; round < repairs && answer is not null && leaves.PassOnSlack(answer.Grams); round++)
            answer = Once(problem, limits, leaves, aims, cancellation);
        return answer;
    }

    static Answer? Once(Problem problem, Limits limits, Leaves leaves, Aims aims, CancellationToken cancellation)
    {
        var network = new SharingNetwork(problem, limits, leaves);
        var nested = leaves.Nested;
        if (!problem.CountsAlike && network.HasMixedRooms)
        {
            nested = false;
            var first = new DivisibleCore(problem, network, aims, cancellation);
            if (!first.FirstStorey())
                return null;
            network = new SharingNetwork(problem, limits, leaves, new ContainerParts(network));
        }
        var untouched = CoreProof.Bounds(network);
        var core = new DivisibleCore(problem, network, aims, cancellation);
        return core.FirstStorey() ? core.Climb(nested, untouched) : null;
    }

    /// <summary>
    /// No sharing under the limits gives more grams than this: the maximum flow where lots can be split, urgency is not asked, and a cap
    /// that was split is dropped.
    /// </summary>
    public static long MostGivable(Problem problem, Limits limits, CancellationToken cancellation)
    {
        var leaves = new Leaves(problem, limits);
        leaves.Relax();
        var network = new SharingNetwork(problem, limits, leaves);
        return new Tower(network.Flow, cancellation).Maximise([network.Return]) ? network.Flow.Flow[network.Return] : 0;
    }

    bool WasteFirst => problem.Terms.Order[0] == Aim.Waste;

    /// <summary>
    /// Urgency and, where it comes next, waste in one objective. Two flows differ by simple cycles. Such a cycle leaves the source once and so
    /// exchanges one lot for another at most: rising rewards 1, 2, 3 by freshness order all cycles as the lexicographic order does. A class of
    /// urgency weighs more than all that a cycle can change below it, as a cycle passes each leaf at most once.
    /// </summary>
    bool FirstStorey()
    {
        // Where equity comes first, as much as can be is given all the same: the fairest sharing is among the largest.
        var costs = WasteFirst ? Waste() : Given();
        var needOfLeaf = new int[network.LeafArc.Length];
        for (var p = 0; p < problem.Pairs.Length; p++)
            needOfLeaf[network.LeafOf(p)] = problem.Pairs[p].Need;
        long below = 3;
        for (var urgency = Urgency.Class3; urgency >= Urgency.Class1; urgency--)
        {
            var ofClass = Enumerable.Range(0, needOfLeaf.Length).Where(i => problem.Needs[needOfLeaf[i]].Urgency == urgency).ToList();
            var reward = below + 1;
            foreach (var leaf in ofClass)
                costs[network.LeafArc[leaf]] = -reward;
            below += reward * ofClass.Count;
        }
        return tower.Minimise(costs);
    }

    long[] Waste() => Costs(i => -(3 - (long)problem.Lots[i].Freshness));

    long[] Given() => Costs(_ => -1);

    long[] Costs(Func<int, long> ofLot)
    {
        var costs = new long[network.Flow.ArcCount];
        for (var i = 0; i < network.LotArc.Length; i++)
            costs[network.LotArc[i]] = ofLot(i);
        return costs;
    }

    long[] CostsOfPairs(Func<int, long> ofPair)
    {
        var costs = new long[network.Flow.ArcCount];
        for (var p = 0; p < network.PairArc.Length; p++)
            costs[network.PairArc[p]] = ofPair(p);
        return costs;
    }

    Answer Climb(bool nested, CoreProof.ArcBounds[] untouched)
    {
        var goals = aims.Goals ?? Goals.Boundless(problem);
        var proof = new CoreProof { Arcs = untouched, Nested = nested };
        long[] prices = [], fairest = [], fairGrams = [];
        foreach (var (step, aim) in problem.Terms.Order.Index())
            switch (aim)
            {
                case Aim.Waste when step > 0:
                    tower.Minimise(Waste());
                    break;
                case Aim.Equity:
                    proof.Storeys = [.. tower.Storeys];
                    (goals, fairest, fairGrams) = Share(proof);
                    // Within the tolerance, and among equals, what hubs would lose in sorting goes where it is not lost.
                    if (problem.Pairs.Any(x => x.Loss > 0))
                        tower.Minimise(CostsOfPairs(p => problem.Pairs[p].Loss));
                    break;
                case Aim.Kilometres:
                    proof.ChargeAtLeast = aims.Ways is Ways.Sought ? LeastCharge() : null;
                    prices = aims.Ways.Choose(problem, network, cancellation);
                    proof.Settle(network);
                    break;
                case Aim.Quality when problem.Pairs.Any(x => x.Wish > 0):
                    tower.Minimise(CostsOfPairs(p => -problem.Pairs[p].Wish));
                    break;
            }
        if (aims.Ways is Ways.Sought)
            tower.Minimise(CostsOfPairs(p => problem.Pairs[p].Distance));
        return new Answer([.. network.PairArc.Select(arc => network.Flow.Flow[arc])], goals, fairest, fairGrams, prices, proof);
    }

    /// <summary>Equity, then its tolerance as lower bounds for the aims that follow.</summary>
    (Goals, long[] Fairest, long[] FairGrams) Share(CoreProof proof)
    {
        var flow = network.Flow;
        var upper = Array.ConvertAll(network.RecipientArc, arc => flow.Upper[arc]);
        var lower = network.FamilyArcs.ConvertAll(x => flow.Lower[x.Arc]);
        var fairest = new Equity(problem, network).ShareOut(aims.Goals, aims.Targets, aims.FamilyRounds, cancellation);
        proof.Take(problem, network, fairest.Flow, decidedElsewhere: aims.Targets is not null);
        long[] fairGrams = [.. network.PairArc.Select((arc, p) => fairest.Flow.Flow[arc] / problem.Points(problem.Needs[problem.Pairs[p].Need].Family))];
        looseLower = new long[network.FamilyArcs.Count];
        var points = new long[problem.Recipients.Length];
        var families = new long[problem.EarlierByFamily.Length];
        for (var a = 0; a < points.Length; a++)
        {
            points[a] = aims.Goals is { } asked
                ? Math.Min(fairest.Points[a], asked.Points[a])
                : fairest.Points[a] - Goals.Tolerated(problem, a, fairest.Points[a]);
            flow.Upper[network.RecipientArc[a]] = upper[a];
            flow.Lower[network.RecipientArc[a]] = problem.CountsAlike ? points[a] : 0;
        }
        for (var i = 0; i < network.FamilyArcs.Count; i++)
        {
            var (arc, share) = network.FamilyArcs[i];
            var recipient = share / Problem.Families;
            var grams = fairest.FamilyGrams[i];
            // Where points differ, only the family amounts can hold a recipient at its level: all give up the same part of what came today.
            var floor = fairest.Held[i] || !problem.CountsAlike ? grams - Spared(grams, fairest.Points[recipient], points[recipient]) : 0;
            // Where families count alike the flows keep what was lifted, and only a way that can be spared whole is worth the tolerance (see LocalSearch).
            looseLower[i] = Math.Max(lower[i], Math.Min(floor, flow.Upper[arc]));
            flow.Lower[arc] = Math.Max(flow.Lower[arc], looseLower[i]);
            if (fairest.Held[i])
                families[share] += floor;
        }
        if (!problem.CountsAlike)
            tower.Minimise(new long[flow.ArcCount]);
        return (aims.Goals ?? new Goals(problem, points, families), fairest.Points, fairGrams);
    }

    /// <summary>What any sharing within the tolerance must pay for its ways, in microeuros.</summary>
    long LeastCharge()
    {
        long[] flow = [.. network.Flow.Flow], lower = [.. network.Flow.Lower];
        for (var i = 0; i < looseLower.Length; i++)
            network.Flow.Lower[network.FamilyArcs[i].Arc] = looseLower[i];
        var least = Ways.LeastCharge(problem, network, cancellation);
        lower.CopyTo(network.Flow.Lower.AsSpan());
        flow.CopyTo(network.Flow.Flow.AsSpan());
        return least;
    }

    /// <summary>The part of a family's grams that is given up when a recipient goes from its fairest points to its goal.</summary>
    static long Spared(long grams, long fairest, long goal) => fairest == 0 ? 0 : (long)((Int128)grams * (fairest - goal) / fairest);
}
