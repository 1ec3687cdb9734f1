using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Logistics.Host.Access;

/// <summary>The key that opens an instance: made at the first start, kept in the data folder for its owner's eyes only.</summary>
public sealed class AccessKey
{
    readonly byte[] digest;

    AccessKey(string text)
    {
        Text = text;
        digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>256 random bits in 43 characters that need no escaping in an address.</summary>
    public string Text { get; }

    /// <summary>Tells keys apart without telling the key.</summary>
    public string Fingerprint => Convert.ToHexString(SHA256.HashData(digest))[..16];

    public static AccessKey OfFile(string path)
    {
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= 43 } kept)
            return new(kept);
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, Encoding.ASCII, options);
        file.WriteLine(text);
        return new(text);
    }

    /// <summary>Takes the same time whatever is wrong with the offered text.</summary>
    public bool Opens(string? offered) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(offered ?? "")), digest);
}
