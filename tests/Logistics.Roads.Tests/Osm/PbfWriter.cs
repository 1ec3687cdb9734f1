using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Logistics.Roads.Tests.Osm;

/// <summary>Writes small .osm.pbf files by hand, so that tests choose every byte.</summary>
static class PbfWriter
{
    public static byte[] Write(TinyMap map, bool dense = true, int granularity = 100)
    {
        var strings = new List<string> { "" };
        int Of(string text)
        {
            var known = strings.IndexOf(text);
            if (known >= 0)
                return known;
            strings.Add(text);
            return strings.Count - 1;
        }
        byte[] Indices(IEnumerable<string> texts) => Packed(texts.Select(text => (ulong)Of(text)));

        var group = new MemoryStream();
        if (dense)
        {
            var keysAndValues = map.Nodes.SelectMany(node => node.Tags.Select(text => (ulong)Of(text)).Append(0ul)).ToList();
            Field(group, 2, Join(
                Bytes(1, Packed(Deltas(map.Nodes.Select(node => node.Id)))),
                Bytes(8, Packed(Deltas(map.Nodes.Select(node => node.Latitude * 100L / granularity)))),
                Bytes(9, Packed(Deltas(map.Nodes.Select(node => node.Longitude * 100L / granularity)))),
                map.Nodes.Any(node => node.Tags.Length > 0) ? Bytes(10, Packed(keysAndValues)) : []));
        }
        else
        {
            foreach (var (id, longitude, latitude, tags) in map.Nodes)
                Field(group, 1, Join(Number(1, ZigZag(id)), Bytes(2, Indices(tags.Where((_, i) => i % 2 == 0))), Bytes(3, Indices(tags.Where((_, i) => i % 2 == 1))),
                    Number(8, ZigZag(latitude * 100L / granularity)), Number(9, ZigZag(longitude * 100L / granularity))));
        }
        foreach (var (id, nodes, tags) in map.Ways)
            Field(group, 3, Join(Number(1, (ulong)id), Bytes(2, Indices(tags.Where((_, i) => i % 2 == 0))), Bytes(3, Indices(tags.Where((_, i) => i % 2 == 1))), Bytes(8, Packed(Deltas(nodes)))));
        foreach (var (id, members, tags) in map.Relations)
            Field(group, 4, Join(Number(1, (ulong)id), Bytes(2, Indices(tags.Where((_, i) => i % 2 == 0))), Bytes(3, Indices(tags.Where((_, i) => i % 2 == 1))),
                Bytes(8, Indices(members.Select(member => member.Role))), Bytes(9, Packed(Deltas(members.Select(member => member.Id)))), Bytes(10, Packed(members.Select(member => (ulong)member.Kind)))));
        var table = new MemoryStream();
        foreach (var text in strings)
            Field(table, 1, Encoding.UTF8.GetBytes(text));
        return Join(Header(), Frame("OSMData", Zlib(Join(Bytes(1, table.ToArray()), Bytes(2, group.ToArray()), Number(17, (ulong)granularity)))));
    }

    public static byte[] Header(params string[] moreFeatures) =>
        Frame("OSMHeader", Raw(Join([.. ((string[])["OsmSchema-V0.6", "DenseNodes", .. moreFeatures]).Select(feature => Bytes(4, Encoding.UTF8.GetBytes(feature)))])));

    /// <summary>A frame around a blob's own fields.</summary>
    public static byte[] Frame(string type, byte[] blob, long? claimedSize = null)
    {
        var header = Join(Bytes(1, Encoding.UTF8.GetBytes(type)), Number(3, unchecked((ulong)(claimedSize ?? blob.Length))));
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
        return Join(length, header, blob);
    }

    public static byte[] Raw(byte[] message) => Bytes(1, message);

    public static byte[] Zlib(byte[] message, long? claimedSize = null)
    {
        var packed = new MemoryStream();
        using (var deflater = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflater.Write(message);
        return Join(Number(2, (ulong)(claimedSize ?? message.Length)), Bytes(3, packed.ToArray()));
    }

    public static byte[] Number(int field, ulong value) => Join(Varint((ulong)field << 3), Varint(value));

    public static byte[] Bytes(int field, byte[] value) => Join(Varint((ulong)field << 3 | 2), Varint((ulong)value.Length), value);

    public static byte[] Packed(IEnumerable<ulong> values) => [.. values.SelectMany(Varint)];

    public static IEnumerable<ulong> Deltas(IEnumerable<long> values)
    {
        long last = 0;
        foreach (var value in values)
        {
            yield return ZigZag(value - last);
            last = value;
        }
    }

    public static ulong ZigZag(long value) => unchecked((ulong)(value << 1 ^ value >> 63));

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value & 0x7F | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    static void Field(MemoryStream stream, int field, byte[] value) => stream.Write(Bytes(field, value));
}
