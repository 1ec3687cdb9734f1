using System.Buffers.Binary;
using System.Text;

namespace Logistics.Host.Tests;

/// <summary>The smallest files of each kind, with what cameras add: none shows anything.</summary>
static class Pictures
{
    public const string Secret = "48.8584 N 2.2945 E";

    /// <summary>Two scans between which an escaped FF, a restart and a table stand; a film after the end.</summary>
    public static byte[] Jpeg() =>
    [
        0xFF, 0xD8, .. Segment(0xE0, "JFIF\0"), .. Segment(0xE1, "Exif\0\0" + Secret), .. Segment(0xED, Secret), .. Segment(0xE2, "ICC_PROFILE\0"), .. Segment(0xFE, Secret), 0xFF, .. Segment(0xDB, "table"),
        .. Segment(0xDA, "scan"), 1, 0xFF, 0x00, 2, 0xFF, 0xD0, 3, .. Segment(0xC4, "huffman"), .. Segment(0xDA, "scan"), 4, 5, 0xFF, 0xD9, .. Encoding.ASCII.GetBytes(Secret),
    ];

    public static byte[] Png() =>
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", "size"), .. Chunk("eXIf", Secret), .. Chunk("tEXt", Secret), .. Chunk("IDAT", "pixels"), .. Chunk("IEND", ""),
        .. Encoding.ASCII.GetBytes(Secret),
    ];

    public static byte[] Webp()
    {
        byte[] inside = [.. "WEBP"u8, .. Riff("VP8X", [0x0C | 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8 ", [1, 2, 3]), .. Riff("EXIF", Encoding.ASCII.GetBytes(Secret)), .. Riff("XMP ", Encoding.ASCII.GetBytes(Secret))];
        return [.. Riff("RIFF", inside), .. Encoding.ASCII.GetBytes(Secret)];
    }

    static byte[] Segment(byte marker, string content) => [0xFF, marker, 0, (byte)(content.Length + 2), .. Encoding.ASCII.GetBytes(content)];

    static byte[] Chunk(string name, string content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(name + content), 9, 9, 9, 9];

    static byte[] Riff(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)content.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. content, .. content.Length % 2 == 1 ? new byte[1] : []];
    }
}
