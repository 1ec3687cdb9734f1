using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Capacities, compartments, classes and allowed vehicles, reckoned by hand.</summary>
public class LoadingTests
{
    /// <summary>Ten crates in all: up to 10 ambient, 4 chilled, 2 frozen (the cold box takes chilled too).</summary>
    static readonly VehicleType ColdVan = Van with
    {
        Compartments = [new([10], ClassSet.Of(0)), new([4], ClassSet.Of(1)), new([2], ClassSet.Of(1, 2))],
    };

    [Fact]
    public void A_vehicle_without_compartments_carries_undemanding_goods_only()
    {
        var solution = Solve(Day(Van, FromZero, Move(At(1), At(2)) with { Class = 1 }, Move(At(1), At(2))));
        Assert.Equal([new Unassigned(0, new UnassignedReason.NoCompartment(1))], solution.Unassigned);
    }

    [Fact]
    public void Chilled_goods_fill_the_chilled_compartment_then_the_cold_box_but_never_the_ambient_one()
    {
        var crates = Enumerable.Repeat(Move(At(1, 100, 100), At(9, 900, 900), crates: 2) with { Class = 1 }, 4).ToArray();
        var solution = Solve(Day(ColdVan, FromZero, crates));
        // 4 + 2 crates of chilled room take three of the four requests of two crates at once; a second round would begin at
        // 900 + 800, that is 1,600 after the window: that lateness, or 2 crates more room, would place the fourth.
        Assert.Equal(3, solution.Tours.Single().Visits.Count(visit => visit.Kind == VisitKind.Pickup));
        Assert.Equal(new UnassignedReason.NoRoomLeft(1_600, 0, 2), solution.Unassigned.Single().Reason);
        Assert.DoesNotContain(solution.Tours.Single().Visits, visit => visit.Kind == VisitKind.Pickup && visit.Compartment == 0);
    }

    [Fact]
    public void The_whole_vehicle_limits_what_the_compartments_hold_together()
    {
        var solution = Solve(Day(
            ColdVan, FromZero,
            Move(At(1, 100, 100), At(9, 900, 900), crates: 8),
            Move(At(1, 100, 100), At(9, 900, 900), crates: 3) with { Class = 1, Priority = 1 }));
        Assert.Equal(new UnassignedReason.NoRoomLeft(1_600, 0, 1), solution.Unassigned.Single().Reason);
    }

    [Fact]
    public void Too_large_says_by_how_much_in_the_best_compartment()
    {
        var solution = Solve(Day(ColdVan, FromZero, Move(At(1), At(2), crates: 5) with { Class = 2 }));
        Assert.Equal(new UnassignedReason.TooLarge(0, 3), solution.Unassigned.Single().Reason);
    }

    [Fact]
    public void Deliveries_from_stock_are_on_board_from_the_start_and_collections_to_the_end()
    {
        // 6 crates out and 6 crates in fit a van of 10 only when the delivery comes before the collection.
        var tour = Solve(Day(Van, FromZero, Move(At(2), null, crates: 6), Move(null, At(5), crates: 6))).Tours.Single();
        Assert.Equal("delivery 1, pickup 0", Steps(tour));
        Assert.Equal([6L], tour.Visits[0].Load);
        Assert.Equal([6L], tour.Visits[^1].Load);
    }

    [Fact]
    public void A_request_goes_only_with_a_vehicle_it_allows()
    {
        var problem = new Problem(
            [Road(11)], [Van], [FromZero, FromZero],
            [Move(At(1), At(2)) with { AllowedVehicles = [1] }, Move(At(1), At(2)) with { AllowedVehicles = [] }]);
        var solution = Solve(problem);
        Assert.Equal(1, solution.Tours.Single().Vehicle);
        Assert.Equal([new Unassigned(1, new UnassignedReason.NoVehicleAllowed())], solution.Unassigned);
    }

    [Fact]
    public void A_prize_below_the_detour_is_not_worth_it()
    {
        // To km 5 and back: 10 km at 1 euro and 1,000 s at a cent make 20 euros.
        var request = Move(At(5), null) with { Priority = 0, Prize = Cost.FromEuros(19.99m) };
        var solution = Solve(Day(Van, FromZero, request));
        Assert.Equal(new UnassignedReason.NotWorthIt(Cost.FromEuros(20)), solution.Unassigned.Single().Reason);
        Assert.Equal(Cost.FromEuros(19.99m), solution.Totals.LostPrizes);
        Assert.Empty(Solve(Day(Van, FromZero, request with { Prize = Cost.FromEuros(20.01m) })).Unassigned);
    }

    [Fact]
    public void One_request_of_a_higher_priority_outweighs_any_number_of_lower_ones()
    {
        // Only one can be served: km 10 at 1,000 sharp, or the nine others around km 1 at that time.
        var many = Enumerable.Repeat(Move(At(1, 1_000, 1_000), null) with { Priority = 4, Prize = Cost.FromEuros(1_000) }, 9);
        var solution = Solve(Day(Van, FromZero, [.. many, Move(At(10, 1_000, 1_000), null) with { Priority = 5 }]));
        Assert.Equal("pickup 9", Steps(solution.Tours.Single()));
        Assert.Equal(9, solution.Unassigned.Count);
    }

    [Fact]
    public void Lateness_is_named_where_one_tolerance_would_place_the_request()
    {
        // The van serves km 1 at 400 sharp (it comes first by priority) and reaches km 9 at 400 + 800 = 1,200, 50 s after its window; alone it would be there at 900.
        var solution = Solve(Day(Van, FromZero, Move(At(1, 400, 400), null), Move(At(9, 0, 1_150), null) with { Priority = 1 }));
        Assert.Equal(new UnassignedReason.NoRoomLeft(50, null, null), solution.Unassigned.Single().Reason);
    }
}
