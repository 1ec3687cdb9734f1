namespace Logistics.Roads.Osm;

enum MemberKind
{
    Node = 0,
    Way = 1,
    Relation = 2,
}

sealed record MapWay(long Id, long[] Nodes, Tags Tags);

readonly record struct MapMember(MemberKind Kind, long Id, string Role);

sealed record MapRelation(long Id, MapMember[] Members, Tags Tags);

/// <summary>Who wrote the file and when; all that a reader may want to say about it.</summary>
sealed record MapHeader(string? Generator, DateOnly? AsOf);

/// <summary>A run of elements in the file's order.</summary>
sealed class MapBlock
{
    public List<long> NodeIds { get; } = [];

    /// <summary>In 1e-7 degree, in step with <see cref="NodeIds"/>.</summary>
    public List<int> Longitudes { get; } = [];

    /// <summary>In 1e-7 degree, in step with <see cref="NodeIds"/>.</summary>
    public List<int> Latitudes { get; } = [];

    public List<(int Index, Tags Tags)> TaggedNodes { get; } = [];

    public List<MapWay> Ways { get; } = [];

    public List<MapRelation> Relations { get; } = [];
}

/// <summary>
/// What one pass over the file wants. A null list passes over that kind of element; otherwise ways and relations come only if they bear
/// one of the keys, and nodes always come but have tags only if they bear one.
/// </summary>
sealed record MapQuery(string[]? NodeKeys = null, string[]? WayKeys = null, string[]? RelationKeys = null);
