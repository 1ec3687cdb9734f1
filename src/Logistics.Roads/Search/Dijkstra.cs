using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>Shortest paths from one place to many, by settling arcs in the order of their cost until all that are asked for are settled.</summary>
/// <remarks>
/// Dijkstra, A note on two problems in connexion with graphs, 1959. One object serves one thread; its arrays are reused from search to search.
/// </remarks>
sealed class Dijkstra(SearchGraph graph)
{
    readonly IndexedHeap heap = new(graph.Count);
    readonly Mark[] marks = new Mark[graph.Count];
    readonly int[] wantedIn = new int[graph.Count];
    int search;

    /// <summary>What is known of an arc, side by side in memory because it is read together.</summary>
    /// <param name="SeenIn">The search that wrote the mark; older marks count for nothing.</param>
    readonly record struct Mark(long Label, int Parent, int SeenIn);

    /// <summary>The cost of standing at the start of an arc, or <see cref="Weight.Unreachable"/>. Exact for the arcs asked for.</summary>
    public long LabelOf(int arc) => marks[arc].SeenIn == search ? marks[arc].Label : Weight.Unreachable;

    /// <summary>The arc driven before this one; when that is the one the vehicle started on, its bitwise complement, which is negative.</summary>
    public int ParentOf(int arc) => marks[arc].Parent;

    /// <param name="starts">Arcs the vehicle stands on, and the part of each that lies behind it.</param>
    /// <param name="targets">Arcs whose labels are wanted; may repeat.</param>
    public void Run(ReadOnlySpan<(int Arc, long Driven)> starts, ReadOnlySpan<int> targets)
    {
        heap.Clear();
        search++;
        var wanted = 0;
        foreach (var target in targets)
            if (wantedIn[target] != search)
            {
                wantedIn[target] = search;
                wanted++;
            }

        // A link weighs the whole of the arc it leaves; what lies behind the vehicle is taken off.
        foreach (var (arc, driven) in starts)
            Relax(arc, -driven, ~arc);
        while (heap.Count > 0)
        {
            var key = heap.MinKey;
            var arc = heap.Pop();
            if (wantedIn[arc] == search && --wanted == 0)
                return;
            Relax(arc, key, arc);
        }
    }

    void Relax(int arc, long cost, int parent)
    {
        for (var link = graph.FirstLink[arc]; link < graph.FirstLink[arc + 1]; link++)
        {
            var to = graph.LinkTo[link];
            var label = cost + graph.LinkWeight[link];
            ref var mark = ref marks[to];
            if (mark.SeenIn == search && mark.Label <= label)
                continue;
            mark = new(label, parent, search);
            heap.Push(to, label);
        }
    }
}
