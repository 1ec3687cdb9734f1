using Logistics.Roads.Graph;

namespace Logistics.Roads.Hierarchy;

/// <summary>A link between a node and one of higher rank.</summary>
/// <param name="To">The rank of the higher node.</param>
/// <param name="Middle">The rank of the lower node that a shortcut bridges; -1 for a link of the search graph itself.</param>
readonly record struct Climb(long Weight, int To, int Middle);

/// <summary>The links a search climbs by, and those of the opposite direction, by which it sees that it came a detour.</summary>
readonly ref struct Slope(ReadOnlySpan<int> first, ReadOnlySpan<Climb> links, ReadOnlySpan<int> firstAgainst, ReadOnlySpan<Climb> against)
{
    readonly ReadOnlySpan<int> first = first, firstAgainst = firstAgainst;
    readonly ReadOnlySpan<Climb> links = links, against = against;

    public ReadOnlySpan<Climb> Of(int rank) => links[first[rank]..first[rank + 1]];

    public ReadOnlySpan<Climb> Against(int rank) => against[firstAgainst[rank]..firstAgainst[rank + 1]];
}

/// <summary>
/// The search graph's nodes in order of importance, with shortcuts, so that some shortest path between any two nodes first only climbs and
/// then only descends. Searches from both ends climb, and meet after a few hundred nodes however large the region.
/// </summary>
/// <remarks>
/// Geisberger, Sanders, Schultes and Delling, Contraction hierarchies, WEA 2008. Nodes are known by their rank here: rank 0 was contracted
/// first. Weights are whole numbers, so every answer equals the plain search's, to the millisecond and the decimetre; only between paths
/// equal in both may the two choose differently. Immutable.
/// </remarks>
sealed record ContractionHierarchy
{
    public required Flat<int> RankOf { get; init; }

    public required Flat<int> NodeOf { get; init; }

    /// <summary>Links that leave rank r upwards are <c>Up[FirstUp[r]..FirstUp[r+1]]</c>.</summary>
    public required Flat<int> FirstUp { get; init; }

    public required Flat<Climb> Up { get; init; }

    /// <summary>Links that come down to rank r are <c>Down[FirstDown[r]..FirstDown[r+1]]</c>; their <see cref="Climb.To"/> is where they come from.</summary>
    public required Flat<int> FirstDown { get; init; }

    public required Flat<Climb> Down { get; init; }

    public int Count => RankOf.Length;

    /// <summary>For searches from where a trip starts.</summary>
    public Slope Onwards => new(FirstUp.Span, Up.Span, FirstDown.Span, Down.Span);

    /// <summary>For searches back from where a trip ends.</summary>
    public Slope Backwards => new(FirstDown.Span, Down.Span, FirstUp.Span, Up.Span);

    /// <summary>Whether every link leads from a node to a higher one that exists.</summary>
    public bool IsSound() => RankOf.Length == NodeOf.Length && IsSound(FirstUp.Span, Up.Span) && IsSound(FirstDown.Span, Down.Span) && IsPermutation();

    bool IsSound(ReadOnlySpan<int> first, ReadOnlySpan<Climb> links)
    {
        if (first.Length != Count + 1 || first[0] != 0 || first[^1] != links.Length)
            return false;
        for (var rank = 0; rank < Count; rank++)
        {
            if (first[rank] > first[rank + 1] || first[rank + 1] > links.Length)
                return false;
            foreach (ref readonly var link in links[first[rank]..first[rank + 1]])
                if (link.To <= rank || link.To >= Count || link.Middle >= rank || link.Weight < 0)
                    return false;
        }
        return true;
    }

    bool IsPermutation()
    {
        for (var rank = 0; rank < Count; rank++)
            if ((uint)NodeOf[rank] >= (uint)Count || RankOf[NodeOf[rank]] != rank)
                return false;
        return true;
    }

    /// <summary>Appends the nodes of the search graph along a path over the hierarchy, each link unpacked; the first node is not among them.</summary>
    /// <param name="path">Ranks; each is linked to the next, upwards or downwards.</param>
    public void Unpack(ReadOnlySpan<int> path, List<int> nodes)
    {
        var open = new Stack<(int From, int To)>();
        for (var i = 1; i < path.Length; i++)
        {
            open.Push((path[i - 1], path[i]));
            while (open.TryPop(out var link))
            {
                if (MiddleOf(link.From, link.To) is var middle and >= 0)
                {
                    open.Push((middle, link.To));
                    open.Push((link.From, middle));
                }
                else
                {
                    nodes.Add(NodeOf[link.To]);
                }
            }
        }
    }

    int MiddleOf(int from, int to)
    {
        var links = from < to ? Onwards.Of(from) : Backwards.Of(to);
        var higher = Math.Max(from, to);
        foreach (ref readonly var link in links)
            if (link.To == higher)
                return link.Middle;
        throw new InvalidOperationException($"Ranks {from} and {to} are not linked: the hierarchy is inconsistent.");
    }
}
