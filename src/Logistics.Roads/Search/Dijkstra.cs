using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>Shortest paths from one place to many, by settling nodes in the order of their cost until all that are asked for are settled.</summary>
/// <remarks>
/// Dijkstra, A note on two problems in connexion with graphs, 1959. One object serves one thread; its arrays are reused from search to search.
/// </remarks>
/// <param name="isClosed">Per node: it is not entered. Empty when all are open.</param>
sealed class Dijkstra(SearchGraph graph, bool[] isClosed)
{
    readonly IndexedHeap heap = new(graph.Count);
    readonly Mark[] marks = new Mark[graph.Count];
    readonly int[] wantedIn = new int[graph.Count];
    int search;

    public Dijkstra(SearchGraph graph) : this(graph, [])
    {
    }

    /// <summary>What is known of a node, side by side in memory because it is read together.</summary>
    /// <param name="SeenIn">The search that wrote the mark; older marks count for nothing.</param>
    readonly record struct Mark(long Label, int Parent, int SeenIn);

    /// <summary>The cost of standing at the start of a node's arc, or <see cref="Weight.Unreachable"/>. Exact for the nodes asked for.</summary>
    public long LabelOf(int node) => marks[node].SeenIn == search ? marks[node].Label : Weight.Unreachable;

    /// <summary>The node driven before this one; -1 where the search began.</summary>
    public int ParentOf(int node) => marks[node].Parent;

    /// <param name="targets">Nodes whose labels are wanted; may repeat.</param>
    public void Run(ReadOnlySpan<Seed> seeds, ReadOnlySpan<int> targets)
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
        foreach (var (node, label) in seeds)
            Reach(node, label, -1);

        ReadOnlySpan<int> first = graph.FirstLink.Span, to = graph.LinkTo.Span;
        var weights = graph.LinkWeight.Span;
        while (heap.Count > 0)
        {
            var key = heap.MinKey;
            var node = heap.Pop();
            if (wantedIn[node] == search && --wanted == 0)
                return;
            for (var link = first[node]; link < first[node + 1]; link++)
                Reach(to[link], key + weights[link], node);
        }
    }

    void Reach(int node, long label, int parent)
    {
        ref var mark = ref marks[node];
        if (mark.SeenIn == search && mark.Label <= label || isClosed.Length > 0 && isClosed[node])
            return;
        mark = new(label, parent, search);
        heap.Push(node, label);
    }
}
