using System.Security.Cryptography;
using System.Text;

namespace Logistics.Domain;

/// <summary>Ids derived from names: the same name in the same space is the same id, everywhere and always.</summary>
/// <remarks>RFC 9562, section 5.5 (UUID version 5, SHA-1). SHA-1 serves here as a naming function, not as protection.</remarks>
public static class NameBasedId
{
    /// <summary>The space of all names given by Ramasse.</summary>
    public static readonly Guid Root = new("6f2a2f0e-6a0b-5d5c-9e64-7b0c3d9a51e1");

    public static Guid Derive(Guid space, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Encoding.UTF8.GetBytes(name);
        Span<byte> input = new byte[16 + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input[16..]);
#pragma warning disable CA5350 // The RFC names SHA-1; nothing secret depends on it.
        Span<byte> hash = stackalloc byte[20];
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
