using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Files;

/// <summary>Writes and recognises graph files.</summary>
/// <remarks>
/// All numbers are little-endian. A header of 64 bytes: the eight bytes of <see cref="Magic"/>, version, number of sections, the file's length in
/// bytes (8), the table's checksum, four bytes zero, the table's place in bytes (8), the rest zero. Then the sections, each beginning at a multiple of 64 bytes, and the
/// table: 40 bytes for each section, namely its name (16 bytes of ASCII, zero-filled), its place and its length in bytes (8 each), the size of its
/// records, its checksum. Checksums are CRC-32C. The same network gives the same bytes.
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
    /// <param name="slices">Asked for one at a time, so that no two but the first need be in memory at once.</param>
    /// <param name="meta">Asked for when all slices have come.</param>
    /// <exception cref="IOException">The disk is full, the folder is missing or read-only.</exception>
    public static void Write(string path, IEnumerable<CompiledRoads> slices, Func<RoadFileMeta> meta)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Graph files are little-endian and mapped as they are: this processor cannot use them.");
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                WriteTo(file, slices, meta);
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
    public static uint Generation(IEnumerable<CompiledRoads> slices, RoadFileMeta meta) => WriteTo(null, slices, () => meta);

    /// <param name="file">Null: nothing is written.</param>
    /// <returns>The generation.</returns>
    static uint WriteTo(FileStream? file, IEnumerable<CompiledRoads> slices, Func<RoadFileMeta> meta)
    {
        var table = new MemoryStream();
        var (place, count) = ((long)HeaderSize, 0);
        file?.SetLength(place);
        file?.Seek(place, SeekOrigin.Begin);
        CompiledRoads? first = null;
        var number = 0;
        foreach (var roads in slices)
        {
            if (first is null)
                Sections.VisitCommon(first = roads, Add);
            Sections.Visit(roads, first, number++, Add);
        }
        Add(new("meta", 1, JsonSerializer.SerializeToUtf8Bytes(meta(), RoadFileJson.Default.RoadFileMeta)));

        var entries = table.ToArray();
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), count);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), place + entries.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), Sections.Checksum(entries));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), place);
        file?.Write(entries);
        file?.Seek(0, SeekOrigin.Begin);
        file?.Write(header);
        return Sections.Checksum(entries);

        void Add(Section section)
        {
            Span<byte> entry = stackalloc byte[EntrySize];
            entry.Clear();
            Encoding.ASCII.GetBytes(section.Name, entry);
            BinaryPrimitives.WriteInt64LittleEndian(entry[NameSize..], place);
            BinaryPrimitives.WriteInt64LittleEndian(entry[(NameSize + 8)..], section.Bytes.Length);
            BinaryPrimitives.WriteInt32LittleEndian(entry[(NameSize + 16)..], section.RecordSize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[(NameSize + 20)..], Sections.Checksum(section.Bytes));
            table.Write(entry);
            count++;
            var next = (place + section.Bytes.Length + Alignment - 1) / Alignment * Alignment;
            file?.Write(section.Bytes);
            file?.Write(new byte[next - place - section.Bytes.Length]);
            place = next;
        }
    }
}
