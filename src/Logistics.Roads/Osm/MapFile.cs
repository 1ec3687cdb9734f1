using System.IO.Compression;

namespace Logistics.Roads.Osm;

/// <summary>A map that can be read several times, each time asking for other elements.</summary>
interface IMapReader
{
    /// <exception cref="MapDataException">The file is not what it seems.</exception>
    MapHeader ReadHeader();

    /// <exception cref="MapDataException">The file is corrupt or cut short.</exception>
    IEnumerable<MapBlock> Read(MapQuery query, CancellationToken cancellation);

    /// <summary>How much of the file the running pass has gone through, 0 to 1.</summary>
    double Progress { get; }
}

/// <summary>Tells the form of a map file from its first bytes, never from its name.</summary>
static class MapFile
{
    // Bytes that a packed file of a few lines is taken to be longer.
    const int Slack = 1 << 14;

    /// <summary>The stream stays the caller's, and must stay open while the reader is used.</summary>
    public static IMapReader Open(Stream stream, int threads)
    {
        if (!stream.CanSeek || stream.Position != 0)
            stream = Buffer(stream);
        Span<byte> start = stackalloc byte[4];
        var length = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        start = start[..length];
        if (start.IsEmpty)
            throw new MapDataException("The map file is empty.");
        if (start.StartsWith("BZh"u8))
            throw new MapDataException("The map file is compressed with bzip2; unpack it first, or take the .osm.pbf form.");
        if (start.StartsWith("ROAD"u8))
            throw new MapDataException("This is a graph file, built already; give the map that it was built from.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return new XmlMapReader(
                () => new XmlGuard(new GZipStream(Rewind(stream), CompressionMode.Decompress, leaveOpen: true), XmlGuard.MostRatio * (stream.Length + Slack), closes: true),
                () => Fraction(stream));
        if (start[0] is (byte)'<' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0xEF or 0xFE or 0xFF)
            return new XmlMapReader(() => new XmlGuard(Rewind(stream), long.MaxValue, closes: false), () => Fraction(stream));
        return new PbfReader(stream, threads);
    }

    internal static double Fraction(Stream stream) => stream.Length > 0 ? (double)stream.Position / stream.Length : 1;

    static Stream Rewind(Stream stream)
    {
        stream.Position = 0;
        return stream;
    }

    static MemoryStream Buffer(Stream stream)
    {
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
