using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Check;

/// <summary>Plans that part what is locked are refused, and so are those that call inherited what the locked parts did not bring along.</summary>
public class LockCheckTests
{
    static readonly TourStep[] Collect = [.. Enumerable.Range(0, 3).Select(r => new TourStep(VisitKind.Pickup, r))];
    static readonly Problem Plain = new([Road(11)], [Van], [FromZero, FromZero], [Move(At(2, 0, 150), null), Move(At(4), null), Move(At(6), null)]);

    [Fact]
    public void A_lock_that_is_not_kept()
    {
        Broken(new TourLock.Stays(1, 0), Collect);
        Broken(new TourLock.First(0, [Collect[1]]), Collect);
        Broken(new TourLock.Consecutive(0, [Collect[0], Collect[2]]), Collect);
        Broken(new TourLock.Whole(0, [Collect[0], Collect[1]]), Collect);
        Broken(new TourLock.Whole(0, []), Collect);
        Broken(new TourLock.Whole(1, [Collect[0]]), Collect[1..]);
    }

    [Fact]
    public void What_the_locked_part_alone_breaks_is_excused_if_listed_and_only_then()
    {
        // Km 2 is reached at 200, 50 late, whatever the rest does.
        var problem = Plain.With(locks: [new TourLock.First(0, [Collect[0]])]);
        var plan = Replay.Of(problem, [new(0, Collect)], Objective.Cost);
        var late = new Violation.Late(0, 1, 0, 50);
        Assert.Equal([late], Checker.Check(problem, plan, Objective.Cost));
        Assert.Empty(Checker.Check(problem, plan with { Inherited = [late] }, Objective.Cost));
        var other = new Violation.Late(0, 1, 0, 49);
        Assert.Equal([late, new Violation.WronglyInherited(other)], Checker.Check(problem, plan with { Inherited = [other] }, Objective.Cost));
    }

    [Fact]
    public void What_unlocked_stops_make_worse_is_not_excused()
    {
        // Km 4 first: km 2 is reached at 600, 450 late. It is locked to the vehicle, but alone it would be 50 late.
        var problem = Plain.With(locks: [new TourLock.Stays(0, 0)]);
        var late = new Violation.Late(0, 2, 0, 450);
        var plan = Replay.Of(problem, [new(0, [Collect[1], Collect[0]])], Objective.Cost) with { Inherited = [late] };
        Assert.Equal([late, new Violation.WronglyInherited(late)], Checker.Check(problem, plan, Objective.Cost));
    }

    static void Broken(TourLock each, TourStep[] steps)
    {
        var problem = Plain.With(requests: [.. Plain.Requests.Select(request => request with { Pickup = request.Pickup! with { Windows = [] } })], locks: [each]);
        Assert.Equal([new Violation.LockBroken(each.Vehicle, 0)], Checker.Check(problem, Replay.Of(problem, [new(0, steps)], Objective.Cost), Objective.Cost));
    }
}
