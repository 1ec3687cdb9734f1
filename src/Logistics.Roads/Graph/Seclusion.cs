namespace Logistics.Roads.Graph;

/// <summary>
/// A road that cannot be reached and left without driving through restricted ones is restricted itself: the courtyard behind a road for
/// customers only.
/// </summary>
/// <remarks>
/// The core is the largest part that is strongly connected without restricted arcs; every arc outside it becomes restricted. This only ever
/// allows more. In a trip of restricted, then free, then restricted arcs, the free ones are arcs outside the core, the core, arcs outside
/// the core, since a part that is left cannot be reached again; so the trip keeps its form. And as the graph is strongly connected, every
/// arc outside the core is reached from it through arcs outside it only, and the core from every such arc.
/// <para>
/// An arc that trips can only start on (see <see cref="Islands"/>) has all the ways on that its twins have, and so takes their word.
/// </para>
/// </remarks>
static class Seclusion
{
    /// <param name="graph">Strongly connected when restrictions are ignored, but for arcs that can only be started on and arcs that are closed.</param>
    public static void Mark(RoadGraph graph)
    {
        if (Array.IndexOf(graph.ArcIsRestricted, true) < 0)
            return;
        var all = Components.Of(graph, new bool[graph.ArcCount], out var partOf);
        var main = Components.Largest(all, partOf);
        var sizes = Components.Of(graph, graph.ArcIsRestricted, out var componentOf);
        if (sizes.Count == 0)
            return;
        var core = Components.Largest(sizes, componentOf);
        for (var arc = 0; arc < graph.ArcCount; arc++)
            if (partOf[arc] == main)
                graph.ArcIsRestricted[arc] |= componentOf[arc] != core;
        foreach (var first in graph.EdgeForward.Concat(graph.EdgeBackward))
            if (first >= 0 && partOf[first] != main)
                graph.ArcIsRestricted[first] |= graph.Twins(graph.ArcNextTwin[first]).Where(twin => partOf[twin] == main).All(twin => graph.ArcIsRestricted[twin]);
    }
}
