using Logistics.Routing.Search;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Relax;

/// <summary>Each relaxation named makes a place in the plan as it is, and one unit less does not.</summary>
public class RelaxationFinderTests
{
    [Fact]
    public void A_window_and_a_shift_are_named_to_the_second()
    {
        // Km 5 is reached at 500; its window closes at 400, so 100 s later would do; an earlier shift too, but it begins at 0.
        Assert.Contains(new Relaxation.LaterWindow(0, VisitKind.Pickup, 100), Of(Day(Van, FromZero, Move(At(5, 0, 400), null))));
        // Back at 1,000, the shift ends at 900.
        Assert.Equal([new Relaxation.LongerShift(0, 100)], Of(Day(Van, FromZero with { Shift = new(0, 900) }, Move(At(5), null))));
    }

    [Fact]
    public void Room_rides_limits_and_vehicles_are_named()
    {
        Assert.Equal([new Relaxation.MoreRoom(0, null, 0, 2)], Of(Day(Van, FromZero, Move(At(5), null, crates: 12))));
        Assert.Equal([new Relaxation.LongerRide(0, 100)], Of(Day(Van, FromZero, Move(At(2), At(5)) with { MaxRideSeconds = 200 })));
        Assert.Equal([new Relaxation.LongerTour(0, 300)], Of(Day(Van with { MaxSeconds = 700 }, FromZero, Move(At(5), null))));
        Assert.Equal([new Relaxation.FurtherTour(0, 1)], Of(Day(Van with { MaxDecimetres = 99_999 }, FromZero, Move(At(5), null))));
        Assert.Equal([new Relaxation.MoreStops(0, 1)], Of(Day(Van with { MaxStops = 1 }, FromZero, Move(At(5), At(6)))));
        Assert.Equal([new Relaxation.AllowVehicle(0, 0)], Of(Day(Van, FromZero, Move(At(5), null) with { AllowedVehicles = [] })));
    }

    /// <summary>The compartment and the limits are as large as they may be: only the van itself is too small.</summary>
    [Fact]
    public void Nothing_is_widened_past_what_a_problem_may_say()
    {
        var type = Van with { Compartments = [new([Problem.LargestLoad], ClassSet.Of(0))], MaxStops = int.MaxValue, MaxDecimetres = long.MaxValue };
        Assert.Equal([new Relaxation.MoreRoom(0, null, 0, 2)], Of(Day(type, FromZero, Move(At(5), null, crates: 12))));
    }

    [Fact]
    public void On_any_plan_what_is_named_makes_a_place_and_one_unit_less_does_not()
    {
        var checkedOnes = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 6 + seed % 15, vehicles: 1 + seed % 3, richness: seed % 11 / 10.0);
            var plan = Solver.Solve(problem, new((ulong)seed), new WorkLimit(50), cancellation: TestContext.Current.CancellationToken);
            foreach (var request in plan.Unassigned.Select(left => left.Request).Take(4))
                foreach (var relaxation in RelaxationFinder.Of(problem, plan, request, Objective.Cost).Take(6))
                {
                    checkedOnes++;
                    Assert.True(HasPlace(relaxation.ApplyTo(problem), plan, request), $"seed {seed}, request {request}: {relaxation} makes no place");
                    if (Less(relaxation) is { } less)
                        Assert.False(HasPlace(less.ApplyTo(problem), plan, request), $"seed {seed}, request {request}: less than {relaxation} would do");
                }
        }
        Assert.True(checkedOnes > 50, $"only {checkedOnes} relaxations");
    }

    static IReadOnlyList<Relaxation> Of(Problem problem) => RelaxationFinder.Of(problem, Solve(problem), 0, Objective.Cost);

    static bool HasPlace(Problem problem, Solution plan, int request)
    {
        var model = new Model(problem, Objective.Cost);
        var scheduler = new Scheduler();
        for (var v = 0; v < model.Vehicles; v++)
        {
            var steps = plan.Tours.Where(tour => tour.Vehicle == v).SelectMany(tour => TourOrder.Of(tour).Steps).Where(step => step.Kind != VisitKind.Break).ToList();
            var route = new Route { Vehicle = v };
            route.SetSequence(
                [model.StartOf(v), .. steps.Select(step => step.Kind == VisitKind.Reload ? model.ReloadsOf[model.TypeOf[v]][step.Index] : Pins.NodeOf(step)), model.EndOf(v)],
                [0, .. steps.Select(step => (byte)(step.Compartment ?? 0)), 0]);
            var place = Place.None;
            if (route.Update(model, scheduler))
                new Inserter(model, scheduler).Try(route, request, ref place);
            if (place.Vehicle >= 0)
                return true;
        }
        return false;
    }

    static Relaxation? Less(Relaxation relaxation) => relaxation switch
    {
        Relaxation.LaterWindow { Seconds: > 1 } x => x with { Seconds = x.Seconds - 1 },
        Relaxation.EarlierWindow { Seconds: > 1 } x => x with { Seconds = x.Seconds - 1 },
        Relaxation.LongerShift { Seconds: > 1 } x => x with { Seconds = x.Seconds - 1 },
        Relaxation.EarlierShift { Seconds: > 1 } x => x with { Seconds = x.Seconds - 1 },
        Relaxation.LongerRide { Seconds: > 1 } x => x with { Seconds = x.Seconds - 1 },
        Relaxation.LongerTour { Seconds: > 1 } x => x with { Seconds = x.Seconds - 1 },
        Relaxation.LaterBreak { Seconds: > 1 } x => x with { Seconds = x.Seconds - 1 },
        Relaxation.MoreRoom { Amount: > 1 } x => x with { Amount = x.Amount - 1 },
        Relaxation.FurtherTour { Decimetres: > 1 } x => x with { Decimetres = x.Decimetres - 1 },
        Relaxation.MoreStops { Stops: > 1 } x => x with { Stops = x.Stops - 1 },
        _ => null,
    };
}
