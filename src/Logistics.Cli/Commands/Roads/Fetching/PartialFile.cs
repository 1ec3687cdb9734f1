using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Logistics.Cli.Commands.Roads.Fetching;

/// <summary>What a partial file is a part of.</summary>
/// <param name="AddressSha256">Of the address, in hexadecimal: it is only compared, and may hold somebody's password.</param>
/// <param name="Validator">What the server calls this state of the file (a strong entity tag, or the date of its last change); null when it says neither.</param>
/// <param name="Length">In bytes, as declared; null when it is not.</param>
sealed record PartialState(string AddressSha256, string? Validator, long? Length)
{
    public static PartialState Of(Uri address, string? validator, long? length) => new(HashOf(address), validator, length);

    public bool IsOf(Uri address) => AddressSha256 == HashOf(address);

    static string HashOf(Uri address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)));
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(PartialState))]
sealed partial class PartialStateJson : JsonSerializerContext;

/// <summary>A file on its way: <c>NAME.part</c> holds what has come, <c>NAME.part.json</c> what it is a part of. Only a whole file gets the name.</summary>
sealed class PartialFile(FileInfo target)
{
    readonly string state = target.FullName + ".part.json";

    public string Path { get; } = target.FullName + ".part";

    /// <summary>Bytes that have come, of whatever; 0 when there is no part.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>What has come of an address, if one can go on from there; a part of something else counts for nothing.</summary>
    public (PartialState State, long Length)? Find(Uri address)
    {
        if (!File.Exists(Path) || !File.Exists(state))
            return null;
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(state), PartialStateJson.Default.PartialState);
            var length = new FileInfo(Path).Length;
            return read is { Validator: not null } && read.IsOf(address) && length > 0 ? (read, length) : null;
        }
        catch (JsonException)
        {
            return null; // cut short when the machine went down: the download starts anew
        }
    }

    /// <summary>An empty part. What there was goes first, so that no state ever speaks of another's bytes.</summary>
    public FileStream Begin(PartialState what)
    {
        Discard();
        File.WriteAllBytes(state, JsonSerializer.SerializeToUtf8Bytes(what, PartialStateJson.Default.PartialState));
        return new(Path, FileMode.Create, FileAccess.Write, FileShare.None);
    }

    public FileStream Continue() => new(Path, FileMode.Append, FileAccess.Write, FileShare.None);

    public void Discard()
    {
        File.Delete(Path);
        File.Delete(state);
    }

    public void Land()
    {
        File.Move(Path, target.FullName, overwrite: true);
        File.Delete(state);
    }
}
