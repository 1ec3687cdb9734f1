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

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void The_nearest_few_are_those_that_a_look_at_every_road_finds(string name)
    {
        var network = Extracts.Read(name);
        var seed = Environment.TickCount;
        foreach (var place in Extracts.Places(network, 5, new Random(seed)))
        {
            var walks = new List<double>();
            for (var edge = 0; edge < network.Graph.EdgeCount; edge++)
                if (network.Graph.EdgeIsStoppable[edge])
                    walks.Add(Enumerable.Range(network.Graph.EdgeFirstPoint[edge], network.Graph.EdgeFirstPoint[edge + 1] - network.Graph.EdgeFirstPoint[edge] - 1)
                        .Min(point => Metres(place, network.Graph.PointAt(point), network.Graph.PointAt(point + 1))));
            var near = network.Nearest(place, 8);
            var expected = walks.Where(walk => walk <= 2000).Order().Take(8).ToList();
            Assert.True(expected.Count == near.Count, $"seed {seed}: {place}");
            for (var i = 0; i < near.Count; i++)
                Assert.True(Math.Abs(expected[i] - near[i].Snap.Walk.Metres) < 0.06, $"seed {seed}: {place}, number {i}: {near[i].Snap.Walk.Metres} m, expected {expected[i]} m");
            Assert.Equal(network.Snap(place)!.Walk, near[0].Snap.Walk);
        }
    }

    [Fact]
    public void A_place_beside_an_island_is_told_so()
    {
        // A ring, and 300 m north of it a street that nothing leads to.
        var network = new TinyMap().Node(1, 0, 0).Node(2, 1000, 0).Node(3, 500, -300).Node(4, 200, 300).Node(5, 800, 300)
            .Street(10, [1, 2], "name", "Grand-Rue").Street(11, [2, 3]).Street(12, [3, 1]).Street(20, [4, 5]).Read();
        var beside = network.Snap(TinyMap.At(500, 280))!;
        Assert.Equal(280, beside.Walk.Metres, 0.5);
        Assert.Equal(20, beside.Island!.Value.Metres, 0.5);
        Assert.Null(network.Snap(TinyMap.At(500, 100))!.Island);
        var near = Assert.Single(network.Nearest(TinyMap.At(500, 280), 1));
        Assert.Equal((10, "Grand-Rue", RoadClass.Minor), (near.Way, near.Name, near.Class));
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
