using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>A node of the search graph and the cost of a trip's part beyond it: before it at a start, from it on at an end.</summary>
readonly record struct Seed(int Node, long Label);

/// <summary>The least weight between two places, and the arcs driven, the first and the last in part.</summary>
sealed record Trip(long Weight, IReadOnlyList<int> Arcs);

/// <summary>How places that lie somewhere along an edge hang on the search graph.</summary>
sealed class Approaches(CompiledRoads roads)
{
    /// <summary>The arcs the vehicle stands on; what lies behind it counts against the arc's weight, so labels are at most zero.</summary>
    public Seed[] Starts(Anchor place)
    {
        int forward = Side(place, 0), backward = Side(place, 1);
        return backward < 0 ? [new(forward, -Driven(forward, place))]
            : forward < 0 ? [new(backward, -Driven(backward, place))]
            : [new(forward, -Driven(forward, place)), new(backward, -Driven(backward, place))];
    }

    /// <summary>The nodes that follow those arcs, with what it costs to get there.</summary>
    public Seed[] Followers(Anchor place)
    {
        var followers = new List<Seed>();
        for (var i = 0; i < 2; i++)
            if (Side(place, i) is var arc and >= 0)
                for (var link = roads.Search.FirstLink[arc]; link < roads.Search.FirstLink[arc + 1]; link++)
                    followers.Add(new(roads.Search.LinkTo[link], roads.Search.LinkWeight[link] - Driven(arc, place)));
        return [.. followers];
    }

    /// <summary>The arc by which a path leaves a place, when its first node is one of the followers: of two, the cheaper.</summary>
    public int LeftBy(Anchor place, int follower)
    {
        var (first, label) = (-1, Weight.Unreachable);
        for (var i = 0; i < 2; i++)
            if (Side(place, i) is var arc and >= 0)
                for (var link = roads.Search.FirstLink[arc]; link < roads.Search.FirstLink[arc + 1]; link++)
                    if (roads.Search.LinkTo[link] == follower && roads.Search.LinkWeight[link] - Driven(arc, place) is var start && start < label)
                        (first, label) = (arc, start);
        return first;
    }

    /// <summary>The nodes of the arcs that pass the place, twins and copies for endings included.</summary>
    public Seed[] Ends(Anchor place)
    {
        var count = 0;
        for (var i = 0; i < 2; i++)
            for (var arc = Side(place, i); arc >= 0; arc = roads.Arcs[arc].NextTwin)
                count += roads.Search.EndingOf(arc) >= 0 ? 2 : 1;
        var ends = new Seed[count];
        for (var i = 0; i < 2; i++)
            for (var arc = Side(place, i); arc >= 0; arc = roads.Arcs[arc].NextTwin)
            {
                ends[--count] = new(arc, Driven(arc, place));
                if (roads.Search.EndingOf(arc) is var ending and >= 0)
                    ends[--count] = new(ending, Driven(arc, place));
            }
        return ends;
    }

    /// <summary>The trip that stays on one arc; null when the places are on different edges, or the arcs lead the wrong way.</summary>
    public Trip? Direct(Anchor from, Anchor to)
    {
        Trip? best = null;
        if (from.Edge == to.Edge)
            for (var i = 0; i < 2; i++)
                if (Side(to, i) is var arc and >= 0 && Side(from, i) >= 0 && Along(arc, from) <= Along(arc, to)
                    && Driven(arc, to) - Driven(arc, from) is var weight && weight < (best?.Weight ?? Weight.Unreachable))
                    best = new(weight, [arc]);
        return best;
    }

    /// <summary>The arc along the edge or against it, or -1 where there is none or the vehicle may not stand on it.</summary>
    int Side(Anchor place, int side) => side == 0
        ? (place.Directions & Directions.Forward) != 0 ? roads.Edges[place.Edge].Forward : -1
        : (place.Directions & Directions.Backward) != 0 ? roads.Edges[place.Edge].Backward : -1;

    double Along(int arc, Anchor place) => place.Along(roads.Arcs[arc].IsBackward);

    /// <summary>The part of an arc before a place.</summary>
    long Driven(int arc, Anchor place) => Weight.Part(roads.Arcs[arc].Weight, Along(arc, place));
}
