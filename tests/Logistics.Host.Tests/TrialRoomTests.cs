using Logistics.Domain.Plans;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Testing.Days;

namespace Logistics.Host.Tests;

/// <summary>What a change by hand leaves of a trial.</summary>
public sealed class TrialRoomTests
{
    static readonly PlannedDay planned = Planned();

    readonly TrialRoom room = new();

    /// <summary>A comparison takes both cores of a small machine for seconds: not once for each stop that a dispatcher moves.</summary>
    [Fact]
    public void What_was_made_by_hand_from_a_plan_shares_its_trials()
    {
        var first = room.Ask(planned, new TrialKind.FirstCome());
        Assert.Same(first, room.Ask(ByHand(planned), new TrialKind.FirstCome()));
        Assert.Same(first, room.Find(ByHand(planned).Plan, new TrialKind.FirstCome()));
        Assert.NotSame(first, room.Ask(ByHand(planned), new TrialKind.Spinach()));
    }

    /// <summary>A search leaves what is held as it is, and comes out otherwise.</summary>
    [Fact]
    public void What_is_held_asks_for_a_trial_of_its_own()
    {
        var first = room.Ask(planned, new TrialKind.FirstCome());
        var held = ByHand(planned, new Hold(planned.Plan.Routes[0].Shift));
        Assert.Null(room.Find(held.Plan, new TrialKind.FirstCome()));
        Assert.NotSame(first, room.Ask(held, new TrialKind.FirstCome()));
    }

    [Fact]
    public void Another_plan_of_the_day_asks_for_a_trial_of_its_own()
    {
        room.Ask(planned, new TrialKind.FirstCome());
        Assert.Null(room.Find(planned.Plan with { Id = new(new Guid(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])) }, new TrialKind.FirstCome()));
    }

    static PlannedDay ByHand(PlannedDay day, params Hold[] holds) => new(
        day.Declared,
        day.Plan with { Id = new(new Guid(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2])), Holds = [.. holds], Change = new(ChangeKind.Moved, day.Plan.Id, null, null, day.Plan.AskedUnder) },
        version: 2);

    static PlannedDay Planned()
    {
        var declared = SpinachDay.Make().Build();
        return new(
            new(declared),
            new SmallEngine().Plan(declared, new Surroundings([], null), Sharing.Fair, TimeSpan.Zero, new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero), new Progress<Planning.PlanningProgress>(), CancellationToken.None),
            version: 1);
    }
}
