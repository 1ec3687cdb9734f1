namespace Logistics.Routing.Search;

/// <summary>
/// Lets two tours exchange all that comes after a stop of each (2-opt*: Potvin and Rousseau 1995, "An exchange heuristic for routeing problems with time windows",
/// JORS 46:1433), and a tour its vehicle for one of another kind. Neither is within reach of a ruin that takes out a few stops when tours are long.
/// </summary>
/// <remarks>Simulated annealing judges each exchange by itself; most are turned down in constant time by what the new hops cost.</remarks>
sealed class TailExchange(Model model, Neighbours neighbours, Rng rng)
{
    /// <summary>Each iteration; eight find less in the same time than two.</summary>
    const int Draws = 2;

    /// <summary>Stops are joined to one of so many of their nearest.</summary>
    const int Near = 15;

    /// <summary>Share of the iterations in which a whole tour is tried on another vehicle.</summary>
    const double VehicleRate = 0.05;

    /// <summary>Where a tail stands for itself: nothing locked, no group, one trip.</summary>
    readonly bool applies = !model.Pins.Any && model.Groups.Length == 0 && !model.AnyReloads && !model.AnyReady;

    readonly int[] onBoard = new int[model.Capacity.Max(capacity => capacity.Length)];

    /// <summary>No more tours than this.</summary>
    public int MostTours { get; set; } = model.Vehicles;

    /// <summary>True when the plan changed; it is committed then.</summary>
    /// <param name="state">Committed.</param>
    /// <param name="temperature">In shares.</param>
    public bool Apply(State state, double temperature)
    {
        if (!applies || state.UsedCount == 0)
            return false;
        var changed = model.VehiclesOfKind.Length > 1 && rng.NextDouble() < VehicleRate && TryVehicle(state, Loss(temperature));
        for (var draw = 0; draw < Draws; draw++)
            changed |= TryTails(state, Loss(temperature));
        return changed;
    }

    /// <summary>The most that an exchange may add to the cost.</summary>
    double Loss(double temperature) => -temperature * Math.Log(1 - rng.NextDouble());

    bool TryTails(State state, double loss)
    {
        var node = 2 * rng.Next(model.Requests);
        if (!neighbours.Exists(node) || (neighbours.Exists(node + 1) && rng.Next(2) == 1))
            node++;
        var others = neighbours.Of(node);
        if (others.Length < 2)
            return false;
        var next = others[1 + rng.Next(Math.Min(Near, others.Length - 1))];
        var (vehicle, other) = (state.RouteOf[node >> 1], state.RouteOf[next >> 1]);
        if (vehicle < 0 || other < 0 || vehicle == other)
            return false;
        var (head, tail) = (state.Routes[vehicle], state.Routes[other]);
        var (at, before) = (head.PositionOf(node), tail.PositionOf(next) - 1);
        return Added(head, at, tail, before) + Added(tail, before, head, at) < loss
            && (model.KindOf[vehicle] != model.KindOf[other] || (head.MayGoOn(model, at, tail, before) && tail.MayGoOn(model, before, head, at)))
            && TryExchange(state, head, at, tail, before, loss);
    }

    /// <summary>A whole tour against that of a vehicle of another kind, most often one that stays at home.</summary>
    bool TryVehicle(State state, double loss)
    {
        var route = state.Routes[state.Used[rng.Next(state.UsedCount)]];
        var vehicles = model.VehiclesOfKind[rng.Next(model.VehiclesOfKind.Length)];
        var other = vehicles[rng.Next(vehicles.Length)];
        foreach (var vehicle in vehicles)
            if (state.Routes[vehicle].Count == 0 && state.IsHere(vehicle))
            {
                other = vehicle;
                break;
            }
        return model.KindOf[route.Vehicle] != model.KindOf[other] && state.IsHere(other) && TryExchange(state, route, 0, state.Routes[other], 0, loss);
    }

    /// <summary>
    /// What the hop from a position of one tour to the tail of another costs beyond the one it takes the place of. What another vehicle costs beyond that is left to the full judgement.
    /// </summary>
    long Added(Route head, int at, Route tail, int before)
    {
        ref readonly var here = ref head.Stops[at];
        if (at == 0 && before == tail.Count)
            return -here.Hop.Distance * model.DistanceRate[model.TypeOf[head.Vehicle]] - model.Fixed[model.TypeOf[head.Vehicle]]; // it stays at home
        var hop = model.Out[model.ProfileOf[head.Vehicle]][here.Location * model.Locations + head.Onward(tail, before).Location];
        return ((long)hop.Distance - here.Hop.Distance) * model.DistanceRate[model.TypeOf[head.Vehicle]];
    }

    bool TryExchange(State state, Route one, int at, Route other, int otherAt, double loss)
    {
        if (!Carries(one, at, other, otherAt) || !Carries(other, otherAt, one, at))
            return false;
        var cost = state.Cost;
        state.Begin();
        if (state.TryExchange(one.Vehicle, at + 1, one.Count - at, other.Vehicle, otherAt + 1, other.Count - otherAt)
            && state.Cost < cost + loss && state.UsedCount <= MostTours)
        {
            state.Commit();
            return true;
        }
        state.Rollback();
        return false;
    }

    /// <summary>Whether a vehicle may carry its own stops up to a position and those of another tour beyond one, with no goods on board that are handed over in neither.</summary>
    bool Carries(Route head, int at, Route tail, int before)
    {
        var capacity = model.Capacity[model.TypeOf[head.Vehicle]];
        Array.Clear(onBoard);
        return TryLoadAtStart(head, 1, at, head.Vehicle) && TryLoadAtStart(tail, before + 1, tail.Count, head.Vehicle)
            && Fits(capacity) && Keeps(head, 1, at, capacity) && Keeps(tail, before + 1, tail.Count, capacity);
    }

    /// <summary>Loads what a stretch brings from the start; false where the vehicle may not take its goods, or where goods are picked up in it and handed over elsewhere.</summary>
    bool TryLoadAtStart(Route route, int first, int last, int vehicle)
    {
        var open = 0;
        var isSame = model.KindOf[route.Vehicle] == model.KindOf[vehicle];
        var width = model.Capacity[model.TypeOf[vehicle]].Length;
        for (var k = first; k <= last; k++)
        {
            var (node, request) = (route.Nodes[k], route.Nodes[k] >> 1);
            if (!isSame && (model.HoldsFor(request, vehicle) & (1u << route.Hold[k])) == 0)
                return false;
            if (model.HasPickup[request] && model.HasDelivery[request])
                open += (node & 1) == 0 ? 1 : -1;
            else if ((node & 1) == 1)
                Add(request, route.Hold[k], 1, width);
        }
        return open == 0;
    }

    bool Keeps(Route route, int first, int last, int[] capacity)
    {
        for (var k = first; k <= last; k++)
        {
            Add(route.Nodes[k] >> 1, route.Hold[k], (route.Nodes[k] & 1) == 0 ? 1 : -1, capacity.Length);
            if (!Fits(capacity))
                return false;
        }
        return true;
    }

    bool Fits(int[] capacity)
    {
        for (var k = 0; k < capacity.Length; k++)
            if (onBoard[k] > capacity[k])
                return false;
        return true;
    }

    void Add(int request, int hold, int sign, int width)
    {
        var dimensions = model.Dimensions;
        for (var k = 0; k < dimensions; k++)
        {
            var amount = sign * model.Load[request * dimensions + k];
            onBoard[k] += amount;
            if (width > dimensions)
                onBoard[(1 + hold) * dimensions + k] += amount;
        }
    }
}
