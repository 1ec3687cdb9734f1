using Logistics.Measures;

namespace Logistics.Routing.Search;

/// <summary>Why each absent request was left out: tried on every empty vehicle first, then in every tour of the plan.</summary>
/// <remarks>The least lateness and the missing room come from the quick tests, which know nothing of breaks, ride limits and limits of the vehicle;
/// where only such a rule stands in the way no single change is named.</remarks>
sealed class Explanation(Model model, State plan, Inserter inserter, GroupInserter groups)
{
    readonly Dictionary<int, UnassignedReason> ofGroup = [];

    public UnassignedReason Of(int request)
    {
        if (model.GroupOf[request] is >= 0 and var group)
            return ofGroup.TryGetValue(group, out var known) ? known : ofGroup[group] = new GroupExplanation(model, plan, this, groups).Of(group);
        if (OfAlone(request) is { } reason)
            return reason;
        if (model.LeftOutWeight[request] == 0 && CheapestAnywhere(request) is { Vehicle: >= 0 } place)
            return new UnassignedReason.NotWorthIt(new Cost(place.Delta / Model.Share));
        return Closest(request);
    }

    /// <summary>Why no vehicle could serve the request even if it had nothing else to do; null when one could.</summary>
    public UnassignedReason? OfAlone(int request)
    {
        var asked = model.Problem.Requests[request];
        var allowed = (asked.AllowedVehicles ?? [.. Enumerable.Range(0, model.Vehicles)]).Where(v => !model.Pins.IsClosed(v)).ToList();
        if (allowed.Count == 0)
            return new UnassignedReason.NoVehicleAllowed();
        var types = allowed.Select(model.Problem.TypeOf).Distinct().ToList();
        var rooms = types.SelectMany(type => RoomsFor(asked.Class, type)).ToList();
        if (rooms.Count == 0)
            return new UnassignedReason.NoCompartment(asked.Class);
        var tightest = rooms.Select(room => Tightest(asked.Load, room)).MinBy(excess => excess.Amount);
        if (tightest.Amount > 0)
            return new UnassignedReason.TooLarge(tightest.Dimension, tightest.Amount);

        var carriers = allowed.Where(v => model.HoldsFor(request, v) != 0).DistinctBy(v => model.KindOf[v]).ToList();
        if (!carriers.Any(v => FitsAlone(request, v)))
            return new UnassignedReason.OutOfReach(Math.Max(0, carriers.Min(v => new Tightness(model, Alone(v)).Least(request).SecondsLate ?? 0)));
        return null;
    }

    UnassignedReason.NoRoomLeft Closest(int request)
    {
        int? late = null;
        (int? Dimension, long? Missing) room = (null, null);
        foreach (var route in plan.Routes)
            if (model.HoldsFor(request, route.Vehicle) != 0)
            {
                var (seconds, dimension, missing) = new Tightness(model, route).Least(request);
                if (seconds > 0 && !(late <= seconds))
                    late = seconds;
                if (missing > 0 && !(room.Missing <= missing))
                    room = (dimension, missing);
            }
        return new(late, room.Dimension, room.Missing);
    }

    static IEnumerable<IReadOnlyList<long>> RoomsFor(int goods, VehicleType type) => type.Compartments.Count == 0
        ? goods == 0 ? [type.Capacity] : []
        : type.Compartments.Where(compartment => compartment.Classes.Contains(goods))
            .Select(IReadOnlyList<long> (compartment) => [.. compartment.Capacity.Zip(type.Capacity, Math.Min)]);

    static (int Dimension, long Amount) Tightest(IReadOnlyList<long> load, IReadOnlyList<long> capacity) =>
        load.Select((amount, k) => (Dimension: k, Amount: amount - capacity[k])).DefaultIfEmpty().MaxBy(excess => excess.Amount);

    public Route Alone(int vehicle)
    {
        var route = new Route { Vehicle = vehicle };
        route.Clear(model);
        route.Update(model, new Scheduler());
        return route;
    }

    bool FitsAlone(int request, int vehicle)
    {
        var place = Place.None;
        inserter.Try(Alone(vehicle), request, ref place);
        return place.Vehicle >= 0;
    }

    Place CheapestAnywhere(int request)
    {
        var place = Place.None;
        foreach (var route in plan.Routes)
            inserter.Try(route, request, ref place);
        return place;
    }
}
