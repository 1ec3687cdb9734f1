using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Logistics.Roads;
using Logistics.Roads.Drawing;

namespace Logistics.Formats.Roads;

/// <summary>Writes a drawing as a vector tile, the form that map libraries read. The same drawing gives the same bytes.</summary>
/// <remarks>
/// Mapbox Vector Tile Specification 2.1, https://github.com/mapbox/vector-tile-spec/tree/master/2.1, which is also where the numbers of the fields are from.
/// Layer <c>roads</c>: <c>rank</c> and <c>class</c> (see <see cref="RoadClass"/>), and where there is something to say <c>name</c>, <c>ref</c>,
/// <c>oneway</c>, <c>restricted</c>. Layer <c>places</c>: <c>rank</c> and <c>kind</c> (see <see cref="PlaceKind"/>), <c>name</c>.
/// </remarks>
public static class VectorTileWriter
{
    public const string RoadsLayer = "roads", PlacesLayer = "places", MediaType = "application/vnd.mapbox-vector-tile";

    const int Point = 1, Line = 2; // GeomType
    const int MoveTo = 1, LineTo = 2; // commands

    /// <summary>The tile of a drawing that <see cref="RoadMap.Tile"/> made for it; no bytes where there is nothing.</summary>
    public static byte[] Write(TileId tile, RoadDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var message = new WireWriter();
        if (drawing.Roads.Count > 0)
        {
            var layer = new Layer(RoadsLayer);
            foreach (var road in drawing.Roads)
                layer.Add(Line, Geometry(tile, road.Lines), Tags(layer, road));
            message.Bytes(3, layer.Finish());
        }
        if (drawing.Places.Count > 0)
        {
            var layer = new Layer(PlacesLayer);
            foreach (var (place, at) in drawing.Places)
                layer.Add(Point, Geometry(tile, [[at]]), [.. layer.Tag("rank", (int)place.Kind), .. layer.Tag("kind", Word(place.Kind)), .. layer.Tag("name", place.Name)]);
            message.Bytes(3, layer.Finish());
        }
        return message.ToArray();
    }

    /// <summary>A kind or class as the properties of tiles and of GeoJSON name it, such as <c>isolated_dwelling</c>.</summary>
    internal static string Word<T>(T kind) where T : struct, Enum =>
        string.Concat(kind.ToString().Select((letter, i) => char.IsUpper(letter) && i > 0 ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    static List<uint> Tags(Layer layer, DrawnRoad road)
    {
        List<uint> tags = [.. layer.Tag("rank", (int)road.Class), .. layer.Tag("class", Word(road.Class))];
        if (road.Name.Length > 0)
            tags.AddRange(layer.Tag("name", road.Name));
        if (road.Reference.Length > 0)
            tags.AddRange(layer.Tag("ref", road.Reference));
        if (road.IsOneWay)
            tags.AddRange(layer.Tag("oneway", 1));
        if (road.IsRestricted)
            tags.AddRange(layer.Tag("restricted", 1));
        return tags;
    }

    /// <summary>Commands and steps, each from where the last ended, from the tile's corner.</summary>
    static List<uint> Geometry(TileId tile, IReadOnlyList<IReadOnlyList<WorldPoint>> lines)
    {
        var commands = new List<uint>();
        var at = tile.Origin;
        foreach (var line in lines)
            for (var i = 0; i < line.Count; i++)
            {
                if (i == 0)
                    commands.Add(MoveTo | 1 << 3);
                else if (i == 1)
                    commands.Add(LineTo | (uint)(line.Count - 1) << 3);
                commands.Add(WireWriter.ZigZag(line[i].X - at.X));
                commands.Add(WireWriter.ZigZag(line[i].Y - at.Y));
                at = line[i];
            }
        return commands;
    }

    sealed class Layer
    {
        readonly Dictionary<string, uint> keys = [];
        readonly Dictionary<object, uint> values = [];
        readonly WireWriter message = new();

        public Layer(string name)
        {
            message.Number(15, 2); // the version of the specification
            message.Text(1, name);
            message.Number(5, TileId.Extent);
        }

        /// <param name="value">A text or a whole number that is not negative.</param>
        public uint[] Tag(string key, object value) => [NumberOf(keys, key), NumberOf(values, value)];

        public void Add(int type, List<uint> geometry, List<uint> tags)
        {
            var feature = new WireWriter();
            feature.Packed(2, tags);
            feature.Number(3, (uint)type);
            feature.Packed(4, geometry);
            message.Bytes(2, feature.ToArray());
        }

        public byte[] Finish()
        {
            foreach (var key in keys.Keys) // in the order they were added, as nothing is ever removed
                message.Text(3, key);
            foreach (var value in values.Keys)
            {
                var wire = new WireWriter();
                if (value is string text)
                    wire.Text(1, text);
                else
                    wire.Number(5, (uint)(int)value);
                message.Bytes(4, wire.ToArray());
            }
            return message.ToArray();
        }

        static uint NumberOf<T>(Dictionary<T, uint> numbers, T item) where T : notnull
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, item, out var exists);
            return exists ? number : number = (uint)numbers.Count - 1;
        }
    }

    /// <summary>Protocol-buffer encoding, as far as tiles need it.</summary>
    /// <remarks>https://protobuf.dev/programming-guides/encoding/.</remarks>
    sealed class WireWriter
    {
        readonly ArrayBufferWriter<byte> buffer = new();

        public static uint ZigZag(int value) => unchecked((uint)(value << 1) ^ (uint)(value >> 31));

        public void Number(int field, uint value)
        {
            Varint((uint)field << 3);
            Varint(value);
        }

        public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

        public void Bytes(int field, ReadOnlySpan<byte> bytes)
        {
            Varint((uint)field << 3 | 2);
            Varint((uint)bytes.Length);
            buffer.Write(bytes);
        }

        public void Packed(int field, List<uint> values)
        {
            var packed = new WireWriter();
            foreach (var value in values)
                packed.Varint(value);
            Bytes(field, packed.buffer.WrittenSpan);
        }

        public byte[] ToArray() => buffer.WrittenSpan.ToArray();

        void Varint(uint value)
        {
            for (; value >= 0x80; value >>= 7)
                buffer.Write([(byte)(value & 0x7F | 0x80)]);
            buffer.Write([(byte)value]);
        }
    }
}
