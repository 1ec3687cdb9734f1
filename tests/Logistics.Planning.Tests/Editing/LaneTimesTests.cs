using Logistics.Domain.Days;
using Logistics.Planning.Editing;
using Logistics.Planning.Rounds;
using Logistics.Planning.Travel;
using Logistics.Roads;
using Logistics.Testing.Days;
using ActivityKind = Logistics.Domain.Routes.ActivityKind;

namespace Logistics.Planning.Tests.Editing;

/// <summary>The quick bound on what a lane breaks and costs, beside the schedule that says so exactly.</summary>
public sealed class LaneTimesTests
{
    [Fact]
    public void Nothing_that_is_weighed_falls_below_its_bound_and_the_bound_sees_most_of_what_breaks()
    {
        var (lanes, broken, seen) = (0, 0, 0);
        for (var seed = 1; seed <= 30; seed++)
        {
            var random = new Random(seed);
            var declared = RandomDay.Make(seed, DaySize.Medium);
            var plan = DayPlanner.Plan(Plans.Input(declared, iterations: 20, seed: seed), null, TestContext.Current.CancellationToken);
            if (plan.Shipments.Count == 0 || declared.Shifts.Count == 0)
                continue;
            var day = plan.DayOf(new DayIndex(declared));
            var travel = new DayTravel(day, plan.Shipments.SelectMany(x => new[] { x.From, x.To }).Concat(declared.Shifts.SelectMany(x => new[] { x.StartSite, x.EndSite })), new StraightLine(), TestContext.Current.CancellationToken);
            var times = new LaneTimes(new RoundsQuestion(day, travel, plan.Shipments, declared.Shifts));
            for (var i = 0; i < 40; i++)
            {
                // From a visit or two to far more than a van holds or a day has room for.
                var lane = new List<LaneVisit>();
                foreach (var shipment in plan.Shipments.Where(_ => random.Next(4) < 1 + (i % 4)))
                {
                    var first = random.Next(lane.Count + 1);
                    lane.Insert(first, new(ActivityKind.Pickup, shipment.Id));
                    lane.Insert(random.Next(first + 1, lane.Count + 1), new(ActivityKind.Delivery, shipment.Id));
                }
                var shift = declared.Shifts[random.Next(declared.Shifts.Count)].Id;
                var (least, exact) = (times.AtLeast(shift, lane), times.Weigh(shift, lane));
                Assert.True(least.Wrong <= exact.Wrong && least.Microeuros <= exact.Microeuros, $"seed {seed}, lane {i}: {least} above {exact}");
                (lanes, broken, seen) = (lanes + 1, broken + (exact.Wrong > 0 ? 1 : 0), seen + (least.Wrong > 0 ? 1 : 0));
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{lanes} lanes, {broken} break something, the bound sees {seen}");
        Assert.True(lanes > 500 && broken > 100 && 2 * seen > broken, $"{lanes} lanes, {broken} break something, the bound sees {seen}");
    }
}
