using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;

namespace Logistics.Formats.Territories;

/// <summary>
/// A day as a territory file in memory, changed entry by entry. What is put in is not looked at until <see cref="Read"/>, which reports every
/// problem at once as for a file: so a change that comes by the network obeys exactly the rules of one that comes in a file.
/// </summary>
/// <remarks>Not thread safe. Written by <see cref="TerritoryWriter"/>: the same day has the same entries and tags on every machine.</remarks>
public sealed class DayDocument
{
    static readonly JsonDocumentOptions Reading = new() { MaxDepth = TerritoryReader.MostDepth };

    static readonly JsonSerializerOptions Writing = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly JsonObject root;

    DayDocument(JsonObject root) => this.root = root;

    /// <exception cref="KeyNotFoundException">The day refers to something that it does not hold.</exception>
    public static DayDocument Of(DayDeclarations day)
    {
        using var file = new MemoryStream();
        TerritoryWriter.Write(day, file);
        return new(JsonNode.Parse(file.GetBuffer().AsSpan(0, (int)file.Length), documentOptions: Reading)!.AsObject());
    }

    /// <summary>Codes in the order of the file.</summary>
    public IEnumerable<string> Codes(DaySection section) => Entries(section).Select(CodeOf).OfType<string>();

    /// <summary>The entry as JSON; null: there is none with that code.</summary>
    public string? Find(DaySection section, string code) => Entries(section).FirstOrDefault(entry => CodeOf(entry) == code)?.ToJsonString(Writing);

    /// <summary>A tag that is the same as long as the entry is; null: there is none with that code.</summary>
    public string? TagOf(DaySection section, string code) => Find(section, code) is { } text ? TagOf(text) : null;

    internal static string TagOf(string entry) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(entry)))[..16];

    /// <summary>Puts an entry in the place of the one with its code, or behind all others.</summary>
    /// <param name="entry">Belongs to the document from now on.</param>
    public void Put(DaySection section, string code, JsonObject entry)
    {
        if (root[section.Name] is not JsonArray entries)
            root[section.Name] = entries = [];
        var at = IndexOf(section, code);
        if (at < 0)
            entries.Add((JsonNode)entry);
        else
            entries[at] = entry;
    }

    /// <returns>False: there is none with that code.</returns>
    public bool Remove(DaySection section, string code)
    {
        var at = IndexOf(section, code);
        if (at >= 0)
            root[section.Name]!.AsArray().RemoveAt(at);
        return at >= 0;
    }

    /// <summary>What the entries are now, checked as a file is.</summary>
    public TerritoryReading Read(CultureInfo? culture) => TerritoryReader.Read(JsonSerializer.SerializeToUtf8Bytes(root, Writing), culture);

    /// <summary>Where an entry stands, as a JSON pointer: problems name it so.</summary>
    public string? PointerOf(DaySection section, string code) => IndexOf(section, code) is >= 0 and var at ? $"/{section.Name}/{at}" : null;

    /// <summary>A copy that can be changed by itself.</summary>
    public DayDocument Copy() => new(root.DeepClone().AsObject());

    IEnumerable<JsonObject> Entries(DaySection section) => root[section.Name] is JsonArray entries ? entries.OfType<JsonObject>() : [];

    int IndexOf(DaySection section, string code)
    {
        if (root[section.Name] is JsonArray entries)
            for (var i = 0; i < entries.Count; i++)
                if (entries[i] is JsonObject entry && CodeOf(entry) == code)
                    return i;
        return -1;
    }

    static string? CodeOf(JsonObject entry) => entry["code"] is JsonValue value && value.TryGetValue<string>(out var code) ? code : null;
}
