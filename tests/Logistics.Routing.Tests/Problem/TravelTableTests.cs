using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>The straight road, 100 s a kilometre; from 1,000 on it takes twice as long, from 3,000 on as before.</summary>
public class TravelTableTests
{
    static readonly TravelTable Rush = Slow(Road(11));

    [Fact]
    public void A_drive_inside_one_slice_takes_its_time()
    {
        Assert.Equal(1_000, Rush.Arrival(0, 5, 500));
        Assert.Equal(2_000, Rush.Arrival(0, 5, 1_000));
        Assert.Equal(9_500, Rush.Arrival(0, 5, 9_000));
        Assert.Equal(1_200, Rush.Arrival(4, 4, 1_200));
    }

    [Fact]
    public void The_speed_changes_on_the_way()
    {
        // Leaves at 700: 3 of 5 km by 1,000, the other two at 200 s each.
        Assert.Equal(1_400, Rush.Arrival(0, 5, 700));
        // One second later it is a hundredth of a kilometre behind, which takes two.
        Assert.Equal(1_402, Rush.Arrival(0, 5, 701));
        // Leaves at 2,500: 2.5 of 5 km by 3,000, the rest in 250 s.
        Assert.Equal(3_250, Rush.Arrival(0, 5, 2_500));
        // Leaves at 900: 1 of 10 km by 1,000, the other nine at 200 s each.
        Assert.Equal(2_800, Rush.Arrival(0, 10, 900));
    }

    [Fact]
    public void Whoever_leaves_later_never_arrives_earlier()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int[] Matrix() => [0, random.Next(0, 300), random.Next(0, 300), 0];
            var table = new TravelTable(2, Matrix(), [0, 1, 1, 0], [.. Enumerable.Range(1, 4).Select(s => new TravelSlice(s * 100 + random.Next(50), Matrix()))]);
            for (var departure = 0; departure < 800; departure++)
            {
                var arrival = table.Arrival(0, 1, departure);
                Assert.True(arrival <= table.Arrival(0, 1, departure + 1), $"seed {seed}: {departure}");
                Assert.InRange(arrival - departure, table.LeastSeconds(0, 1), table.MostSeconds(0, 1));
            }
        }
    }

    [Fact]
    public void Slices_are_square_and_in_order()
    {
        Assert.Throws<ArgumentException>(() => new TravelTable(2, [0, 1, 1, 0], [0, 1, 1, 0], [new(5, [0, 1, 1])]));
        Assert.Throws<ArgumentException>(() => new TravelTable(2, [0, 1, 1, 0], [0, 1, 1, 0], [new(0, [0, 1, 1, 0])]));
        Assert.Throws<ArgumentException>(() => new TravelTable(2, [0, 1, 1, 0], [0, 1, 1, 0], [new(5, [0, 1, 1, 0]), new(5, [0, 1, 1, 0])]));
    }

    [Fact]
    public void The_tour_is_timed_by_them_both_ways()
    {
        // Kilometre 5 at 1,400 sharp: leave at 700; home on slow roads until 2,400.
        var tour = Solve(Day(FromZero, Move(At(5, 1_400, 1_400), null))).Tours.Single();
        Assert.Equal((700, 1_400, 2_400), (tour.Departure, tour.Visits[1].Arrival, tour.Return));
        // With the shift from 701 on that is out of reach, and so is a shift that ends at 2,399.
        Assert.Single(Solve(Day(FromZero with { Shift = new(701, 9_000) }, Move(At(5, 1_400, 1_400), null))).Unassigned);
        Assert.Single(Solve(Day(FromZero with { Shift = new(0, 2_399) }, Move(At(5, 1_400, 1_400), null))).Unassigned);
    }

    [Fact]
    public void A_rest_and_set_up_go_with_them()
    {
        // Rest from 800 to 850 at the start, then 1.5 km by 1,000 and 3.5 km at 200 s each, and 50 s of set-up: begin at 1,750. Leaving at 950 without a rest would be late.
        var van = FromZero with { Shift = new(800, 9_000), Breaks = [new(new(800, 950), 50)] };
        var problem = new Problem([Rush], [Van], [van], [Move(At(5, 0, 1_750), null)], setUpSeconds: [.. Enumerable.Repeat(50, 11)]);
        var tour = Solve(problem).Tours.Single();
        Assert.Equal("break 0, pickup 0", Steps(tour));
        Assert.Equal((1_700, 1_750), (tour.Visits[2].Arrival, tour.Visits[2].Begin));
    }

    [Fact]
    public void The_checker_drives_by_its_own_clock()
    {
        var plan = Solve(Day(FromZero, Move(At(5, 1_400, 1_400), null)));
        Assert.Contains(new Violation.WrongTime(0, 1, 1_400, 1_200), Checker.Check(Day(FromZero, Move(At(5, 1_400, 1_400), null)).With(tables: [Road(11)]), plan, Objective.Cost));
    }

    static Problem Day(Vehicle vehicle, params Request[] requests) => new([Rush], [Van], [vehicle], requests);

    static TravelTable Slow(TravelTable usual)
    {
        var (seconds, decimetres) = (new int[121], new int[121]);
        for (var i = 0; i < 121; i++)
            (seconds[i], decimetres[i]) = (usual.Seconds(i / 11, i % 11), usual.Decimetres(i / 11, i % 11));
        return new(11, seconds, decimetres, [TravelSlice.Scaled(1_000, seconds, 2_000), new(3_000, seconds)]);
    }
}
