using Logistics.OrTools;

namespace Logistics.Routing.Tests;

/// <summary>
/// A small day as one constraint model: an arc for each vehicle and ordered pair of stops, times and loads that grow along them. It knows one window for each
/// stop, capacities, pairs and single ends, different costs, shifts and prizes, and shares nothing with the search.
/// </summary>
sealed class CompactModel
{
    readonly Problem problem;
    readonly List<(int Request, bool IsPickup, Activity Activity)> stops = [];
    readonly ConstraintModel model = new();
    readonly List<Term> cost = [];
    readonly Literal[] isLeftOut;

    CompactModel(Problem problem)
    {
        this.problem = problem;
        isLeftOut = [.. problem.Requests.Select(_ => model.Boolean())];
        for (var r = 0; r < problem.Requests.Count; r++)
        {
            if (problem.Requests[r].Pickup is { } pickup)
                stops.Add((r, true, pickup));
            if (problem.Requests[r].Delivery is { } delivery)
                stops.Add((r, false, delivery));
            cost.Add(problem.Requests[r].Prize.Microeuros * isLeftOut[r]);
        }
    }

    /// <summary>Least cost of a plan that may leave out any request of priority 0, in microeuros. Costs of a second and of a decimetre must be whole.</summary>
    /// <param name="atMost">Plans that cost more are no solutions.</param>
    public static ConstraintModel Of(Problem problem, long atMost)
    {
        var compact = new CompactModel(problem);
        compact.Build();
        compact.model.AtMost(atMost, [.. compact.cost]);
        return compact.model;
    }

    void Build()
    {
        var vans = problem.Vehicles.Count;
        var (n, start, end) = (stops.Count, stops.Count, stops.Count + 1);
        var visits = stops.Select(_ => problem.Vehicles.Select(_ => model.Boolean()).ToArray()).ToArray();
        var position = stops.Select(_ => model.Integer(1, n)).ToArray();
        var begin = stops.Select(stop => model.Integer(stop.Activity.Windows[0].Earliest, stop.Activity.Windows[0].Latest)).ToArray();
        for (var s = 0; s < n; s++)
            model.ExactlyOne([.. visits[s], isLeftOut[stops[s].Request]]);
        for (var r = 0; r < problem.Requests.Count; r++)
        {
            if (problem.Requests[r].Priority > 0)
                model.Exactly(0, [isLeftOut[r]]);
            var (pickup, delivery) = (stops.FindIndex(stop => stop.Request == r && stop.IsPickup), stops.FindIndex(stop => stop.Request == r && !stop.IsPickup));
            if (pickup < 0 || delivery < 0)
                continue;
            for (var v = 0; v < vans; v++)
                model.Exactly(0, [visits[pickup][v], -1 * visits[delivery][v]]);
            model.AtLeast(1, [1 * position[delivery], -1 * position[pickup]], !isLeftOut[r]);
        }
        for (var v = 0; v < vans; v++)
            Tour(v, start, end, visits, position, begin);
        model.Minimize([.. cost]);
    }

