using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Planning;

namespace Logistics.Host.Tests;

/// <summary>Two territories, searched one after the other: Ville from the first second, Plaine from the fourth.</summary>
public sealed class CostCurveTests
{
    readonly CostCurve curve = new(TimeSpan.Zero);

    [Fact]
    public void A_territory_that_is_not_begun_counts_with_the_first_that_is_found_for_it()
    {
        Share();
        Tell(1, "Ville", 100);
        Tell(2, "Ville", 80);
        Assert.Equal([(1, 100m), (2, 80m)], Told());
        Tell(4, "Plaine", 50);
        Tell(5, "Plaine", 40);
        // 100 + 50, 80 + 50, and 80 + 40: at the fourth second nothing got better.
        Assert.Equal([(1, 150m), (2, 130m), (5, 120m)], Told());
    }

    [Fact]
    public void What_is_no_better_changes_nothing_and_leaving_less_behind_is_better_than_any_cost()
    {
        Share();
        Tell(1, "Ville", 100, left: 1);
        Tell(2, "Ville", 100, left: 1);
        Tell(3, "Ville", 130);
        Tell(4, "Ville", 90, left: 1);
        Assert.Equal([(1, 100m), (3, 130m)], Told());
    }

    /// <summary>The second sharing costs less only once both territories are driven by it.</summary>
    [Fact]
    public void Another_sharing_counts_once_it_is_driven_everywhere_and_costs_less()
    {
        Share();
        Tell(1, "Ville", 100);
        Tell(2, "Plaine", 50);
        Share();
        Tell(3, "Ville", 95);
        Assert.Equal([(1, 150m)], Told());
        Tell(4, "Plaine", 60);
        Tell(5, "Plaine", 45);
        Assert.Equal([(1, 150m), (5, 140m)], Told());
    }

    [Fact]
    public void What_comes_close_together_is_one_step()
    {
        var coarse = new CostCurve(TimeSpan.FromSeconds(10));
        coarse.Tell(default, new(PlanningStage.Matching, 0));
        for (var second = 0; second < 1000; second++)
            coarse.Tell(TimeSpan.FromSeconds(second), new(PlanningStage.Routing, 0.5, "Ville", new(0, Cost.FromEuros(5000 - second))));
        Assert.InRange(coarse.Points.Count, 50, 201);
        Assert.Equal(4001m, coarse.Points[^1].Cost.Euros);
    }

    /// <summary>From the upper edge down: at a third of the way half of what is saved, at two thirds all of it.</summary>
    [Fact]
    public void It_is_drawn_as_steps_to_the_right_edge()
    {
        CostPoint At(int second, decimal euros) => new(TimeSpan.FromSeconds(second), 0, Cost.FromEuros(euros));
        Assert.Equal("0,0 100,0 100,30 200,30 200,60 300,60", CurveDrawing.Of([At(0, 100), At(1, 90), At(2, 80)], TimeSpan.FromSeconds(3)));
        Assert.Equal("300,30 300,30", CurveDrawing.Of([At(1, 100)], TimeSpan.FromSeconds(1)));
    }

    void Share() => curve.Tell(default, new(PlanningStage.Matching, 0.05));

    void Tell(int second, string territory, decimal euros, int left = 0) => curve.Tell(TimeSpan.FromSeconds(second), new(PlanningStage.Routing, 0.5, territory, new(left, Cost.FromEuros(euros))));

    IEnumerable<(int, decimal)> Told() => curve.Points.Select(point => ((int)point.After.TotalSeconds, point.Cost.Euros));
}
