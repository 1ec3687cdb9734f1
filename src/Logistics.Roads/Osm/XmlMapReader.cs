using System.Globalization;
using System.Xml;

namespace Logistics.Roads.Osm;

/// <summary>Reads OSM XML (version 0.6), the form that people and editors write.</summary>
/// <remarks>
/// https://wiki.openstreetmap.org/wiki/OSM_XML. What a small file may grow to is bounded: its text (<see cref="XmlGuard"/>), the depth of its elements, the
/// nodes of a way, the members of a relation and the tags of an element, all far above what the database allows (2,000, 32,000 and 255 characters each).
/// Elements marked deleted (<c>visible="false"</c>, or JOSM's <c>action="delete"</c>) are passed over.
/// </remarks>
sealed class XmlMapReader(Func<Stream> open, Func<double> progress) : IMapReader
{
    const int BlockSize = 8_000, Deepest = 20, MostTags = 5_000, MostNodes = 100_000, MostMembers = 1_000_000;

    public double Progress => progress();

    public MapHeader ReadHeader()
    {
        using var reader = Open();
        return Guard(reader, () => Root(reader));
    }

    public IEnumerable<MapBlock> Read(MapQuery query, CancellationToken cancellation)
    {
        using var reader = Open();
        Guard(reader, () => Root(reader));
        var more = true;
        while (more)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = new MapBlock();
            more = Guard(reader, () => Fill(reader, block, query));
            yield return block;
        }
    }

    XmlReader Open() => XmlReader.Create(open(), new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
        IgnoreWhitespace = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    static T Guard<T>(XmlReader reader, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException cause)
        {
            throw new MapDataException($"The map file is not well-formed XML: {cause.Message}", $"line {cause.LineNumber}", cause);
        }
        catch (InvalidDataException cause)
        {
            throw new MapDataException("The map file is corrupt: it does not decompress.", Line(reader), cause);
        }
    }

    static MapHeader Root(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != "osm")
            throw new MapDataException($"The map file is XML but not OpenStreetMap XML: its root is <{reader.Name}>, not <osm>.", Line(reader));
        var generator = reader.GetAttribute("generator");
        DateOnly? asOf = DateTimeOffset.TryParse(reader.GetAttribute("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var written)
            ? DateOnly.FromDateTime(written.UtcDateTime) : null;
        return new(generator, asOf);
    }

    /// <summary>Reads up to a block's worth of elements; false at the end of the file.</summary>
    static bool Fill(XmlReader reader, MapBlock block, MapQuery query)
    {
        for (var count = 0; count < BlockSize;)
        {
            if (!reader.Read())
                return false;
            CheckDepth(reader);
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != 1)
                continue;
            var isDeleted = reader.GetAttribute("visible") == "false" || reader.GetAttribute("action") == "delete";
            switch (reader.Name)
            {
                case "node" when query.NodeKeys is { } keys && !isDeleted:
                    ReadNode(reader, block, keys);
                    count++;
                    break;
                case "way" when query.WayKeys is { } keys && !isDeleted:
                    ReadWay(reader, block, keys);
                    count++;
                    break;
                case "relation" when query.RelationKeys is { } keys && !isDeleted:
                    ReadRelation(reader, block, keys);
                    count++;
                    break;
            }
        }
        return true;
    }

    static void ReadNode(XmlReader reader, MapBlock block, string[] wanted)
    {
        block.NodeIds.Add(Id(reader, "id"));
        block.Longitudes.Add(Degrees(reader, "lon", 180));
        block.Latitudes.Add(Degrees(reader, "lat", 90));
        var pairs = new List<string>();
        Children(reader, child => AddTag(child, pairs));
        if (IsWanted(pairs, wanted))
            block.TaggedNodes.Add((block.NodeIds.Count - 1, new([.. pairs])));
    }

    static void ReadWay(XmlReader reader, MapBlock block, string[] wanted)
    {
        var id = Id(reader, "id");
        var nodes = new List<long>();
        var pairs = new List<string>();
        Children(reader, child =>
        {
            if (child.Name == "nd")
            {
                CheckCount(child, nodes.Count, MostNodes, "nodes");
                nodes.Add(Id(child, "ref"));
            }
            else
                AddTag(child, pairs);
        });
        if (IsWanted(pairs, wanted))
            block.Ways.Add(new(id, [.. nodes], new([.. pairs])));
    }

    static void ReadRelation(XmlReader reader, MapBlock block, string[] wanted)
    {
        var id = Id(reader, "id");
        var members = new List<MapMember>();
        var pairs = new List<string>();
        Children(reader, child =>
        {
            if (child.Name == "member")
            {
                CheckCount(child, members.Count, MostMembers, "members");
                members.Add(new(Kind(child), Id(child, "ref"), child.GetAttribute("role") ?? ""));
            }
            else
                AddTag(child, pairs);
        });
        if (IsWanted(pairs, wanted))
            block.Relations.Add(new(id, [.. members], new([.. pairs])));
    }

    static void Children(XmlReader reader, Action<XmlReader> visit)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            CheckDepth(reader);
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
                visit(reader);
        }
    }

    static void CheckDepth(XmlReader reader)
    {
        if (reader.Depth > Deepest)
            throw new MapDataException($"Elements stand in each other more than {Deepest} deep: this is no OpenStreetMap XML.", Line(reader));
    }

    static void CheckCount(XmlReader reader, int count, int most, string what)
    {
        if (count >= most)
            throw new MapDataException($"An element has more than {most} {what}, far beyond what OpenStreetMap allows: it is refused.", Line(reader));
    }

    static void AddTag(XmlReader reader, List<string> pairs)
    {
        if (reader.Name != "tag")
            return;
        CheckCount(reader, pairs.Count / 2, MostTags, "tags");
        pairs.Add(reader.GetAttribute("k") ?? throw Missing(reader, "k"));
        pairs.Add(reader.GetAttribute("v") ?? throw Missing(reader, "v"));
    }

    static bool IsWanted(List<string> pairs, string[] wanted)
    {
        for (var i = 0; i < pairs.Count; i += 2)
            if (Array.IndexOf(wanted, pairs[i]) >= 0)
                return true;
        return false;
    }

    static MemberKind Kind(XmlReader reader) => reader.GetAttribute("type") switch
    {
        "node" => MemberKind.Node,
        "way" => MemberKind.Way,
        "relation" => MemberKind.Relation,
        var other => throw new MapDataException($"A relation's member is of unknown type '{other}'.", Line(reader)),
    };

    static long Id(XmlReader reader, string name) =>
        long.TryParse(reader.GetAttribute(name) ?? throw Missing(reader, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new MapDataException($"Attribute {name} of <{reader.Name}> is not a whole number: '{reader.GetAttribute(name)}'.", Line(reader));

    static int Degrees(XmlReader reader, string name, int limit) =>
        double.TryParse(reader.GetAttribute(name) ?? throw Missing(reader, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
        && Math.Abs(degrees) <= limit
            ? (int)Math.Round(degrees * 1e7)
            : throw new MapDataException($"Attribute {name} of <{reader.Name}> is not an angle within {limit} degrees: '{reader.GetAttribute(name)}'.", Line(reader));

    static MapDataException Missing(XmlReader reader, string name) => new($"<{reader.Name}> has no attribute {name}.", Line(reader));

    static string? Line(XmlReader reader) => reader is IXmlLineInfo { LineNumber: > 0 } info ? $"line {info.LineNumber}" : null;
}
