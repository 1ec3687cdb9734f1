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
    // From the most specific to the most general. A van up to 3.5 t is a goods vehicle in the map's words, and a motorcar by the highway code.
    static readonly string[] Hierarchy = ["goods", "motorcar", "motor_vehicle", "vehicle", "access"];

    /// <summary>What the keys without direction say; null when they say nothing that could be understood.</summary>
    public static Openness? Of(in Element element) => Of(element, "");

    /// <param name="suffix">Empty, <c>:forward</c> or <c>:backward</c>.</param>
    public static Openness? Of(in Element element, string suffix)
    {
        foreach (var key in Hierarchy)
            if (element[key + suffix] is { } value && Read(element, key + suffix, value) is { } verdict)
                return verdict;
        return null;
    }

    /// <summary>What a key that speaks of motor vehicles, not of everybody, says of a road that is closed to them by its kind.</summary>
    public static Openness ForMotors(in Element element)
    {
        foreach (var key in Hierarchy.AsSpan(0, Hierarchy.Length - 1))
            if (element[key] is { } value && Read(element, key, value) is { } verdict)
                return verdict;
        return Openness.Closed;
    }

    /// <summary>Rules that hold at certain hours are not applied: they are counted, so that nobody believes they were.</summary>
    public static void ReportConditions(in Element element)
    {
        foreach (var (key, value) in element.Tags)
            if (key.IndexOf(":condit", StringComparison.Ordinal) is var colon and > 0 && IsOurs(key.AsSpan(0, colon)))
                element.Odd(key, value, key.EndsWith(":conditional", StringComparison.Ordinal) ? "rule with conditions, not applied" : "misspelt key, not applied");
    }

    static bool IsOurs(ReadOnlySpan<char> key)
    {
        foreach (var ours in Hierarchy)
            if (key.SequenceEqual(ours))
                return true;
        return key is "oneway" or "maxspeed" or "maxheight" or "maxweight" or "maxwidth" or "maxlength" or "maxspeed:forward" or "maxspeed:backward" or "maxspeed:goods";
    }

    /// <summary>The most open value of a list decides: <c>customers;delivery</c>.</summary>
    static Openness? Read(in Element element, string key, string value)
    {
        Openness? verdict = null;
        foreach (var part in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Meaning(part) is not { } meaning)
                element.Odd(key, value);
            else if (verdict is null || meaning > verdict)
                verdict = meaning;
        return verdict;
    }

    static Openness? Meaning(string value) => value switch
    {
        "yes" or "permissive" or "designated" or "official" or "discouraged" or "motorcar" or "motor_vehicle" or "goods" => Openness.Open,
        "delivery" or "destination" or "customers" or "loading" => Openness.Restricted,
        "no" or "private" or "permit" or "residents" or "employees" or "agricultural" or "forestry" or "emergency" or "bus" or "psv" or "taxi"
            or "military" or "use_sidepath" or "dismount" or "bicycle" or "foot" or "hgv" or "restricted" => Openness.Closed,
        _ => null,
    };
}
