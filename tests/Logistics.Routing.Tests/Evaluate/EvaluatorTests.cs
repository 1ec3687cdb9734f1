using System.Diagnostics;
using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Evaluate;

public class EvaluatorTests
{
    static readonly TourStep PickUp = new(VisitKind.Pickup, 0);
    static readonly TourStep Deliver = new(VisitKind.Delivery, 0);

    [Fact]
    public void Every_violation_is_listed_with_its_amount_and_where_it_shows()
    {
        // 12 crates in a van for 10, km 5 by 400 (reached at 500), km 8 by 600 (reached at 800), home by 1,000 (reached at 1,600).
        var problem = Day(Van, FromZero with { Shift = new(0, 1_000) }, Move(At(5, 0, 400), At(8, 0, 600), crates: 12));
        var evaluation = new Evaluator(problem, Objective.Cost).Of([new(0, [PickUp, Deliver])]);
        Assert.Equivalent(
            new Violation[] { new Violation.Late(0, 1, 0, 100), new Violation.Late(0, 2, 0, 200), new Violation.ShiftExceeded(0, 600), new Violation.Overload(0, 1, null, 0, 2) },
            evaluation.Violations, strict: true);
        var tour = Assert.Single(evaluation.Tours);
        Assert.Equal(2, tour.AtVisit[1].Count);
        Assert.Equal([new Violation.Late(0, 2, 0, 200)], tour.AtVisit[2]);
        Assert.Equal([new Violation.ShiftExceeded(0, 600)], tour.AtVisit[3]);
        Assert.Empty(tour.AtVisit[0]);
        Assert.False(evaluation.IsFeasible);
    }

    [Fact]
    public void A_request_split_over_two_vans_shows_in_both()
    {
        var problem = new Problem([Road(11)], [Van], [FromZero, FromZero], [Move(At(5), At(8))]);
        var evaluation = new Evaluator(problem, Objective.Cost).Of([new(0, [PickUp]), new(1, [Deliver])]);
        Assert.Contains(new Violation.MissingDelivery(0, 0), evaluation.Tours[0].AtVisit[1]);
        Assert.Contains(new Violation.MissingPickup(1, 0), evaluation.Tours[1].AtVisit[1]);
    }

    [Fact]
    public void A_reload_out_of_hours_and_goods_not_ready_show_where_they_are()
    {
        // Km 2 at 200, back at 400: the reload closes at 300, so it is served on arrival and left at 450, 550 before the goods are ready.
        var problem = Day(Van with { Reloads = [At(0, 0, 300, service: 50)] }, FromZero, Move(null, At(2)), Move(null, At(3)) with { ReadyAt = 1_000 });
        var tour = Assert.Single(new Evaluator(problem, Objective.Cost).Of([new(0, [Deliver, new(VisitKind.Reload, 0), new(VisitKind.Delivery, 1)])]).Tours);
        Assert.Equal([new Violation.ReloadMisplaced(0, 2, 100)], tour.AtVisit[2]);
        Assert.Equal([new Violation.NotReady(0, 1, 550)], tour.AtVisit[3]);
        Assert.Equal(2, tour.Violations.Count);
    }

    [Fact]
    public void What_is_not_planned_is_left_out_and_no_violation()
    {
        var evaluation = new Evaluator(Day(Van, FromZero, Move(At(5), At(8))), Objective.Cost).Of([]);
        Assert.True(evaluation.IsFeasible);
        Assert.Equal([new Unassigned(0, new UnassignedReason.NotPlanned())], evaluation.Plan.Unassigned);
    }

    [Fact]
    public void A_change_is_told_in_money_way_time_stops_and_violations()
    {
        // Before: km 2 then km 4, 8 km and 800 s. After: km 4 first and late at km 2 (by 250; reached at 400 + 200), same way and time.
        var problem = Day(Van, FromZero, Move(At(2, 0, 250), null), Move(At(4), null));
        var evaluator = new Evaluator(problem, Objective.Cost);
        var before = evaluator.Of([new(0, [PickUp, new(VisitKind.Pickup, 1)])]);
        var after = evaluator.Of([new(0, [new(VisitKind.Pickup, 1), PickUp])]);
        var change = EvaluationChange.Between(before, after);
        Assert.Equal((0, 0, Cost.Zero, 0, 0, 0), (change.Objective, change.LeftOut, change.Cost, change.Decimetres, change.Seconds, change.Vehicles));
        Assert.Equal(1, change.Changes.Count);
        Assert.Equal([new Violation.Late(0, 2, 0, 350)], change.NewViolations);
        Assert.Empty(change.CuredViolations);
        var dropped = EvaluationChange.Between(before, evaluator.Of([new(0, [PickUp])]));
        Assert.Equal((1, 1, Cost.FromEuros(-8), -40_000, -400), (dropped.Objective, dropped.LeftOut, dropped.Cost, dropped.Decimetres, dropped.Seconds));
    }

    [Fact]
    public void It_agrees_with_the_checker_on_any_plan()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 2 + seed % 25, vehicles: 1 + seed % 5, richness: seed % 11 / 10.0);
            var objective = (Objective)(seed % 3);
            var orders = RandomPlans.Of(problem, seed);
            var evaluator = new Evaluator(problem, objective);
            var evaluation = evaluator.Of(orders);
            var replayed = Replay.Of(problem, orders, objective);
            var expected = Checker.Check(problem, replayed, objective);
            Assert.True(
                expected.Order(ByText).SequenceEqual(evaluation.Violations.Order(ByText)),
                $"seed {seed}: {string.Join("; ", expected.Except(evaluation.Violations))} against {string.Join("; ", evaluation.Violations.Except(expected))}");
            Assert.True(replayed.Objective == evaluation.Plan.Objective, $"seed {seed}");
            Assert.True(
                evaluation.Tours.All(tour => tour.AtVisit.Count == tour.Tour.Visits.Count && tour.AtVisit.SelectMany(each => each).All(tour.Violations.Contains)),
                $"seed {seed}");
            // A tour by itself is judged as it is among the others.
            Assert.True(
                orders.Where(order => order.Steps.Count > 0).OrderBy(order => order.Vehicle).Zip(evaluation.Tours).All(x => evaluator.Of(x.First).Violations.SequenceEqual(x.Second.Violations)),
                $"seed {seed}");
        }
    }

    [Fact]
    public void Three_hundred_stops_are_judged_fast_enough_for_a_drag()
    {
        var problem = RandomProblems.Mixed(1, requests: 150, vehicles: 15, richness: 0.5);
        var evaluator = new Evaluator(problem, Objective.Cost);
        var orders = RandomPlans.Of(problem, seed: 1);
        for (var warm = 0; warm < 50; warm++)
            evaluator.Of(orders);
        var times = new List<double>();
        for (var k = 0; k < 30; k++)
        {
            var watch = Stopwatch.StartNew();
            evaluator.Of(orders);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        // The target is 5 ms; the best of 30 on a machine that does other things too.
        Assert.True(times.Min() < 5, $"{times.Min()} ms");
    }

    [Fact]
    public void Steps_that_do_not_exist_are_a_mistake_of_the_caller()
    {
        var evaluator = new Evaluator(Day(Van, FromZero, Move(At(5), null)), Objective.Cost);
        Assert.Throws<ArgumentException>(() => evaluator.Of([new(0, [Deliver])]));
        Assert.Throws<ArgumentException>(() => evaluator.Of([new(1, [PickUp])]));
        Assert.Throws<ArgumentException>(() => evaluator.Of([new(0, [PickUp]), new(0, [])]));
    }

    static readonly Comparer<Violation> ByText = Comparer<Violation>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
}
