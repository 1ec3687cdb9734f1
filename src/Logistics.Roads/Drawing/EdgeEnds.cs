using Logistics.Roads.Graph;

namespace Logistics.Roads.Drawing;

/// <summary>Where edges begin and end and which way they are open, gathered from their arcs. End 2e is where edge e begins, end 2e+1 where it ends.</summary>
sealed class EdgeEnds
{
    [Flags]
    enum Open : byte
    {
        Forward = 1,
        Backward = 2,
        ToAll = 4,
    }

    readonly int[] nodes;
    readonly Open[] open;

    public EdgeEnds(CompiledRoads roads)
    {
        (nodes, open) = (new int[2 * roads.EdgeCount], new Open[roads.EdgeCount]);
        var firstOut = roads.FirstOut.Span;
        var arcs = roads.Arcs.Span;
        for (var tail = 0; tail + 1 < firstOut.Length; tail++)
            foreach (ref readonly var arc in arcs[firstOut[tail]..firstOut[tail + 1]])
            {
                var begins = arc.IsBackward ? 1 : 0;
                (nodes[2 * arc.Edge + begins], nodes[2 * arc.Edge + 1 - begins]) = (tail, arc.Head);
                open[arc.Edge] |= (arc.IsBackward ? Open.Backward : Open.Forward) | (arc.Restricted == 0 ? Open.ToAll : 0);
            }
    }

    public int NodeOf(int end) => nodes[end];

    public bool IsOneWay(int edge) => (open[edge] & (Open.Forward | Open.Backward)) != (Open.Forward | Open.Backward);

    public bool IsRestricted(int edge) => (open[edge] & Open.ToAll) == 0;

    /// <summary>Of a one-way edge: whether its traffic leaves the junction at this end.</summary>
    public bool IsTrafficLeaving(int end) => (open[end >> 1] & ((end & 1) == 0 ? Open.Forward : Open.Backward)) != 0;
}
