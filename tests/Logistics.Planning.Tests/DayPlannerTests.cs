using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Planning.Totals;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests;

public sealed class DayPlannerTests
{
    [Theory]
    [InlineData(SharingRule.Fair)]
    [InlineData(SharingRule.FirstComeFirstServed)]
    public void A_plan_of_any_random_day_passes_the_independent_check(SharingRule sharing)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var declarations = RandomDay.Make(seed, seed % 10 == 0 ? DaySize.Medium : DaySize.Small);
            // The planner throws if its own check fails; checking again here proves that the check ran on what is given.
            var plan = DayPlanner.Plan(Plans.Input(declarations, iterations: 100, seed: seed) with { Sharing = sharing }, null, TestContext.Current.CancellationToken);
            var violations = PlanChecker.Check(new DayIndex(declarations), plan);
            Assert.True(violations.Count == 0, $"seed {seed}, {sharing}: {string.Join("; ", violations)}");
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_plan_whatever_the_threads()
    {
        var day = TwoTowns();
        var one = DayPlanner.Plan(Plans.Input(day, threads: 1), null, TestContext.Current.CancellationToken);
        var two = DayPlanner.Plan(Plans.Input(day, threads: 2), null, TestContext.Current.CancellationToken);
        Assert.Equal(one, two);
        Assert.Equal(2, one.Routes.Select(route => route.Territory).Distinct().Count());
    }

    /// <summary>Each town is small enough for every plan to be weighed, so the sum of both is proven to the cent; with no work to do it in, nothing is.</summary>
    [Fact]
    public void Towns_that_share_nothing_are_proven_together()
    {
        var plan = DayPlanner.Plan(Plans.Input(TwoTowns()), null, TestContext.Current.CancellationToken);
        var bound = Assert.IsType<Domain.Plans.RoutesBound>(plan.Search.RoutesBound);
        Assert.Equal(bound.Cost, bound.AtLeast);
        Assert.Equal(0, bound.Gap);
        Assert.True(bound.Cost > Cost.Zero);
        Assert.Null(DayPlanner.Plan(Plans.Input(TwoTowns(), iterations: 0), null, TestContext.Current.CancellationToken).Search.RoutesBound);
    }

