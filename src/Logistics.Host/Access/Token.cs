using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Logistics.Host.Access;

/// <summary>A secret that stands in a link: 256 random bits in 43 characters that need no escaping. Only its digest is ever stored.</summary>
public sealed record Token(string Text)
{
    public byte[] Digest => DigestOf(Text);

    public static Token New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static byte[] DigestOf(string? text) => SHA256.HashData(Encoding.UTF8.GetBytes(text ?? ""));
}
