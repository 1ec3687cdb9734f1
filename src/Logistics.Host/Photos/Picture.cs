using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Logistics.Host.Photos;

/// <summary>
/// A photo without what is not to be seen in it: where and when it was taken, by whose telephone, and whatever follows its end. Known by its first bytes, not
/// by its name. Which way up it was held goes, too: who sends it turns it first.
/// </summary>
/// <remarks>
/// ITU-T T.81, annex B (JPEG); W3C Portable Network Graphics, section 5 (PNG); RFC 9649 (WebP). The picture itself is not decoded: whether it shows anything
/// a browser finds out.
/// </remarks>
public sealed record Picture(PhotoId Id, string MediaType, byte[] Content)
{
    /// <summary>Bytes as they are sent.</summary>
    public const int Largest = 2 << 20;

    static readonly byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    static readonly string[] tellingPngChunks = ["eXIf", "tEXt", "zTXt", "iTXt", "tIME"], tellingWebpChunks = ["EXIF", "XMP "];

    /// <summary>Null: it is none of the three kinds, or cut off.</summary>
    public static Picture? Read(byte[] sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return MediaTypeOf(sent) is { } type && Cleaned(sent, type) is { } content
            ? new(new(Convert.ToHexStringLower(SHA256.HashData(content))), type, content)
            : null;
    }

    /// <summary>By the first bytes; null: none of the three kinds.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> content)
    {
        if (content is [0xFF, 0xD8, 0xFF, ..])
            return "image/jpeg";
        if (content.StartsWith(png))
            return "image/png";
        return content.Length >= 12 && content[..4].SequenceEqual("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8) ? "image/webp" : null;
    }

    static byte[]? Cleaned(byte[] sent, string type) => type switch
    {
        "image/jpeg" => CleanedJpeg(sent),
        "image/png" => CleanedPng(sent),
        _ => CleanedWebp(sent),
    };

    static byte[]? CleanedJpeg(ReadOnlySpan<byte> sent)
    {
        using var kept = new MemoryStream(sent.Length);
        kept.Write(sent[..2]);
        for (var at = 2; at + 4 <= sent.Length;)
        {
            if (sent[at] != 0xFF)
                return null;
            var marker = sent[at + 1];
            if (marker == 0xFF)
            {
                at++; // a fill byte
                continue;
            }
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(sent[(at + 2)..]);
            if (length < 4 || at + length > sent.Length)
                return null;
            // Of what programs add, the frame (JFIF), the colour profile and Adobe's transform are needed to show it; the rest, and comments, tell.
            if (marker is not ((>= 0xE1 and <= 0xEF and not 0xE2 and not 0xEE) or 0xFE))
                kept.Write(sent.Slice(at, length));
            at += length;
            if (marker != 0xDA)
                continue;
            var end = EndOfScan(sent, at);
            kept.Write(sent[at..end]);
            at = end;
            if (at + 2 <= sent.Length && sent[at + 1] == 0xD9)
            {
                kept.Write(sent.Slice(at, 2));
                return kept.ToArray();
            }
        }
        return null;
    }

    /// <summary>The next marker that is neither an escaped FF nor a restart.</summary>
    static int EndOfScan(ReadOnlySpan<byte> sent, int at)
    {
        while (at + 1 < sent.Length && (sent[at] != 0xFF || sent[at + 1] is 0x00 or (>= 0xD0 and <= 0xD7)))
            at++;
        return at + 1 < sent.Length ? at : sent.Length;
    }

    static byte[]? CleanedPng(ReadOnlySpan<byte> sent)
    {
        using var kept = new MemoryStream(sent.Length);
        kept.Write(png);
        for (var at = png.Length; at + 12 <= sent.Length;)
        {
            var length = 12 + (long)BinaryPrimitives.ReadUInt32BigEndian(sent[at..]);
            if (at + length > sent.Length)
                return null;
            var name = Encoding.ASCII.GetString(sent.Slice(at + 4, 4));
            if (!tellingPngChunks.Contains(name))
                kept.Write(sent.Slice(at, (int)length));
            if (name == "IEND")
                return kept.ToArray();
            at += (int)length;
        }
        return null;
    }

    static byte[]? CleanedWebp(ReadOnlySpan<byte> sent)
    {
        var end = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(sent[4..]);
        if (end > sent.Length || end < 20)
            return null;
        using var kept = new MemoryStream(sent.Length);
        kept.Write(sent[..12]);
        for (var at = 12; at + 8 <= end;)
        {
            // Chunks are padded to an even length.
            var length = (8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(sent[(at + 4)..]) + 1) / 2 * 2;
            if (at + length > end)
                return null;
            var name = Encoding.ASCII.GetString(sent.Slice(at, 4));
            if (!tellingWebpChunks.Contains(name))
            {
                var chunk = sent.Slice(at, (int)length).ToArray();
                // The extended header says which of them follow.
                if (name == "VP8X" && length > 8)
                    chunk[8] &= unchecked((byte)~0x0C);
                kept.Write(chunk);
            }
            at += (int)length;
        }
        var content = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), (uint)content.Length - 8);
        return content.Length > 12 ? content : null;
    }
}
