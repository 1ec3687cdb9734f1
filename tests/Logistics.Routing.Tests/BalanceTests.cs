using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Two vans, each from the far end of its own stretch of road, so that sharing work costs a detour.</summary>
public class BalanceTests
{
    /// <summary>One van lives at km 0, one at km 10; two crates wait at km 1, one at km 9 and one at km 6.</summary>
    static Problem Day(Balance? balance) => new(
        [Road(11)], [Van with { CostPerHour = Cost.Zero }], [FromZero, FromZero with { Start = 10, End = 10 }],
        [Move(At(1), null), Move(At(1), null), Move(At(9), null), Move(At(6), null)], balance: balance);

    [Fact]
    public void Without_a_price_each_takes_what_is_near()
    {
        // 2 km there and back for km 1; 8 km for km 9 and km 6 together. Two crates each: the difference is 0 already; so is the cost with a price.
        Assert.Equal(Cost.FromEuros(2 + 8), Solve(Day(null)).Totals.Cost);
        Assert.Equal(Cost.Zero, Solve(Day(new Balance.OfLoad(0, Cost.FromEuros(1)))).Totals.Balance);
    }

    [Fact]
    public void Time_is_shared_when_the_difference_costs_more_than_the_detour()
    {
        // Apart: 200 s and 800 s on the road: 10 km, and 600 s of difference. Km 6 with the first van: 12 km and 1,200 s against 2 km and 200 s, worse in both.
        // One van for everything: 18 or 20 km, no difference at all. At 48 euros an hour 600 s cost 8 euros: 18 in all, as much as one van; at 42 they cost 7.
        var plan = Solve(Day(new Balance.OfTime(Cost.FromEuros(42))));
        Assert.Equal((Cost.FromEuros(10), Cost.FromEuros(7)), (plan.Totals.Cost, plan.Totals.Balance));
        Assert.Equal(new ObjectiveValue(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17_000_000), plan.Objective);
        plan = Solve(Day(new Balance.OfTime(Cost.FromEuros(60))));
        Assert.Equal((Cost.FromEuros(18), Cost.Zero, 1), (plan.Totals.Cost, plan.Totals.Balance, plan.Tours.Count));
    }

    [Fact]
    public void Load_is_shared_crate_by_crate()
    {
        // Three crates at km 1 and one at km 9: 4 km and a difference of two crates. A crate of km 1 with the far van: 20 km, and none.
        Problem Crates(decimal euros) => new(
            [Road(11)], [Van with { CostPerHour = Cost.Zero, CostFixed = Cost.FromEuros(100) }], [FromZero, FromZero with { Start = 10, End = 10 }],
            [.. Enumerable.Repeat(Move(At(1), null), 3).Select(request => request with { AllowedVehicles = [0, 1] }), Move(At(9), null) with { AllowedVehicles = [1] }, Move(At(0), null) with { AllowedVehicles = [0], Load = [0] }],
            balance: new Balance.OfLoad(0, Cost.FromEuros(euros)));
        Assert.Equal((Cost.FromEuros(204), Cost.FromEuros(2)), (Solve(Crates(1)).Totals.Cost, Solve(Crates(1)).Totals.Balance));
        // The first van drives anyway, if only to km 0.
        Assert.Equal((Cost.FromEuros(220), Cost.Zero), (Solve(Crates(9)).Totals.Cost, Solve(Crates(9)).Totals.Balance));
    }

    [Fact]
    public void Without_money_it_is_told_but_does_not_count()
    {
        var plan = Solve(Day(new Balance.OfTime(Cost.FromEuros(60))), Objective.Distance);
        Assert.Equal((100_000, Cost.FromEuros(10)), (plan.Objective.Levels[^1], plan.Totals.Balance));
    }

    [Fact]
    public void The_checker_reckons_it_too()
    {
        var plan = Solve(Day(new Balance.OfTime(Cost.FromEuros(42))));
        var violations = Checker.Check(Day(new Balance.OfTime(Cost.FromEuros(48))), plan, Objective.Cost);
        Assert.Contains(new Violation.TotalMismatch("balance", 7_000_000, 8_000_000), violations);
        Assert.Contains(violations, violation => violation is Violation.ObjectiveMismatch);
    }
}
