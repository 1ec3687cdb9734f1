using System.Collections.Frozen;
using Logistics.Measures;

namespace Logistics.Planning.Travel;

/// <summary>
/// The profiles a vehicle may name. Roads are measured for a van; a slower vehicle takes the van's way at its own top speed.
/// </summary>
/// <remarks>A cap, not a network of its own: a cargo bike is not sent through a park, nor kept off a fast road, until Roads has its profile.</remarks>
public static class SpeedProfiles
{
    static readonly FrozenDictionary<string, int?> TopKilometresPerHour = new Dictionary<string, int?>
    {
        ["van"] = null,
        ["car"] = null,
        ["truck"] = 80,
        ["cargo-bike"] = 15,
    }.ToFrozenDictionary();

    public static IEnumerable<string> Names => TopKilometresPerHour.Keys.Order(StringComparer.Ordinal);

    public static bool Knows(string profile) => TopKilometresPerHour.ContainsKey(profile);

    /// <summary>The van's duration, or longer where the profile's top speed says so. Whole seconds, rounded up.</summary>
    /// <exception cref="KeyNotFoundException">The profile is unknown; readers refuse it before.</exception>
    public static Duration Adapt(string profile, Duration van, Distance distance)
    {
        var top = TopKilometresPerHour[profile];
        // 1 km/h is 10,000 dm in 3,600,000 ms: at v km/h a decimetre takes 360 / v ms.
        var own = top is { } speed ? new Duration((distance.Decimetres * 360 + speed - 1) / speed) : Duration.Zero;
        return Duration.FromSeconds(Duration.Max(van, own).SecondsRoundedUp);
    }
}
