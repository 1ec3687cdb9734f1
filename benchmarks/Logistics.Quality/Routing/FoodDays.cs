using Logistics.Domain.Days;
using Logistics.Formats.Demo;
using Logistics.Matching;
using Logistics.Planning.Consolidation;
using Logistics.Planning.Rounds;
using Logistics.Planning.Travel;
using Logistics.Roads;

namespace Logistics.Quality.Routing;

/// <summary>
/// Days as <c>logistics demo</c> invents them, shared out first come first served, and all vans in one question: pairs, windows, three amounts, cold
/// compartments, breaks, money. Travel is as the crow flies, so that a day depends on its seed alone.
/// </summary>
static class FoodDays
{
    /// <summary>Days of each size.</summary>
    public const int Count = 5;

    /// <param name="stops">Pickups and deliveries together; a lot gives about one shipment.</param>
    public static BenchQuestion Make(int stops, int seed)
    {
        var declarations = DemoDay.Make(new DemoOptions
        {
            Date = new DateOnly(2026, 11, 20),
            Sites = Math.Max(24, stops / 3),
            Lots = stops,
            Needs = stops * 3 / 2,
            Seed = seed,
        });
        var day = new DayIndex(declarations);
        var travel = new DayTravel(
            day,
            declarations.Lots.Select(lot => lot.Site).Concat(declarations.Needs.Select(need => need.Site))
                .Concat(declarations.Shifts.SelectMany(shift => new[] { shift.StartSite, shift.EndSite })),
            new StraightLine(), CancellationToken.None);
        var matching = FirstComeFirstServed.Match(new MatchingInput { Day = day, Transfers = travel, Seed = seed });
        var (_, shipments) = new Consolidator(day).Consolidate(matching.Allocations);
        if (shipments.Count < stops / 2)
            throw new InvalidOperationException($"Day {seed} has only {shipments.Count} shipments, {stops / 2} are wanted.");
        // Evenly over the list, which is in the order of places.
        var chosen = Enumerable.Range(0, stops / 2).Select(k => shipments[k * shipments.Count / (stops / 2)]).ToList();
        var problem = new RoundsQuestion(day, travel, chosen, [.. declarations.Shifts]).Problem;
        return new(problem, solution => (solution.Totals.Cost + solution.Totals.LostPrizes).Euros);
    }
}