    /// <summary>Minced meat asks for +2 °C: of two vans that chill, only the one that holds it may take it, though the other stands nearer.</summary>
    [Fact]
    public void Minced_meat_rides_in_the_van_that_is_cold_enough()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        var club = day.Recipient("club", 10, east: 2, site: x => x with { Approved = true, ChilledTo = Temperature.FromCelsius(2) });
        day.Lot("mince", shop, 10, Family.Protein, x => x with { Kind = "minced-meat", Packing = Packing.Prepacked, Temperature = TemperatureClass.Chilled });
        day.Need("need", club, 10, Family.Protein);
        day.Van("usual", shop);
        var cold = day.Van("cold", day.Donor("far", east: 5), vehicle: x => x with { Compartments = [x.Compartments[0] with { ChilledTo = Temperature.FromCelsius(2) }] });
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);
        Assert.Single(plan.Allocations);
        Assert.Equal(cold.Id, Assert.Single(plan.Routes).Shift);
    }

    static DayDeclarations TwoTowns()
    {
        var day = new DayBuilder();
        foreach (var town in new[] { "belleroche", "valmagne" })
        {
            var shift = town == "belleroche" ? 0 : 40;
            for (var i = 0; i < 6; i++)
            {
                day.Lot($"{town}-lot{i}", day.Donor($"{town}-shop{i}", shift + i, i % 3, town), 40 + 10 * i);
                day.Need($"{town}-need{i}", day.Recipient($"{town}-club{i}", 50 + 20 * i, shift - i, i % 4, town), 60);
            }
            day.Van($"{town}-van", day.Donor($"{town}-depot", shift, 5, town));
        }
        return day.Build();
    }

    [Fact]
    public void A_lot_goes_from_shop_to_association_in_one_round_with_times_a_pencil_can_check()
    {
        var day = new DayBuilder();
        var depot = day.Donor("depot");
        var shop = day.Donor("shop", east: 2);
        var club = day.Recipient("club", persons: 100, east: 4);
        day.Lot("bread", shop, 30);
        day.Need("soup", club, 30);
        day.Van("van", depot);
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);

        var route = Assert.Single(plan.Routes);
        Assert.Equal([depot.Id, shop.Id, club.Id, depot.Id], route.Stops.Select(stop => stop.Site));
        Assert.Equal(ActivityKind.Pickup, Assert.Single(route.Stops[1].Activities).Kind);
        Assert.Equal(ActivityKind.Delivery, Assert.Single(route.Stops[2].Activities).Kind);
        Assert.Equal(Mass.FromKilograms(30), route.Stops[1].Activities[0].Expected);
        // A stop with one shipment takes the site's five minutes.
        Assert.All(route.Stops.Skip(1).Take(2), stop => Assert.Equal(TimeSpan.FromMinutes(5), stop.Departure - stop.ServiceBegin));
        // The lot may be had from 08:00.
        Assert.True(route.Stops[1].ServiceBegin >= day.At(8));
        Assert.Equal(Mass.Zero, route.Stops[2].LoadAfter.Mass);
    }

    [Fact]
    public void Goods_no_vehicle_can_carry_are_unmet_and_left_over_and_say_so()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Lot("yoghurt", shop, 30, Family.Dairy);
        day.Need("breakfast", day.Recipient("club", persons: 100, east: 30), 30, Family.Dairy);
        // Back at half past eight: no time for 30 km out and back after the shop opens its door at eight.
        day.Van("van", shop, shift: x => x with { Span = new TimeWindow(day.At(6), day.At(8, 30)) });
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);

        Assert.Empty(plan.Routes);
        Assert.Empty(plan.Allocations);
        var left = Assert.Single(plan.Unassigned);
        Assert.IsType<UnassignedReason.OutsideWindows>(left.Reason);
        Assert.Equal(new UnmetReason.NotTransported(left.Shipment), Assert.Single(plan.Unmet).Reason);
        Assert.Equal(new LeftoverReason.NotTransported(left.Shipment), Assert.Single(plan.Leftovers).Reason);
        Assert.Equal(Mass.Zero, PlanTotals.Of(new DayIndex(day.Build()), plan).Rescued);
    }

    [Fact]
    public void When_the_van_cannot_do_everything_the_urgent_need_is_driven()
    {
        var day = new DayBuilder();
        var depot = day.Donor("depot");
        var shop = day.Donor("shop", east: 1);
        day.Lot("rice", shop, 200, Family.Starch);
        day.Need("ordinary", day.Recipient("north", persons: 200, north: 22), 100, Family.Starch);
        day.Need("urgent", day.Recipient("south", persons: 20, north: -22), 100, Family.Starch, Urgency.Class1);
        // 22 km out and back take more than half of these ninety minutes: one of the two is possible, not both.
        day.Van("van", depot, shift: x => x with { Span = new TimeWindow(day.At(8), day.At(9, 30)) });
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);

        Assert.Equal("urgent", Assert.Single(plan.Allocations.Select(x => new DayIndex(day.Build())[x.Need].Code)));
        Assert.Single(plan.Unassigned);
    }

    [Fact]
    public void A_door_that_is_open_only_before_anyone_is_on_duty_is_said_and_nothing_breaks()
    {
        var day = new DayBuilder();
        var depot = day.Donor("depot");
        day.Lot("bread", day.Donor("shop", east: 1), 10);
        day.Need("early", day.Recipient("club", persons: 10, site: x => x with { OpeningWindows = [day.Between(5, 8), day.Between(8, 9)] }), 10);
        day.Van("van", depot, shift: x => x with { Span = day.Between(10, 18) });
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);
        Assert.Empty(plan.Routes);
        Assert.Single(plan.Unmet);
    }

    [Fact]
    public void Stock_moves_to_its_owners_other_site_without_anyones_consent()
    {
        var day = new DayBuilder(everybodyConsents: false);
        var bank = day.Party("bank", persons: 100);
        var depot = day.Site("depot", bank);
        day.Lot("rice", depot, 50, Family.Starch, lot => lot with { Source = SourceKind.Stock });
        day.Need("counter", day.Site("shop-front", bank, east: 3), 50, Family.Starch);
        day.Van("van", depot);
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);
        Assert.Equal(Mass.FromKilograms(50), Assert.Single(plan.Allocations).Quantity);
        Assert.Single(plan.Routes);
    }

    [Fact]
    public void Goods_that_already_stand_where_they_are_wanted_need_no_vehicle()
    {
        var day = new DayBuilder();
        var hub = day.Donor("hub");
        day.Lot("apples", hub, 20);
        day.Need("neighbour", hub, 20, adjust: need => need with { Recipient = day.Party("neighbour", persons: 10).Id });
        day.Van("van", hub);
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);
        Assert.Single(plan.Allocations);
        Assert.Empty(plan.Shipments);
        Assert.Empty(plan.Routes);
    }

    [Fact]
    public void Of_a_promise_too_large_for_one_trip_what_finds_no_room_is_left_over_and_the_rest_is_driven()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Lot("potatoes", shop, 300, adjust: lot => lot with { SmallestShare = Mass.FromKilograms(150) });
        day.Need("winter", day.Recipient("club", persons: 10, east: 15), 300);
        // 120 kg a trip; from eight, 15 km out and back leave time for one trip or two, never for four.
        day.Van("van", shop, kilograms: 120, shift: x => x with { Span = new TimeWindow(day.At(8), day.At(9, 45)) });
        var plan = DayPlanner.Plan(Plans.Input(day.Build()), null, TestContext.Current.CancellationToken);
        var driven = plan.Allocations.Aggregate(Mass.Zero, (sum, x) => sum + x.Quantity);
        Assert.InRange(driven.Grams, 1, 299_999);
        Assert.Equal(300_000 - driven.Grams, plan.Leftovers.Sum(x => x.Quantity.Grams));
        Assert.All(plan.Leftovers, left => Assert.IsType<LeftoverReason.NotTransported>(left.Reason));
    }

    [Fact]
    public void Cancelling_before_anything_is_known_gives_no_plan()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => DayPlanner.Plan(Plans.Input(TwoTowns()), null, cancelled.Token));
    }

    [Fact]
    public void Progress_never_goes_back_and_ends_at_one()
    {
        var told = new Told();
        DayPlanner.Plan(Plans.Input(TwoTowns(), threads: 2), told, TestContext.Current.CancellationToken);
        Assert.Equal(told.Fractions.Order(), told.Fractions);
        Assert.Equal(1, told.Fractions[^1]);
        Assert.Contains(PlanningStage.Routing, told.Stages);
    }

    sealed class Told : IProgress<PlanningProgress>
    {
        public List<double> Fractions { get; } = [];

        public HashSet<PlanningStage> Stages { get; } = [];

        public void Report(PlanningProgress value)
        {
            lock (Fractions)
            {
                Fractions.Add(value.Fraction);
                Stages.Add(value.Stage);
            }
        }
    }
}
