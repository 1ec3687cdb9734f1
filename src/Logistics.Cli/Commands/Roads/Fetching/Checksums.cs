using System.Security.Cryptography;
using System.Text;

namespace Logistics.Cli.Commands.Roads.Fetching;

/// <summary>Of a whole file, in hexadecimal.</summary>
/// <param name="Md5">To compare with what publishers put beside their files; it finds damage, not forgery.</param>
sealed record Checksums(string Sha256, string Md5, long Length)
{
    public static async Task<Checksums> OfAsync(string path, CancellationToken cancellation)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var file = File.OpenRead(path);
        var buffer = new byte[1 << 20];
        while (await file.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            sha256.AppendData(buffer, 0, count);
            md5.AppendData(buffer, 0, count);
        }
        return new(Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(md5.GetHashAndReset()), file.Length);
    }

    /// <summary>The MD5 that the publisher put beside the file (<c>HASH  NAME</c>, as md5sum writes it), or null where there is none.</summary>
    public static async Task<string?> PublishedAsync(WebRequests web, Uri address, CancellationToken cancellation)
    {
        const int MostBytes = 1024, Digits = 32;
        using var answer = await web.AskAsync(address, _ => { }, cancellation);
        if (answer.StatusCode != System.Net.HttpStatusCode.OK)
            return null;
        var (source, buffer, length) = (await answer.Content.ReadAsStreamAsync(cancellation), new byte[MostBytes], 0);
        while (length < MostBytes && await web.ReadAsync(source, buffer.AsMemory(length), cancellation) is var count and > 0)
            length += count;
        var word = Encoding.ASCII.GetString(buffer, 0, length).Split([' ', '\t', '\r', '\n'], 2)[0].ToLowerInvariant();
        return word.Length == Digits && word.All(char.IsAsciiHexDigit) ? word : null;
    }
}
