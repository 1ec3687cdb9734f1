using Logistics.Roads.Osm;

namespace Logistics.Roads.Profiles;

/// <summary>One tagged element under judgement, the hour of the judgement, and the ear that hears of its odd values.</summary>
/// <param name="oddities">Null where somebody else has heard already.</param>
/// <param name="conditions">Null: rules with conditions do not hold.</param>
readonly struct Element(string kind, long id, Tags tags, Oddities? oddities, Conditions? conditions = null)
{
    const string Conditional = ":conditional";

    public Tags Tags { get; } = tags;

    /// <summary>Whether any key bears a condition, so that the hour may matter.</summary>
    public bool IsConditional { get; } = AnyConditional(tags);

    public Conditions? Conditions { get; } = conditions;

    public string? this[string key] => Tags[key];

    /// <summary>What a key says at this hour: what its conditions say where one holds, else what it says always.</summary>
    public string? Now(string key) => NowOf(key)?.Value ?? Tags[key];

    /// <summary>What the conditions of a key say at this hour; null when there is none that holds.</summary>
    public Conditions.Verdict? NowOf(string key) => IsConditional && Tags[key + Conditional] is { } text ? Conditions?.Now(text) : null;

    public void Odd(string key, string value, string what = "value not understood") => oddities?.Add($"{key}: {what}", $"{kind} {id}: {key}={value}");

    /// <summary>Reports conditions that are not understood, of the keys that matter, and keys that seem to mean a condition and are misspelt.</summary>
    public void ReportConditions(Func<string, bool> matters)
    {
        foreach (var (key, value) in Tags)
            if (key.IndexOf(":condit", StringComparison.Ordinal) is var colon and > 0 && matters(key[..colon]))
                if (!key.EndsWith(Conditional, StringComparison.Ordinal))
                    Odd(key, value, "misspelt key, not applied");
                else if (Conditions?.Understands(value) != true)
                    Odd(key, value, "condition not understood, not applied");
    }

    static bool AnyConditional(in Tags tags)
    {
        foreach (var (key, _) in tags)
            if (key.EndsWith(Conditional, StringComparison.Ordinal))
                return true;
        return false;
    }
}
