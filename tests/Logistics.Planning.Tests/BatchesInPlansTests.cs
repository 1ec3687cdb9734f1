using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Planning.Totals;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests;

/// <summary>Batches in a whole plan: what goes in is driven there in time, what comes out is driven on, and nothing is counted twice.</summary>
public sealed class BatchesInPlansTests
{
    static DayPlan Plan(DayDeclarations day, long iterations = 300, long seed = 1) =>
        DayPlanner.Plan(Plans.Input(day, iterations, seed: seed), null, TestContext.Current.CancellationToken);

    [Fact]
    public void Spinach_is_driven_to_the_cannery_and_its_jars_on_to_those_who_want_them()
    {
        var day = SpinachDay.Make();
        var declared = day.Index();
        var plan = Plan(declared.Day);
        var batch = Assert.Single(plan.Batches);
        var (lot, jars) = (declared.Day.Lots[0].Id, batch.Output.Id);

        // 60 kg find a fridge, 140 kg go in, 126 kg of jars come out and are given.
        Assert.Equal(60, plan.Allocations.Where(x => x.Lot == lot).Sum(x => x.Quantity.Kilograms));
        Assert.Equal(140, plan.Supplies.Sum(x => x.Quantity.Kilograms));
        Assert.Equal(126, plan.Allocations.Where(x => x.Lot == jars).Sum(x => x.Quantity.Kilograms));
        Assert.Empty(plan.Leftovers);
        Assert.Empty(plan.Unassigned);

        // All of it is unloaded when setting up ends, and no jar leaves before the batch has ended.
        var stops = plan.Routes.SelectMany(x => x.Stops).ToList();
        var kitchen = declared[batch.Host];
        var supplies = plan.Supplies.Select(x => x.Id).ToHashSet();
        var brought = stops.Where(x => x.Activities.Any(y => y.Kind == ActivityKind.Delivery && supplies.Contains(y.Allocation))).ToList();
        Assert.NotEmpty(brought);
        Assert.All(brought, x => Assert.True(x.Site == kitchen.Id && x.ServiceBegin + kitchen.ServiceDuration.ToTimeSpan() <= batch.Period.Begin.AddMinutes(45)));
        var byJars = plan.Allocations.Where(x => x.Lot == jars).Select(x => x.Id).ToHashSet();
        Assert.All(stops.Where(x => x.Activities.Any(y => y.Kind == ActivityKind.Pickup && byJars.Contains(y.Allocation))), x => Assert.True(x.Departure > batch.Period.End));

        // 200 kg of surplus are rescued: 60 given, 140 worked. The jars are distributed but not rescued a second time.
        var totals = PlanTotals.Of(declared, plan);
        Assert.Equal((200, 200, 140, 186), (totals.Surplus.Kilograms, totals.Rescued.Kilograms, totals.Transformed.Kilograms, totals.Distributed.Kilograms));
        Assert.Equal(totals, PlanTotals.Of(plan.DayOf(declared), plan));
    }

    [Fact]
    public void Who_works_its_own_goods_needs_no_van_and_no_habilitation()
    {
        var day = SpinachDay.Make();
        var built = day.Build();
        var farm = built.Sites.Single(x => x.Code == "farm");
        day.Crew(farm, 12, 18, persons: 4, operators: 1);
        built = day.Build() with { Equipment = [built.Equipment[0] with { Hosts = [farm.Id] }] };
        built = built with { Parties = [.. built.Parties.Select(x => x.Id == farm.Party ? x with { Habilitated = false } : x)] };
        var plan = Plan(built);
        var batch = Assert.Single(plan.Batches);
        Assert.Equal(farm.Id, batch.Host);
        var supply = Assert.Single(plan.Supplies).Id;
        Assert.DoesNotContain(plan.Routes.SelectMany(x => x.Stops).SelectMany(x => x.Activities), x => x.Allocation == supply);
        Assert.DoesNotContain(plan.Shipments, x => x.Allocations.Contains(supply));
    }

