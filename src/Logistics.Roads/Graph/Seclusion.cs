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
/// </remarks>
static class Seclusion
{
    /// <param name="graph">Strongly connected when restrictions are ignored.</param>
    public static void Mark(RoadGraph graph)
    {
        var sizes = Components.Of(graph, graph.ArcIsRestricted, out var componentOf);
        if (sizes.Count == 0)
            return;
        var core = Components.Largest(sizes, componentOf);
        for (var arc = 0; arc < graph.ArcCount; arc++)
            graph.ArcIsRestricted[arc] |= componentOf[arc] != core;
    }
}
