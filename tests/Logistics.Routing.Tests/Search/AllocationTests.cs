using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Search;

/// <summary>The search loop asks for no memory once it has seen its problem.</summary>
public sealed class AllocationTests
{
    const int Warm = 2_400;
    const int Iterations = 2_000;
    const int Limit = 8_000;

    /// <summary>A tour longer than any before finds its room once: some kilobytes in all, nothing for each iteration.</summary>
    [Theory]
    [InlineData(Objective.Cost)]
    [InlineData(Objective.Hierarchical)]
    public void Two_thousand_iterations_at_four_hundred_requests_take_only_room_for_longer_tours(Objective objective) =>
        Assert.InRange(BytesOf(objective, coldAt: 10), 0, 8 * Iterations);

    /// <summary>From there on routes are kept for recombination; the pool has room for so many and no more.</summary>
    [Fact]
    public void Cooled_down_only_the_pool_takes_some() => Assert.InRange(BytesOf(Objective.Cost, coldAt: 0.6), 0, 100 * Iterations);

    /// <param name="objective">What is best.</param>
    /// <param name="coldAt">Share of the budget at which it has cooled: at 10 it stays hot, and no route is kept for recombination.</param>
    static long BytesOf(Objective objective, double coldAt)
    {
        var problem = GeneratedDays.Of(requests: 400, seed: 7);
        var model = new Model(problem, objective);
        var neighbours = new Neighbours(model);
        for (var node = 0; node < 2 * model.Requests; node++)
            neighbours.Of(node);
        var search = new RuinAndRecreate(model, neighbours, 5, new Budget(new WorkLimit(Limit), 1, TestContext.Current.CancellationToken));
        search.Construct(StartingTours.Of(problem, objective, []));
        var plan = new Snapshot(model.Vehicles);
        plan.Keep(search.Current);
        search.Load(plan);
        var cooling = Cooling.Of(search.Current, 0, coldAt);
        search.Improve(cooling, (double)Warm / Limit);
        var before = GC.GetAllocatedBytesForCurrentThread();
        search.Improve(cooling, (double)(Warm + Iterations) / Limit);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{objective}, cold at {coldAt}: {bytes} bytes in {Iterations} iterations");
        return bytes;
    }
}
