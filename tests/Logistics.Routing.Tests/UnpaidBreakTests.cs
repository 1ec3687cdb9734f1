using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

public class UnpaidBreakTests
{
    /// <summary>Pickup at km 1 from 1,000, delivery at km 9 from 3,000; a rest of 600 s from 1,500 on: on the road from 900 to 3,900.</summary>
    static Problem Noon(VehicleType type, bool paid) =>
        Day(type, FromZero with { Breaks = [new(new(1_500, 2_000), 600) { Paid = paid }] }, Move(At(1, 1_000, 1_000), At(9, 3_000, 4_000)));

    [Fact]
    public void Its_seconds_cost_nothing_by_the_hour()
    {
        // 18 km, 3,000 s.
        Assert.Equal(Cost.FromEuros(18 + 30), Solve(Noon(Van, paid: true)).Tours.Single().Cost);
        Assert.Equal(Cost.FromEuros(18 + 24), Solve(Noon(Van, paid: false)).Tours.Single().Cost);
    }

    [Fact]
    public void It_is_no_overtime_but_counts_for_the_longest_shift()
    {
        var type = Van with { RegularSeconds = 2_400, CostPerOvertimeHour = Cost.FromEuros(36), MaxSeconds = 3_000 };
        Assert.Equal(Cost.FromEuros(18 + 24), Solve(Noon(type, paid: false)).Tours.Single().Cost);
        Assert.Equal(Cost.FromEuros(18 + 30 + 6), Solve(Noon(type, paid: true)).Tours.Single().Cost);
        Assert.Single(Solve(Noon(type with { MaxSeconds = 2_999 }, paid: false)).Unassigned);
    }

    [Fact]
    public void The_checker_knows_which_breaks_are_paid() =>
        Assert.Contains(
            new Violation.CostMismatch(0, Cost.FromEuros(48), Cost.FromEuros(42)),
            Checker.Check(Noon(Van, paid: false), Solve(Noon(Van, paid: true)), Objective.Cost));
}
