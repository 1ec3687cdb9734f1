using BenchmarkDotNet.Attributes;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Matching;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Benchmarks.Matching;

/// <summary>A day's sharing: the neediest-first rule by hand, against the exact divisible core, against the whole way with smallest shares.</summary>
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    Problem problem = null!;

    [Params("100x50", "500x200", "2000x500")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var size = Size switch
        {
            "100x50" => DaySize.Large,
            "500x200" => new DaySize(Donors: 100, Recipients: 200, Lots: 500, Needs: 600, Vans: 30, Requests: 0),
            _ => new DaySize(Donors: 300, Recipients: 500, Lots: 2000, Needs: 1500, Vans: 60, Requests: 0),
        };
        var day = new DayIndex(RandomDay.Make(1, size));
        problem = Problem.Build(new MatchingInput { Day = day, Transfers = new Crow(day), Seed = 1 });
    }

    [Benchmark(Baseline = true)]
    public long[] NeediestFirst() => GreedyNeediest.Solve(problem);

    [Benchmark]
    public long[] DivisibleCoreAllTiers() => DivisibleCore.Solve(problem, new Limits(problem), CancellationToken.None)!;

    [Benchmark]
    public long[] WithSmallestShares() => Sharing.Solve(problem, CancellationToken.None).Grams;

    sealed class Crow(DayIndex day) : ITransfers
    {
        public TransferEstimate? Between(SiteId from, SiteId to)
        {
            var distance = day[from].Position.DistanceTo(day[to].Position);
            return new TransferEstimate(distance, new Duration(distance.Decimetres * 10));
        }
    }
}
