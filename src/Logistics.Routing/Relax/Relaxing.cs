using System.Diagnostics;

namespace Logistics.Routing;

/// <summary>Makes rules wider. A vehicle whose type changes gets a type of its own.</summary>
static class Relaxing
{
    public static Problem Apply(Problem problem, IEnumerable<Relaxation> relaxations)
    {
        var types = problem.Types.ToList();
        var vehicles = problem.Vehicles.ToArray();
        var requests = problem.Requests.ToArray();
        foreach (var relaxation in relaxations)
            switch (relaxation)
            {
                case Relaxation.LaterWindow x:
                    Change(requests, x.Request, request => With(request, x.End, activity => Later(activity, x.Seconds)));
                    break;
                case Relaxation.EarlierWindow x:
                    Change(requests, x.Request, request => With(request, x.End, activity => Earlier(activity, x.Seconds)));
                    break;
                case Relaxation.LongerRide x:
                    Change(requests, x.Request, request => request with { MaxRideSeconds = request.MaxRideSeconds + x.Seconds });
                    break;
                case Relaxation.AllowVehicle x:
                    Change(requests, x.Request, request => request with { AllowedVehicles = request.AllowedVehicles is { } allowed ? [.. allowed.Append(x.Vehicle).Distinct().Order()] : null });
                    break;
                case Relaxation.LongerShift x:
                    Change(vehicles, x.Vehicle, vehicle => vehicle with { Shift = vehicle.Shift with { Latest = vehicle.Shift.Latest + x.Seconds } });
                    break;
                case Relaxation.EarlierShift x:
                    Change(vehicles, x.Vehicle, vehicle => vehicle with { Shift = vehicle.Shift with { Earliest = Math.Max(0, vehicle.Shift.Earliest - x.Seconds) } });
                    break;
                case Relaxation.LaterBreak x:
                    Change(vehicles, x.Vehicle, vehicle => vehicle with { Breaks = [.. vehicle.Breaks.Select((rest, b) => b == x.Break ? Later(rest, x.Seconds) : rest)] });
                    break;
                case Relaxation.LongerTour x:
                    ChangeType(x.Vehicle, type => type with { MaxSeconds = type.MaxSeconds + x.Seconds });
                    break;
                case Relaxation.FurtherTour x:
                    ChangeType(x.Vehicle, type => type with { MaxDecimetres = type.MaxDecimetres + x.Decimetres });
                    break;
                case Relaxation.MoreStops x:
                    ChangeType(x.Vehicle, type => type with { MaxStops = type.MaxStops + x.Stops });
                    break;
                case Relaxation.MoreRoom x:
                    ChangeType(x.Vehicle, type => type with
                    {
                        Capacity = More(type.Capacity, x.Dimension, x.Amount),
                        Compartments = [.. type.Compartments.Select((room, c) => c == x.Compartment ? room with { Capacity = More(room.Capacity, x.Dimension, x.Amount) } : room)],
                    });
                    break;
                default:
                    throw new UnreachableException();
            }
        return problem.With(types: types, vehicles: vehicles, requests: requests);

        void ChangeType(int vehicle, Func<VehicleType, VehicleType> change) => Change(vehicles, vehicle, each =>
        {
            types.Add(change(types[each.Type]));
            return each with { Type = types.Count - 1 };
        });
    }

    static void Change<T>(T[] all, int index, Func<T, T> change)
    {
        if (index < 0 || index >= all.Length)
            throw new ArgumentException($"There is no {typeof(T).Name} {index}.");
        all[index] = change(all[index]);
    }

    static Request With(Request request, VisitKind end, Func<Activity, Activity> change) => end == VisitKind.Pickup
        ? request with { Pickup = request.Pickup is { } pickup ? change(pickup) : null }
        : request with { Delivery = request.Delivery is { } delivery ? change(delivery) : null };

    static Activity Later(Activity activity, int seconds) => activity.Windows.Count == 0
        ? activity
        : activity with { Windows = [.. activity.Windows.SkipLast(1), activity.Windows[^1] with { Latest = activity.Windows[^1].Latest + seconds }] };

    static Activity Earlier(Activity activity, int seconds) => activity.Windows.Count == 0
        ? activity
        : activity with { Windows = [activity.Windows[0] with { Earliest = Math.Max(0, activity.Windows[0].Earliest - seconds) }, .. activity.Windows.Skip(1)] };

    static Break Later(Break rest, int seconds) => rest with { Window = rest.Window with { Latest = rest.Window.Latest + seconds } };

    static IReadOnlyList<long> More(IReadOnlyList<long> capacity, int dimension, long amount) => [.. capacity.Select((each, k) => k == dimension ? each + amount : each)];
}
