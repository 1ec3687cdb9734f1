using System.Globalization;
using System.Text.Json;

namespace Logistics.Host.Api;

/// <summary>Something that is wrong with what was told.</summary>
/// <param name="Code">For programs: a word that stays.</param>
/// <param name="About">A member's path, or an id of the plan's; null: the whole.</param>
sealed record TellingProblem(string Code, string? About);

/// <summary>An object's members one after the other: what is missing, of another kind or not known is noted, and reading goes on.</summary>
/// <param name="path">Of the object, to name its members by.</param>
sealed class Fields(JsonElement of, string path, List<TellingProblem> problems)
{
    readonly HashSet<string> asked = [];

    public Guid Id(string name) => OptionalId(name, isRequired: true) ?? Guid.Empty;

    public Guid? OptionalId(string name) => OptionalId(name, isRequired: false);

    /// <summary>Without the character 0, which no store keeps.</summary>
    public string? Text(string name) =>
        Read(name, x => x.ValueKind == JsonValueKind.String && x.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null, isRequired: false);

    public long? Whole(string name) => Read<long?>(name, x => x.ValueKind == JsonValueKind.Number && x.TryGetInt64(out var number) ? number : null, isRequired: false);

    public double? Number(string name) => Read<double?>(name, x => x.ValueKind == JsonValueKind.Number && x.TryGetDouble(out var number) ? number : null, isRequired: false);

    /// <summary>ISO 8601 with an offset; what is finer than a microsecond is left out, as the store does.</summary>
    public DateTimeOffset Instant(string name) => Read<DateTimeOffset?>(
        name,
        x => x.ValueKind == JsonValueKind.String && x.GetString() is { } text && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero)
                : null,
        isRequired: true) ?? default;

    /// <summary>One of an enumeration's values: lower case, words joined by hyphens.</summary>
    public T Word<T>(string name) where T : struct, Enum => Read<T?>(
        name, x => x.ValueKind == JsonValueKind.String && WordsOf<T>.All.TryGetValue(x.GetString()!, out var value) ? value : null, isRequired: true) ?? default;

    public Fields? Object(string name) =>
        Read<JsonElement?>(name, x => x.ValueKind == JsonValueKind.Object ? x : null, isRequired: false) is { } inner ? new Fields(inner, $"{path}{name}.", problems) : null;

    public IEnumerable<Fields> Objects(string name)
    {
        if (Read<JsonElement?>(name, x => x.ValueKind == JsonValueKind.Array ? x : null, isRequired: true) is not { } array)
            yield break;
        foreach (var (i, item) in array.EnumerateArray().Index())
            if (item.ValueKind == JsonValueKind.Object)
                yield return new Fields(item, $"{path}{name}[{i}].", problems);
            else
                problems.Add(new("unreadable", $"{path}{name}[{i}]"));
    }

    /// <summary>Notes what nobody asked for: a misspelt member would else be silently lost.</summary>
    public void End()
    {
        foreach (var member in of.EnumerateObject())
            if (!asked.Contains(member.Name))
                problems.Add(new("unknown-member", path + member.Name));
    }

    Guid? OptionalId(string name, bool isRequired) => Read<Guid?>(
        name, x => x.ValueKind == JsonValueKind.String && x.TryGetGuid(out var id) && id != Guid.Empty ? id : null, isRequired);

    T? Read<T>(string name, Func<JsonElement, T?> read, bool isRequired)
    {
        asked.Add(name);
        if (!of.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            if (isRequired)
                problems.Add(new("missing", path + name));
            return default;
        }
        var value = read(member);
        if (value is null)
            problems.Add(new("unreadable", path + name));
        return value;
    }

    static class WordsOf<T> where T : struct, Enum
    {
        public static readonly Dictionary<string, T> All = Enum.GetValues<T>().ToDictionary(x => JsonNamingPolicy.KebabCaseLower.ConvertName(x.ToString()), StringComparer.Ordinal);
    }
}
