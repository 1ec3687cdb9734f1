using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// A day of a few requests by trying everything that could be best: for each kind of vehicle the cheapest route of each set (<see cref="SubsetRoutes"/>), then the best way to
/// share the requests out among the vehicles, set by set. What it finds bounds every plan; where the checker, too, says that the plan can be driven at that cost, it is the best there is.
/// </summary>
static class ExactSmall
{
    public const int MostRequests = 10;

    /// <summary>The bound, in the search's own terms, and the plan that reaches it; null where a rule that the labels do not know stands in its way.</summary>
    public sealed record Answer(PlanValue Bound, Snapshot? Plan)
    {
        /// <summary>For any plan of the same problem: where it is worth the bound it is the best there is, to the last microeuro.</summary>
        public Bound Of(Model model, Snapshot plan, ObjectiveValue written) => new Bound.Proven(
            PlanValue.Of(model, plan) == Bound ? written : BoundWriter.ValueOf(model, Bound), BoundMethod.Enumeration);
    }

    /// <summary>
    /// Null when the day is too large or its rules allow more than the labels know, or the caller cancelled. A good <paramref name="incumbent"/> spares the routes that only
    /// dearer plans have.
    /// </summary>
    public static Answer? Solve(Model model, Snapshot? incumbent, CancellationToken cancellation)
    {
        if (model.Requests > MostRequests || RelaxedRules.WhyNone(model.Problem) is not null)
            return null;
        var ofKind = new SubsetRoutes[model.VehiclesOfKind.Length];
        var rules = model.VehiclesOfKind.Select(vehicles => new RouteRules(model, vehicles[0], model.Out[model.ProfileOf[vehicles[0]]])).ToList();
        var others = new LeastCosts(model, rules);
        var atMost = AtMost(model, incumbent);
        for (var kind = 0; kind < ofKind.Length; kind++)
        {
            if (SubsetRoutes.Of(model, rules[kind], others, atMost, cancellation) is not { } routes)
                return null;
            ofKind[kind] = routes;
        }
        var turns = Share(model, ofKind);
        var (value, served) = BestOf(model, turns[^1].Values);
        return new(value, Write(model, value, turns, ofKind, served));
    }

    /// <summary>Cost alone says which plan is better only where no vehicle counts and nothing of any priority is left out that could be carried.</summary>
    static long AtMost(Model model, Snapshot? incumbent) =>
        incumbent is { IsEmpty: false } && model.Objective != Objective.Hierarchical && incumbent.LeftOut == Carriage.LeftOutByAll(model) ? incumbent.Cost : long.MaxValue;

    /// <summary>After each vehicle, for each set served so far: the least vehicles (where they count) and cost, and what this vehicle serves of it.</summary>
    sealed record Turn(int Vehicle, PlanValue[] Values, int[] Own);

    static List<Turn> Share(Model model, SubsetRoutes[] ofKind)
    {
        var sets = 1 << model.Requests;
        var perVehicle = model.Objective == Objective.Hierarchical ? 1 : 0;
        var nothing = new PlanValue[sets];
        Array.Fill(nothing, Impossible);
        nothing[0] = default;
        List<Turn> turns = [new(-1, nothing, new int[sets])];
        for (var kind = 0; kind < ofKind.Length; kind++)
            foreach (var vehicle in model.VehiclesOfKind[kind].Take(model.Requests))
            {
                var before = turns[^1].Values;
                var turn = new Turn(vehicle, (PlanValue[])before.Clone(), new int[sets]);
                for (var set = 1; set < sets; set++)
                    for (var own = set; own > 0; own = (own - 1) & set)
                    {
                        if (ofKind[kind].Cost[own] == long.MaxValue || before[set & ~own] == Impossible)
                            continue;
                        var rest = before[set & ~own];
                        var value = rest with { Vehicles = rest.Vehicles + perVehicle, Cost = rest.Cost + ofKind[kind].Cost[own] };
                        if (value.CompareTo(turn.Values[set]) < 0)
                            (turn.Values[set], turn.Own[set]) = (value, own);
                    }
                turns.Add(turn);
            }
        return turns;
    }

    static PlanValue Impossible => new(Int128.MaxValue, int.MaxValue, long.MaxValue);

    static (PlanValue Value, int Served) BestOf(Model model, PlanValue[] values)
    {
        var (best, served) = (Impossible, 0);
        for (var set = 0; set < values.Length; set++)
        {
            if (values[set] == Impossible)
                continue;
            var value = values[set];
            for (var r = 0; r < model.Requests; r++)
                if ((set >> r & 1) == 0)
                    value = value with { LeftOut = value.LeftOut + model.LeftOutWeight[r], Cost = value.Cost + model.Prize[r] };
            if (value.CompareTo(best) < 0)
                (best, served) = (value, set);
        }
        return (best, served);
    }

    static Snapshot? Write(Model model, PlanValue value, List<Turn> turns, SubsetRoutes[] ofKind, int served)
    {
        var plan = new Snapshot(model.Vehicles);
        for (var v = 0; v < model.Vehicles; v++)
            plan.Put(v, [model.StartOf(v), model.EndOf(v)], [0, 0], 0);
        var scheduler = new Scheduler();
        var used = 0;
        var rest = served;
        for (var t = turns.Count - 1; t > 0; t--)
        {
            var own = turns[t].Own[rest];
            if (own == 0)
                continue;
            rest &= ~own;
            used++;
            var vehicle = turns[t].Vehicle;
            var routes = ofKind[model.KindOf[vehicle]];
            var nodes = routes.NodesOf(own);
            if (HoldChoice.Of(model, vehicle, nodes) is not { } holds)
                return null;
            var route = new Route { Vehicle = vehicle };
            route.SetSequence([model.StartOf(vehicle), .. nodes, model.EndOf(vehicle)], [0, .. holds, 0]);
            if (!route.Update(model, scheduler) || route.Cost != routes.Cost[own])
                return null;
            plan.Put(vehicle, route.Nodes.AsSpan(0, route.Size), route.Hold.AsSpan(0, route.Size), route.Cost);
        }
        plan.Value(value.LeftOut, used, value.Cost);
        return IsAccepted(model, plan, served) ? plan : null;
    }

    /// <summary>The checker shares no code with the search and knows every rule.</summary>
    static bool IsAccepted(Model model, Snapshot plan, int served)
    {
        var left = Enumerable.Range(0, model.Requests).Where(r => (served >> r & 1) == 0).Select(r => new Unassigned(r, new UnassignedReason.NotPlanned()));
        return Checker.Check(model.Problem, SolutionWriter.Write(model, plan, [.. left]), model.Objective).Count == 0;
    }
}
