using Logistics.Measures;

namespace Logistics.Roads.Profiles;

/// <summary>
/// Says what a van up to 3.5 t may and can do on each element of the map. The map says "there is a tag highway=steps"; the profile concludes
/// that no van passes.
/// </summary>
/// <remarks>Immutable. Slower vehicles are the same rules with a lower top speed or a speed percentage.</remarks>
public sealed record VanProfile
{
    /// <summary>A refrigerated delivery van on a 3.5 t licence.</summary>
    public static VanProfile Default { get; } = new();

    public string Name { get; init; } = "van-3t5";

    public Distance Height { get; init; } = Distance.FromMetres(2.7);

    /// <summary>Mirrors included.</summary>
    public Distance Width { get; init; } = Distance.FromMetres(2.3);

    public Distance Length { get; init; } = Distance.FromMetres(6);

    /// <summary>Loaded.</summary>
    public Mass Weight { get; init; } = Mass.FromKilograms(3_500);

    /// <summary>Never faster than this, in km/h.</summary>
    public int TopSpeedKilometresPerHour { get; init; } = 110;

    /// <summary>Every speed is multiplied by this many hundredths: 100 for a van.</summary>
    public int SpeedPercent { get; init; } = 100;

    /// <summary>What turning round at a dead end costs.</summary>
    public Duration TurningRound { get; init; } = Duration.FromSeconds(20);

    /// <summary>What turning round costs where others pass, wherever it is not forbidden.</summary>
    public Duration TurningRoundInTraffic { get; init; } = Duration.FromSeconds(60);

    internal static string[] WayKeys { get; } = ["highway"];

    internal static string[] NodeKeys { get; } =
        ["barrier", "highway", "access", "vehicle", "motor_vehicle", "motorcar", "goods", "maxheight", "maxwidth", "maxweight"];

    internal WayUse Judge(in Element way)
    {
        var highway = way["highway"];
        if (highway is null || !Speeds.IsRoad(highway))
            return WayUse.Closed;
        // A square drawn as an area is no line to drive along, and neither is a stop drawn around its platform.
        if (way["area"] == "yes" || way["highway"] == "platform")
            return WayUse.Closed;
        var openness = OpennessOf(way, highway);
        if (openness == Openness.Closed || !Limits.Fits(way, this))
            return WayUse.Closed;
        Access.ReportConditions(way);
        var (forward, backward) = Oneway.Directions(way);
        var isStoppable = highway is not ("motorway" or "motorway_link") && way["motorroad"] != "yes" && way["tunnel"] is null or "no";
        return new(
            forward ? Speeds.Of(way, highway, ":forward", this) : 0,
            backward ? Speeds.Of(way, highway, ":backward", this) : 0,
            Speeds.ClassOf(highway),
            isStoppable,
            IsRestricted(way, ":forward"),
            IsRestricted(way, ":backward"));

        bool IsRestricted(in Element way, string direction) => (Access.Of(way, direction) ?? openness) == Openness.Restricted;
    }

    internal NodeUse JudgeNode(in Element node) => Barriers.Judge(node, this);

    static Openness OpennessOf(in Element way, string highway)
    {
        // These are closed to vans until a sign for motor vehicles opens them.
        if (highway == "pedestrian" || highway == "track" && way["tracktype"] != "grade1")
            return Access.ForMotors(way);
        if (way["service"] is "emergency_access" || way["impassable"] == "yes" || way["construction"] is "yes")
            return Openness.Closed;
        return Access.Of(way) ?? Openness.Open;
    }
}

/// <summary>What a way is to a vehicle.</summary>
/// <param name="ForwardSpeed">km/h along the way's own direction; 0 when closed.</param>
/// <param name="BackwardSpeed">km/h against it; 0 when closed.</param>
/// <param name="IsStoppable">Whether a driver may stop there to load: not on a motorway, not in a tunnel.</param>
/// <param name="ForwardIsRestricted">Whether it is open that way only to those who start or stop there.</param>
readonly record struct WayUse(
    double ForwardSpeed, double BackwardSpeed, RoadClass Class, bool IsStoppable, bool ForwardIsRestricted, bool BackwardIsRestricted)
{
    public static WayUse Closed => default;

    public bool IsOpen => ForwardSpeed > 0 || BackwardSpeed > 0;
}

/// <summary>What a node is to a vehicle that passes it; delays in milliseconds, by the direction of the way that bears it.</summary>
readonly record struct NodeUse(bool IsBlocked, int ForwardDelay, int BackwardDelay)
{
    public static NodeUse Blocked => new(true, 0, 0);

    public bool IsPlain => this == default;
}
