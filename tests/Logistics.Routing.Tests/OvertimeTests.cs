using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>A cent a second, and one more beyond the regular seconds.</summary>
public class OvertimeTests
{
    static readonly VehicleType Paid = Van with { RegularSeconds = 1_000, CostPerOvertimeHour = Cost.FromEuros(36) };

    [Fact]
    public void Time_beyond_the_regular_costs_more()
    {
        // Kilometre 5 and back takes 1,000 s: no overtime. Kilometre 6 and back: 1,200 s, 200 of them at two cents.
        Assert.Equal(Cost.FromEuros(10 + 10), Solve(Day(Paid, FromZero, Move(At(5), null))).Tours.Single().Cost);
        Assert.Equal(Cost.FromEuros(12 + 12 + 2), Solve(Day(Paid, FromZero, Move(At(6), null))).Tours.Single().Cost);
    }

    [Fact]
    public void Work_is_shared_where_that_is_cheaper_than_overtime()
    {
        // Two pickups of 800 s at kilometre 1, by vans that are free to use. One van: 2 km, 1,800 s, 800 of overtime: 2 + 18 + 8. Two: twice 2 + 10.
        Request[] requests = [Move(At(1, service: 800), null), Move(At(1, service: 800), null)];
        Assert.Equal(2, Solve(new Problem([Road(11)], [Paid], [FromZero, FromZero], requests)).Tours.Count);
        Assert.Single(Solve(new Problem([Road(11)], [Van], [FromZero, FromZero], requests)).Tours);
    }

    [Fact]
    public void It_counts_alone_where_regular_hours_cost_nothing()
    {
        var type = Paid with { CostPerHour = Cost.Zero };
        Assert.Equal(Cost.FromEuros(12 + 2), Solve(Day(type, FromZero, Move(At(6), null))).Tours.Single().Cost);
    }

    [Fact]
    public void The_checker_reckons_it_too()
    {
        var plan = Solve(Day(Paid, FromZero, Move(At(6), null)));
        var violations = Checker.Check(Day(Paid with { RegularSeconds = 900 }, FromZero, Move(At(6), null)), plan, Objective.Cost);
        Assert.Contains(new Violation.CostMismatch(0, Cost.FromEuros(26), Cost.FromEuros(27)), violations);
    }
}
