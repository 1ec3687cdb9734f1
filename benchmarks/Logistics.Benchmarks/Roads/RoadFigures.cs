using System.Diagnostics;
using System.Globalization;
using Logistics.Measures;
using Logistics.Roads;
using Logistics.Roads.Graph;
using Logistics.Roads.Guidance;
using Logistics.Roads.Profiles;
using Logistics.Roads.Search;

namespace Logistics.Benchmarks.Roads;

/// <summary>
/// The road engine step by step on one extract, hierarchy beside plain Dijkstra in the same run. Each figure is the best of several rounds,
/// in wall time and in processor time, so that a neighbour on the machine does not speak for the code.
/// </summary>
static class RoadFigures
{
    const int Rounds = 5;

    static readonly TimeSpan Warmth = TimeSpan.FromSeconds(2);

    // Above this many arcs a step that takes seconds is done once.
    const int Large = 100_000;

    public static void Run(string path)
    {
        Say($"{Path.GetFileName(path)}; load {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown")}");
        RoadNetwork Read(int threads, params string[] slices)
        {
            using var file = File.OpenRead(path);
            return RoadNetwork.Read(file, Profile.Default, new() { Threads = threads, Slices = slices });
        }
        var network = Read(1);
        var graph = network.Graph;
        var rounds = graph.ArcCount > Large ? 1 : Rounds;
        Time("read and compile, 2 threads", () => Read(2), rounds);
        Time("read and compile all slices, 2 threads", () => Read(2, [.. Profile.Default.Week]), rounds);
        CompiledRoads roads = network.Roads;
        Time("compile, 1 thread", () => roads = CompiledRoads.Of(graph, 1, null, CancellationToken.None), rounds);
        Time("compile, 2 threads", () => roads = CompiledRoads.Of(graph, 2, null, CancellationToken.None), rounds);
        Say($"{graph.ArcCount} arcs, {roads.Search.Count} nodes, {roads.Search.LinkTo.Length} links; hierarchy: {roads.Hierarchy.Up.Length} up, {roads.Hierarchy.Down.Length} down; "
            + $"lists of hubs from rank {roads.Hubs.Floor}: {roads.Hubs.Onwards.Length} and {roads.Hubs.Backwards.Length}");

        var random = new Random(1);
        var edges = Enumerable.Range(0, graph.EdgeCount).Where(edge => graph.EdgeIsStoppable[edge]).ToArray();
        var places = Enumerable.Range(0, 1000).Select(_ => (Anchor?)Place(graph, edges[random.Next(edges.Length)], random.NextDouble())).ToArray();
        var trips = new Trips(roads);
        var plain = new PlainTrips(roads);
        long[] table = [];
        // The runtime compiles hot code anew while it runs, beside it: the first calls are not the engine's speed.
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Warmth;)
            trips.Table(places, 1, CancellationToken.None);
        Time("1000 places' climbs", () => trips.Climb(places, 1, CancellationToken.None));
        foreach (var size in (int[])[100, 300, 1000])
            Time($"table {size} x {size}, 1 thread", () => table = trips.Table(places[..size], 1, CancellationToken.None));
        Time("table 1000 x 1000, 2 threads", () => table = trips.Table(places, 2, CancellationToken.None));
        const int Pairs = 2000;
        void Pair()
        {
            for (var i = 0; i < Pairs; i++)
                trips.Weigh(places[i % 1000]!.Value, places[(7 * i + 1) % 1000]!.Value);
        }
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Warmth / 2;)
            Pair();
        Time("time only, one pair", Pair, Rounds, Pairs);
        Time("with geometry, one pair", () =>
        {
            for (var i = 0; i < Pairs; i++)
                if (trips.Find(places[i % 1000]!.Value, places[(7 * i + 1) % 1000]!.Value) is { } trip)
                    Shape.Of(roads, trip.Arcs, places[i % 1000]!.Value, places[(7 * i + 1) % 1000]!.Value);
        }, Rounds, Pairs);
        var french = CultureInfo.GetCultureInfo("fr-FR");
        var words = 0L;
        Time("with geometry and French steps, one pair", () =>
        {
            for (var i = 0; i < Pairs; i++)
                if (places[i % 1000]!.Value is var from && places[(7 * i + 1) % 1000]!.Value is var to && trips.Find(from, to) is { } trip)
                    foreach (var step in Itinerary.Path(network, roads, trip, from, to, to.Position).Steps)
                        words += GuidanceWords.Of(step, french).Length;
        }, Rounds, Pairs);
        Say($"letters of a pair's steps: {words / (Rounds * Pairs)}");
        var wrong = 0;
        Time("plain Dijkstra, one pair", () =>
        {
            for (var i = 0; i < 50; i++)
                if ((plain.Find(places[i]!.Value, [places[7 * i + 1]])[0]?.Weight ?? Weight.Unreachable) != table[i * 1000 + 7 * i + 1])
                    wrong++;
        }, 1, 50);
        var row = new long[1000];
        Time("plain Dijkstra, one row of 1000", () =>
        {
            for (var i = 0; i < 5; i++)
            {
                plain.Weigh(places[i]!.Value, places, row);
                for (var to = 0; to < 1000; to++)
                    if (to != i && row[to] != table[i * 1000 + to])
                        wrong++;
            }
        }, 1, 5);
        Say($"answers that differ from plain Dijkstra: {wrong}");
        var saved = Path.Combine(Path.GetTempPath(), $"{Environment.ProcessId}.roads");
        Time("write the graph file", () => network.Save(saved), rounds);
        Say($"graph file: {new FileInfo(saved).Length >> 10} KB");
        Time("open it and answer a first route", () => RoadNetwork.Open(saved).Path(network.Graph.PointAt(0), network.Graph.PointAt(network.Graph.Longitudes.Length / 2)));
        File.Delete(saved);
        var sites = new Position[1000];
        var (low, high) = (network.Bounds.SouthWest, network.Bounds.NorthEast);
        for (var i = 0; i < sites.Length; i++)
            sites[i] = new(random.Next(low.LongitudeE7, high.LongitudeE7), random.Next(low.LatitudeE7, high.LatitudeE7));
        Time("snap, one point", () =>
        {
            foreach (var site in sites)
                network.Covers(site);
        }, Rounds, sites.Length);
    }

    static Anchor Place(RoadGraph graph, int edge, double fraction) => new(edge, fraction, graph.PointAt(graph.EdgeFirstPoint[edge]), 0);

    static void Time(string what, Action work, int rounds = Rounds, int times = 1)
    {
        var (wall, processor) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = 0; round < rounds; round++)
        {
            var (before, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            work();
            wall = Math.Min(wall, watch.Elapsed.TotalMilliseconds / times);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times);
        }
        Say($"{what}: {Figure(wall)} (processor {Figure(processor)}), best of {rounds}");
    }

    static string Figure(double milliseconds) => milliseconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0.0} us");

    static void Say(string line) => Console.WriteLine(line);
}
