using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Planning.Checking;
using Logistics.Planning.Editing;
using Logistics.Roads;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Rounds;

/// <summary>A day planned anew while somebody holds parts of its plan.</summary>
public sealed class HeldRoundsTests
{
    [Fact]
    public void A_search_never_changes_a_held_round_whatever_rules_it_breaks_and_whatever_is_declared_beside_it()
    {
        var (held, kept, broken) = (0, 0, 0);
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var day = RandomDay.Make(seed, DaySize.Medium);
            var before = ByHand(day, random, seed);
            // Every other time something more is declared meanwhile.
            var now = seed % 2 == 0 ? day : day with { Lots = [.. day.Lots, day.Lots[0] with { Id = new(NameBasedId.Derive(NameBasedId.Root, $"late {seed}")), Code = "late" }] };
            var plan = DayPlanner.Plan(Plans.Input(now, iterations: 50, seed: seed + 100) with { Held = before }, null, TestContext.Current.CancellationToken);

            Assert.All(plan.Holds, hold => Assert.Contains(hold, before.Holds));
            foreach (var hold in before.Holds.Where(hold => hold.Shipment is null))
            {
                held++;
                if (!plan.Holds.Contains(hold))
                    continue;
                kept++;
                Assert.Equal(before.Routes.FirstOrDefault(x => x.Shift == hold.Shift), plan.Routes.FirstOrDefault(x => x.Shift == hold.Shift));
            }
            var lanes = plan.Holds.Select(hold => hold.Shift).ToHashSet();
            var violations = PlanChecker.Check(new DayIndex(now), plan);
            foreach (var (violation, spot) in violations.Zip(ViolationSpot.Of(plan, violations)))
                Assert.True(spot.Shift is { } shift && lanes.Contains(shift), $"seed {seed}: {violation}");
            broken += violations.Count;
        }
        Assert.True(kept > 0.8 * held && kept > 10, $"{kept} of {held} held rounds were kept");
        Assert.True(broken > 0, "no held round broke a rule: the test is too easy");
    }

    [Fact]
    public void A_shipment_that_is_held_stays_with_its_vehicle()
    {
        var kept = 0;
        for (var seed = 1; seed <= 8; seed++)
        {
            var day = RandomDay.Make(seed, DaySize.Medium);
            var plan = DayPlanner.Plan(Plans.Input(day, iterations: 50, seed: seed), null, TestContext.Current.CancellationToken);
            var random = new Random(seed);
            var holds = plan.Routes.Select(route => new Hold(route.Shift, route.Stops[1 + random.Next(route.Stops.Count - 2)].Activities[0].Shipment)).ToValueList();
            var again = DayPlanner.Plan(Plans.Input(day, iterations: 50, seed: seed + 100) with { Held = plan with { Holds = holds } }, null, TestContext.Current.CancellationToken);
            Assert.Empty(PlanChecker.Check(new DayIndex(day), again));
            foreach (var hold in again.Holds)
            {
                kept++;
                Assert.Contains(again.Routes, route => route.Shift == hold.Shift && route.Stops.Any(stop => stop.Activities.Any(x => x.Shipment == hold.Shipment)));
            }
        }
        Assert.True(kept > 10, $"{kept} holds were kept");
    }

    /// <summary>Who is held at home does not leave; what only that van could bring stays behind, and says so.</summary>
    [Fact]
    public void A_van_that_is_held_at_home_stays_there()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop", 2);
        day.Lot("leeks", shop, 40);
        day.Need("club", day.Recipient("club", 10, 4), 40);
        var van = day.Van("van", shop, 500);
        var declared = day.Build();
        var plan = DayPlanner.Plan(Plans.Input(declared), null, TestContext.Current.CancellationToken);
        var editor = new PlanEditor(new DayIndex(declared), plan, new StraightLine(), TestContext.Current.CancellationToken);
        var empty = Assert.IsType<EditOutcome.Changed>(editor.Apply(plan, [new PlanEdit.TakeOff([plan.Shipments[0].Id])], Stamp(0))).Plan;
        Assert.Equal([new Hold(van.Id)], empty.Holds);
        var again = DayPlanner.Plan(Plans.Input(declared) with { Held = empty }, null, TestContext.Current.CancellationToken);
        Assert.Empty(again.Routes);
        Assert.Single(again.Unassigned);
        Assert.Equal(empty.Holds, again.Holds);
    }

    /// <summary>Some stops elsewhere, so that rounds are held by having been touched, and mostly break rules.</summary>
    static DayPlan ByHand(DayDeclarations day, Random random, int seed)
    {
        var plan = DayPlanner.Plan(Plans.Input(day, iterations: 50, seed: seed), null, TestContext.Current.CancellationToken);
        var editor = new PlanEditor(new DayIndex(day), plan, new StraightLine(), TestContext.Current.CancellationToken);
        for (var step = 0; step < 3 && plan.Routes.Count > 0; step++)
        {
            var route = plan.Routes[random.Next(plan.Routes.Count)];
            var stop = route.Stops[1 + random.Next(route.Stops.Count - 2)];
            var edit = new PlanEdit.Move([.. stop.Activities.Select(x => new LaneVisit(x.Kind, x.Shipment)).Distinct()], day.Shifts[random.Next(day.Shifts.Count)].Id, new LanePlace.Last());
            if (editor.Apply(plan, [edit], Stamp(step)) is EditOutcome.Changed { Plan: var changed })
                plan = changed;
        }
        return plan;
    }

    static EditStamp Stamp(int step) => new(new(NameBasedId.Derive(NameBasedId.Root, $"held {step}")), Plans.Morning.AddMinutes(step), null, "Sophie");
}
