using System.Buffers.Binary;

namespace Logistics.OrTools.Companions;

/// <summary>What a frame carries; the numbers are those at the head of <c>companion.mjs</c>.</summary>
enum FrameKind : uint
{
    Hello = 1,
    Constraint = 2,
    Linear = 3,
    Reply = 0x80,
    Failed = 0xFF,
}

/// <summary>
/// One message on a pipe: the letters "ORT1", a kind and a length (unsigned 32 bits, little-endian), then that many bytes.
/// </summary>
readonly record struct Frame(FrameKind Kind, byte[] Payload)
{
    const uint Magic = 0x3154524F; // "ORT1" read little-endian
    const int HeaderLength = 12;

    // Solutions are small; a length beyond this is not a length.
    const uint Longest = 1 << 30;

    public async Task WriteAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)Kind);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Payload.Length);
        await stream.WriteAsync(header, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(Payload, cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <exception cref="EndOfStreamException">The other side is gone.</exception>
    /// <exception cref="InvalidDataException">What came is not a frame.</exception>
    public static async Task<Frame> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        await stream.ReadExactlyAsync(header, cancellation).ConfigureAwait(false);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
            throw new InvalidDataException("not a frame");
        var kind = (FrameKind)BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (length > Longest)
            throw new InvalidDataException($"a frame of {length} bytes");
        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancellation).ConfigureAwait(false);
        return new Frame(kind, payload);
    }
}