    /// <summary>The van holds 30 kg and the way there and back takes a good half hour: 140 kg are not at the kitchen by 12:45.</summary>
    [Fact]
    public void A_batch_that_no_round_can_supply_is_not_made_and_says_so()
    {
        var built = SpinachDay.Make(van: 30).Build();
        built = built with { Sites = [.. built.Sites.Select(x => x.Code == "kitchen" ? x with { Position = DayBuilder.Place(-20, 2) } : x)] };
        var plan = Plan(built);
        Assert.Empty(plan.Batches);
        Assert.Empty(plan.Supplies);
        var left = Assert.Single(plan.Untransformed);
        Assert.Equal((built.Lots[0].Id, new UntransformedReason.NotCarried(built.Sites.Single(x => x.Code == "kitchen").Id)), (left.Lot, left.Reason));
        Assert.Equal(140, left.Quantity.Kilograms);
    }

    /// <summary>Stopped as soon as rounds are searched: the plan is there, holds, and says of the batch only that nothing was decided.</summary>
    [Fact]
    public void Who_stops_the_search_has_a_plan_that_holds()
    {
        var built = SpinachDay.Make(van: 30).Build();
        using var stop = new CancellationTokenSource();
        var plan = DayPlanner.Plan(Plans.Input(built, iterations: 100_000), new Stopper(stop), stop.Token);
        Assert.Empty(PlanChecker.Check(new DayIndex(built), plan));
        if (plan.Batches.Count == 0)
            Assert.Contains(Assert.Single(plan.Untransformed).Reason, new UntransformedReason[] { new UntransformedReason.NotDecided(), new UntransformedReason.NotCarried(built.Sites.Single(x => x.Code == "kitchen").Id) });
    }

    sealed class Stopper(CancellationTokenSource source) : IProgress<PlanningProgress>
    {
        public void Report(PlanningProgress value)
        {
            if (value.Stage == PlanningStage.Routing)
                source.Cancel();
        }
    }

    [Fact]
    public void Feedback_keeps_the_batches_it_began_with()
    {
        var built = SpinachDay.Make().Build();
        var plain = Plan(built);
        var fed = DayPlanner.Plan(Plans.Input(built) with { FeedbackRounds = 2 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(plain.Batches, fed.Batches);
        Assert.Empty(PlanChecker.Check(new DayIndex(built), fed));
    }

    [Fact]
    public void A_date_by_which_nobody_could_hand_out_does_not_hold_goods_back_from_a_batch()
    {
        var built = SpinachDay.Make().Build();
        // A use-by date of tomorrow: who hands out needs 48 hours, the cannery does not.
        built = built with
        {
            Lots = [built.Lots[0] with { Date = new DateMark.UseBy(built.Date.AddDays(1)) }],
            Parties = [.. built.Parties.Select(x => x with { RedistributesShortDated = false })],
        };
        var plan = Plan(built);
        Assert.Equal(200, Assert.Single(plan.Batches).Saved.Kilograms);
        Assert.DoesNotContain(plan.Allocations, x => x.Lot == built.Lots[0].Id);
    }

    [Fact]
    public void Plans_with_batches_pass_the_independent_check_and_repeat()
    {
        var (batches, supplies) = (0, 0);
        for (var seed = 1; seed <= 60; seed++)
        {
            var day = RandomDay.Make(seed, DaySize.Small, new RandomDayOptions(Batches: true));
            var plan = Plan(day, iterations: 100, seed);
            var violations = PlanChecker.Check(new DayIndex(day), plan);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations)}");
            if (plan.Batches.Count > 0)
                Assert.Equal(plan, Plan(day, iterations: 100, seed));
            batches += plan.Batches.Count;
            supplies += plan.Supplies.Count(x => plan.Shipments.Any(y => y.Allocations.Contains(x.Id)));
        }
        Assert.True(batches > 5 && supplies > 5, $"{batches} batches, {supplies} supplies on the road: too few to prove anything");
    }

    [Fact]
    public void The_day_of_a_plan_is_the_same_when_asked_again()
    {
        var declared = SpinachDay.Make().Index();
        var plan = Plan(declared.Day);
        var whole = plan.DayOf(declared);
        Assert.Same(whole, plan.DayOf(whole));
        Assert.Equal(declared.Day.Lots.Count + 1, whole.Day.Lots.Count);
        Assert.Equal(Mass.FromKilograms(140), whole[Supply.NeedOf(plan.Batches[0].Id)].Wanted);
        Assert.Same(declared, (plan with { Batches = [] }).DayOf(declared));
    }
}
