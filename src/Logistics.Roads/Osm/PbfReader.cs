using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Logistics.Roads.Osm;

/// <summary>Reads the frames of a .osm.pbf file, inflates them and decodes them on several threads, in the file's order.</summary>
/// <remarks>
/// https://wiki.openstreetmap.org/wiki/PBF_Format: a frame is a 4-byte big-endian length, a BlobHeader (at most 64 KiB) and a Blob
/// (at most 32 MiB) that inflates to at most 64 MiB. Anything beyond these bounds is refused before memory is taken for it.
/// </remarks>
sealed class PbfReader(Stream stream, int threads) : IMapReader
{
    const int MaxHeader = 64 << 10, MaxBlob = 32 << 20, MaxRaw = 64 << 20;

    // Deflate cannot do better than about 1032 to 1 (zlib's technical notes): a larger promise is a lie.
    const long MaxRatio = 1100;

    public double Progress => MapFile.Fraction(stream);

    public MapHeader ReadHeader()
    {
        stream.Position = 0;
        return NextFrame() is { Type: "OSMHeader" } frame
            ? DecodeHeader(Inflate(frame), frame.Offset)
            : throw new MapDataException("The map file does not begin with an OSMHeader blob: it is not OpenStreetMap PBF.", Wire.Where(0));
    }

    public IEnumerable<MapBlock> Read(MapQuery query, CancellationToken cancellation)
    {
        ReadHeader();
        var pending = new Queue<Task<MapBlock>>();
        while (NextFrame() is { } frame)
        {
            cancellation.ThrowIfCancellationRequested();
            // The format asks readers to pass over kinds of blob they do not know.
            if (frame.Type == "OSMData")
                pending.Enqueue(Task.Run(() => PbfBlock.Decode(Inflate(frame), frame.Offset, query), cancellation));
            if (pending.Count >= 2 * threads)
                yield return pending.Dequeue().GetAwaiter().GetResult();
        }
        while (pending.TryDequeue(out var task))
            yield return task.GetAwaiter().GetResult();
    }

    sealed record Frame(string Type, byte[] Blob, long Offset);

    Frame? NextFrame()
    {
        var offset = stream.Position;
        Span<byte> prefix = stackalloc byte[4];
        var read = stream.ReadAtLeast(prefix, 4, throwOnEndOfStream: false);
        if (read == 0)
            return null;
        if (read < 4)
            throw Cut(offset);
        var headerLength = BinaryPrimitives.ReadInt32BigEndian(prefix);
        if (headerLength is <= 0 or > MaxHeader)
            throw new MapDataException($"A blob header of {headerLength} bytes is outside the format's bounds (1 to {MaxHeader}): this is not OpenStreetMap PBF, or it is corrupt.", Wire.Where(offset));

        string? type = null;
        var length = -1L;
        var header = new Wire(Take(headerLength, offset), offset);
        while (header.Next(out var field, out var wireType))
            switch (field)
            {
                case 1: type = Encoding.UTF8.GetString(header.Bytes(wireType)); break;
                case 3: length = unchecked((int)header.Varint(wireType)); break;
                default: header.Skip(wireType); break;
            }
        if (type is null)
            throw header.Corrupt("a blob has no type");
        if (length is < 0 or > MaxBlob)
            throw header.Corrupt($"a blob of {length} bytes is outside the format's bounds (0 to {MaxBlob})");
        return new(type, Take((int)length, offset), offset);
    }

    byte[] Take(int length, long offset)
    {
        if (length > stream.Length - stream.Position)
            throw Cut(offset);
        var bytes = new byte[length];
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw Cut(offset);
    }

    static MapDataException Cut(long offset) => new("The map file ends in the middle of a blob: it was cut short.", Wire.Where(offset));

    static byte[] Inflate(Frame frame)
    {
        var blob = new Wire(frame.Blob, frame.Offset);
        var rawSize = -1L;
        while (blob.Next(out var field, out var type))
            switch (field)
            {
                case 1:
                    return blob.Bytes(type).ToArray();
                case 2:
                    rawSize = unchecked((int)blob.Varint(type));
                    break;
                case 3:
                    return Inflate(blob.Bytes(type).ToArray(), rawSize, ref blob);
                case 4 or 5 or 6 or 7:
                    throw new MapDataException("The map file is compressed by a method other than zlib; write it anew with zlib compression.", Wire.Where(frame.Offset));
                default:
                    blob.Skip(type);
                    break;
            }
        throw blob.Corrupt("a blob holds no data");
    }

    static byte[] Inflate(byte[] packed, long rawSize, ref Wire blob)
    {
        if (rawSize is < 0 or > MaxRaw)
            throw blob.Corrupt($"a blob says it inflates to {rawSize} bytes, outside the format's bounds (0 to {MaxRaw})");
        if (rawSize > MaxRatio * (packed.Length + 1L))
            throw blob.Corrupt($"a blob of {packed.Length} bytes cannot inflate to {rawSize}");
        var raw = new byte[rawSize];
        try
        {
            using var inflater = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            // Reading one byte more than promised proves that the promise was kept, and makes zlib verify its checksum.
            if (inflater.ReadAtLeast(raw, raw.Length, throwOnEndOfStream: false) < raw.Length || inflater.ReadByte() >= 0)
                throw blob.Corrupt($"a blob does not inflate to the {rawSize} bytes it promised");
        }
        catch (InvalidDataException cause)
        {
            throw new MapDataException("The map file is corrupt: a blob does not inflate.", blob.Corrupt("").Where, cause);
        }
        return raw;
    }

    static MapHeader DecodeHeader(byte[] raw, long offset)
    {
        string? program = null;
        DateOnly? asOf = null;
        var wire = new Wire(raw, offset);
        while (wire.Next(out var field, out var type))
            switch (field)
            {
                case 4:
                    var feature = Encoding.UTF8.GetString(wire.Bytes(type));
                    if (feature is not ("OsmSchema-V0.6" or "DenseNodes"))
                        throw new MapDataException($"The map file requires a feature this reader does not know: {feature}.", Wire.Where(offset));
                    break;
                case 16:
                    program = Encoding.UTF8.GetString(wire.Bytes(type));
                    break;
                case 32:
                    var seconds = unchecked((long)wire.Varint(type));
                    if (seconds is > 0 and < 253_402_300_800)
                        asOf = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        return new(program, asOf);
    }
}