    void Tour(int v, int start, int end, Literal[][] visits, IntegerVariable[] position, IntegerVariable[] begin)
    {
        var (van, type, table, n) = (problem.Vehicles[v], problem.TypeOf(v), problem.TableOf(v), stops.Count);
        var (leaves, returns) = (model.Integer(van.Shift.Earliest, van.Shift.Latest), model.Integer(van.Shift.Earliest, van.Shift.Latest));
        var arcs = new Dictionary<(int From, int To), Literal>();
        for (var i = 0; i <= n; i++)
            for (var j = 0; j <= n + 1; j++)
                if (i != j && j != start && (i != start || j != end) && IsOpen(i, j, van, table))
                    arcs[(i, j)] = model.Boolean();
        var used = model.Boolean();
        model.ExactlyOne([!used, .. arcs.Where(arc => arc.Key.From == start).Select(arc => arc.Value)]);
        model.ExactlyOne([!used, .. arcs.Where(arc => arc.Key.To == end).Select(arc => arc.Value)]);
        for (var s = 0; s < n; s++)
        {
            model.ExactlyOne([!visits[s][v], .. arcs.Where(arc => arc.Key.From == s).Select(arc => arc.Value)]);
            model.ExactlyOne([!visits[s][v], .. arcs.Where(arc => arc.Key.To == s).Select(arc => arc.Value)]);
        }
        var driven = new List<Term>();
        var loads = Enumerable.Range(0, n + 1).Select(_ => type.Capacity.Select(most => model.Integer(0, most)).ToArray()).ToArray();
        foreach (var ((i, j), arc) in arcs)
        {
            var (from, to) = (i == start ? van.Start!.Value : stops[i].Activity.Location, j == end ? van.End!.Value : stops[j].Activity.Location);
            var (after, ready) = (i == start ? leaves : begin[i], i == start ? 0 : stops[i].Activity.ServiceSeconds);
            model.AtLeast(ready + table.Seconds(from, to), [1 * (j == end ? returns : begin[j]), -1 * after], arc);
            if (i != start && j != end)
                model.AtLeast(1, [1 * position[j], -1 * position[i]], arc);
            driven.Add(-(ready + table.Seconds(from, to)) * arc);
            cost.Add(type.CostPerKilometre.Microeuros / 10_000 * table.Decimetres(from, to) * arc);
            for (var d = 0; d < type.Capacity.Count && j != end; d++)
                model.Exactly((stops[j].IsPickup ? 1 : -1) * problem.Requests[stops[j].Request].Load[d], [1 * loads[j][d], -1 * loads[i][d]], arc);
        }
        // What has no pickup is on board from the start.
        for (var d = 0; d < type.Capacity.Count; d++)
            model.Exactly(0, [1 * loads[n][d], .. stops.Select((stop, s) => (stop, s)).Where(each => !each.stop.IsPickup && problem.Requests[each.stop.Request].Pickup is null)
                .Select(each => -problem.Requests[each.stop.Request].Load[d] * visits[each.s][v])], used);
        cost.Add(type.CostFixed.Microeuros * used);
        var paid = model.Integer(0, van.Shift.Latest - van.Shift.Earliest);
        model.AtLeast(0, [1 * paid, -1 * returns, 1 * leaves], used);
        // Follows from the times; said as one sum it bounds what hours cost.
        model.AtLeast(0, [1 * paid, .. driven]);
        cost.Add(type.CostPerHour.Microeuros / 3_600 * paid);
    }

    /// <summary>False where windows, or the two ends of one request, leave no plan with this arc.</summary>
    bool IsOpen(int i, int j, Vehicle van, TravelTable table)
    {
        var (start, end) = (stops.Count, stops.Count + 1);
        bool IsPair(int stop) => problem.Requests[stops[stop].Request] is { Pickup: not null, Delivery: not null };
        if (i == start && IsPair(j) && !stops[j].IsPickup)
            return false;
        if (j == end && IsPair(i) && stops[i].IsPickup)
            return false;
        if (i != start && j != end && stops[i].Request == stops[j].Request && !stops[i].IsPickup)
            return false;
        var (from, free) = i == start ? (van.Start!.Value, van.Shift.Earliest)
            : (stops[i].Activity.Location, Math.Max(van.Shift.Earliest, stops[i].Activity.Windows[0].Earliest) + stops[i].Activity.ServiceSeconds);
        return j == end || free + table.Seconds(from, stops[j].Activity.Location) <= stops[j].Activity.Windows[0].Latest;
    }

    /// <summary>A day that the model knows every rule of: single ends and pairs, two dimensions, two types of van.</summary>
    public static Problem Day(int seed)
    {
        var random = new Random(seed);
        var requests = 2 + seed % 7;
        var locations = requests + 4;
        VehicleType Type() => new()
        {
            Capacity = [random.Next(60, 140), random.Next(60, 140)],
            CostFixed = new(random.Next(0, 30_000_000)),
            CostPerHour = new(3_600 * random.Next(0, 6_000)),
            CostPerKilometre = new(10_000 * random.Next(1, 120)),
        };

        Activity At()
        {
            var open = random.Next(0, 12_000);
            return new(2 + random.Next(locations - 2), new TimeWindow(open, open + random.Next(2_000, 9_000)), random.Next(0, 600));
        }

        Request Any()
        {
            // Pairs are two stops: few of them where there are many requests, so that the proof ends in time.
            var shape = random.Next(requests > 5 ? 5 : 3);
            return new()
            {
                Pickup = shape is 0 or 1 or 3 ? At() : null,
                Delivery = shape is 0 or 2 or 4 ? At() : null,
                Load = [random.Next(5, 60), random.Next(5, 60)],
                Priority = 0,
                Prize = new(random.Next(5_000_000, 80_000_000)),
            };
        }

        return new(
            [RandomProblems.Table(random, locations)], [Type(), Type()],
            [.. Enumerable.Range(0, 1 + seed % 3).Select(v => new Vehicle { Type = v % 2, Start = random.Next(2), End = random.Next(2), Shift = new(random.Next(0, 3_000), random.Next(15_000, 25_000)) })],
            [.. Enumerable.Range(0, requests).Select(_ => Any())]);
    }
}
