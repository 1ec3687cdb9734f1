using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>One tour of a plan and one request beside it, cut out of the problem with only the places they need, so that a rule may be changed and tried in no time.</summary>
sealed class OneTour
{
    readonly Problem whole;
    readonly int vehicle;
    readonly Objective objective;
    readonly List<int> ids;
    readonly List<TourStep> steps;
    readonly List<int> places;

    public OneTour(Problem whole, int vehicle, Tour? tour, int request, Objective objective)
    {
        (this.whole, this.vehicle, this.objective) = (whole, vehicle, objective);
        var order = tour is null ? [] : TourOrder.Of(tour).Steps.Where(step => step.Kind != VisitKind.Break).ToList();
        ids = [.. order.Where(step => step.Kind != VisitKind.Reload).Select(step => step.Index).Distinct(), request];
        steps = [.. order.Select(Renumbered)];
        var van = whole.Vehicles[vehicle];
        var type = whole.TypeOf(vehicle);
        var requests = ids.Select(id => whole.Requests[id]).ToList();
        places = [.. requests.SelectMany(each => new[] { each.Pickup?.Location, each.Delivery?.Location }).Append(van.Start).Append(van.End)
            .Concat(type.Reloads.Select(reload => (int?)reload.Location)).OfType<int>().Distinct()];
        var allowed = whole.Requests[request].AllowedVehicles?.Contains(vehicle) != false;
        Problem = new Problem(
            [whole.TableOf(vehicle).Only(places)],
            [type with { Profile = 0, Reloads = [.. type.Reloads.Select(Moved)] }],
            [van with { Type = 0, Start = PlaceOf(van.Start), End = PlaceOf(van.End) }],
            [.. requests.Select((each, r) => each with
            {
                Pickup = each.Pickup is null ? null : Moved(each.Pickup),
                Delivery = each.Delivery is null ? null : Moved(each.Delivery),
                AllowedVehicles = r < requests.Count - 1 || allowed ? null : [],
            })],
            whole.SetUpSeconds.Count == 0 ? null : [.. places.Select(place => whole.SetUpSeconds[place])],
            whole.Apart,
            locks: [.. whole.Locks.Where(each => each.Vehicle == vehicle).Select(Renumbered).OfType<TourLock>()]);
    }

    public Problem Problem { get; }

    int Last => ids.Count - 1;

    /// <summary>Each single change that would make a place here, as small as it may be, in the numbers of the whole problem.</summary>
    public IEnumerable<Relaxation> Relaxations()
    {
        if (Problem.Requests[Last].AllowedVehicles is not null)
        {
            if (Fits(Problem.With(requests: [.. Problem.Requests.SkipLast(1), Problem.Requests[Last] with { AllowedVehicles = null }])))
                yield return new Relaxation.AllowVehicle(ids[Last], vehicle);
            yield break;
        }
        foreach (var (of, most, make) in Candidates())
            if (most > 0 && Fits(make(of, 0, most).ApplyTo(Problem)))
                yield return make(ids[of], vehicle, Least(most, amount => Fits(make(of, 0, amount).ApplyTo(Problem))));
    }

    public bool Fits(Problem problem)
    {
        var model = new Model(problem, objective);
        var scheduler = new Scheduler();
        var route = new Route { Vehicle = 0 };
        route.SetSequence(
            [model.StartOf(0), .. steps.Select(step => step.Kind == VisitKind.Reload ? model.ReloadsOf[model.TypeOf[0]][step.Index] : Pins.NodeOf(step)), model.EndOf(0)],
            [0, .. steps.Select(step => (byte)(step.Compartment ?? 0)), 0]);
        var place = Place.None;
        if (route.Update(model, scheduler))
            new Inserter(model, scheduler).Try(route, Last, ref place);
        return place.Vehicle >= 0;
    }

    static long Least(long most, Func<long, bool> fits)
    {
        var (fails, holds) = (0L, most);
        while (holds - fails > 1)
        {
            var middle = fails + (holds - fails) / 2;
            (fails, holds) = fits(middle) ? (fails, middle) : (middle, holds);
        }
        return holds;
    }

    IEnumerable<(int Request, long Most, Func<int, int, long, Relaxation> Make)> Candidates()
    {
        var (van, type, asked) = (Problem.Vehicles[0], Problem.Types[0], Problem.Requests[Last]);
        for (var r = Last; r >= 0; r--)
            foreach (var end in (VisitKind[])[VisitKind.Pickup, VisitKind.Delivery])
                if ((end == VisitKind.Pickup ? Problem.Requests[r].Pickup : Problem.Requests[r].Delivery) is { Windows.Count: > 0 } activity)
                {
                    yield return (r, Problem.Horizon - activity.Windows[^1].Latest, (request, _, amount) => new Relaxation.LaterWindow(request, end, (int)amount));
                    if (r == Last)
                        yield return (r, activity.Windows[0].Earliest, (request, _, amount) => new Relaxation.EarlierWindow(request, end, (int)amount));
                }
        yield return (Last, Problem.Horizon - van.Shift.Latest, (_, v, amount) => new Relaxation.LongerShift(v, (int)amount));
        yield return (Last, van.Shift.Earliest, (_, v, amount) => new Relaxation.EarlierShift(v, (int)amount));
        if (asked.MaxRideSeconds is { } ride)
            yield return (Last, Problem.Horizon - ride, (request, _, amount) => new Relaxation.LongerRide(request, (int)amount));
        if (type.MaxSeconds is { } seconds)
            yield return (Last, Problem.Horizon - seconds, (_, v, amount) => new Relaxation.LongerTour(v, (int)amount));
        if (type.MaxDecimetres is { } way)
            yield return (Last, Math.Min(1L << 40, long.MaxValue - way), (_, v, amount) => new Relaxation.FurtherTour(v, amount));
        if (type.MaxStops is { } stops)
            yield return (Last, Math.Min(3, int.MaxValue - stops), (_, v, amount) => new Relaxation.MoreStops(v, (int)amount));
        for (var b = 0; b < van.Breaks.Count; b++)
        {
            var number = b;
            var until = b + 1 < van.Breaks.Count ? van.Breaks[b + 1].Window.Earliest : Problem.Horizon;
            yield return (Last, until - van.Breaks[b].Window.Latest, (_, v, amount) => new Relaxation.LaterBreak(v, number, (int)amount));
        }
        for (var k = 0; k < Problem.Dimensions; k++)
        {
            var dimension = k;
            var most = Problem.Requests.Sum(each => each.Load[dimension]);
            for (var c = -1; c < type.Compartments.Count; c++)
            {
                int? compartment = c < 0 ? null : c;
                var larger = c < 0 ? type.Capacity[k] : Math.Max(type.Capacity[k], type.Compartments[c].Capacity[k]);
                yield return (Last, Math.Min(most, Problem.LargestLoad - larger), (_, v, amount) => new Relaxation.MoreRoom(v, compartment, dimension, amount));
            }
        }
    }

    TourStep Renumbered(TourStep step) => step.Kind == VisitKind.Reload ? step : step with { Index = ids.IndexOf(step.Index) };

    TourLock? Renumbered(TourLock each) => each switch
    {
        TourLock.First x => new TourLock.First(0, [.. x.Steps.Select(Renumbered)]),
        TourLock.Consecutive x => new TourLock.Consecutive(0, [.. x.Steps.Select(Renumbered)]),
        _ => null,
    };

    Activity Moved(Activity activity) => activity with { Location = places.IndexOf(activity.Location) };

    int? PlaceOf(int? location) => location is { } place ? places.IndexOf(place) : null;
}
