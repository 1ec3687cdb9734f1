using System.Globalization;
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

/// <summary>
/// The parts of a compiled network in the order of the file. A part added here is in the file; nothing else needs to know. Names of parts that
/// differ from slice to slice end with the slice's number; what a slice shares with the first one is not written again.
/// </summary>
static class Sections
{
    /// <summary>What all slices have in common.</summary>
    public static void VisitCommon(CompiledRoads roads, SectionVisitor visit)
    {
        Common("nodes", roads.FirstOut);
        Common("points", roads.Points);
        Common("labels", roads.FirstLabelText);
        Common("labeltext", roads.LabelText);
        Common("places", roads.Places);
        Common("placenames", roads.PlaceNames);
        Common("islands", roads.Islands);
        Common("islandpoints", roads.IslandPoints);

        void Common<T>(string name, Flat<T> records) where T : unmanaged => visit(SectionOf(name, records));
    }

    /// <summary>What is a slice's own.</summary>
    /// <param name="first">The first slice: what this one shares with it is passed over.</param>
    public static void Visit(CompiledRoads roads, CompiledRoads first, int number, SectionVisitor visit)
    {
        Each("arcs", slice => slice.Arcs);
        Each("edges", slice => slice.Edges);
        Each("segments", slice => slice.Segments);
        Each("boxes", slice => slice.Boxes);
        Each("levels", slice => slice.BoxLevels);
        Each("links", slice => slice.Search.FirstLink);
        Each("linkto", slice => slice.Search.LinkTo);
        Each("linkcost", slice => slice.Search.LinkWeight);
        Each("endings", slice => slice.Search.Ending);
        Each("endarcs", slice => slice.Search.EndingArc);
        Each("ranks", slice => slice.Hierarchy.RankOf);
        Each("order", slice => slice.Hierarchy.NodeOf);
        Each("upfirst", slice => slice.Hierarchy.FirstUp);
        Each("up", slice => slice.Hierarchy.Up);
        Each("downfirst", slice => slice.Hierarchy.FirstDown);
        Each("down", slice => slice.Hierarchy.Down);
        Each("hubsfirst", slice => slice.Hubs.FirstOnwards);
        Each("hubs", slice => slice.Hubs.Onwards);
        Each("hubsbackfirst", slice => slice.Hubs.FirstBackwards);
        Each("hubsback", slice => slice.Hubs.Backwards);

        void Each<T>(string name, Func<CompiledRoads, Flat<T>> part) where T : unmanaged
        {
            if (number == 0 || part(roads).Span != part(first).Span)
                visit(SectionOf(NameOf(name, number), part(roads)));
        }
    }

    static Section SectionOf<T>(string name, Flat<T> records) where T : unmanaged => new(name, Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(records.Span));

    /// <summary>One slice of the network.</summary>
    /// <exception cref="MapDataException">A part is missing, or its records are of another size.</exception>
    public static CompiledRoads Read(ISectionSource source, int slice)
    {
        var rankOf = Own<int>("ranks");
        return new()
        {
            FirstOut = source.Take<int>("nodes"),
            Points = source.Take<PointRecord>("points"),
            FirstLabelText = source.Take<int>("labels"),
            LabelText = source.Take<byte>("labeltext"),
            Places = source.Take<PlaceRecord>("places"),
            PlaceNames = source.Take<byte>("placenames"),
            Islands = source.Take<IslandRecord>("islands"),
            IslandPoints = source.Take<PointRecord>("islandpoints"),
            Arcs = Own<ArcRecord>("arcs"),
            Edges = Own<EdgeRecord>("edges"),
            Segments = Own<Segment>("segments"),
            Boxes = Own<Box>("boxes"),
            BoxLevels = Own<int>("levels"),
            Search = new()
            {
                FirstLink = Own<int>("links"),
                LinkTo = Own<int>("linkto"),
                LinkWeight = Own<long>("linkcost"),
                Ending = Own<int>("endings"),
                EndingArc = Own<int>("endarcs"),
            },
            Hierarchy = new()
            {
                RankOf = rankOf,
                NodeOf = Own<int>("order"),
                FirstUp = Own<int>("upfirst"),
                Up = Own<Climb>("up"),
                FirstDown = Own<int>("downfirst"),
                Down = Own<Climb>("down"),
            },
            Hubs = new()
            {
                Count = rankOf.Length,
                FirstOnwards = Own<int>("hubsfirst"),
                Onwards = Own<Hub>("hubs"),
                FirstBackwards = Own<int>("hubsbackfirst"),
                Backwards = Own<Hub>("hubsback"),
            },
        };

        Flat<T> Own<T>(string name) where T : unmanaged => source.Take<T>(source.Has(NameOf(name, slice)) ? NameOf(name, slice) : NameOf(name, 0));
    }

    /// <summary>Whether a slice alone needs the section: its name ends with the slice's number.</summary>
    public static bool BelongsTo(string name, int slice) => name.EndsWith(NameOf("", slice), StringComparison.Ordinal);

    public static bool IsCommon(string name) => !name.Contains('/', StringComparison.Ordinal);

    static string NameOf(string name, int slice) => string.Create(CultureInfo.InvariantCulture, $"{name}/{slice}");

    /// <summary>CRC-32C (Castagnoli), eight bytes at a step, the rest byte by byte: what the processor does in one instruction.</summary>
    /// <param name="before">The checksum of the bytes before these, whose number is a multiple of eight.</param>
    public static uint Checksum(ReadOnlySpan<byte> bytes, uint before = NoBytes)
    {
        var checksum = ~before;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            checksum = BitOperations.Crc32C(checksum, word);
        foreach (var b in bytes[(8 * words.Length)..])
            checksum = BitOperations.Crc32C(checksum, b);
        return ~checksum;
    }

    /// <summary>The checksum of nothing.</summary>
    public const uint NoBytes = 0;
}

/// <summary>Where sections come from when a file is read.</summary>
interface ISectionSource
{
    bool Has(string name);

    /// <exception cref="MapDataException">There is no such section, or its records are of another size.</exception>
    Flat<T> Take<T>(string name) where T : unmanaged;
}
