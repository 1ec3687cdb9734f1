using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Exchange;

/// <summary>How the rows of a partner's table become entries of a day (<c>docs/exchange.md</c>): which column is which member, and in which words.</summary>
public sealed record ExchangeProfile
{
    public const string FormatName = "ramasse-exchange-profile";

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>A section of the territory file: <c>lots</c>, <c>needs</c>, <c>sites</c>…</summary>
    public required string Section { get; init; }

    /// <summary>One character; null: whichever of <c>;</c>, <c>,</c> and tab the first line has most of.</summary>
    public string? Separator { get; init; }

    /// <summary><c>utf-8</c> or <c>windows-1252</c>; null: UTF-8 where the file is that, else Windows-1252.</summary>
    public string? Encoding { get; init; }

    /// <summary>The column that says the day; null: the file's name does, as <c>2026-11-30</c>.</summary>
    public string? Day { get; init; }

    /// <summary>The column with the partner's own number of the thing, by which it is known again.</summary>
    public required string Id { get; init; }

    /// <summary>Stands before each number, so that two partners' numbers do not meet.</summary>
    public string Prefix { get; init; } = "";

    /// <summary><c>all</c>: all rows of a file or none; <c>each</c>: those that are right.</summary>
    public string Rows { get; init; } = "all";

    /// <summary>Members of the entry; a dot goes into one, as in <c>pickupWindow.begin</c>.</summary>
    public required IReadOnlyDictionary<string, FieldRule> Fields { get; init; }

    /// <exception cref="JsonException">It is no profile; the message says why.</exception>
    public static ExchangeProfile Read(ReadOnlySpan<byte> file)
    {
        var profile = JsonSerializer.Deserialize<ExchangeProfile>(file, reading) ?? throw new JsonException("null");
        if (profile.Format != FormatName || profile.Version != 1)
            throw new JsonException($"format: \"{FormatName}\", version: 1");
        if (DaySection.Find(profile.Section) is null)
            throw new JsonException($"section: {string.Join(", ", DaySection.All)}");
        if (profile.Rows is not ("all" or "each"))
            throw new JsonException("rows: all, each");
        if (profile.Separator is { Length: not 1 })
            throw new JsonException("separator: one character");
        if (profile.Encoding is not (null or "utf-8" or "windows-1252"))
            throw new JsonException("encoding: utf-8, windows-1252");
        foreach (var (name, rule) in profile.Fields)
            if ((rule.Column is null) == (rule.Value is null) || rule.As is not (null or "text" or "number" or "date" or "time" or "yes-no" or "list"))
                throw new JsonException($"fields.{name}: column or value, as: text, number, date, time, yes-no, list");
        return profile;
    }

    static readonly JsonSerializerOptions reading = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };
}

/// <summary>Where one member comes from.</summary>
public sealed record FieldRule
{
    /// <summary>By its heading; an empty cell leaves the member out.</summary>
    public string? Column { get; init; }

    /// <summary>The same for every row, any JSON.</summary>
    public JsonElement? Value { get; init; }

    /// <summary><c>text</c> (when nothing is said), <c>number</c> (decimal comma or point), <c>date</c> (d/m/Y or Y-m-d), <c>time</c> (8h30, 08:30), <c>yes-no</c> (oui, non), <c>list</c> (with |).</summary>
    public string? As { get; init; }

    /// <summary>What the partner's words are in ours; a word that is not there is refused.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }
}
