using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Files;

/// <summary>Writes and recognises graph files.</summary>
/// <remarks>
/// All numbers are little-endian. A header of 64 bytes: the eight bytes of <see cref="Magic"/>, version, number of sections, the file's length in
/// bytes (8), the table's checksum, the rest zero. The table: 40 bytes for each section, namely its name (16 bytes of ASCII, zero-filled), its place and its length in
/// bytes (8 each), the size of its records, its checksum. Then the sections, each beginning at a multiple of 64 bytes. Checksums are CRC-32C.
/// The same network gives the same bytes.
/// </remarks>
static class RoadFile
{
    public const int Version = 2, HeaderSize = 64, NameSize = 16, EntrySize = NameSize + 24, Alignment = 64;

    /// <summary>The last bytes show whether a transfer as text has mangled the file, as PNG's do.</summary>
    public static ReadOnlySpan<byte> Magic => "ROADS\r\n\x1A"u8;

    /// <summary>Whether a file begins like a graph file, whatever its name; the stream is left where it was.</summary>
    public static bool IsOne(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        var place = stream.Position;
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = place;
        // "ROADS" alone is enough to say that it was one before it was mangled.
        return length >= 5 && start[..5].SequenceEqual(Magic[..5]);
    }

    /// <summary>
    /// Writes to a temporary file in the same folder, flushes it to the disk and renames it: an interrupted build leaves the old file, and who
    /// has mapped that keeps it.
    /// </summary>
    /// <exception cref="IOException">The disk is full, the folder is missing or read-only.</exception>
    public static void Write(string path, IReadOnlyList<CompiledRoads> slices, RoadFileMeta meta)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Graph files are little-endian and mapped as they are: this processor cannot use them.");
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Write(file, slices, meta);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary); // gone already when all went well
        }
    }

    /// <summary>What tells one network from another: the checksum of the table, which holds those of all sections.</summary>
    public static uint Generation(IReadOnlyList<CompiledRoads> slices, RoadFileMeta meta) => Checksum(Plan(slices, meta).Table);

    static void Write(Stream file, IReadOnlyList<CompiledRoads> slices, RoadFileMeta meta)
    {
        var (table, words, length) = Plan(slices, meta);
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), table.Count);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), Checksum(table));
        file.Write(header);
        foreach (var entry in table)
            file.Write(entry);
        Pad(file);
        file.Write(words);
        Pad(file);
        Sections.Visit(slices, section =>
        {
            file.Write(section.Bytes);
            Pad(file);
        });
    }

    static (List<byte[]> Table, byte[] Words, long Length) Plan(IReadOnlyList<CompiledRoads> slices, RoadFileMeta meta)
    {
        var words = JsonSerializer.SerializeToUtf8Bytes(meta, RoadFileJson.Default.RoadFileMeta);
        var table = new List<byte[]> { Entry(new("meta", 1, words)) };
        Sections.Visit(slices, section => table.Add(Entry(section)));
        var place = Align(HeaderSize + (long)EntrySize * table.Count);
        foreach (var entry in table)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(NameSize), place);
            place = Align(place + BinaryPrimitives.ReadInt64LittleEndian(entry.AsSpan(NameSize + 8)));
        }
        return (table, words, place);
    }

    static uint Checksum(List<byte[]> table) => Sections.Checksum([.. table.SelectMany(entry => entry)]);

    /// <summary>A section's line in the table, its place left open.</summary>
    static byte[] Entry(Section section)
    {
        var entry = new byte[EntrySize];
        Encoding.ASCII.GetBytes(section.Name, entry);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(NameSize + 8), section.Bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(NameSize + 16), section.RecordSize);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(NameSize + 20), Sections.Checksum(section.Bytes));
        return entry;
    }

    static long Align(long place) => (place + Alignment - 1) / Alignment * Alignment;

    static void Pad(Stream file) => file.Write(new byte[Align(file.Position) - file.Position]);
}
