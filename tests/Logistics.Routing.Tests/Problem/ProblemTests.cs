using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

public class ProblemTests
{
    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var error = Assert.Throws<ArgumentException>(() => new Problem(
            [Road(3)],
            [Van, Van with { Capacity = [1, 2], Profile = 4, MaxStops = -1 }],
            [FromZero with { Type = 7, Start = 3, Shift = new(10, 9), Breaks = [new(new(5, 8), 10), new(new(6, 9), 10)] }],
            [
                Move(null, null),
                Move(At(9), null, crates: -1) with { Class = 64, Priority = 11, AllowedVehicles = [5] },
                Move(new Activity(1, [new(0, 10), new(10, 20)], -1), null) with { MaxRideSeconds = 60 },
                Move(At(1, 0, 10) with { LateSeconds = -1 }, At(1) with { LateSeconds = 60 }),
            ],
            setUpSeconds: [0, -1],
            apart: [new(1, 1), new(0, 64)],
            balance: new Balance.OfLoad(1, new(-1))));
        foreach (var fault in (string[])
            [
                "Vehicle type 1: capacity has 2 dimensions", "Vehicle type 1: there is no travel table 4", "Vehicle type 1: a limit is negative",
                "Vehicle 0: there is no vehicle type 7", "Vehicle 0: start: there is no location 3", "Vehicle 0: shift 10..9 is empty",
                "Vehicle 0: break 1 may begin before break 0 has", "Request 0: it has neither pickup nor delivery", "Request 1: pickup: there is no location 9",
                "Request 1: load lies outside", "Request 1: class 64", "Request 1: priority 11", "Request 1: it allows a vehicle that does not exist",
                "Request 2: pickup: window 1 does not come after window 0", "Request 2: pickup: service lasts -1 s", "Request 2: a ride limit needs both",
                "Request 3: pickup: it may be -1 s late", "Request 3: delivery: without a window it cannot be late",
                "There are set-up times for 2 locations, the tables have 3", "Location 1: set-up lasts -1 s", "Class 1 is to be kept apart from itself", "Classes 0 and 64",
                "Balance: its cost is negative", "Balance: the load has no dimension 1",
            ])
            Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trips_that_cannot_be()
    {
        var error = Assert.Throws<ArgumentException>(() => new Problem(
            [Road(3)], [Van with { Reloads = [At(4), At(1, 9, 8) with { LateSeconds = 1 }], MaxTrips = 0 }], [FromZero],
            [Move(At(1), At(2)) with { ReadyAt = 5 }, Move(null, At(2)) with { ReadyAt = -1 }]));
        foreach (var fault in (string[])
            [
                "Vehicle type 0: reload 0: there is no location 4", "Vehicle type 0: reload 1: window 0 9..8 is empty", "Vehicle type 0: reload 1 is not served late", "Vehicle type 0: at most 0 trips",
                "Request 0: it has a pickup, whose window", "Request 1: it is ready at -1",
            ])
            Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Problem.DearestUnit + 1)]
    public void Money_that_cannot_be_counted_is_told_by_its_kind(long microeuros)
    {
        var money = new Cost(microeuros);
        var error = Assert.Throws<ArgumentException>(() => Day(
            Van with { CostFixed = money, CostPerHour = money, CostPerOvertimeHour = money, CostPerKilometre = money }, FromZero,
            Move(At(1, 0, 10) with { LateSeconds = 5, CostPerHourLate = money }, null) with { Prize = money }));
        foreach (var kind in (string[])
            [
                "Vehicle type 0: its fixed cost", "Vehicle type 0: its cost of an hour is", "Vehicle type 0: its cost of an hour of overtime",
                "Vehicle type 0: its cost of a kilometre", "Request 0: pickup: an hour late", "Request 0: its prize",
            ])
            Assert.Contains(kind, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dearest_of_all_is_reckoned_without_overflow()
    {
        // Once out, 6 km, 600 s of regular time and 200 s late.
        var money = new Cost(Problem.DearestUnit);
        var plan = Solve(Day(
            Van with { CostFixed = money, CostPerHour = money, CostPerOvertimeHour = money, CostPerKilometre = money, RegularSeconds = 1_000 }, FromZero,
            Move(At(3, 0, 100) with { LateSeconds = 300, CostPerHourLate = money }, null) with { Prize = money }));
        Assert.Equal(Cost.FromEuros(100_000 + 600_000 + Math.Round(100_000m * 800 / 3_600, 6)), plan.Totals.Cost);
    }

    [Fact]
    public void A_travel_table_is_square_not_negative_and_free_on_the_spot()
    {
        Assert.Throws<ArgumentException>(() => new TravelTable(2, [0, 1, 1], [0, 1, 1, 0]));
        Assert.Throws<ArgumentException>(() => new TravelTable(2, [0, -1, 1, 0], [0, 1, 1, 0]));
        Assert.Throws<ArgumentException>(() => new TravelTable(2, [0, 1, 1, 0], [5, 1, 1, 0]));
    }

    [Fact]
    public void Values_are_compared_from_left_to_right()
    {
        Assert.True(new ObjectiveValue(0, 5) < new ObjectiveValue(1, 0));
        Assert.True(new ObjectiveValue(1, 2) > new ObjectiveValue(1, 1));
        Assert.Equal(new ObjectiveValue(1, 2), new ObjectiveValue(1, 2));
    }
}
