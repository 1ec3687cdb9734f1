using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Roads.Profiles;

/// <summary>Profiles as JSON: those that come with the program, and people's own, which may be based on one of these.</summary>
/// <remarks>
/// <c>based_on</c> names a profile of the program; what the file then says is laid over it as a merge patch (RFC 7396): objects are merged, other
/// values replaced, <c>null</c> takes a property away. <c>docs/roads.md</c> describes every property.
/// </remarks>
public static class ProfileFile
{
    const string Format = "ramasse-profile";
    const int Version = 1, MaxBytes = 1 << 20, MaxDepth = 16;

    static readonly JsonDocumentOptions options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaxDepth,
    };

    /// <summary>The profiles that come with the program.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["van-3t5", "car", "truck-12t", "cargo-bike", "foot"];

    /// <summary>Reads a profile; the stream is read to its end, or refused beyond 1 MiB.</summary>
    /// <param name="culture">Of the problems' words: French unless English.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ProfileReading Read(Stream json, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(culture);
        var problems = new ProfileProblems(culture);
        var merged = Parse(json, problems) is { } own ? Merge(own, problems) : null;
        var profile = merged is null ? null : ProfileReader.Read(new(merged, "", problems));
        return problems.All.Count > 0 ? new(null, problems.All) : new(profile, []);
    }

    /// <summary>A profile of the program as it is written there, a model for one's own.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Stream OpenBuiltIn(string name) => typeof(ProfileFile).Assembly.GetManifestResourceStream($"profiles.{name}.json")
        ?? throw new ArgumentException($"No profile is named {name}; there are {string.Join(", ", BuiltIn)}.", nameof(name));

    internal static Profile ReadBuiltIn(string name)
    {
        using var json = OpenBuiltIn(name);
        var reading = Read(json, CultureInfo.InvariantCulture);
        return reading.Profile ?? throw new InvalidOperationException($"Profile {name}: {string.Join("; ", reading.Problems)}");
    }

    static JsonObject? Parse(Stream json, ProfileProblems problems)
    {
        // One byte more than allowed tells a file that is too large.
        var bytes = new byte[MaxBytes + 1];
        var length = json.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
        {
            problems.Add("P0001", "", MaxBytes >> 20);
            return null;
        }
        var text = bytes.AsSpan(0, length);
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            text = text[3..];
        try
        {
            if (JsonNode.Parse(text, documentOptions: options) is JsonObject file)
                return file;
            problems.Add("P0003", "", Format);
        }
        catch (JsonException cause)
        {
            problems.Add("P0002", "", (cause.LineNumber ?? 0) + 1, (cause.BytePositionInLine ?? 0) + 1);
        }
        return null;
    }

    /// <summary>The file laid over what it is based on; null when it is no profile file at all.</summary>
    static JsonObject? Merge(JsonObject own, ProfileProblems problems)
    {
        var head = new ProfileFields(own, "", problems);
        var (format, version) = (head.Text("format"), head.Has("version") ? head.Whole("version", 1, int.MaxValue) : 0);
        if (format != Format || version != Version)
        {
            problems.Add("P0004", "", Format, Version);
            return null;
        }
        if (!head.Has("based_on"))
            return own;
        var name = head.Text("based_on");
        if (!BuiltIn.Contains(name))
        {
            if (name.Length > 0)
                problems.Add("P0106", "/based_on", name, string.Join(", ", BuiltIn));
            return null;
        }
        using var stream = OpenBuiltIn(name);
        var below = Merge((JsonObject)JsonNode.Parse(stream, documentOptions: options)!, problems)!;
        Lay(own, below);
        below.Remove("based_on");
        return below;
    }

    static void Lay(JsonObject patch, JsonObject over)
    {
        foreach (var (name, value) in patch)
            if (value is JsonObject inner && over[name] is JsonObject below)
                Lay(inner, below);
            else if (value is null && !IsMeant(name))
                over.Remove(name);
            else
                over[name] = value?.DeepClone();
    }

    // Where "never" is a value of its own, it is written null.
    static bool IsMeant(string name) => name is "dead_end" or "in_traffic";
}
