using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Logistics.Roads.Graph;
using Microsoft.Win32.SafeHandles;

namespace Logistics.Roads.Files;

/// <summary>A graph file in memory: its pages are read as they are touched, and shared with every other process that has mapped it.</summary>
/// <remarks>
/// The mapping lasts as long as this object, which every run of its records holds. A new file that takes the old one's name leaves the mapping as it is; only a file rewritten
/// in place would pull the ground away, and nothing here does that.
/// </remarks>
sealed unsafe class MappedRoadFile : ISectionSource
{
    readonly Dictionary<string, Entry> table = new(StringComparer.Ordinal);
    readonly SafeFileHandle file;
    readonly MemoryMappedViewAccessor view; // its handle unmaps when it is collected
    readonly byte* start;
    readonly long length;
    readonly string name;
    readonly HashSet<string> verified = new(StringComparer.Ordinal);

    /// <summary>Where a section lies, in bytes.</summary>
    readonly record struct Entry(long Place, long Length, int RecordSize, uint Checksum);

    MappedRoadFile(string path)
    {
        name = Path.GetFileName(path);
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Graph files are little-endian and mapped as they are: this processor cannot use them.");
        file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        length = RandomAccess.GetLength(file);
        if (length < RoadFile.HeaderSize)
            throw Refuse($"it is only {length} bytes long: it was cut short");
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        start = (byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle();
        ReadTable();
        Verify(Sections.IsCommon);
        Meta = ReadMeta();
    }

    public RoadFileMeta Meta { get; }

    /// <summary>The checksum of the table, which holds those of all sections: two files of one generation hold the same network.</summary>
    public uint Generation { get; private set; }

    /// <exception cref="MapDataException">The file is no graph file, of another version, cut short or corrupt; says which section.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MappedRoadFile Open(string path) => new(path);

    /// <summary>One slice's roads, its sections verified now: who asks for one slice does not wait for the others.</summary>
    /// <exception cref="MapDataException">Some of its sections are corrupt; says which, all of them.</exception>
    public CompiledRoads Slice(int slice)
    {
        Verify(name => Sections.BelongsTo(name, slice) || Sections.BelongsTo(name, 0));
        return Sections.Read(this, slice);
    }

    /// <summary>What no checksum tells: that all numbers in a slice point somewhere. It goes through all of the slice, and nothing depends on it.</summary>
    /// <exception cref="MapDataException">They do not: somebody else wrote the file.</exception>
    public void Prove(CompiledRoads roads)
    {
        if (!roads.Hierarchy.IsSound() || roads.Hierarchy.Count != roads.Search.Count || !roads.Hubs.IsSound())
            throw Refuse("its hierarchy names nodes that do not exist, though its checksums are right");
    }

    public bool Has(string name) => table.ContainsKey(name);

    public Flat<T> Take<T>(string section) where T : unmanaged
    {
        if (!table.TryGetValue(section, out var entry))
            throw Refuse($"it holds no section '{section}'");
        if (entry.RecordSize != Unsafe.SizeOf<T>() || entry.Length % entry.RecordSize != 0)
            throw Refuse($"its section '{section}' has records of {entry.RecordSize} bytes, where {Unsafe.SizeOf<T>()} are expected");
        return new(this, (nint)(start + entry.Place), (int)(entry.Length / entry.RecordSize));
    }

    void ReadTable()
    {
        var header = Bytes(0, RoadFile.HeaderSize);
        if (!header.StartsWith(RoadFile.Magic))
            throw Refuse(header.StartsWith(RoadFile.Magic[..5]) ? "its first bytes were changed, as a transfer in text mode does" : "it does not begin like one");
        var version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version > RoadFile.Version)
            throw new MapDataException($"The graph file {name} is of version {version}, and this program reads version {RoadFile.Version}: use the newer program, or build the file anew with 'logistics roads build'.");
        if (version != RoadFile.Version)
            throw Refuse($"it is of version {version}, which is no longer read");
        var (count, said) = (BinaryPrimitives.ReadInt32LittleEndian(header[12..]), BinaryPrimitives.ReadInt64LittleEndian(header[16..]));
        if (said < 0)
            throw Refuse("its header is corrupt");
        if (said != length)
            throw Refuse(said > length ? $"{said - length} of its {said} bytes are missing: it was cut short" : $"it is {length - said} bytes longer than it says");
        var at = BinaryPrimitives.ReadInt64LittleEndian(header[32..]);
        if (count is < 1 or > 10_000 || at < RoadFile.HeaderSize || at > length - (long)count * RoadFile.EntrySize)
            throw Refuse("its header is corrupt");
        var entries = Bytes(at, count * (long)RoadFile.EntrySize);
        Generation = Sections.Checksum(entries);
        if (Generation != BinaryPrimitives.ReadUInt32LittleEndian(header[24..]))
            throw Refuse("its table of sections is corrupt");

        for (var i = 0; i < count; i++)
        {
            var entry = entries.Slice(i * RoadFile.EntrySize, RoadFile.EntrySize);
            var numbers = entry[RoadFile.NameSize..];
            var section = Encoding.ASCII.GetString(entry[..RoadFile.NameSize].TrimEnd((byte)0));
            table[section] = new(
                BinaryPrimitives.ReadInt64LittleEndian(numbers), BinaryPrimitives.ReadInt64LittleEndian(numbers[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(numbers[16..]), BinaryPrimitives.ReadUInt32LittleEndian(numbers[20..]));
        }
    }

    /// <summary>By reading, not through the mapping: a large region's pages would all count as this process's memory.</summary>
    void Verify(Func<string, bool> concerns)
    {
        var corrupt = new List<string>();
        var buffer = new byte[1 << 20];
        lock (verified)
            foreach (var (section, entry) in table.OrderBy(pair => pair.Value.Place))
                if (concerns(section) && !verified.Contains(section))
                    if (IsIntact(entry, buffer))
                        verified.Add(section);
                    else
                        corrupt.Add($"'{section}'");
        if (corrupt.Count > 0)
            throw Refuse($"its section{(corrupt.Count > 1 ? "s" : "")} {string.Join(", ", corrupt)} {(corrupt.Count > 1 ? "are" : "is")} corrupt");
    }

    bool IsIntact(Entry entry, byte[] buffer)
    {
        if (entry.Place % RoadFile.Alignment != 0 || entry.Place < 0 || entry.Length is < 0 or > int.MaxValue || entry.Place > length - entry.Length)
            return false;
        var checksum = Sections.NoBytes;
        for (long done = 0; done < entry.Length;)
        {
            // Full buffers but for the last: the checksum takes eight bytes at a step.
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, entry.Length - done));
            for (var filled = 0; filled < part.Length;)
            {
                var read = RandomAccess.Read(file, part[filled..], entry.Place + done + filled);
                if (read == 0)
                    return false; // the file shrank meanwhile
                filled += read;
            }
            checksum = Sections.Checksum(part, checksum);
            done += part.Length;
        }
        return checksum == entry.Checksum;
    }

    RoadFileMeta ReadMeta()
    {
        try
        {
            return JsonSerializer.Deserialize(Take<byte>("meta").Span, RoadFileJson.Default.RoadFileMeta) ?? throw Refuse("its section 'meta' is empty");
        }
        catch (JsonException cause)
        {
            throw new MapDataException($"The graph file {name} cannot be used: its section 'meta' was written by another version of the program. Build it anew with 'logistics roads build'.", null, cause);
        }
    }

    ReadOnlySpan<byte> Bytes(long place, long size) => new(start + place, (int)size);

    MapDataException Refuse(string why) => new($"The graph file {name} cannot be used: {why}. Build it anew with 'logistics roads build'.");
}
