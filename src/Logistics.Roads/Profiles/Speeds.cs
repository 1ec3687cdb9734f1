namespace Logistics.Roads.Profiles;

/// <summary>How fast a loaded van really goes: the legal limit thinned by traffic and bends, bounded by the class of road and by its surface.</summary>
/// <remarks>The tables are general knowledge, in the order of magnitude of the open routers' car profiles; they are to be calibrated, not trusted to the minute.</remarks>
static class Speeds
{
    // Lights, bends, parking and other people: a road posted at 50 is driven at 40.
    const double OfLegalLimit = 0.8;

    /// <summary>In km/h: usual where no limit is posted, and the most the road allows whatever the post says.</summary>
    readonly record struct Pace(RoadClass Class, double Usual, double Most);

    static readonly Dictionary<string, Pace> Paces = new(StringComparer.Ordinal)
    {
        ["motorway"] = new(RoadClass.Motorway, 105, 110),
        ["motorway_link"] = new(RoadClass.Motorway, 50, 70),
        ["trunk"] = new(RoadClass.Trunk, 80, 95),
        ["trunk_link"] = new(RoadClass.Trunk, 45, 60),
        ["primary"] = new(RoadClass.Primary, 60, 75),
        ["primary_link"] = new(RoadClass.Primary, 35, 50),
        ["secondary"] = new(RoadClass.Secondary, 50, 70),
        ["secondary_link"] = new(RoadClass.Secondary, 30, 45),
        ["tertiary"] = new(RoadClass.Tertiary, 40, 60),
        ["tertiary_link"] = new(RoadClass.Tertiary, 25, 40),
        ["unclassified"] = new(RoadClass.Minor, 30, 50),
        ["residential"] = new(RoadClass.Minor, 25, 35),
        ["road"] = new(RoadClass.Minor, 25, 40),
        ["living_street"] = new(RoadClass.Minor, 10, 15),
        ["service"] = new(RoadClass.Service, 15, 25),
        ["track"] = new(RoadClass.Service, 12, 20),
        ["pedestrian"] = new(RoadClass.Service, 6, 10),
    };

    public static bool IsRoad(string highway) => Paces.ContainsKey(highway);

    public static RoadClass ClassOf(string highway) => Paces[highway].Class;

    /// <summary>In km/h, at least 3.</summary>
    /// <param name="direction"><c>:forward</c> or <c>:backward</c>.</param>
    public static double Of(in Element way, string highway, string direction, VanProfile van)
    {
        var pace = Paces[highway];
        var legal = Legal(way, "maxspeed" + direction) ?? Legal(way, "maxspeed");
        var speed = legal is { } limit ? Math.Min(pace.Most, limit * OfLegalLimit) : pace.Usual;
        if (way["service"] is "parking_aisle" or "driveway" or "drive-through")
            speed = Math.Min(speed, 10);
        speed = Math.Min(speed, Surface(way));
        return Math.Max(3, Math.Min(speed, van.TopSpeedKilometresPerHour) * van.SpeedPercent / 100.0);
    }

    static double? Legal(in Element way, string key)
    {
        if (way[key] is not { } value || value is "none" or "signals" or "variable" or "implicit" or "unposted")
            return null;
        double? lowest = null;
        foreach (var part in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Quantities.KilometresPerHour(part) is { } speed and >= 3 and <= 160)
                lowest = Math.Min(lowest ?? speed, speed);
            else
                way.Odd(key, value);
        return lowest;
    }

    static double Surface(in Element way)
    {
        var bySurface = way["surface"] switch
        {
            "sett" or "paving_stones" => 50,
            "compacted" or "fine_gravel" => 40,
            "cobblestone" or "unhewn_cobblestone" or "grass_paver" => 25,
            "unpaved" or "gravel" or "ground" or "dirt" or "earth" or "pebblestone" => 25,
            "grass" or "sand" or "mud" or "rock" => 10,
            _ => double.PositiveInfinity,
        };
        var byTrack = way["tracktype"] switch { "grade2" => 25, "grade3" => 15, "grade4" or "grade5" => 8, _ => double.PositiveInfinity };
        var bySmoothness = way["smoothness"] switch { "bad" => 30, "very_bad" => 15, "horrible" or "very_horrible" or "impassable" => 6, _ => double.PositiveInfinity };
        return Math.Min(bySurface, Math.Min(byTrack, bySmoothness));
    }
}
