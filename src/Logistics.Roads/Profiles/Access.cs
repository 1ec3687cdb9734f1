namespace Logistics.Roads.Profiles;

/// <summary>Whether the vehicle may drive somewhere, from the least to the most.</summary>
enum Openness
{
    Closed,

    /// <summary>Open to those who start or stop there, closed in passing: <c>access=destination</c>.</summary>
    Restricted,

    Open,
}

/// <summary>Who may drive here: the most specific key that says anything decides.</summary>
/// <remarks>
/// https://wiki.openstreetmap.org/wiki/Key:access. A pickup van is a delivery, a destination and a customer's visit all at once, so these are
/// open where it stops.
/// </remarks>
static class Access
{
    /// <summary>What the keys say; null when they say nothing that could be understood.</summary>
    /// <param name="suffix">Empty, <c>:forward</c> or <c>:backward</c>.</param>
    public static Openness? Of(in Element element, AccessRules rules, string suffix = "") => Of(element, rules, rules.Keys, suffix);

    /// <summary>What a key that speaks of this kind of vehicle, not of everybody, says of a road that is closed to it by its kind.</summary>
    public static Openness OfOurs(in Element element, AccessRules rules) => Of(element, rules, rules.Keys.AsSpan(0, rules.Keys.Length - 1), "") ?? Openness.Closed;

    static Openness? Of(in Element element, AccessRules rules, ReadOnlySpan<string> keys, string suffix)
    {
        foreach (var key in keys)
        {
            var full = suffix.Length == 0 ? key : key + suffix;
            if (element.NowOf(full) is { } now && Read(element, rules, full, now.Value) is { } meant)
                return now.IsForStops && meant == Openness.Open ? Openness.Restricted : meant;
            if (element[full] is { } value && Read(element, rules, full, value) is { } verdict)
                return verdict;
        }
        return null;
    }

    /// <summary>The most open value of a list decides: <c>customers;delivery</c>.</summary>
    static Openness? Read(in Element element, AccessRules rules, string key, string value)
    {
        if (rules.Meanings.TryGetValue(value, out var only))
            return only;
        Openness? verdict = null;
        foreach (var part in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!rules.Meanings.TryGetValue(part, out var meaning))
                element.Odd(key, value);
            else if (verdict is null || meaning > verdict)
                verdict = meaning;
        return verdict;
    }
}
