using Logistics.Measures;
using Logistics.Routing.Bounds;
using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Bounds;

public sealed class RelaxedRulesTests
{
    static readonly Problem Plain = Towns.Day(Towns.Van, Towns.FromZero, Towns.Move(Towns.At(1), Towns.At(2)));

    [Fact]
    public void Rules_that_only_forbid_stand_in_no_bounds_way() => Assert.Null(RelaxedRules.WhyNone(Plain));

    /// <summary>Km 5 closes at 400 and is reached at 500, 100 s late at 36 euros an hour: 10 km and 1,000 s cost 20 euros, being late 1. The bound may leave out the 1.</summary>
    [Fact]
    public void Nor_do_soft_windows()
    {
        var soft = Plain.With(requests: [Towns.Move(Towns.At(5, 0, 400) with { LateSeconds = 200, CostPerHourLate = Cost.FromEuros(36) }, null)]);
        Assert.Null(RelaxedRules.WhyNone(soft));
        var answer = ExactSmall.Solve(new(soft, Objective.Cost), incumbent: null, TestContext.Current.CancellationToken)!;
        Assert.Equal(Cost.FromEuros(20).Microeuros, answer.Bound.Cost / Model.Share);
        Assert.Equal(Cost.FromEuros(21), Towns.Solve(soft).Totals.Cost);
    }

    [Fact]
    public void Locks_and_reloads_do()
    {
        Assert.Contains("locked", RelaxedRules.WhyNone(Plain.With(locks: [new TourLock.Stays(0, 0)])), StringComparison.Ordinal);
        Assert.Contains("reload", RelaxedRules.WhyNone(Plain.With(types: [Towns.Van with { Reloads = [Towns.At(0)] }])), StringComparison.Ordinal);
    }

    [Fact]
    public void So_does_a_price_of_unevenness() => Assert.Contains(
        "Unevenness", RelaxedRules.WhyNone(new([Towns.Road(11)], [Towns.Van], [Towns.FromZero], [], balance: new Balance.OfTime(Cost.FromEuros(1)))), StringComparison.Ordinal);
}
