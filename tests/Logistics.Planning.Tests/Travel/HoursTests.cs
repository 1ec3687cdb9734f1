using Logistics.Domain.Days;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Planning.Travel;
using Logistics.Roads;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Travel;

public sealed class HoursTests
{
    /// <summary>Straight lines whose times are so many hundredths of the usual ones.</summary>
    sealed class Traffic(int percent, params (TimeOnly From, IRoads Roads)[] hours) : IRoads
    {
        readonly StraightLine crow = new();

        public RoadSource Source => crow.Source;

        public RoadCapabilities Capabilities => RoadCapabilities.Hours;

        public Snap? Snap(Position position) => crow.Snap(position);

        public TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation) =>
            TravelMatrix.Create(places.Count, (from, to) => crow.Path(places[from], places[to]) is { } path ? (Slow(path.Duration), path.Distance) : null);

        public RoadPath? Path(Position from, Position to) => crow.Path(from, to) is { } path ? path with { Duration = Slow(path.Duration) } : null;

        public IReadOnlyList<RoadSpan> Day(DateOnly date) => hours.Length == 0 ? [new(TimeOnly.MinValue, this)] : [.. hours.Select(hour => new RoadSpan(hour.From, hour.Roads))];

        Duration Slow(Duration usual) => new(usual.Milliseconds * percent / 100);
    }

    static readonly Traffic night = new(50), rush = new(200);

    /// <summary>Half the usual time until six, twice as much from eight to ten.</summary>
    static Traffic Town()
    {
        var usual = new Traffic(100);
        return new Traffic(100, (TimeOnly.MinValue, night), (new(6, 0), usual), (new(8, 0), rush), (new(10, 0), usual), (new(23, 0), night));
    }

    [Fact]
    public void Any_random_day_in_traffic_passes_the_check_and_every_leg_takes_what_its_hours_make_of_it()
    {
        var slowed = 0;
        for (var seed = 1; seed <= 40; seed++)
        {
            var declarations = RandomDay.Make(seed, DaySize.Small);
            var town = Town();
            var plan = DayPlanner.Plan(Plans.Input(declarations, iterations: 100, seed: seed) with { Roads = town }, null, TestContext.Current.CancellationToken);
            var day = new DayIndex(declarations);
            Assert.Empty(PlanChecker.Check(day, plan));
            foreach (var route in plan.Routes)
                for (var i = 0; i < route.Legs.Count; i++)
                {
                    var usual = town.Path(day[route.Legs[i].From].Position, day[route.Legs[i].To].Position)!.Duration;
                    var (departure, leg) = (Local(route.Stops[i].Departure), route.Legs[i]);
                    var expected = Driven(usual.Milliseconds / 1000.0, departure);
                    // Where an hour ends on the way, or just before, the stop's fixed time counts as driven at the hour's pace; and all is in whole seconds.
                    var (fixedTime, pace) = (day[leg.From].ServiceDuration.SecondsRoundedUp / 2.0, PaceAt(departure));
                    var isWithinOneHour = pace == PaceAt(departure - fixedTime) && Math.Abs(expected - pace * usual.Milliseconds / 1000.0) < 1;
                    Assert.True(Math.Abs(expected - leg.Duration.Milliseconds / 1000.0) <= (isWithinOneHour ? 2 : fixedTime + 2),
                        $"seed {seed}: leaves at {route.Stops[i].Departure}, takes {leg.Duration}, expected {expected} s");
                    if (expected > 1.2 * usual.Milliseconds / 1000.0)
                        slowed++;
                }
        }
        Assert.True(slowed > 5, $"only {slowed} legs were driven in the rush");
    }

    /// <summary>Seconds after midnight where the vehicles are, as a clock on the wall shows them.</summary>
    static double Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, DayBuilder.Zone).TimeOfDay.TotalSeconds;

    static double PaceAt(double second) => second < 6 * 3600 || second >= 23 * 3600 ? 0.5 : second >= 8 * 3600 && second < 10 * 3600 ? 2 : 1;

    /// <summary>Second by second, by another road than the solver's.</summary>
    static double Driven(double usual, double departure)
    {
        var (left, time) = (usual, departure);
        for (; left > 0; time++)
            left -= 1 / PaceAt(time % 86_400);
        return time - departure;
    }

    [Fact]
    public void Hours_are_those_of_the_clock_on_the_wall_also_when_clocks_change_and_for_as_long_as_somebody_drives()
    {
        var day = new DayIndex(new DayBuilder().Build());
        var travel = new DayTravel(day, [], Town(), TestContext.Current.CancellationToken);
        // In Paris clocks go forward at 02:00 on 29 March 2026: the sixth hour begins at 05:00 UTC the day before and at 04:00 on the day.
        DateTimeOffset from = new(2026, 3, 28, 4, 0, 0, TimeSpan.Zero), until = new(2026, 3, 30, 4, 30, 0, TimeSpan.Zero);
        Assert.Equal(
            ["27 23:00", "28 05:00", "28 07:00", "28 09:00", "28 22:00", "29 04:00", "29 06:00", "29 08:00", "29 21:00", "30 04:00"],
            travel.Spans(from, until, DayBuilder.Zone).Select(span => span.From.UtcDateTime.ToString("dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Single(new DayTravel(day, [], new StraightLine(), TestContext.Current.CancellationToken).Spans(from, until, DayBuilder.Zone));
    }

    [Fact]
    public void A_leg_that_leaves_in_the_rush_takes_twice_as_long()
    {
        var day = new DayBuilder();
        var depot = day.Donor("depot");
        day.Lot("bread", day.Donor("shop", east: 2), 30);
        day.Need("soup", day.Recipient("club", persons: 100, east: 4), 30);
        day.Van("van", depot);
        var declarations = day.Build();
        var usual = DayPlanner.Plan(Plans.Input(declarations), null, TestContext.Current.CancellationToken).Routes[0];
        var always = new Traffic(100, (TimeOnly.MinValue, rush));
        var slow = DayPlanner.Plan(Plans.Input(declarations) with { Roads = always }, null, TestContext.Current.CancellationToken).Routes[0];
        Assert.Equal(usual.Legs.Select(leg => 2 * leg.Duration.Milliseconds / 1000.0), slow.Legs.Select(leg => leg.Duration.Milliseconds / 1000.0), (a, b) => Math.Abs(a - b) <= 2);
        Assert.Equal(usual.Legs.Select(leg => leg.Distance), slow.Legs.Select(leg => leg.Distance));
    }
}
