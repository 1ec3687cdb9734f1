namespace Logistics.Routing.Search;

/// <summary>
/// Greedy insertion with blinks: absent requests in a drawn order, each at its cheapest place
/// (Christiaens and Vanden Berghe 2020, section 4.2; more orders after Hiermann and Schiffer 2024, arXiv 2405.00230).
/// </summary>
sealed class Recreate(Model model, Inserter inserter, Rng rng)
{
    enum Order
    {
        Random,
        Demand,
        Far,
        Close,
        Narrow,
        Early,
        Late,
    }

    static readonly int[] Weights = [4, 4, 2, 1, 2, 2, 2];

    readonly int[] order = new int[model.Requests];
    readonly long[] keys = new long[model.Requests];
    readonly long[] distance = FarFromDepot(model);

    /// <summary>No more tours than this.</summary>
    public int MostTours { get; set; } = model.Vehicles;

    /// <summary>An empty vehicle is taken only for a request that fits nowhere else.</summary>
    public bool OpenOnlyWhenNeeded { get; init; }

    public void Apply(State state, CancellationToken cancellation = default)
    {
        var count = state.AbsentCount;
        Array.Copy(state.Absent, order, count);
        Sort(count);
        state.AbsentCount = 0;
        for (var a = 0; a < count; a++)
        {
            var place = cancellation.IsCancellationRequested ? Place.None : Cheapest(state, order[a]);
            if (place.Vehicle >= 0)
                state.Insert(order[a], place);
            else
                state.Absent[state.AbsentCount++] = order[a];
        }
        if (model.AnyReloads)
            state.DropReloads();
    }

    /// <summary>The cheapest place of a request in the plan, worth it or not at all.</summary>
    public Place Cheapest(State state, int request)
    {
        var best = Place.None;
        if (model.LeftOutWeight[request] == 0)
            best.Delta = model.Prize[request];
        for (var u = 0; u < state.UsedCount; u++)
            inserter.Try(state.Routes[state.Used[u]], request, ref best);
        if (state.UsedCount < MostTours && !(OpenOnlyWhenNeeded && best.Vehicle >= 0))
            foreach (var vehicles in model.VehiclesOfKind)
                if (FirstEmpty(state, vehicles) is { } empty)
                    inserter.Try(empty, request, ref best);
        return best;
    }

    static Route? FirstEmpty(State state, int[] vehicles)
    {
        foreach (var v in vehicles)
            if (state.Routes[v].Count == 0)
                return state.Routes[v];
        return null;
    }

    void Sort(int count)
    {
        var by = Draw();
        for (var a = 0; a < count; a++)
        {
            // Higher priorities first whatever the order: a random shuffle decides among equals.
            var noise = (long)(rng.NextULong() >> 44);
            keys[a] = -((long)model.Problem.Requests[order[a]].Priority << 56) + (Math.Min(Key(order[a], by), 1L << 33) << 20) + noise;
        }
        Array.Sort(keys, order, 0, count);
    }

    Order Draw()
    {
        var draw = rng.Next(17);
        var by = 0;
        while ((draw -= Weights[by]) >= 0)
            by++;
        return (Order)by;
    }

    /// <summary>Smaller is inserted earlier; 0 to 2^33.</summary>
    long Key(int request, Order by) => by switch
    {
        Order.Random => 0,
        Order.Demand => (1L << 31) - model.Load[request * model.Dimensions],
        Order.Far => (1L << 33) - distance[request],
        Order.Close => distance[request],
        Order.Narrow => Width(2 * request, model.HasPickup[request]) + Width(2 * request + 1, model.HasDelivery[request]),
        Order.Early => model.HasPickup[request] ? model.Open[2 * request] : model.Open[2 * request + 1],
        _ => (1L << 31) - (model.HasDelivery[request] ? model.Close[2 * request + 1] : model.Close[2 * request]),
    };

    long Width(int node, bool exists) => exists ? model.Close[node] - model.Open[node] : 0;

    static long[] FarFromDepot(Model model)
    {
        var depot = model.Location[model.StartOf(0)];
        var result = new long[model.Requests];
        for (var r = 0; r < model.Requests; r++)
            for (var node = 2 * r; node <= 2 * r + 1; node++)
                if (node % 2 == 0 ? model.HasPickup[r] : model.HasDelivery[r])
                    result[r] += model.Out[0][depot * model.Locations + model.Location[node]].Distance;
        return result;
    }
}
