namespace Logistics.Roads.Osm;

/// <summary>How much one block may hold, so that a blob of a few kilobytes cannot take gigabytes once it is inflated and decoded.</summary>
/// <remarks>
/// A blob may inflate to 64 MiB, and the shortest string, node or member is a byte or two: thirty million of them to a blob, at ten to a hundred
/// bytes each in memory. The format bounds bytes, not counts; its description advises some 8,000 elements to a block
/// (https://wiki.openstreetmap.org/wiki/PBF_Format), and some writers put all they have into one: 180,000 nodes have been seen. The bounds lie twenty times
/// above that, and keep a block's memory near twice its bytes. The database itself has at most 2,000 nodes to a way and 255 characters to a tag
/// (https://wiki.openstreetmap.org/wiki/API_v0.6).
/// </remarks>
sealed class BlockBudget(long offset)
{
    public const int MostNodes = 4_000_000, MostElements = 1_000_000, MostStrings = 1_000_000, MostGroups = 10_000, MostTags = 4_000_000, MostReferences = 8_000_000,
        MostMembers = 2_000_000;

    /// <summary>Bytes of a key, a value or a role that is asked for.</summary>
    public const int LongestText = 4_096;

    int nodes, elements, strings, groups, tags, references, members;

    public void Nodes(int count) => Take(ref nodes, count, MostNodes, "nodes");

    /// <summary>A way or a relation.</summary>
    public void Element() => Take(ref elements, 1, MostElements, "ways and relations");

    public void String() => Take(ref strings, 1, MostStrings, "strings");

    public void Group() => Take(ref groups, 1, MostGroups, "groups");

    public void Tags(int count) => Take(ref tags, count, MostTags, "tags");

    public void References(int count) => Take(ref references, count, MostReferences, "nodes of ways");

    public void Members(int count) => Take(ref members, count, MostMembers, "members of relations");

    public void Text(int bytes)
    {
        if (bytes > LongestText)
            throw new MapDataException($"The map file holds a tag of {bytes} bytes, where 255 characters are allowed: it is refused.", Wire.Where(offset));
    }

    void Take(ref int taken, int count, int most, string what)
    {
        if (count > most - taken)
            throw new MapDataException(
                $"A block of the map file holds more than {most} {what}, where the format advises some 8,000 elements: it is refused. If the map is sound, write it anew with smaller blocks, as osmium does.",
                Wire.Where(offset));
        taken += count;
    }
}
