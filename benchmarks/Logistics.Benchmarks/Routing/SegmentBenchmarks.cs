using BenchmarkDotNet.Attributes;
using Logistics.Routing;
using Logistics.Routing.Search;

namespace Logistics.Benchmarks.Routing;

/// <summary>Whether one stop more fits between any two of a long tour: the tour's times made anew for each place, against joining what stands before, the stop and what follows.</summary>
[MemoryDiagnoser]
public class SegmentBenchmarks
{
    const int Stops = 60;

    readonly Scheduler scheduler = new();
    Model model = null!;
    int[] nodes = [];
    Segment[] before = [];
    Segment[] after = [];

    [GlobalSetup]
    public void Setup()
    {
        model = new Model(MadeUpDay.Of(200), Objective.Distance);
        // Deliveries may come at any time of the day, so any order of them is one stretch.
        nodes = [model.StartOf(0), .. Enumerable.Range(0, Stops).Select(r => 2 * r + 1), model.EndOf(0)];
        before = new Segment[nodes.Length];
        after = new Segment[nodes.Length];
        before[0] = Segment.Of(model, nodes[0]);
        for (var k = 1; k < nodes.Length; k++)
            before[k] = Segment.Join(before[k - 1], Travel(nodes[k - 1], nodes[k]), Segment.Of(model, nodes[k]));
        after[^1] = Segment.Of(model, nodes[^1]);
        for (var k = nodes.Length - 2; k >= 0; k--)
            after[k] = Segment.Join(Segment.Of(model, nodes[k]), Travel(nodes[k], nodes[k + 1]), after[k + 1]);
    }

    int Travel(int from, int to) => model.Out[0][model.Location[from] * model.Locations + model.Location[to]].Time;

    [Benchmark(Baseline = true, OperationsPerInvoke = Stops)]
    public int ScheduledAnew()
    {
        var fits = 0;
        Span<int> tour = stackalloc int[nodes.Length + 1];
        for (var k = 0; k < nodes.Length - 1; k++)
        {
            nodes.AsSpan(0, k + 1).CopyTo(tour);
            tour[k + 1] = 2 * Stops + 1;
            nodes.AsSpan(k + 1).CopyTo(tour[(k + 2)..]);
            fits += scheduler.TryFit(model, 0, tour) ? 1 : 0;
        }
        return fits;
    }

    [Benchmark(OperationsPerInvoke = Stops)]
    public int Joined()
    {
        var (shortest, stop) = (int.MaxValue, 2 * Stops + 1);
        var own = Segment.Of(model, stop);
        for (var k = 0; k < nodes.Length - 1; k++)
        {
            var whole = Segment.Join(Segment.Join(before[k], Travel(nodes[k], stop), own), Travel(stop, nodes[k + 1]), after[k + 1]);
            shortest = Math.Min(shortest, whole.Duration);
        }
        return shortest;
    }
}
