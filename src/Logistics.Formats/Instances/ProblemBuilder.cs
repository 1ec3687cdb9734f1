using Logistics.Measures;
using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>Turns what an instance says into a routing problem, under one ruler. Location k is node k.</summary>
static class ProblemBuilder
{
    /// <summary>Null when the instance does not fit, which is told.</summary>
    public static Instance? Build(Draft draft, Convention convention, bool lenient, ProblemList problems)
    {
        var largest = LargestArc(draft);
        var ruler = Ruler.Fitting(convention, Math.Max(largest, LargestValue(draft)), lenient);
        if (convention == Convention.Integer && (draft.Matrix is null || !draft.Matrix.All(double.IsInteger)))
            problems.Add(InstanceCodes.ConventionUnfit, "", convention);
        if (largest * ruler.Ticks >= Routing.Problem.Horizon)
            problems.Add(InstanceCodes.ValuesTooLarge, "", largest, convention);
        if (problems.Any)
            return null;

        var (requests, steps) = Requests(draft, ruler);
        var kinds = draft.Vehicles.Select(vehicle => (vehicle with { Depot = 0, Clients = null }).Kind).ToList();
        var types = kinds.Distinct().ToList();
        var problem = new Routing.Problem(
            [Table(draft, ruler)],
            [.. types.Select(type => TypeOf(draft, draft.Vehicles[kinds.IndexOf(type)], ruler))],
            [.. draft.Vehicles.Select((vehicle, v) => new Vehicle
            {
                Type = types.IndexOf(kinds[v]),
                Start = vehicle.Depot,
                End = vehicle.Depot,
                Shift = WindowOf(draft.Nodes[vehicle.Depot], ruler),
            })],
            requests);
        return new(draft, ruler, problem, steps);
    }

    static VehicleType TypeOf(Draft draft, DraftVehicle vehicle, Ruler ruler) => new()
    {
        Capacity = [vehicle.Capacity],
        MaxSeconds = vehicle.MaxDuration is { } duration ? ruler.Value(duration) : null,
        MaxDecimetres = vehicle.MaxDistance is { } distance ? ruler.Value(distance) : null,
        Reloads = [.. vehicle.ReloadDepots.Select(depot => new Activity(depot, WindowOf(draft.Nodes[depot], ruler), 0))],
        MaxTrips = vehicle.MaxReloads is { } most ? most + 1 : null,
        CostFixed = new(ruler.Money(vehicle.FixedCost)),
        // One microeuro for each tick of the way, times the vehicle's rate.
        CostPerKilometre = Cost.FromEuros((decimal)vehicle.UnitDistanceCost * 10_000 / 1_000_000),
    };

    static (List<Request> Requests, Dictionary<int, TourStep> Steps) Requests(Draft draft, Ruler ruler)
    {
        var (requests, steps) = (new List<Request>(), new Dictionary<int, TourStep>());
        var delivered = draft.Nodes.Select(node => node.Delivery).OfType<int>().ToHashSet();
        for (var k = 0; k < draft.Nodes.Count; k++)
        {
            var node = draft.Nodes[k];
            if (node.IsDepot || delivered.Contains(k))
                continue;
            steps[k] = new(node.Delivery is null ? VisitKind.Delivery : VisitKind.Pickup, requests.Count);
            if (node.Delivery is { } drop)
                steps[drop] = new(VisitKind.Delivery, requests.Count);
            requests.Add(new()
            {
                Pickup = node.Delivery is null ? null : ActivityOf(draft, k, ruler),
                Delivery = ActivityOf(draft, node.Delivery ?? k, ruler),
                Load = [node.Demand],
                Priority = node.Prize is null ? Request.Required : 0,
                Prize = new(ruler.Money(node.Prize ?? 0)),
                ReadyAt = ruler.Value(node.Release),
                AllowedVehicles = Allowed(draft, k),
            });
        }
        return (requests, steps);
    }

    static IReadOnlyList<int>? Allowed(Draft draft, int node) => draft.Vehicles.All(vehicle => vehicle.Clients is null)
        ? null
        : [.. Enumerable.Range(0, draft.Vehicles.Count).Where(v => draft.Vehicles[v].Clients?.Contains(node) != false)];

    static Activity ActivityOf(Draft draft, int k, Ruler ruler)
    {
        var node = draft.Nodes[k];
        return node.Ready == 0 && double.IsPositiveInfinity(node.Due)
            ? new(k, [], ruler.Value(node.Service))
            : new(k, WindowOf(node, ruler), ruler.Value(node.Service));
    }

    static TimeWindow WindowOf(DraftNode node, Ruler ruler) => new(ruler.Value(node.Ready), ruler.Value(node.Due));

    static TravelTable Table(Draft draft, Ruler ruler)
    {
        var size = draft.Nodes.Count;
        var (times, distances) = (new int[size * size], new int[size * size]);
        // Where nothing is timed, times must not bind either: tours longer than the horizon exist in large instances.
        var timed = draft.HasTimes || LargestArc(draft) * ruler.Ticks * size < Routing.Problem.Horizon;
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                var arc = draft.Arc(i, j);
                times[i * size + j] = timed ? ruler.Time(arc) : 0;
                distances[i * size + j] = ruler.Distance(arc);
            }
        return new(size, times, distances);
    }

    static double LargestArc(Draft draft)
    {
        if (draft.Matrix is { } matrix)
            return matrix.Max();
        var (width, height) = (draft.Nodes.Max(node => node.X) - draft.Nodes.Min(node => node.X), draft.Nodes.Max(node => node.Y) - draft.Nodes.Min(node => node.Y));
        return Math.Sqrt(width * width + height * height);
    }

    /// <summary>Of times that bind; a window that never closes is as good as the horizon.</summary>
    static double LargestValue(Draft draft) => draft.Nodes.Max(node => Math.Max(node.Service, node.Ready));
}
