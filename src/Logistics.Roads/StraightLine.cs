using Logistics.Measures;
using Logistics.Roads.Profiles;

namespace Logistics.Roads;

/// <summary>The estimate for places without road data: the great circle, lengthened by a detour factor and driven at a pace that grows with the length.</summary>
/// <remarks>
/// Pace: the first 3 km at 22 km/h (streets), the next 12 km at 45 km/h (roads between towns), the rest at 70 km/h (main roads), each no faster
/// than the profile's top speed and times its percentage. The factor 1.3 is the usual ratio of road to straight line in Western Europe;
/// both are general knowledge, to be shown as an estimate.
/// </remarks>
public sealed class StraightLine(Profile profile) : IRoads
{
    const double Detour = 1.3;

    static readonly (double Metres, double KilometresPerHour)[] Pace = [(3_000, 22), (12_000, 45), (double.PositiveInfinity, 70)];

    public StraightLine() : this(Profile.Default)
    {
    }

    public RoadSource Source { get; } = new("straight line", RoadSourceKind.StraightLine, "Estimate: straight line x 1.3, no road data");

    public RoadCapabilities Capabilities => RoadCapabilities.None;

    /// <summary>Every position stands for itself.</summary>
    public Snap? Snap(Position position) => new(position, Distance.Zero);

    public TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(places);
        return TravelMatrix.Create(places.Count, (from, to) =>
        {
            if (to == 0)
                cancellation.ThrowIfCancellationRequested();
            return Estimate(places[from], places[to]);
        });
    }

    /// <summary>Never null.</summary>
    public RoadPath? Path(Position from, Position to)
    {
        var (duration, distance) = Estimate(from, to);
        return new(duration, distance, [from, to]);
    }

    /// <summary>Symmetric; zero between a place and itself.</summary>
    public (Duration Duration, Distance Distance) Estimate(Position from, Position to)
    {
        var distance = Distance.FromMetres(from.DistanceTo(to).Metres * Detour);
        double left = distance.Metres, seconds = 0;
        foreach (var (metres, kilometresPerHour) in Pace)
        {
            var driven = Math.Min(left, metres);
            var speed = Math.Min(kilometresPerHour, profile.TopSpeedKilometresPerHour) * profile.SpeedPercent / 100;
            seconds += driven * 3.6 / speed;
            left -= driven;
        }
        return (new((long)Math.Round(seconds * 1000)), distance);
    }
}
