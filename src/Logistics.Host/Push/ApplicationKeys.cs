using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Logistics.Host.Push;

/// <summary>The pair of keys by which push services know an instance. Whoever changes it loses every device: each was switched on for the public one.</summary>
/// <remarks>RFC 8292, "VAPID": ECDSA on P-256 with SHA-256. Immutable; safe for several threads.</remarks>
public sealed class ApplicationKeys
{
    /// <summary>How long a push service may take what we sign for ours. RFC 8292, section 2: at most a day.</summary>
    public static readonly TimeSpan TokenLasts = TimeSpan.FromHours(12);

    readonly ECParameters pair;

    ApplicationKeys(ECParameters pair) => this.pair = pair;

    /// <summary>An uncompressed point: 65 bytes.</summary>
    public byte[] Public => PointOf(pair);

    /// <summary>As browsers take it: base64url without padding.</summary>
    public string PublicText => Base64Url.EncodeToString(Public);

    /// <summary>The secret one, 32 bytes in base64url, for the settings of an instance and nobody else.</summary>
    public string PrivateText => Base64Url.EncodeToString(pair.D);

    public static ApplicationKeys Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(key.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>False when one is not such a key, or the two are no pair.</summary>
    public static bool TryRead(string publicText, string privateText, [NotNullWhen(true)] out ApplicationKeys? keys)
    {
        keys = null;
        if (BytesOf(publicText, 65) is not { } point || BytesOf(privateText, 32) is not { } secret)
            return false;
        try
        {
            // The public one is asked of the secret one, and not believed.
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
            var pair = key.ExportParameters(includePrivateParameters: true);
            keys = PointOf(pair).AsSpan().SequenceEqual(point) ? new(pair) : null;
        }
        catch (CryptographicException)
        {
            // A number that is no key of the curve.
        }
        return keys is not null;
    }

    /// <summary>The value of <c>Authorization</c> by which the push service behind an address knows us.</summary>
    /// <param name="subject">Whom the service may write to: <c>mailto:</c> or <c>https:</c>.</param>
    /// <remarks>RFC 8292, sections 2 and 3; RFC 7515, appendix A.3: the signature is its two numbers one after the other.</remarks>
    public string Authorization(Uri endpoint, string subject, DateTimeOffset now)
    {
        var claims = new { aud = endpoint.GetLeftPart(UriPartial.Authority), exp = (now + TokenLasts).ToUnixTimeSeconds(), sub = subject };
        var signed = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        using var key = ECDsa.Create(pair);
        return $"vapid t={signed}.{Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}, k={PublicText}";
    }

    /// <summary>The bytes of base64url, with or without padding; null when it is none or not so long.</summary>
    public static byte[]? BytesOf(string? text, int length)
    {
        if (text is null || text.Length > 2 * length || !Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length == length ? bytes : null;
    }

    static byte[] PointOf(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    /// <summary>Without the secret one.</summary>
    public override string ToString() => PublicText;
}
