using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Planning.Checking;
using Logistics.Planning.Editing;
using Logistics.Roads;
using Logistics.Testing.Days;
using ActivityKind = Logistics.Domain.Routes.ActivityKind;

namespace Logistics.Planning.Tests.Editing;

/// <summary>Plans changed by hand, with the independent checker as second opinion: what is wrong with them is what somebody decided, never a mistake in the books.</summary>
public sealed class PlanEditorTests
{
    static readonly Guid someone = new("0a0e8c1e-7f2b-5d11-9a53-0d6f7f3f9a01");

    /// <summary>What a dispatcher may bring about: times, loads, cold and rules of goods. All else would be a mistake of the editor.</summary>
    internal static bool IsDecided(PlanViolation violation) => violation is PlanViolation.Closed or PlanViolation.OutsidePickupWindow or PlanViolation.OutsideShift or PlanViolation.Overloaded
        or PlanViolation.CompartmentOverloaded or PlanViolation.NoCompartment or PlanViolation.DeadlineMissed or PlanViolation.HandedOutTooLate or PlanViolation.BreakMissed
        or PlanViolation.Forbidden { Refusal: Domain.Allocations.Refusal.ShortDated } or PlanViolation.SupplyNotBalanced;

    [Fact]
    public void Whatever_is_done_by_hand_the_books_stay_right_and_what_is_not_touched_stays_as_it_was()
    {
        var edits = 0;
        for (var seed = 1; seed <= 14; seed++)
        {
            var random = new Random(seed);
            var bench = Bench.Of(RandomDay.Make(seed, DaySize.Medium, new(Batches: seed % 3 == 0)), seed);
            var plan = bench.Plan;
            for (var step = 0; step < 12; step++)
            {
                var list = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random, bench, plan)).OfType<PlanEdit>().ToList();
                if (list.Count == 0 || bench.Editor.Apply(plan, list, Stamp(seed, step)) is not EditOutcome.Changed { Plan: var now })
                    continue;
                edits++;
                var where = $"seed {seed}, step {step}: {string.Join("; ", list)}";
                var wrong = PlanChecker.Check(bench.Day, now).Where(violation => !IsDecided(violation)).ToList();
                Assert.True(wrong.Count == 0, $"{where}: {string.Join("; ", wrong)}");
                var touched = now.Holds.Select(hold => hold.Shift).ToHashSet();
                Assert.All(plan.Routes.Where(route => !touched.Contains(route.Shift)), route => Assert.Contains(route, now.Routes));
                Assert.True(plan.Shipments.Equals(now.Shipments), where);
                Assert.True(now.Unassigned.All(x => now.Routes.All(route => route.Stops.All(stop => stop.Activities.All(y => y.Shipment != x.Shipment)))), where);
                plan = now;
            }
        }
        Assert.True(edits > 100, $"only {edits} edits were tried");
    }

    [Fact]
    public void A_round_set_anew_as_it_is_breaks_no_rule()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var bench = Bench.Of(RandomDay.Make(seed, DaySize.Medium), seed);
            foreach (var route in bench.Plan.Routes)
            {
                var first = route.Stops[1].Activities.Select(x => new LaneVisit(x.Kind, x.Shipment)).Distinct().ToValueList();
                var now = bench.Do(bench.Plan, new PlanEdit.Move(first, route.Shift, new LanePlace.First()));
                Assert.True(PlanChecker.Check(bench.Day, now) is { Count: 0 }, $"seed {seed}: {string.Join("; ", PlanChecker.Check(bench.Day, now))}");
                Assert.Equal(route.Stops.Select(x => x.Site), now.Routes.First(x => x.Shift == route.Shift).Stops.Select(x => x.Site));
            }
        }
    }

    [Fact]
    public void What_is_taken_off_is_promised_to_nobody_and_comes_back_whole()
    {
        var bench = Bench.Of(RandomDay.Make(4, DaySize.Medium), 4);
        var shipment = bench.Plan.Routes[0].Stops[1].Activities[0].Shipment;
        var off = bench.Do(bench.Plan, new PlanEdit.TakeOff([shipment]));
        Assert.Contains(new(shipment, new Domain.Shipments.UnassignedReason.TakenOff()), off.Unassigned);
        Assert.True(off.Allocations.Count < bench.Plan.Allocations.Count);
        Assert.Equal(ChangeKind.TakenOff, off.Change!.Kind);

        var back = bench.Do(off, new PlanEdit.Move([new(ActivityKind.Pickup, shipment)], bench.Plan.Routes[0].Shift, new LanePlace.Best()));
        Assert.Equal(bench.Plan.Unassigned, back.Unassigned);
        Assert.Equal(bench.Plan.Allocations.Select(x => (x.Id, x.Lot, x.Need, x.Quantity)).ToHashSet(), back.Allocations.Select(x => (x.Id, x.Lot, x.Need, x.Quantity)).ToHashSet());
        Assert.Empty(PlanChecker.Check(bench.Day, back));
    }

    /// <summary>The near van takes it; held at home, it is not called out, and the far one is.</summary>
    [Fact]
    public void What_no_round_carries_is_placed_where_it_costs_least()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop", 2);
        day.Lot("leeks", shop, 40);
        day.Need("club", day.Recipient("club", 10, 4), 40);
        var near = day.Van("near", shop, 500);
        var far = day.Van("far", day.Donor("mill", 30), 500);
        var bench = Bench.Of(day.Build(), 1);
        Assert.Equal(near.Id, Assert.Single(bench.Plan.Routes).Shift);
        var shipment = bench.Plan.Shipments[0].Id;
        var off = bench.Do(bench.Plan, new PlanEdit.TakeOff([shipment]), new PlanEdit.Place([shipment]));
        Assert.Equal(near.Id, Assert.Single(off.Routes).Shift);
        var ill = bench.Do(bench.Plan, new PlanEdit.TakeOff([shipment]), new PlanEdit.Keep(new(near.Id)), new PlanEdit.Place([shipment]));
        Assert.Equal(far.Id, Assert.Single(ill.Routes).Shift);
    }

    /// <summary>The editor weighs few places; all of them, driven one by one, have none that is better. Places here are always open: what a lane breaks is its load alone.</summary>
    [Fact]
    public void The_best_place_is_the_best_of_all_places()
    {
        var (compared, hindered) = (0, 0);
        for (var seed = 1; seed <= 30; seed++)
        {
            var bench = Bench.Of(OpenDay(seed), seed);
            foreach (var to in bench.Plan.Routes)
            {
                var others = bench.Plan.Shipments.Where(x => bench.Plan.Routes.Any(route => route != to && VisitsOf(route).Any(visit => visit.Shipment == x.Id))).ToList();
                if (others.Count == 0)
                    continue;
                var shipment = others[seed % others.Count].Id;
                var best = bench.Do(bench.Plan, new PlanEdit.Move([new(ActivityKind.Pickup, shipment)], to.Shift, new LanePlace.Best()));
                var lane = VisitsOf(to);
                var all = new List<DayPlan>();
                for (var first = 0; first <= lane.Count; first++)
                    for (var second = first; second <= lane.Count; second++)
                        all.Add(bench.Do(bench.Plan, new PlanEdit.Drive(to.Shift, [.. lane[..first], new(ActivityKind.Pickup, shipment), .. lane[first..second], new(ActivityKind.Delivery, shipment), .. lane[second..]])));
                var sound = all.Where(IsSound).Select(CostOf).ToList();
                Assert.True(sound.Count > 0 == IsSound(best), $"seed {seed}, {shipment}: {sound.Count} places break no rule");
                Assert.True(sound.Count == 0 || sound.Min() == CostOf(best), $"seed {seed}, {shipment}: {CostOf(best)} instead of {sound.DefaultIfEmpty().Min()}");
                (compared, hindered) = sound.Count > 0 ? (compared + 1, hindered) : (compared, hindered + 1);

                bool IsSound(DayPlan plan) => !PlanChecker.Check(bench.Day, plan).Any(IsDecided);
                long CostOf(DayPlan plan) => plan.Routes.Single(route => route.Shift == to.Shift).Cost.Microeuros;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} compared, {hindered} without a place that breaks no rule");
        Assert.True(compared > 20 && hindered > 2, $"{compared} compared, {hindered} hindered");
    }

    /// <summary>Ten donors for ten places, anywhere within an hour's drive; vans that two or three of them fill.</summary>
    static DayDeclarations OpenDay(int seed)
    {
        var random = new Random(seed);
        var day = new DayBuilder();
        for (var i = 0; i < 10; i++)
        {
            var donor = day.Donor($"donor{i}", random.Next(20), random.Next(20));
            if (i < 4)
                day.Van($"van{i}", donor, 100);
            day.Lot($"lot{i}", donor, 30 + random.Next(20));
            day.Need($"need{i}", day.Recipient($"place{i}", 10, random.Next(20), random.Next(20)), 40);
        }
        return day.Build();
    }

    static List<LaneVisit> VisitsOf(Domain.Routes.Route route) => [.. route.Stops.SelectMany(stop => stop.Activities.Select(x => new LaneVisit(x.Kind, x.Shipment))).Distinct()];

    /// <summary>"Sophie est malade": all she does another does, in the same order; her own van stays at home.</summary>
    [Fact]
    public void A_whole_round_goes_to_another_driver_in_its_order()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop", 2);
        var club = day.Recipient("club", 10, 4);
        var home = day.Recipient("home", 10, 6);
        day.Lot("leeks", shop, 40);
        day.Need("club", club, 20);
        day.Need("home", home, 20);
        day.Van("sophie", shop, 500);
        day.Van("karim", shop, 500);
        var bench = Bench.Of(day.Build(), 1);
        var route = Assert.Single(bench.Plan.Routes);
        var other = bench.Day.Day.Shifts.Single(x => x.Id != route.Shift);
        var now = bench.Do(bench.Plan, new PlanEdit.Swap(route.Shift, other.Id));
        var moved = Assert.Single(now.Routes);
        Assert.Equal((other.Id, other.Driver, other.Vehicle), (moved.Shift, moved.Driver, moved.Vehicle));
        Assert.Equal(route.Stops.Select(x => x.Site), moved.Stops.Select(x => x.Site));
        Assert.Equal([new Hold(route.Shift), new Hold(other.Id)], now.Holds.OrderBy(x => x.Shift != route.Shift));
    }

    /// <summary>Goods cannot be left before they are taken: asked to begin with the last delivery, the round begins with its pickup.</summary>
    [Fact]
    public void A_delivery_asked_for_before_its_pickup_takes_the_pickup_along()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop", 2);
        var club = day.Recipient("club", 10, 4);
        var home = day.Recipient("home", 10, 6);
        day.Lot("leeks", shop, 40);
        day.Lot("soap", day.Donor("works", 8), 10, Domain.Goods.Family.Hygiene);
        day.Need("club", club, 40);
        day.Need("home", home, 10, Domain.Goods.Family.Hygiene);
        day.Van("van", shop, 500);
        var bench = Bench.Of(day.Build(), 1);
        var route = Assert.Single(bench.Plan.Routes);
        var last = route.Stops[^2].Activities[0];
        Assert.Equal(ActivityKind.Delivery, last.Kind);
        var now = Assert.Single(bench.Do(bench.Plan, new PlanEdit.Move([new(last.Kind, last.Shipment)], route.Shift, new LanePlace.First())).Routes);
        Assert.Equal([(ActivityKind.Pickup, last.Shipment), (ActivityKind.Delivery, last.Shipment)], now.Stops.SelectMany(x => x.Activities).Take(2).Select(x => (x.Kind, x.Shipment)));
    }

    [Fact]
    public void Taking_back_and_doing_again_walk_along_what_was_done()
    {
        var bench = Bench.Of(RandomDay.Make(4, DaySize.Medium), 4);
        var (lane, other) = (bench.Plan.Routes[0].Shift, bench.Day.Day.Shifts.First(x => x.Id != bench.Plan.Routes[0].Shift).Id);
        var one = bench.Do(bench.Plan, new PlanEdit.Swap(lane, other));
        var two = bench.Do(one, new PlanEdit.TakeOff([one.Routes[0].Stops[1].Activities[0].Shipment]));
        Assert.Equal(one.Id, two.Change!.Over);

        var back = PlanEditor.Restore(two, one, ChangeKind.Undone, Stamp(4, 100));
        Assert.Equal((one.Routes, one.Allocations, one.Holds), (back.Routes, back.Allocations, back.Holds));
        Assert.Equal(new PlanChange(ChangeKind.Undone, bench.Plan.Id, two.Id, someone, bench.Plan.Id), back.Change);
        var again = PlanEditor.Restore(back, two, ChangeKind.Redone, Stamp(4, 101));
        Assert.Equal(two.Routes, again.Routes);
        Assert.Equal(new PlanChange(ChangeKind.Redone, back.Id, null, someone, bench.Plan.Id), again.Change);
    }

    [Fact]
    public void What_makes_no_sense_is_refused_and_nothing_else()
    {
        var bench = Bench.Of(RandomDay.Make(4, DaySize.Medium), 4);
        var (lane, nobody) = (bench.Plan.Routes[0].Shift, new ShipmentId(someone));
        Assert.Equal(new EditRefusal.UnknownShipment(nobody), bench.Refusal(new PlanEdit.TakeOff([nobody])));
        Assert.Equal(new EditRefusal.UnknownShipment(nobody), bench.Refusal(new PlanEdit.Move([new(ActivityKind.Pickup, nobody)], lane, new LanePlace.Best())));
        Assert.Equal(new EditRefusal.UnknownLane(new(someone)), bench.Refusal(new PlanEdit.Swap(lane, new(someone))));
        Assert.Equal(new EditRefusal.UnknownShipment(nobody), bench.Refusal(new PlanEdit.Keep(new(lane, nobody))));
    }

    /// <summary>A day as a large food bank has it: an edit with all that is wrong after it stays well below the 300 ms that a screen may take. A time: asked for by name on a machine that does nothing else.</summary>
    [Fact(Explicit = true)]
    public void On_a_day_of_300_stops_and_20_rounds_an_edit_is_judged_at_once()
    {
        var bench = Bench.Of(LargeDay(), 1);
        var stops = bench.Plan.Routes.Sum(route => route.Stops.Count - 2);
        Assert.True(stops >= 300 && bench.Plan.Routes.Count == 20, $"{stops} stops, {bench.Plan.Routes.Count} rounds");
        var (times, editing) = (new List<double>(), new List<double>());
        foreach (var i in Enumerable.Range(0, 20))
        {
            var (from, to) = (bench.Plan.Routes[i], bench.Plan.Routes[(i + 7) % 20]);
            var clock = Stopwatch.StartNew();
            var now = bench.Do(bench.Plan, new PlanEdit.Move([.. from.Stops[3].Activities.Select(x => new LaneVisit(x.Kind, x.Shipment)).Distinct()], to.Shift, new LanePlace.Best()));
            editing.Add(clock.Elapsed.TotalMilliseconds);
            var violations = PlanChecker.Check(bench.Day, now);
            ViolationSpot.Of(now, violations);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{stops} stops: editing {editing.Order().ElementAt(10):0} ms, with all that is wrong median {times.Order().ElementAt(10):0} ms, worst {times.Max():0} ms");
        // The median: whatever else this machine does meanwhile is not the editor's.
        Assert.InRange(times.Order().ElementAt(10), 0, 300);
    }

    /// <summary>20 shops give to 14 places each; nothing hinders, so every van drives.</summary>
    public static DayDeclarations LargeDay()
    {
        var day = new DayBuilder();
        for (var i = 0; i < 20; i++)
        {
            var (east, north) = (30 * (i % 5), 30 * (i / 5));
            var shop = day.Donor($"shop{i}", east, north);
            day.Van($"van{i}", shop, 3000);
            day.Lot($"lot{i}", shop, 280);
            for (var j = 0; j < 14; j++)
                day.Need($"need{i}.{j}", day.Recipient($"place{i}.{j}", 10, east + 1 + j % 5, north + 1 + j / 5), 20);
        }
        day.Policy = day.Policy with { Radius = null };
        return day.Build();
    }

    static PlanEdit? Any(Random random, Bench bench, DayPlan plan)
    {
        var shifts = bench.Day.Day.Shifts;
        T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
        if (plan.Routes.Count == 0 || plan.Shipments.Count == 0)
            return null;
        var route = One(plan.Routes);
        var visits = One(route.Stops.Skip(1).SkipLast(1).ToList()).Activities.Select(x => new LaneVisit(x.Kind, x.Shipment)).Distinct().ToValueList();
        return random.Next(7) switch
        {
            0 => new PlanEdit.TakeOff([One(plan.Shipments).Id]),
            1 => new PlanEdit.Swap(route.Shift, One(shifts).Id),
            2 when plan.Unassigned.Count > 0 => new PlanEdit.Move([new(ActivityKind.Pickup, One(plan.Unassigned).Shipment)], One(shifts).Id, new LanePlace.Best()),
            3 => new PlanEdit.Move(visits, route.Shift, random.Next(2) == 0 ? new LanePlace.First() : new LanePlace.Last()),
            4 when One(route.Stops.Skip(1).SkipLast(1).ToList()).Activities[0] is var anchor => new PlanEdit.Move(visits, route.Shift, new LanePlace.After(new(anchor.Kind, anchor.Shipment))),
            5 => new PlanEdit.Move(visits, One(shifts).Id, new LanePlace.Last()),
            _ => new PlanEdit.Move(visits, One(shifts).Id, new LanePlace.Best()),
        };
    }

    static EditStamp Stamp(int seed, int step) => new(new(NameBasedId.Derive(NameBasedId.Root, $"edit {seed} {step}")), Plans.Morning.AddMinutes(step), someone, "Sophie");

    sealed record Bench(DayIndex Day, DayPlan Plan, PlanEditor Editor)
    {
        int step = 1000;

        public static Bench Of(DayDeclarations day, int seed)
        {
            var plan = DayPlanner.Plan(Plans.Input(day, iterations: 50, seed: seed), null, TestContext.Current.CancellationToken);
            return new(new DayIndex(day), plan, new PlanEditor(new DayIndex(day), plan, new StraightLine(), TestContext.Current.CancellationToken));
        }

        public DayPlan Do(DayPlan plan, params PlanEdit[] edits) => Assert.IsType<EditOutcome.Changed>(Editor.Apply(plan, edits, Stamp(0, step++))).Plan;

        public EditRefusal Refusal(PlanEdit edit) => Assert.IsType<EditOutcome.Refused>(Editor.Apply(Plan, [edit], Stamp(0, step++))).Why;
    }
}
