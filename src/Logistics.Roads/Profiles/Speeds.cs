namespace Logistics.Roads.Profiles;

/// <summary>How fast the vehicle really goes: the legal limit thinned by traffic, bounded by the class of road, by its surface and by the vehicle.</summary>
static class Speeds
{
    /// <summary>In km/h, at least the profile's least, in the traffic of a slice of 100 %.</summary>
    /// <param name="direction"><c>:forward</c> or <c>:backward</c>.</param>
    public static double Of(in Element way, RoadRule road, string direction, Profile profile)
    {
        var rules = profile.Rules.Speed;
        double? legal = null;
        foreach (var key in rules.Keys)
            legal ??= Legal(way, key + direction, rules) ?? Legal(way, key, rules);
        var speed = legal is { } limit ? Math.Min(road.Most, limit * rules.OfLegalPercent / 100) : road.Usual;
        foreach (var (key, values) in rules.Most)
            if (way[key] is { } value && values.TryGetValue(value, out var most))
                speed = Math.Min(speed, most);
        return Math.Max(rules.Least, Math.Min(speed, profile.TopSpeedKilometresPerHour) * profile.SpeedPercent / 100.0);
    }

    static double? Legal(in Element way, string key, SpeedRules rules)
    {
        if (way.Now(key) is not { } value || value is "none" or "signals" or "variable" or "implicit" or "unposted")
            return null;
        double? lowest = null;
        foreach (var part in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Quantities.KilometresPerHour(part, rules.Legal) is { } speed and >= 3 and <= 160)
                lowest = Math.Min(lowest ?? speed, speed);
            else
                way.Odd(key, value);
        return lowest;
    }
}
