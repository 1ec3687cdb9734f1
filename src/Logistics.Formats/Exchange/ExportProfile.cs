using System.Text.Json;
using System.Text.Json.Serialization;

namespace Logistics.Formats.Exchange;

/// <summary>Which table of a day another program is given, under which headings (<c>docs/exchange.md</c>).</summary>
public sealed record ExportProfile
{
    public const string FormatName = "ramasse-export-profile";

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary><c>lots</c>, <c>allocations</c>, <c>proofs</c> or <c>stock</c>.</summary>
    public required string Table { get; init; }

    public string Separator { get; init; } = ";";

    public string Encoding { get; init; } = "utf-8";

    /// <summary>The decimal mark.</summary>
    public string Decimal { get; init; } = ",";

    /// <summary>In their order: a heading and the member of the table under it.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <exception cref="JsonException">It is no profile; the message says why.</exception>
    public static ExportProfile Read(ReadOnlySpan<byte> file)
    {
        var profile = JsonSerializer.Deserialize<ExportProfile>(file, reading) ?? throw new JsonException("null");
        if (profile.Format != FormatName || profile.Version != 1)
            throw new JsonException($"format: \"{FormatName}\", version: 1");
        if (!ExportTable.Members.TryGetValue(profile.Table, out var members))
            throw new JsonException($"table: {string.Join(", ", ExportTable.Members.Keys)}");
        if (profile.Separator.Length != 1 || profile.Encoding is not ("utf-8" or "windows-1252") || profile.Decimal is not ("," or "."))
            throw new JsonException("separator: one character, encoding: utf-8, windows-1252, decimal: , .");
        if (profile.Columns.Values.FirstOrDefault(x => !members.Contains(x)) is { } unknown)
            throw new JsonException($"columns: {unknown} ({string.Join(", ", members)})");
        return profile;
    }

    static readonly JsonSerializerOptions reading = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };
}
