using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Raw meat (class 1) must not travel with ready meals (class 2); bread (class 0) goes with both.</summary>
public class ApartTests
{
    static readonly VehicleType Mixed = Van with { Compartments = [new([10], ClassSet.Of(0, 1, 2))] };

    static readonly Request Meat = Move(At(1), At(5)) with { Class = 1 };

    static readonly Request Meals = Move(At(2), At(6)) with { Class = 2 };

    [Fact]
    public void One_is_delivered_before_the_other_is_picked_up()
    {
        // Together: 0-1-2-5-6-0, 12 km. Apart: 0-1-5 with the meat, back to 2 and on to 6 with the meals, home: 5 + 3 + 4 + 6 = 18 km;
        // the other way round 6 + 5 + 4 + 5 = 20 km.
        Assert.Equal(120_000, Solve(Day([], Meat, Meals)).Totals.Decimetres);
        var tour = Solve(Day([new(1, 2)], Meat, Meals)).Tours.Single();
        Assert.Equal("pickup 0, delivery 0, pickup 1, delivery 1", Steps(tour));
        Assert.Equal(180_000, tour.Decimetres);
    }

    [Fact]
    public void Other_goods_go_with_both()
    {
        var bread = Move(At(1), At(6));
        Assert.Equal(180_000, Solve(Day([new(2, 1)], Meat, Meals, bread)).Totals.Decimetres);
    }

    [Fact]
    public void One_after_the_other_at_the_same_stop_is_allowed()
    {
        var meals = Move(At(5), At(6)) with { Class = 2 };
        Assert.Equal(120_000, Solve(Day([new(1, 2)], Meat, meals)).Totals.Decimetres);
    }

    [Fact]
    public void Goods_on_board_all_the_way_exclude_the_others_from_the_tour()
    {
        // Meat collected stays on board to the end, meals handed out are on board from the start: meals first, then meat.
        var (collected, handedOut) = (Move(At(2), null) with { Class = 1 }, Move(null, At(6)) with { Class = 2 });
        Assert.Equal("delivery 1, pickup 0", Steps(Solve(Day([new(1, 2)], collected, handedOut)).Tours.Single()));
        // Meals that are collected too would stay on board with the meat: one of the two is left.
        Assert.Single(Solve(Day([new(1, 2)], collected, Move(At(6), null) with { Class = 2 })).Unassigned);
    }

    [Fact]
    public void The_checker_names_the_visit_and_the_classes()
    {
        TourStep[] together = [new(VisitKind.Pickup, 0), new(VisitKind.Pickup, 1), new(VisitKind.Delivery, 0), new(VisitKind.Delivery, 1)];
        var problem = Day([new(2, 1)], Meat, Meals);
        var plan = Replay.Of(problem, [new(0, together)], Objective.Cost);
        Assert.Equal([new Violation.CarriedTogether(0, 2, 2, 1)], Checker.Check(problem, plan, Objective.Cost));
    }

    static Problem Day(ClassPair[] apart, params Request[] requests) => new([Road(11)], [Mixed], [FromZero], requests, apart: apart);
}
