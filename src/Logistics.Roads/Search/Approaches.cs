using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>A node of the search graph and the cost of a trip's part beyond it: before it at a start, from it on at an end.</summary>
readonly record struct Seed(int Node, long Label);

/// <summary>The least weight between two places, and the arcs driven, the first and the last in part.</summary>
sealed record Trip(long Weight, IReadOnlyList<int> Arcs);

/// <summary>How places that lie somewhere along an edge hang on the search graph.</summary>
sealed class Approaches(RoadGraph graph, SearchGraph searchGraph)
{
    /// <summary>How many seeds <see cref="Starts"/> and <see cref="Ends"/> yield at most: two arcs, and a second node for each that is restricted.</summary>
    public const int MostSeeds = 4;

    /// <summary>The arcs the vehicle stands on; what lies behind it counts against the arc's weight, so labels are at most zero.</summary>
    /// <returns>How many.</returns>
    public int Starts(Anchor place, Span<Seed> starts)
    {
        var count = 0;
        foreach (var arc in (ReadOnlySpan<int>)[graph.EdgeForward[place.Edge], graph.EdgeBackward[place.Edge]])
            if (arc >= 0)
                starts[count++] = new(arc, -Driven(arc, place));
        return count;
    }

    /// <summary>The nodes that follow those arcs, with what it costs to get there.</summary>
    public Seed[] Followers(Anchor place)
    {
        var followers = new List<Seed>();
        foreach (var arc in (ReadOnlySpan<int>)[graph.EdgeForward[place.Edge], graph.EdgeBackward[place.Edge]])
            if (arc >= 0)
                for (var link = searchGraph.FirstLink[arc]; link < searchGraph.FirstLink[arc + 1]; link++)
                    followers.Add(new(searchGraph.LinkTo[link], searchGraph.LinkWeight[link] - Driven(arc, place)));
        return [.. followers];
    }

    /// <summary>The arc by which a path leaves a place, when its first node is one of the followers: of two, the cheaper.</summary>
    public int LeftBy(Anchor place, int follower)
    {
        var (first, label) = (-1, Weight.Unreachable);
        foreach (var arc in (ReadOnlySpan<int>)[graph.EdgeForward[place.Edge], graph.EdgeBackward[place.Edge]])
            if (arc >= 0)
                for (var link = searchGraph.FirstLink[arc]; link < searchGraph.FirstLink[arc + 1]; link++)
                    if (searchGraph.LinkTo[link] == follower && searchGraph.LinkWeight[link] - Driven(arc, place) is var start && start < label)
                        (first, label) = (arc, start);
        return first;
    }

    /// <summary>The nodes of the arcs that pass the place.</summary>
    /// <returns>How many.</returns>
    public int Ends(Anchor place, Span<Seed> ends)
    {
        var count = 0;
        foreach (var arc in (ReadOnlySpan<int>)[graph.EdgeForward[place.Edge], graph.EdgeBackward[place.Edge]])
            if (arc >= 0)
            {
                ends[count++] = new(arc, Driven(arc, place));
                if (searchGraph.EndingOf(arc) is var ending and >= 0)
                    ends[count++] = new(ending, Driven(arc, place));
            }
        return count;
    }

    /// <summary>The trip that stays on one arc; null when the places are on different edges, or the arcs lead the wrong way.</summary>
    public Trip? Direct(Anchor from, Anchor to)
    {
        Trip? best = null;
        if (from.Edge == to.Edge)
            foreach (var arc in (ReadOnlySpan<int>)[graph.EdgeForward[to.Edge], graph.EdgeBackward[to.Edge]])
                if (arc >= 0 && Along(arc, from) <= Along(arc, to)
                    && Driven(arc, to) - Driven(arc, from) is var weight && weight < (best?.Weight ?? Weight.Unreachable))
                    best = new(weight, [arc]);
        return best;
    }

    /// <summary>How far along an arc a place lies, 0 to 1.</summary>
    double Along(int arc, Anchor place) => graph.ArcIsBackward[arc] ? 1 - place.Fraction : place.Fraction;

    /// <summary>The part of an arc before a place.</summary>
    long Driven(int arc, Anchor place) => Weight.Part(graph.ArcWeight[arc], Along(arc, place));
}
