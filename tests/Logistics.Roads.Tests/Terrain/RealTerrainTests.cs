using Logistics.Roads.Profiles;
using Logistics.Roads.Terrain;
using Logistics.Testing;

namespace Logistics.Roads.Tests.Terrain;

/// <summary>What bends and slopes do to real towns and real mountains; figures are printed.</summary>
public sealed class RealTerrainTests(ITestOutputHelper output)
{
    static Elevation? tiles;

    static RoadNetwork Read(string name, Profile profile, Elevation? elevation = null)
    {
        using var file = File.OpenRead(SharedData.Require($"osm/{name}.osm.pbf"));
        return RoadNetwork.Read(file, profile, new() { Name = name, Elevation = elevation });
    }

    static Elevation Tiles() => tiles ??= Elevation.Open(Path.GetDirectoryName(SharedData.Require("osm/N42E001.hgt.zip"))!);

    [Theory]
    [InlineData("montpellier", 1.03)]
    [InlineData("heidelberg", 1.03)]
    [InlineData("andorra-2020", 1.12)]
    public void Bends_slow_a_town_by_little_and_mountains_by_more(string name, double most)
    {
        RoadNetwork bent = Extracts.Read(name), straight = Read(name, TinyMap.Unbent);
        var median = Compare(straight, bent);
        output.WriteLine($"share of bends by class: {Shares(bent.Graph, arc => bent.Graph.ArcBends[arc])}");
        Assert.InRange(median, 1, most);
        for (var arc = 0; arc < bent.Graph.ArcCount; arc++)
            Assert.True(Weight.Milliseconds(straight.Graph.ArcWeight[arc]) == Weight.Milliseconds(bent.Graph.ArcWeight[arc]) - bent.Graph.ArcBends[arc] || bent.Graph.ArcBends[arc] == ushort.MaxValue);
    }

    [Theory]
    [InlineData("andorra-2020", 1.08)]
    [InlineData("monaco-2016", 1.08)]
    public void Slopes_slow_mountains_and_change_no_length(string name, double most)
    {
        RoadNetwork level = Extracts.Read(name), steep = Read(name, Profile.Default, Tiles());
        output.WriteLine($"{name}: {steep.Report.HeightsUsed} heights, {steep.Report.HeightsMissing} missing");
        var graph = steep.Graph;
        var median = Compare(level, steep);
        output.WriteLine($"share of slope by class: {Shares(graph, arc => graph.ArcSlope[arc])}");
        foreach (var arc in Enumerable.Range(0, graph.ArcCount).OrderByDescending(arc => Math.Abs(Climb(graph, arc))).Take(8))
            output.WriteLine($"  way {graph.EdgeWay[graph.ArcEdge[arc]]}, {graph.EdgeClass[graph.ArcEdge[arc]]}, {Weight.Decimetres(graph.ArcWeight[arc]) / 10} m, climbs {Climb(graph, arc):0} m: "
                + $"{Weight.Milliseconds(level.Graph.ArcWeight[arc]) / 1000.0:0.0} s become {Weight.Milliseconds(graph.ArcWeight[arc]) / 1000.0:0.0} s");
        Assert.InRange(median, 1, most);
        Assert.True(steep.Report.HeightsUsed > 100 * steep.Report.HeightsMissing);
        Assert.Equal(level.Graph.ArcWeight.Select(Weight.Decimetres), graph.ArcWeight.Select(Weight.Decimetres));
    }

    /// <summary>A thousand random trips in both; the median of the ratios of their times.</summary>
    double Compare(RoadNetwork before, RoadNetwork after)
    {
        const int seed = 20;
        var places = Extracts.Places(before, 2_000, new Random(seed));
        var ratios = new List<double>();
        for (var i = 0; i < places.Count; i += 2)
            if (before.Path(places[i], places[i + 1]) is { Duration.Milliseconds: > 0 } first && after.Path(places[i], places[i + 1]) is { } second)
                ratios.Add((double)second.Duration.Milliseconds / first.Duration.Milliseconds);
        ratios.Sort();
        string Percent(double place) => $"{100 * (ratios[(int)(place * (ratios.Count - 1))] - 1):0.00} %";
        output.WriteLine($"{after.Source.Name}, seed {seed}: {ratios.Count} trips take {Percent(0.5)} longer in the median, {Percent(0.1)} at a tenth, {Percent(0.9)} at nine tenths, {Percent(1)} at most");
        Assert.True(ratios[0] >= 0.999, $"seed {seed}: a trip became quicker by {ratios[0]}");
        return ratios[ratios.Count / 2];
    }

    static double Climb(Logistics.Roads.Graph.RoadGraph graph, int arc)
    {
        var edge = graph.ArcEdge[arc];
        var rise = Tiles().MetresAt(graph.PointAt(graph.EdgeFirstPoint[edge + 1] - 1)) - Tiles().MetresAt(graph.PointAt(graph.EdgeFirstPoint[edge]));
        return (graph.ArcIsBackward[arc] ? -rise : rise) ?? 0;
    }

    static string Shares(Logistics.Roads.Graph.RoadGraph graph, Func<int, double> part) =>
        string.Join(", ", Enumerable.Range(0, graph.ArcCount).GroupBy(arc => graph.EdgeClass[graph.ArcEdge[arc]]).OrderBy(group => group.Key)
            .Select(group => $"{group.Key} {100 * group.Sum(part) / group.Sum(arc => (double)Weight.Milliseconds(graph.ArcWeight[arc])):0.0} %"));
}
