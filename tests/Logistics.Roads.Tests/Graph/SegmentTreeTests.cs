using Logistics.Measures;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Tests.Graph;

public sealed class SegmentTreeTests
{
    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void The_nearest_road_is_the_one_a_look_at_every_road_finds(string name)
    {
        var network = Extracts.Read(name);
        var seed = Environment.TickCount;
        foreach (var place in Extracts.Places(network, 40, new Random(seed)))
        {
            var found = network.AnchorOf(place)!.Value;
            var nearest = double.PositiveInfinity;
            for (var edge = 0; edge < network.Graph.EdgeCount; edge++)
                if (network.Graph.EdgeIsStoppable[edge])
                    for (var point = network.Graph.EdgeFirstPoint[edge]; point + 1 < network.Graph.EdgeFirstPoint[edge + 1]; point++)
                        nearest = Math.Min(nearest, Metres(place, network.Graph.PointAt(point), network.Graph.PointAt(point + 1)));
            Assert.True(Math.Abs(nearest - found.WalkMetres) < 1e-6 * (1 + nearest), $"seed {seed}: {place}: found {found.WalkMetres} m, nearest {nearest} m");
            Assert.InRange(found.Fraction, 0, 1);
            Assert.Equal(found.WalkMetres, place.DistanceTo(found.Position).Metres, 0.5);
        }
    }

    /// <summary>By golden-section search rather than by a formula.</summary>
    static double Metres(Position place, Position a, Position b)
    {
        var shrink = Spherical.Shrink(place.LatitudeE7);
        double low = 0, high = 1;
        for (var i = 0; i < 80; i++)
        {
            double third = low + (high - low) / 3, twoThirds = high - (high - low) / 3;
            if (At(third) < At(twoThirds))
                high = twoThirds;
            else
                low = third;
        }
        return Math.Sqrt(Math.Min(At(low), Math.Min(At(0), At(1))));

        double At(double fraction) => Spherical.Squared(
            place.LongitudeE7 - (a.LongitudeE7 + fraction * (b.LongitudeE7 - (double)a.LongitudeE7)), place.LatitudeE7 - (a.LatitudeE7 + fraction * (b.LatitudeE7 - (double)a.LatitudeE7)), shrink);
    }
}
