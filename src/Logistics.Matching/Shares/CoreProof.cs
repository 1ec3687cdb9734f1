using Logistics.Matching.Flows;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>What shows, to somebody who trusts none of our code, that the divisible core is the best: kept while it is solved.</summary>
sealed class CoreProof
{
    public readonly record struct ArcBounds(int Tail, int Head, long Lower, long Upper, long Points);

    /// <summary>The network before anything was decided.</summary>
    public required ArcBounds[] Arcs { get; init; }

    /// <summary>False where limits crossed and had to be split: the proof then holds for the split limits only.</summary>
    public required bool Nested { get; init; }

    /// <summary>What came before equity: costs by arc and potentials by node.</summary>
    public (long[] Costs, long[] Potential)[] Storeys { get; set; } = [];

    /// <summary>The fairest flow, in points.</summary>
    public long[] Flow { get; private set; } = [];

    public int[] RecipientArc { get; private set; } = [];

    public int[] LotArc { get; private set; } = [];

    public int Return { get; private set; }

    public RecipientRow[] Recipients { get; private set; } = [];

    /// <summary>What the ways of any sharing as good in the tiers before must cost at the least, in microeuros.</summary>
    public long? ChargeAtLeast { get; set; }

    public bool CountsAlike { get; private set; } = true;

    public static ArcBounds[] Bounds(SharingNetwork network)
    {
        var flow = network.Flow;
        return [.. Enumerable.Range(0, flow.ArcCount).Select(e => new ArcBounds(flow.Tail[e], flow.Head[e], flow.Lower[e], flow.Upper[e], network.ArcPoints[e]))];
    }

    /// <summary>Ways that were closed before equity was asked are limits of it.</summary>
    public void Settle(SharingNetwork network)
    {
        if (Flow.Length > 0)
            return;
        foreach (var arc in network.PairArc)
            if (network.Flow.Upper[arc] == network.Flow.Lower[arc])
                Arcs[arc] = Arcs[arc] with { Upper = Math.Max(Arcs[arc].Lower, network.Flow.Upper[arc]) };
    }

    /// <param name="decidedElsewhere">True where who holds what was decided over several days: nothing about today's equity is then claimed.</param>
    public void Take(Problem problem, SharingNetwork network, FlowNetwork fairest, bool decidedElsewhere)
    {
        Flow = [.. fairest.Flow];
        (RecipientArc, LotArc, Return) = (network.RecipientArc, network.LotArc, network.Return);
        Recipients = decidedElsewhere ? [] : problem.Recipients;
        CountsAlike = problem.CountsAlike;
    }
}
