using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Logistics.Host.Push;

/// <summary>What is said to one browser, sealed so that its push service carries it and cannot read it.</summary>
/// <remarks>RFC 8291 (keys) over RFC 8188 (<c>aes128gcm</c>), in one record.</remarks>
public static class SealedMessage
{
    /// <summary>All are filled up to this many bytes, so that their length does not tell what they are about.</summary>
    public const int Padded = 1024;

    /// <summary>Bytes of a record at most; RFC 8291, section 4: no service must take more than 4096 in all.</summary>
    const int recordSize = 4096;

    /// <param name="said">At most <see cref="Padded"/> bytes.</param>
    /// <param name="deviceKey">An uncompressed point of P-256: 65 bytes.</param>
    /// <param name="secret">16 bytes.</param>
    /// <exception cref="CryptographicException">The key is no point of the curve.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> said, byte[] deviceKey, byte[] secret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(said, deviceKey, secret, own, RandomNumberGenerator.GetBytes(16), Padded);
    }

    /// <summary>Whether a browser's key is one: a service that is asked with another would only find out later.</summary>
    public static bool IsKey(byte[] deviceKey)
    {
        try
        {
            using var key = PublicOf(deviceKey);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The same with all that is drawn by chance given.</summary>
    /// <param name="own">A pair for this message alone.</param>
    /// <param name="salt">16 bytes.</param>
    /// <param name="padded">The length to fill up to; 0: none.</param>
    public static byte[] Seal(ReadOnlySpan<byte> said, byte[] deviceKey, byte[] secret, ECDiffieHellman own, byte[] salt, int padded)
    {
        using var device = PublicOf(deviceKey);
        using var shownToDevice = device.PublicKey;
        var q = own.ExportParameters(includePrivateParameters: false).Q;
        byte[] ownKey = [4, .. q.X!, .. q.Y!];
        // RFC 8291, section 3.4: what both sides know, bound to the secret of the browser and to both keys; then RFC 8188, sections 2.2 and 2.3.
        var shared = own.DeriveRawSecretAgreement(shownToDevice);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, secret, [.. "WebPush: info\0"u8, .. deviceKey, .. ownKey]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, [.. "Content-Encoding: nonce\0"u8]);

        // A 2 after what is said: this is the last record; then as many noughts as one likes.
        var plain = new byte[Math.Max(said.Length, padded) + 1];
        said.CopyTo(plain);
        plain[said.Length] = 2;
        var head = 16 + 4 + 1 + ownKey.Length;
        var message = new byte[head + plain.Length + 16];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, recordSize);
        salt.CopyTo(message, 0);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(16), recordSize);
        message[20] = (byte)ownKey.Length;
        ownKey.CopyTo(message, 21);
        using var cipher = new AesGcm(key, tagSizeInBytes: 16);
        cipher.Encrypt(nonce, plain, message.AsSpan(head, plain.Length), message.AsSpan(head + plain.Length));
        return message;
    }

    static ECDiffieHellman PublicOf(byte[] point) => point is [4, ..] && point.Length == 65
        ? ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } })
        : throw new CryptographicException("no uncompressed point of P-256");
}
