using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Planning.Checking;
using Logistics.Planning.Editing;
using Logistics.Roads;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Editing;

/// <summary>Rounds of another plan taken one by one, with the independent checker as second opinion.</summary>
public sealed class OtherPlanTests
{
    /// <summary>One alone may be late or too full, and the books stay right; taken together they are the other plan.</summary>
    [Fact]
    public void Rounds_of_a_better_plan_are_taken_one_by_one_and_all_of_them_are_that_plan()
    {
        var (all, some, strange) = (0, 0, 0);
        for (var seed = 1; seed <= 16; seed++)
        {
            var random = new Random(seed);
            var day = RandomDay.Make(seed, DaySize.Medium);
            var index = new DayIndex(day);
            var better = PlanOf(day, iterations: 400, seed);
            var worse = PlanOf(day, iterations: 1, seed);
            var editor = new PlanEditor(index, worse, new StraightLine(), TestContext.Current.CancellationToken);
            // What somebody took off stands in no round, and comes back with the round that carries it.
            if (worse.Routes.Count > 0 && seed % 2 == 0)
                worse = Do(editor, worse, [new PlanEdit.TakeOff([worse.Routes[0].Stops[1].Activities[0].Shipment])]);
            var other = new OtherPlan(worse, better);
            var lanes = other.Differing.ToDictionary(shift => shift, other.Lane);
            strange += lanes.Values.Count(lane => lane is OtherLane.Strange);
            var edits = lanes.Values.OfType<OtherLane.Differs>().Select(lane => lane.Edit).OrderBy(_ => random.Next()).ToList();
            if (edits.Count == 0)
                continue;

            var one = Do(editor, worse, [.. edits.Take(1)]);
            some++;
            Assert.Equal(ChangeKind.LanesSolved, one.Change!.Kind);
            var wrong = PlanChecker.Check(index, one).Where(violation => !PlanEditorTests.IsDecided(violation)).ToList();
            Assert.True(wrong.Count == 0, $"seed {seed}: {string.Join("; ", wrong)}");
            Assert.IsType<OtherLane.Same>(new OtherPlan(one, better).Lane(edits[0].Lane));
            Assert.Equal(OrderOf(better, edits[0].Lane), OrderOf(one, edits[0].Lane));
            // Nobody else's round gets anything, so none grows.
            Assert.All(one.Routes.Where(x => x.Shift != edits[0].Lane), x => Assert.Subset(CarriedBy(worse, x.Shift), CarriedBy(one, x.Shift)));
            if (edits.Count < lanes.Count)
                continue;

            all++;
            var whole = Do(editor, worse, edits);
            Assert.True(PlanChecker.Check(index, whole) is { Count: 0 }, $"seed {seed}: {string.Join("; ", PlanChecker.Check(index, whole))}");
            Assert.Empty(new OtherPlan(whole, better).Differing);
            Assert.Equal(better.Routes.Sum(x => x.Distance.Decimetres), whole.Routes.Sum(x => x.Distance.Decimetres));
            Assert.Equal(better.Unassigned.Select(x => x.Shipment).ToHashSet(), whole.Unassigned.Select(x => x.Shipment).ToHashSet());
            Assert.Equal(SharesOf(better), SharesOf(whole));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{some} days a round at a time, {all} whole, {strange} strange rounds");
        Assert.True(some >= 8 && all >= 4, $"only {some} and {all} days had other rounds");
    }

    /// <summary>Two vans drive the same two loads; the solve has one van drive both. Its round alone leaves the other van at home; the other's alone leaves both loads behind but one.</summary>
    [Fact]
    public void Who_is_chosen_wins_and_what_nobody_carries_any_more_is_not_assigned()
    {
        var (day, here, there) = OneAgainstTwo();
        var (index, lane) = (new DayIndex(day), there.Routes[0].Shift);
        var editor = new PlanEditor(index, here, new StraightLine(), TestContext.Current.CancellationToken);
        var other = new OtherPlan(here, there);
        var took = Do(editor, here, [Assert.IsType<OtherLane.Differs>(other.Lane(lane)).Edit]);
        Assert.Equal(lane, Assert.Single(took.Routes).Shift);
        Assert.Empty(took.Unassigned);
        Assert.Empty(PlanChecker.Check(index, took));

        var idle = here.Routes.Single(x => x.Shift != lane).Shift;
        var left = Do(editor, here, [Assert.IsType<OtherLane.Differs>(other.Lane(idle)).Edit]);
        Assert.Equal(CarriedBy(here, idle), left.Unassigned.Select(x => x.Shipment).ToHashSet());
        Assert.Equal(here.Routes.Single(x => x.Shift == lane), Assert.Single(left.Routes));
        Assert.Equal(new HashSet<ShiftId> { idle }, left.Holds.Select(x => x.Shift).ToHashSet());
    }

    /// <summary>A kilogram more for one club is another shipment, whatever it is called.</summary>
    [Fact]
    public void Goods_that_are_shared_otherwise_come_only_with_their_whole_plan()
    {
        var (day, here, there) = OneAgainstTwo();
        var lane = there.Routes[0].Shift;
        var first = there.Allocations[0];
        var shared = there with { Allocations = [first with { Quantity = new(first.Quantity.Grams - 1000) }, .. there.Allocations.Skip(1)] };
        var strange = Assert.IsType<OtherLane.Strange>(new OtherPlan(here, shared).Lane(lane));
        Assert.Contains(first.Id, Assert.Single(strange.Shipments).Allocations);
        // What stays at home carries nothing strange.
        Assert.IsType<OtherLane.Differs>(new OtherPlan(here, shared).Lane(here.Routes.Single(x => x.Shift != lane).Shift));
    }

    [Fact]
    public void A_round_that_leaves_what_it_never_took_is_refused()
    {
        var (day, here, _) = OneAgainstTwo();
        var (shift, shipment) = (here.Routes[0].Shift, here.Shipments[0].Id);
        var editor = new PlanEditor(new DayIndex(day), here, new StraightLine(), TestContext.Current.CancellationToken);
        foreach (var visits in (ValueList<LaneVisit>[])[[new(ActivityKind.Pickup, shipment)], [new(ActivityKind.Delivery, shipment), new(ActivityKind.Pickup, shipment)]])
            Assert.Equal(new EditRefusal.UnknownShipment(shipment), Assert.IsType<EditOutcome.Refused>(editor.Apply(here, [new PlanEdit.Drive(shift, visits)], Stamp())).Why);
    }

    /// <summary>Two loads and two vans at one shop: by hand each van drives one, the search has one van drive both.</summary>
    static (DayDeclarations Day, DayPlan Here, DayPlan There) OneAgainstTwo()
    {
        var builder = new DayBuilder();
        var shop = builder.Donor("shop", 2);
        builder.Lot("leeks", shop, 40);
        builder.Need("club", builder.Recipient("club", 10, 4), 20);
        builder.Need("home", builder.Recipient("home", 10, 6), 20);
        builder.Van("sophie", shop, 500);
        builder.Van("karim", shop, 500);
        var day = builder.Build();
        var there = PlanOf(day, iterations: 50, seed: 1);
        var idle = day.Shifts.Single(x => x.Id != Assert.Single(there.Routes).Shift);
        var editor = new PlanEditor(new DayIndex(day), there, new StraightLine(), TestContext.Current.CancellationToken);
        var here = Do(editor, there, [new PlanEdit.Move([new(ActivityKind.Pickup, there.Shipments[0].Id)], idle.Id, new LanePlace.Best())]);
        Assert.Equal(2, here.Routes.Count);
        return (day, here with { Holds = [] }, there);
    }

    static IEnumerable<SiteId> OrderOf(DayPlan plan, ShiftId shift) => plan.Routes.FirstOrDefault(x => x.Shift == shift)?.Stops.Select(x => x.Site) ?? [];

    static HashSet<ShipmentId> CarriedBy(DayPlan plan, ShiftId shift) =>
        plan.Routes.FirstOrDefault(x => x.Shift == shift)?.Stops.SelectMany(x => x.Activities).Select(x => x.Shipment).ToHashSet() ?? [];

    static HashSet<(LotId, NeedId, long)> SharesOf(DayPlan plan) => plan.Allocations.GroupBy(x => (x.Lot, x.Need)).Select(x => (x.Key.Lot, x.Key.Need, x.Sum(y => y.Quantity.Grams))).ToHashSet();

    static DayPlan PlanOf(DayDeclarations day, int iterations, int seed) => DayPlanner.Plan(Plans.Input(day, iterations: iterations, seed: seed), null, TestContext.Current.CancellationToken);

    static DayPlan Do(PlanEditor editor, DayPlan plan, IReadOnlyList<PlanEdit> edits) => Assert.IsType<EditOutcome.Changed>(editor.Apply(plan, edits, Stamp())).Plan;

    static EditStamp Stamp() => new(new(NameBasedId.Derive(NameBasedId.Root, "another plan")), Plans.Morning, By: null, "Sophie");
}
