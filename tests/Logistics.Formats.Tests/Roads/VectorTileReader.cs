using System.Text;

namespace Logistics.Formats.Tests.Roads;

/// <param name="Lines">In the tile's units, from its corner; a point is a line of one.</param>
sealed record TileFeature(string Layer, int Type, IReadOnlyDictionary<string, object> Properties, List<List<(int X, int Y)>> Lines);

/// <summary>Reads vector tiles by the letter of the specification (version 2.1), apart from the writer, and refuses what it forbids.</summary>
sealed class VectorTileReader
{
    readonly byte[] bytes;
    readonly int end;
    int at;

    VectorTileReader(byte[] bytes, int from, int end) => (this.bytes, at, this.end) = (bytes, from, end);

    public static List<TileFeature> Read(byte[] tile)
    {
        var features = new List<TileFeature>();
        var names = new HashSet<string>();
        foreach (var (field, layer, _) in new VectorTileReader(tile, 0, tile.Length).Fields())
        {
            Require(field == 3, "a tile holds layers only");
            var read = ReadLayer(layer!);
            Require(read.Count > 0, "a layer has at least one feature");
            Require(names.Add(read[0].Layer), "layers have different names");
            features.AddRange(read);
        }
        return features;
    }

    static List<TileFeature> ReadLayer(VectorTileReader layer)
    {
        var (name, version, extent) = ("", 0ul, 0ul);
        var (keys, values, raw) = (new List<string>(), new List<object>(), new List<VectorTileReader>());
        foreach (var (field, message, number) in layer.Fields())
            switch (field)
            {
                case 1: name = message!.Text(); break;
                case 2: raw.Add(message!); break;
                case 3: keys.Add(message!.Text()); break;
                case 4: values.Add(ReadValue(message!)); break;
                case 5: extent = number; break;
                case 15: version = number; break;
                default: Require(false, $"a layer has no field {field}"); break;
            }
        Require(version == 2 && extent == 4096 && name.Length > 0, $"version {version}, extent {extent}, name '{name}'");
        Require(keys.Distinct().Count() == keys.Count && values.Distinct().Count() == values.Count, "no key or value stands twice");
        return raw.ConvertAll(feature => ReadFeature(feature, name, keys, values));
    }

    static object ReadValue(VectorTileReader value)
    {
        var (field, message, number) = Assert.Single(value.Fields());
        return field == 1 ? message!.Text() : field == 5 ? (long)number : throw new InvalidDataException($"values of kind {field} are not expected");
    }

    static TileFeature ReadFeature(VectorTileReader feature, string layer, List<string> keys, List<object> values)
    {
        var (type, properties, lines) = (0, new Dictionary<string, object>(), new List<List<(int, int)>>());
        foreach (var (field, message, number) in feature.Fields())
            if (field == 2)
            {
                var tags = message!.Packed();
                Require(tags.Count % 2 == 0, "tags come in pairs");
                for (var i = 0; i < tags.Count; i += 2)
                    properties.Add(keys[(int)tags[i]], values[(int)tags[i + 1]]);
            }
            else if (field == 3)
                type = (int)number;
            else if (field == 4)
                lines = ReadGeometry(message!.Packed());
            else
                Require(false, $"a feature has no field {field}");
        Require(type is 1 or 2, $"type {type}");
        Require(lines.Count > 0 && lines.All(line => type == 1 ? line.Count == 1 : line.Count > 1), "a line has two points, a point has one");
        return new(layer, type, properties, lines);
    }

    static List<List<(int, int)>> ReadGeometry(List<ulong> commands)
    {
        var lines = new List<List<(int, int)>>();
        var (x, y) = (0, 0);
        for (var i = 0; i < commands.Count;)
        {
            var (id, count) = (commands[i] & 7, commands[i] >> 3);
            i++;
            Require((id == 1 && count == 1) || (id == 2 && count > 0 && lines.Count > 0), $"command {id} x {count}");
            if (id == 1)
                lines.Add([]);
            for (; count > 0; count--, i += 2)
            {
                var (dx, dy) = (Signed(commands[i]), Signed(commands[i + 1]));
                Require(id == 1 || (dx, dy) != (0, 0), "a line does not stand still");
                (x, y) = (x + dx, y + dy);
                lines[^1].Add((x, y));
            }
        }
        return lines;
    }

    static int Signed(ulong value) => value % 2 == 0 ? (int)(value / 2) : -(int)((value + 1) / 2);

    List<(int Field, VectorTileReader? Message, ulong Number)> Fields()
    {
        var fields = new List<(int, VectorTileReader?, ulong)>();
        while (at < end)
        {
            var tag = Varint();
            if ((tag & 7) == 0)
                fields.Add(((int)(tag >> 3), null, Varint()));
            else
            {
                Require((tag & 7) == 2, $"wire type {tag & 7}");
                var length = (int)Varint();
                Require(length <= end - at, "a message is cut short");
                fields.Add(((int)(tag >> 3), new(bytes, at, at + length), 0));
                at += length;
            }
        }
        return fields;
    }

    List<ulong> Packed()
    {
        var numbers = new List<ulong>();
        while (at < end)
            numbers.Add(Varint());
        return numbers;
    }

    ulong Varint()
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            Require(at < end && shift < 64, "a number is cut short");
            var b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
    }

    string Text() => Encoding.UTF8.GetString(bytes, at, end - at);

    static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidDataException($"Not a vector tile: {rule}.");
    }
}
