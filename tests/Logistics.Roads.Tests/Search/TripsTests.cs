using Logistics.Measures;

namespace Logistics.Roads.Tests.Search;

/// <summary>Matrix and path against the textbook on real extracts.</summary>
public sealed class TripsTests
{
    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void Matrix_and_path_equal_the_textbook_on_random_pairs(string name)
    {
        var network = Extracts.Read(name);
        var seed = Environment.TickCount;
        var places = Extracts.Places(network, 25, new Random(seed));
        var matrix = network.Matrix(places, TestContext.Current.CancellationToken);
        for (var i = 0; i < 60; i++)
        {
            int from = i % 25, to = i * 7 % 25;
            var textbook = ReferenceDijkstra.Cost(network.Graph, network.AnchorOf(places[from])!.Value, network.AnchorOf(places[to])!.Value);
            var told = $"seed {seed}, {name}, {places[from]} to {places[to]}";
            Assert.True(textbook is not null, told);
            Assert.True(matrix.IsReachable(from, to), told);
            Assert.True(textbook == (matrix.Duration(from, to).Milliseconds, matrix.Distance(from, to).Decimetres),
                $"{told}: textbook {textbook}, matrix {matrix.Duration(from, to).Milliseconds}, {matrix.Distance(from, to).Decimetres}");

            var path = network.Path(places[from], places[to])!;
            Assert.True(path.Duration == matrix.Duration(from, to) && path.Distance == matrix.Distance(from, to), told);
            Assert.True(path.Geometry[0] == network.Snap(places[from])!.Position && path.Geometry[^1] == network.Snap(places[to])!.Position, told);
            // The line is as long as it says; each arc was rounded to the decimetre, each point to the centimetre.
            Assert.True(Math.Abs(Length(path.Geometry) - path.Distance.Metres) < 1 + 0.12 * path.Geometry.Count, $"{told}: line {Length(path.Geometry)} m, said {path.Distance.Metres} m");
        }
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void The_order_and_the_company_of_places_change_nothing(string name)
    {
        var network = Extracts.Read(name);
        var seed = Environment.TickCount;
        var places = Extracts.Places(network, 12, new Random(seed));
        var whole = network.Matrix(places, TestContext.Current.CancellationToken);
        List<Position> pair = [places[7], places[2]];
        var small = network.Matrix(pair, TestContext.Current.CancellationToken);
        Assert.True(small.Duration(0, 1) == whole.Duration(7, 2) && small.Distance(1, 0) == whole.Distance(2, 7), $"seed {seed}");
    }

    static double Length(IReadOnlyList<Position> line)
    {
        var metres = 0.0;
        for (var i = 1; i < line.Count; i++)
            metres += Logistics.Roads.Graph.Spherical.Metres(line[i - 1].LongitudeE7, line[i - 1].LatitudeE7, line[i].LongitudeE7, line[i].LatitudeE7);
        return metres;
    }
}
