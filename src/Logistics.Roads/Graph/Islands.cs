namespace Logistics.Roads.Graph;

/// <summary>
/// Keeps the largest part of a draft whose places can all be reached from each other, the same for all slices; then, slice by slice, closes
/// what its hours close and what cannot be reached and left because of that.
/// </summary>
/// <remarks>
/// The common part is found with all that is open in some slice and forbidden in none but all of them; each slice's own largest part lies
/// within it. Closed arcs stay in the arrays so that numbers agree: no turn leads onto them, and their edges do not name them. The first
/// half of a family of twins stays with them even where it can only be started on, since trips start without a past.
/// </remarks>
static class Islands
{
    /// <param name="ClosedKilometres">Closed at this hour only.</param>
    public sealed record Part(
        RoadGraph Graph, double Kilometres, double RestrictedKilometres, double ClosedKilometres, int TurnsForbidden, List<double> IslandKilometres);

    /// <returns>What makes one part after the other.</returns>
    /// <exception cref="MapDataException">There is no road at all.</exception>
    public static List<Func<Part>> Split(Draft draft, IReadOnlyList<int> slices)
    {
        var (stays, lost, islands) = CommonPart(draft);
        return [.. slices.Select(slice => (Func<Part>)(() => PartOf(draft, slice, stays, lost, islands)))];
    }

    static Part PartOf(Draft draft, int slice, Func<int, bool> stays, List<double> lost, IslandLines islands)
    {
        var graph = draft.Assemble(stays, slice, forbidden => (forbidden >> slice & 1) != 0, out var own);
        graph.Islands = islands;
        if (!draft.IsSameInAllSlices)
            Close(draft, slice, graph, own);
        Seclusion.Mark(graph);
        var kilometres = Kilometres(graph, _ => true);
        return new(
            graph, kilometres, Kilometres(graph, arc => graph.ArcIsRestricted[arc]), Total(graph) - kilometres,
            draft.Forbidden.All.Count(path => (path.Slices >> slice & 1) != 0 && Array.TrueForAll(path.Halves, half => own[half] >= 0)), lost);
    }

    /// <summary>Which halves stay in all slices, and what is left out.</summary>
    static (Func<int, bool> Stays, List<double> Lost, IslandLines Islands) CommonPart(Draft draft)
    {
        var allSlices = draft.SliceCount == 64 ? ulong.MaxValue : (1UL << draft.SliceCount) - 1;
        var whole = draft.Assemble(_ => true, 0, forbidden => (forbidden & allSlices) == allSlices, out var arcOfHalf);
        if (whole.ArcCount == 0)
            throw new MapDataException("The map holds no road that the vehicle may use.");
        var nothing = new bool[whole.ArcCount];
        var sizes = Components.Of(whole, nothing, out var componentOf);
        var stays = Stays(whole, componentOf, Components.Largest(sizes, componentOf), nothing);
        return (half => stays[arcOfHalf[half]], Lost(whole, componentOf, stays, sizes.Count), IslandLines.Of(whole, stays));
    }

