using System.Collections.Frozen;
using Logistics.Measures;

namespace Logistics.Roads.Profiles;

/// <summary>
/// What one kind of vehicle may and can do on each element of the map, read from data (<see cref="ProfileFile"/>). The map says "there is a
/// tag highway=steps"; the profile concludes that no van passes.
/// </summary>
/// <remarks>Immutable. Speeds and delays are general knowledge, to be calibrated, not trusted to the minute.</remarks>
public sealed record Profile
{
    static readonly FrozenDictionary<string, Lazy<Profile>> builtIn =
        ProfileFile.BuiltIn.ToFrozenDictionary(name => name, name => new Lazy<Profile>(() => ProfileFile.ReadBuiltIn(name)), StringComparer.Ordinal);

    internal Profile(ProfileRules rules) => Rules = rules;

    /// <summary>A refrigerated delivery van on a 3.5 t licence.</summary>
    public static Profile Default => Named("van-3t5");

    /// <summary>One of <see cref="ProfileFile.BuiltIn"/>.</summary>
    /// <exception cref="ArgumentException">No such profile comes with the program.</exception>
    public static Profile Named(string name) => builtIn.TryGetValue(name, out var profile)
        ? profile.Value
        : throw new ArgumentException($"No profile is named {name}; there are {string.Join(", ", ProfileFile.BuiltIn)}.", nameof(name));

    public required string Name { get; init; }

    public required Distance Height { get; init; }

    /// <summary>Mirrors included.</summary>
    public required Distance Width { get; init; }

    public required Distance Length { get; init; }

    /// <summary>Loaded.</summary>
    public required Mass Weight { get; init; }

    /// <summary>On the axle that bears most.</summary>
    public required Mass AxleLoad { get; init; }

    /// <summary>Never faster than this, in km/h.</summary>
    public required int TopSpeedKilometresPerHour { get; init; }

    /// <summary>Every speed is multiplied by this many hundredths: 100 for a van.</summary>
    public required int SpeedPercent { get; init; }

    /// <summary>What turning round at a dead end costs; null where the vehicle may not or cannot.</summary>
    public required Duration? TurningRound { get; init; }

    /// <summary>What turning round costs where others pass and it is not forbidden; null where the vehicle never does.</summary>
    public required Duration? TurningRoundInTraffic { get; init; }

    /// <summary>The hours of the week that a graph can be made for; at least one.</summary>
    public required IReadOnlyList<TimeSlice> Slices { get; init; }

    /// <summary>All slices by name, the one by day first: what <see cref="ReadOptions.Slices"/> takes for the whole week.</summary>
    public IReadOnlyList<string> Week => [Slice().Name, .. Slices.Select(slice => slice.Name).Where(name => name != Slice().Name)];

    internal ProfileRules Rules { get; init; }

    /// <summary>The slice of that name, <c>day</c> where none is asked for.</summary>
    /// <exception cref="ArgumentException">The profile has no such slice.</exception>
    public TimeSlice Slice(string name = "day") => Slices.FirstOrDefault(slice => slice.Name == name)
        ?? throw new ArgumentException($"Profile {Name} has no slice {name}; it has {string.Join(", ", Slices.Select(slice => slice.Name))}.", nameof(name));

    internal static string[] WayKeys { get; } = ["highway"];

    /// <summary>The keys that make a node worth a look.</summary>
    internal string[] NodeKeys =>
        [.. new HashSet<string>(["barrier", "highway", .. Rules.Access.Keys, .. Rules.Limits.Keys, .. Rules.Signs.Select(sign => sign.Tag.Key)], StringComparer.Ordinal)];

    internal WayUse Judge(in Element way)
    {
        if (way["highway"] is not { } highway || !Rules.Roads.TryGetValue(highway, out var road) || TagTest.Any(Rules.Access.ClosedWhere, way.Tags))
            return WayUse.Closed;
        var openness = road.IsOpen || TagTest.Any(road.OpenWhere, way.Tags) ? Access.Of(way, Rules.Access) ?? Openness.Open : Access.OfOurs(way, Rules.Access);
        var limits = openness == Openness.Closed ? Openness.Closed : Limits.Of(way, this);
        if (limits == Openness.Closed)
            return WayUse.Closed;
        var (forward, backward) = Oneway.Directions(way, Rules);
        return new(
            forward ? Speeds.Of(way, road, ":forward", this) : 0,
            backward ? Speeds.Of(way, road, ":backward", this) : 0,
            road.Class,
            !TagTest.Any(Rules.Access.NoStoppingWhere, way.Tags),
            IsRestricted(way, ":forward"),
            IsRestricted(way, ":backward"));

        bool IsRestricted(in Element way, string direction) =>
            limits == Openness.Restricted || (Access.Of(way, Rules.Access, direction) ?? openness) == Openness.Restricted;
    }

    /// <summary>Whether the conditions of a key, as it stands before <c>:conditional</c>, have a say in what this profile concludes.</summary>
    internal bool Matters(string key)
    {
        foreach (var direction in (ReadOnlySpan<string>)[":forward", ":backward"])
            if (key.EndsWith(direction, StringComparison.Ordinal))
                key = key[..^direction.Length];
        return Array.IndexOf(Rules.Access.Keys, key) >= 0 || Array.IndexOf(Rules.Oneway.Keys, key) >= 0 || Array.IndexOf(Rules.Speed.Keys, key) >= 0
            || Array.IndexOf(Rules.Access.RestrictionKeys, key) >= 0 || Rules.Limits.Keys.Contains(key);
    }

    internal NodeUse JudgeNode(in Element node) => Barriers.Judge(node, this);
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

/// <summary>What a node is to a vehicle that passes it; delays in milliseconds, by the direction of the way that bears it, and what they are for.</summary>
readonly record struct NodeUse(
    bool IsBlocked, int ForwardDelay, int BackwardDelay, SignKind ForwardSign = SignKind.None, SignKind BackwardSign = SignKind.None)
{
    public static NodeUse Blocked => new(true, 0, 0);

    public bool IsPlain => this == default;
}
