using Logistics.Routing.Bounds;
using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Bounds;

/// <summary>Random days so small that their best plan is known.</summary>
static class SmallDays
{
    /// <summary>All that can be served is, at the least cost; null where the enumeration proves none or something is left out.</summary>
    public static (Model Model, Snapshot Best)? Of(int seed, int largest = 6)
    {
        var problem = RandomProblems.Mixed(seed, requests: 1 + seed % largest, vehicles: 1 + seed % 3, richness: seed % 5 / 10.0);
        var model = new Model(problem, seed % 2 == 0 ? Objective.Cost : Objective.Distance);
        return ExactSmall.Solve(model, null, TestContext.Current.CancellationToken) is { Plan: { } best } && best.LeftOut == Carriage.LeftOutByAll(model)
            ? (model, best) : null;
    }

    /// <summary>From timid to greedy: the mean share of a request in the optimum, times up to <paramref name="greed"/>; no vehicle worth more than a tenth of it.</summary>
    public static RouteDuals Draw(Model model, Snapshot best, Random random, double greed = 3)
    {
        var duals = new long[2 * model.Requests];
        foreach (var r in Enumerable.Range(0, model.Requests).Where(r => Carriage.IsPossible(model, r)))
            (duals[2 * r], duals[2 * r + 1]) = (model.HasPickup[r] ? Draw() : 0, model.HasDelivery[r] ? Draw() : 0);
        return new(duals, [.. model.VehiclesOfKind.Select(_ => random.Next(2) * -(long)(random.NextDouble() * 0.1 * best.Cost))]);

        long Draw() => (long)(random.NextDouble() * greed * best.Cost / (2 * model.Requests));
    }
}
