using Logistics.Matching.Flows;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// The fairest among the flows that are left: leximin of points held per entitled share, then the worst-served families lifted. Exact in
/// whole points; where families count differently, amounts are whole points first and whole grams after, each at most a gram beside it.
/// </summary>
sealed class Equity(Problem problem, SharingNetwork network)
{
    /// <summary>How many levels of families are lifted, from the worst up: the work limit of that step.</summary>
    public const int FamilyRounds = 3;

    /// <summary>Points by recipient, and grams by family arc, of the fairest flow; the network's own flow and bounds are left for the next aim.</summary>
    /// <param name="Held">Family arcs that were brought to a floor.</param>
    public sealed record Answer(long[] Points, long[] FamilyGrams, bool[] Held, FlowNetwork Flow);

    /// <param name="asked">What equity asked for before something was decided for good; null: it is asked now.</param>
    /// <param name="targets">Points that each recipient is to hold, decided over several days; null: the fairest of today.</param>
    public Answer ShareOut(Goals? asked, long[]? targets, int familyRounds, CancellationToken cancellation)
    {
        var flow = problem.CountsAlike ? network.Flow : Scaled();
        var met = (asked?.Points ?? targets) is { } points && new Floors(flow).Raise(network.RecipientArc, a => points[a]);
        if (!met)
            new Leximin(flow, problem.Recipients, network.RecipientNode, network.RecipientArc, network.RecipientMost, [network.Return]).ShareOut(cancellation);
        foreach (var arc in network.RecipientArc)
            flow.Lower[arc] = flow.Upper[arc] = flow.Flow[arc];
        var elements = Elements(flow);
        var floors = new FamilyFloors(flow, elements);
        var held = new bool[elements.Length];
        if (asked is null)
            held = floors.Lift(familyRounds, cancellation);
        else if (floors.Raise(i => Math.Min(elements[i].Most, asked.Families[network.FamilyArcs[i].Share] * elements[i].Points)))
            held = Array.ConvertAll(elements, _ => true);
        return new Answer(
            [.. network.RecipientArc.Select(arc => flow.Flow[arc])],
            [.. elements.Select(x => flow.Flow[x.Arc] / x.Points)], held, flow);
    }

    FamilyFloors.Element[] Elements(FlowNetwork flow)
    {
        var most = new long[network.Flow.NodeCount];
        // What a family can take is bounded by what may enter its node.
        for (var e = 0; e < flow.ArcCount; e++)
            most[flow.Head[e]] = Math.Min(SharingNetwork.Unlimited, most[flow.Head[e]] + Math.Min(flow.Upper[e], SharingNetwork.Unlimited));
        return [.. network.FamilyArcs.Select(x => new FamilyFloors.Element(
            x.Arc, problem.Recipients[x.Share / Problem.Families], x.Share % Problem.Families, problem.EarlierByFamily[x.Share],
            problem.CountsAlike ? 1 : network.ArcPoints[x.Arc], Math.Min(flow.Upper[x.Arc], most[flow.Tail[x.Arc]])))];
    }

    /// <summary>The same network with each arc counted in the points of what it carries.</summary>
    FlowNetwork Scaled()
    {
        var from = network.Flow;
        // Which lots are given is settled: a point gained by giving half as much of something else would be food lost.
        var settled = network.LotArc.ToHashSet();
        var scaled = new FlowNetwork();
        for (var v = 0; v < from.NodeCount; v++)
            scaled.AddNode();
        for (var e = 0; e < from.ArcCount; e++)
            scaled.AddArc(from.Tail[e], from.Head[e], Upper(e), network.ArcPoints[e] * (settled.Contains(e) ? from.Flow[e] : from.Lower[e]));
        for (var e = 0; e < from.ArcCount; e++)
            scaled.Flow[e] = network.ArcPoints[e] * from.Flow[e];
        // Behind the recipients goods of all kinds come together: what flows there is what comes in.
        var held = new long[problem.Recipients.Length];
        var recipientAt = network.RecipientNode.Index().ToDictionary(x => x.Item, x => x.Index);
        for (var e = 0; e < from.ArcCount; e++)
            if (recipientAt.TryGetValue(from.Head[e], out var recipient))
                held[recipient] += scaled.Flow[e];
        for (var a = 0; a < held.Length; a++)
            scaled.Flow[network.RecipientArc[a]] = held[a];
        scaled.Flow[network.Return] = held.Sum();
        return scaled;

        long Upper(int e) => network.ArcPoints[e] == 0 ? SharingNetwork.Unlimited : network.ArcPoints[e] * (settled.Contains(e) ? from.Flow[e] : from.Upper[e]);
    }
}