    /// <summary>
    /// The arcs of one component; the first of each family of twins that has a member in it, as trips start there; and what only such a start
    /// leads through on its way into the component, by twins of its arcs.
    /// </summary>
    static bool[] Stays(RoadGraph graph, int[] componentOf, int main, bool[] isClosed)
    {
        var stays = Array.ConvertAll(componentOf, component => component == main);
        var belongs = new bool[graph.ArcCount];
        var seen = new HashSet<int>();
        var starts = new List<int>();
        foreach (var first in graph.EdgeForward.Concat(graph.EdgeBackward))
            if (first >= 0 && !isClosed[first] && graph.Twins(first).Any(twin => componentOf[twin] == main))
            {
                foreach (var twin in graph.Twins(first))
                    belongs[twin] = true;
                if (!stays[first] && seen.Add(first))
                    starts.Add(first);
            }
        for (var i = 0; i < starts.Count; i++)
            foreach (var next in Onwards(starts[i]))
                if (belongs[next] && !stays[next] && seen.Add(next))
                    starts.Add(next);
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var start in starts)
                if (!stays[start] && Onwards(start).Any(next => stays[next]))
                    stays[start] = isChanged = true;
        }
        return stays;

        IEnumerable<int> Onwards(int arc) =>
            Enumerable.Range(graph.FirstOut[graph.ArcHead[arc]], graph.FirstOut[graph.ArcHead[arc] + 1] - graph.FirstOut[graph.ArcHead[arc]])
                .Where(next => !isClosed[next] && graph.TurnDelay(arc, next) >= 0);
    }

    static void Close(Draft draft, int slice, RoadGraph graph, int[] arcOfHalf)
    {
        var isClosed = new bool[graph.ArcCount];
        for (var half = 0; half < arcOfHalf.Length; half++)
            if (arcOfHalf[half] is var arc and >= 0)
                isClosed[arc] = !draft.IsOpen(half, slice);
        ForbidBlocked(draft, slice, graph, arcOfHalf);
        var sizes = Components.Of(graph, isClosed, out var componentOf);
        var stays = sizes.Count == 0 ? new bool[graph.ArcCount] : Stays(graph, componentOf, Components.Largest(sizes, componentOf), isClosed);
        for (var arc = 0; arc < graph.ArcCount; arc++)
            for (var next = graph.FirstOut[graph.ArcHead[arc]]; next < graph.FirstOut[graph.ArcHead[arc] + 1]; next++)
                if (!stays[next])
                    graph.ForbiddenTurns.Add(RoadGraph.Turn(arc, next));
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (graph.EdgeForward[edge] is var forward and >= 0 && !stays[forward])
                graph.EdgeForward[edge] = -1;
            if (graph.EdgeBackward[edge] is var backward and >= 0 && !stays[backward])
                graph.EdgeBackward[edge] = -1;
            graph.EdgeIsStoppable[edge] &= graph.EdgeForward[edge] >= 0 || graph.EdgeBackward[edge] >= 0;
        }
    }

    /// <summary>A node that blocks at this hour only, such as a bollard that is lowered for deliveries: one may turn round there, not pass.</summary>
    static void ForbidBlocked(Draft draft, int slice, RoadGraph graph, int[] arcOfHalf)
    {
        for (var half = 0; half < arcOfHalf.Length; half++)
        {
            var edge = draft.Edges[draft.BaseOf(half) / 2];
            if (arcOfHalf[half] is var arc and >= 0 && draft.UseOf((draft.BaseOf(half) & 1) == 0 ? edge.LastNode : edge.FirstNode, slice).IsBlocked)
                for (var next = graph.FirstOut[graph.ArcHead[arc]]; next < graph.FirstOut[graph.ArcHead[arc] + 1]; next++)
                    if (graph.ArcEdge[next] != graph.ArcEdge[arc])
                        graph.ForbiddenTurns.Add(RoadGraph.Turn(arc, next));
        }
    }

    /// <summary>Kilometres of each part that does not stay, a road open both ways counting once as long as both its arcs are in the same part.</summary>
    static List<double> Lost(RoadGraph graph, int[] componentOf, bool[] stays, int count)
    {
        var lengths = new double[count];
        var isLost = new bool[count];
        for (var arc = 0; arc < graph.ArcCount; arc++)
            if (!stays[arc] && graph.EdgeForward[graph.ArcEdge[arc]] is var forward && graph.EdgeBackward[graph.ArcEdge[arc]] is var backward && (arc == forward || arc == backward))
            {
                isLost[componentOf[arc]] = true;
                if (graph.ArcOpposite[arc] is var opposite && (opposite < arc || componentOf[opposite] != componentOf[arc]))
                    lengths[componentOf[arc]] += Length(graph, arc);
            }
        return [.. lengths.Where((_, component) => isLost[component])];
    }

    /// <summary>Of open road, both directions counted once.</summary>
    static double Kilometres(RoadGraph graph, Func<int, bool> counts) =>
        Enumerable.Range(0, graph.EdgeCount).Select(edge => Math.Max(graph.EdgeForward[edge], graph.EdgeBackward[edge]))
            .Where(arc => arc >= 0 && counts(arc)).Sum(arc => Length(graph, arc));

    static double Total(RoadGraph graph)
    {
        var arcOf = new int[graph.EdgeCount];
        for (var arc = 0; arc < graph.ArcCount; arc++)
            arcOf[graph.ArcEdge[arc]] = arc;
        return arcOf.Sum(arc => Length(graph, arc));
    }

    static double Length(RoadGraph graph, int arc) => Weight.Decimetres(graph.ArcWeight[arc]) / 10_000.0;
}
