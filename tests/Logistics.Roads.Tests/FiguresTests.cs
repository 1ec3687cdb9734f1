using System.Diagnostics;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Roads.Tests;

/// <summary>Prints how long things take; the bounds are far above what is seen, so that a busy machine does not fail them.</summary>
public sealed class FiguresTests(ITestOutputHelper output)
{
    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void An_extract_becomes_a_graph_and_a_matrix_in_seconds(string name)
    {
        var bytes = File.ReadAllBytes(SharedData.Require($"osm/{name}.osm.pbf"));
        RoadNetwork network = null!;
        var read = new List<double>();
        for (var run = 0; run < 3; run++)
            read.Add(Milliseconds(() => network = RoadNetwork.Read(new MemoryStream(bytes), VanProfile.Default, new() { Name = name })));
        var places = Extracts.Places(network, 200, new Random(1));
        var matrix = new List<double>();
        for (var run = 0; run < 3; run++)
            matrix.Add(Milliseconds(() => network.Matrix(places, TestContext.Current.CancellationToken)));
        var snap = Milliseconds(() => places.ForEach(place => network.Snap(place))) * 1000 / places.Count;
        var path = Milliseconds(() => { for (var i = 1; i < places.Count; i++) network.Path(places[i - 1], places[i]); }) * 1000 / places.Count;

        output.WriteLine($"{name}: read {string.Join(" / ", read.Select(ms => $"{ms:0}"))} ms, 200 x 200 {string.Join(" / ", matrix.Select(ms => $"{ms:0}"))} ms, snap {snap:0.0} us, path {path:0} us");
        output.WriteLine(network.Report.ToString());
        foreach (var oddity in network.Report.Oddities)
            output.WriteLine($"  {oddity.Count,5} {oddity.Kind} ({string.Join(" | ", oddity.Examples)})");
        Assert.True(read.Min() < 10_000 && matrix.Min() < 20_000);
    }

    static double Milliseconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }
}
