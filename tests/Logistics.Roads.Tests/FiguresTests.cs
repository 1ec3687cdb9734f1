using System.Diagnostics;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Roads.Tests;

/// <summary>
/// Prints how long things take by the clock and, in brackets, how much processor time all threads took together: on a busy machine only the
/// latter says something. The bounds are far above what is seen, so that a busy machine does not fail them.
/// </summary>
public sealed class FiguresTests(ITestOutputHelper output)
{
    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void An_extract_becomes_a_graph_and_a_matrix_in_seconds(string name)
    {
        var bytes = File.ReadAllBytes(SharedData.Require($"osm/{name}.osm.pbf"));
        RoadNetwork network = null!;
        var read = new List<Took>();
        for (var run = 0; run < 3; run++)
            read.Add(Time(() => network = RoadNetwork.Read(new MemoryStream(bytes), Profile.Default, new() { Name = name })));
        var places = Extracts.Places(network, 200, new Random(1));
        var matrix = new List<Took>();
        for (var run = 0; run < 3; run++)
            matrix.Add(Time(() => network.Matrix(places, TestContext.Current.CancellationToken)));
        var snap = Time(() => places.ForEach(place => network.Snap(place))).Processor * 1000 / places.Count;
        var path = Time(() => { for (var i = 1; i < places.Count; i++) network.Path(places[i - 1], places[i]); }).Processor * 1000 / places.Count;

        output.WriteLine($"{name}: read {string.Join(" / ", read)} ms, 200 x 200 {string.Join(" / ", matrix)} ms, snap {snap:0.0} us, path {path:0} us");
        output.WriteLine(network.Report.ToString());
        foreach (var oddity in network.Report.Oddities)
            output.WriteLine($"  {oddity.Count,5} {oddity.Kind} ({string.Join(" | ", oddity.Examples)})");
        Assert.True(read.Min(took => took.Processor) < 10_000 && matrix.Min(took => took.Processor) < 20_000);
    }

    readonly record struct Took(double Clock, double Processor)
    {
        public override string ToString() => $"{Clock:0} ({Processor:0})";
    }

    static Took Time(Action action)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        action();
        return new(watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }
}
