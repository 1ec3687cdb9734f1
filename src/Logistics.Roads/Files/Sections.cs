using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Logistics.Roads.Graph;
using Logistics.Roads.Hierarchy;

namespace Logistics.Roads.Files;

/// <summary>A part of a graph file: what it is called (up to sixteen ASCII letters) and its bytes.</summary>
readonly ref struct Section(string name, int recordSize, ReadOnlySpan<byte> bytes)
{
    public string Name { get; } = name;

    public int RecordSize { get; } = recordSize;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}

delegate void SectionVisitor(Section section);

/// <summary>The parts of a compiled network in the order of the file. A part added here is in the file; nothing else needs to know.</summary>
static class Sections
{
    public static void Visit(CompiledRoads roads, SectionVisitor visit)
    {
        Each("nodes", roads.FirstOut);
        Each("arcs", roads.Arcs);
        Each("edges", roads.Edges);
        Each("points", roads.Points);
        Each("labels", roads.FirstLabelText);
        Each("labeltext", roads.LabelText);
        Each("places", roads.Places);
        Each("placenames", roads.PlaceNames);
        Each("segments", roads.Segments);
        Each("boxes", roads.Boxes);
        Each("levels", roads.BoxLevels);
        Each("links", roads.Search.FirstLink);
        Each("linkto", roads.Search.LinkTo);
        Each("linkcost", roads.Search.LinkWeight);
        Each("endings", roads.Search.Ending);
        Each("endarcs", roads.Search.EndingArc);
        Each("ranks", roads.Hierarchy.RankOf);
        Each("order", roads.Hierarchy.NodeOf);
        Each("upfirst", roads.Hierarchy.FirstUp);
        Each("up", roads.Hierarchy.Up);
        Each("downfrst", roads.Hierarchy.FirstDown);
        Each("down", roads.Hierarchy.Down);

        void Each<T>(string name, Flat<T> records) where T : unmanaged =>
            visit(new(name, Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(records.Span)));
    }

    public static CompiledRoads Read(ISectionSource source) => new()
    {
        FirstOut = source.Take<int>("nodes"),
        Arcs = source.Take<ArcRecord>("arcs"),
        Edges = source.Take<EdgeRecord>("edges"),
        Points = source.Take<PointRecord>("points"),
        FirstLabelText = source.Take<int>("labels"),
        LabelText = source.Take<byte>("labeltext"),
        Places = source.Take<PlaceRecord>("places"),
        PlaceNames = source.Take<byte>("placenames"),
        Segments = source.Take<Segment>("segments"),
        Boxes = source.Take<Box>("boxes"),
        BoxLevels = source.Take<int>("levels"),
        Search = new()
        {
            FirstLink = source.Take<int>("links"),
            LinkTo = source.Take<int>("linkto"),
            LinkWeight = source.Take<long>("linkcost"),
            Ending = source.Take<int>("endings"),
            EndingArc = source.Take<int>("endarcs"),
        },
        Hierarchy = new()
        {
            RankOf = source.Take<int>("ranks"),
            NodeOf = source.Take<int>("order"),
            FirstUp = source.Take<int>("upfirst"),
            Up = source.Take<Climb>("up"),
            FirstDown = source.Take<int>("downfrst"),
            Down = source.Take<Climb>("down"),
        },
    };

    /// <summary>CRC-32C (Castagnoli), eight bytes at a step, the rest byte by byte: what the processor does in one instruction.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = ~0u;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            checksum = BitOperations.Crc32C(checksum, word);
        foreach (var b in bytes[(8 * words.Length)..])
            checksum = BitOperations.Crc32C(checksum, b);
        return ~checksum;
    }
}

/// <summary>Where sections come from when a file is read.</summary>
interface ISectionSource
{
    /// <exception cref="MapDataException">There is no such section, or its records are of another size.</exception>
    Flat<T> Take<T>(string name) where T : unmanaged;
}
