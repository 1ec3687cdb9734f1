namespace Logistics.Roads.Graph;

/// <summary>Strongly connected components: sets of arcs, each of which can be reached from every other of its set.</summary>
/// <remarks>Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 1972; with a stack of our own, as roads are long and call stacks short.</remarks>
static class Components
{
    /// <param name="isLeftOut">Per arc: whether to take it for closed; it is then in component -1.</param>
    /// <returns>The number of arcs in each component.</returns>
    public static List<int> Of(RoadGraph graph, bool[] isLeftOut, out int[] componentOf)
    {
        var sizes = new List<int>();
        componentOf = new int[graph.ArcCount];
        Array.Fill(componentOf, -1);
        var order = new int[graph.ArcCount]; // 1-based; 0: not seen
        var low = new int[graph.ArcCount];
        var nextOut = Array.ConvertAll(graph.ArcHead, head => graph.FirstOut[head]);
        var open = new Stack<int>();
        var path = new Stack<int>();
        var seen = 0;
        for (var root = 0; root < graph.ArcCount; root++)
        {
            if (order[root] != 0 || isLeftOut[root])
                continue;
            Enter(root);
            while (path.TryPeek(out var arc))
            {
                if (nextOut[arc] < graph.FirstOut[graph.ArcHead[arc] + 1])
                {
                    var to = nextOut[arc]++;
                    if (isLeftOut[to] || graph.TurnDelay(arc, to) < 0)
                        continue;
                    if (order[to] == 0)
                        Enter(to);
                    else if (componentOf[to] < 0)
                        low[arc] = Math.Min(low[arc], order[to]);
                    continue;
                }
                path.Pop();
                if (path.TryPeek(out var parent))
                    low[parent] = Math.Min(low[parent], low[arc]);
                if (low[arc] < order[arc])
                    continue;
                var size = 0;
                int member;
                do
                {
                    member = open.Pop();
                    componentOf[member] = sizes.Count;
                    size++;
                }
                while (member != arc);
                sizes.Add(size);
            }
        }
        return sizes;

        void Enter(int arc)
        {
            order[arc] = low[arc] = ++seen;
            open.Push(arc);
            path.Push(arc);
        }
    }

    /// <summary>The component with most arcs; among equals, the one that holds the first arc.</summary>
    public static int Largest(List<int> sizes, int[] componentOf)
    {
        var most = sizes.Max();
        return Array.Find(componentOf, component => component >= 0 && sizes[component] == most);
    }
}
