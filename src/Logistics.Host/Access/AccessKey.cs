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
        if (Kept(path) is { } found)
            return found;
        var made = new AccessKey(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        // Whole or not at all, and never over one that another host made in this moment.
        var beside = $"{path}.{made.Fingerprint}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(beside, Encoding.ASCII, options))
            file.WriteLine(made.Text);
        try
        {
            File.Move(beside, path, overwrite: File.Exists(path) && Kept(path) is null);
            return made;
        }
        catch (IOException) when (Kept(path) is { } others)
        {
            File.Delete(beside);
            return others;
        }
    }

    static AccessKey? Kept(string path) => File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= 43 } kept ? new(kept) : null;

    /// <summary>Takes the same time whatever is wrong with the offered text.</summary>
    public bool Opens(string? offered) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(offered ?? "")), digest);
}
