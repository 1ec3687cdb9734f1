namespace Logistics.Roads.Osm;

/// <summary>
/// Passes the bytes of an XML file on and refuses what no map holds: a token that does not end, and a packed file that unpacks to far more
/// than maps do. The parser keeps a whole tag in memory, and a tag of spaces or of one endless value packs a thousand to one.
/// </summary>
/// <remarks>
/// Within a tag or between two tags there is no unescaped <c>&lt;</c>, so the distance between two of them bounds every token; a comment may
/// hold some, and is passed over without being kept. OSM XML packs about ten to twenty to one, and deflate cannot do better than 1,032.
/// </remarks>
/// <param name="most">Bytes in all.</param>
sealed class XmlGuard(Stream inner, long most, bool closes) : Stream
{
    const int LongestToken = 1 << 20;

    public const int MostRatio = 100;

    long total, token;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => total; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        total += count;
        if (total > most)
            throw new MapDataException($"The map file unpacks to more than {MostRatio} times its size, as no map does: it is refused.", $"byte {total}");
        for (var rest = (ReadOnlySpan<byte>)buffer[..count]; rest.Length > 0;)
        {
            var next = rest.IndexOf((byte)'<');
            token += next < 0 ? rest.Length : next;
            if (token > LongestToken)
                throw new MapDataException($"A tag or the space between two tags is longer than {LongestToken >> 20} MiB, as in no map: the file is refused.", $"byte {total}");
            if (next < 0)
                break;
            token = 0;
            rest = rest[(next + 1)..];
        }
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && closes)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
