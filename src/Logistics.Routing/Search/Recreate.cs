namespace Logistics.Routing.Search;

/// <summary>
/// Greedy insertion with blinks: absent requests in a drawn order, each at its cheapest place
/// (Christiaens and Vanden Berghe 2020, section 4.2; more orders after Hiermann and Schiffer 2024, arXiv 2405.00230).
/// </summary>
sealed partial class Recreate(Model model, Neighbours neighbours, Inserter inserter, GroupInserter groups, Rng rng)
{
    /// <summary>Tours that serve one of so many neighbours of either end are scanned first; the others only if none of these has a place.
    /// Measured on Li and Lim 400 and 1000: 15 to 30 find plans as good as 60, in half the time of all tours.</summary>
    const int Near = 40;

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
    /// <summary>Share of the passes whose first request goes in whatever it costs: a tour may be worth its cost for several that no one of them is worth it for.</summary>
    const double AnyPriceRate = 0.05;

    /// <summary>Absent optional requests tried in one pass: with hundreds, a pass would ask little else.</summary>
    const int MostOptional = 30;

    readonly bool anyOptional = model.LeftOutWeight.Contains(0);
    bool firstAtAnyPrice;
    readonly int[] triedIn = new int[model.Groups.Length];
    int pass;
    readonly int[] seenIn = new int[model.Vehicles];
    int round;
    readonly int[] nearTours = new int[model.Vehicles];
    readonly int[] toScan = new int[model.Vehicles];
    readonly InsertionMemory memory = new(model);
    double blinkRate;
    int untilBlink = int.MaxValue;

    /// <summary>Chance that the best place of a tour is passed over unseen ("blink": Christiaens and Vanden Berghe 2020, section 4.2).</summary>
    public double BlinkRate
    {
        set
        {
            blinkRate = value;
            NextBlink();
        }
    }

    /// <summary>Whether a place in a near tour is enough for a request.</summary>
    public bool NearOnly { get; set; } = true;

    /// <summary>No more tours than this.</summary>
    public int MostTours { get; set; } = model.Vehicles;

    /// <summary>An empty vehicle is taken only for a request that fits nowhere else.</summary>
    public bool OpenOnlyWhenNeeded { get; set; }

    bool TryInsert(State state, int request)
    {
        if (model.GroupOf[request] is >= 0 and var group)
            return TryInsertGroup(state, group, request);
        var place = Cheapest(state, request);
        if (place.Vehicle >= 0)
            state.Insert(request, place);
        return place.Vehicle >= 0;
    }

    bool TryInsertGroup(State state, int group, int request)
    {
        // In with the member that came first, or tried with it in vain.
        if (state.RouteOf[request] >= 0 || triedIn[group] == pass)
            return state.RouteOf[request] >= 0;
        triedIn[group] = pass;
        groups.Begin(state, group);
        for (var u = 0; u < state.UsedCount; u++)
            groups.Try(state.Routes[state.Used[u]]);
        if (state.UsedCount < MostTours && !(OpenOnlyWhenNeeded && groups.IsFound))
            foreach (var vehicles in model.VehiclesOfKind)
                if (FirstEmpty(state, vehicles) is { } empty)
                    groups.Try(empty);
        if (groups.IsFound)
            groups.Insert(state);
        return groups.IsFound;
    }

    public void Apply(State state, CancellationToken cancellation = default)
    {
        firstAtAnyPrice = anyOptional && rng.NextDouble() < AnyPriceRate;
        var count = SetAsideMost(state);
        Sort(count);
        pass++;
        for (var a = 0; a < count; a++, firstAtAnyPrice = false)
        {
            if (cancellation.IsCancellationRequested || !TryInsert(state, order[a]))
                state.Absent[state.AbsentCount++] = order[a];
        }
        if (model.AnyReloads)
            state.DropReloads();
    }

    /// <summary>Takes the absent to be inserted; of the optional ones that were absent already, where they are many, a drawn part, and the rest stay absent.</summary>
    int SetAsideMost(State state)
    {
        var (count, kept) = (0, 0);
        // A tour opened at any price is worth it only if all that may ride along are asked.
        var share = NearOnly && anyOptional && !firstAtAnyPrice ? (double)MostOptional / Math.Max(1, state.AbsentAtBegin) : 1;
        for (var a = 0; a < state.AbsentCount; a++)
        {
            var request = state.Absent[a];
            if (share < 1 && a < state.AbsentAtBegin && model.LeftOutWeight[request] == 0 && rng.NextDouble() >= share)
                state.Absent[kept++] = request;
            else
                order[count++] = request;
        }
        state.AbsentCount = kept;
        return count;
    }

    /// <summary>The cheapest place of a request in the plan, worth it or not at all.</summary>
    public Place Cheapest(State state, int request)
    {
        if (model.Balance is not null)
            return CheapestBalanced(state, request);
        var best = Place.None;
        if (model.LeftOutWeight[request] == 0 && !firstAtAnyPrice)
            best.Delta = model.Prize[request];
        var entries = memory.Of(request);
        // A trip by a van that would stay at home costs as much as one more of a van on its way, and leaves that one its time.
        var homeFirst = model.AnyReloads && !OpenOnlyWhenNeeded;
        if (homeFirst)
            TryEmpty(state, request, entries, ref best);
        var near = MarkNear(state, request);
        // What is remembered first: it bounds the scans that follow.
        var scans = 0;
        foreach (var vehicle in near)
            if (!TryRecall(state.Routes[vehicle], request, entries[vehicle], ref best))
                toScan[scans++] = vehicle;
        for (var t = 0; t < scans; t++)
            Scan(state.Routes[toScan[t]], request, ref entries[toScan[t]], ref best);
        if (!NearOnly || model.AnyReloads || (best.Vehicle < 0 && model.LeftOutWeight[request] != 0))
            for (var u = 0; u < state.UsedCount; u++)
                if (state.Used[u] is var vehicle && seenIn[vehicle] != round && !TryRecall(state.Routes[vehicle], request, entries[vehicle], ref best))
                    Scan(state.Routes[vehicle], request, ref entries[vehicle], ref best);
        if (!homeFirst && !(OpenOnlyWhenNeeded && best.Vehicle >= 0))
            TryEmpty(state, request, entries, ref best);
        return best;
    }

    void TryEmpty(State state, int request, Span<InsertionMemory.Entry> entries, ref Place best)
    {
        if (state.UsedCount < MostTours)
            foreach (var vehicles in model.VehiclesOfKind)
                if (FirstEmpty(state, vehicles) is { } empty && !TryRecall(empty, request, entries[empty.Vehicle], ref best))
                    Scan(empty, request, ref entries[empty.Vehicle], ref best);
    }

    /// <summary>The tours of the neighbours of both ends.</summary>
    ReadOnlySpan<int> MarkNear(State state, int request)
    {
        round++;
        var count = 0;
        for (var node = 2 * request; node <= 2 * request + 1; node++)
        {
            if (!neighbours.Exists(node))
                continue;
            var others = neighbours.Of(node);
            foreach (var other in others.Length > Near ? others[..Near] : others)
                if (state.RouteOf[other >> 1] is >= 0 and var vehicle && seenIn[vehicle] != round)
                {
                    seenIn[vehicle] = round;
                    nearTours[count++] = vehicle;
                }
        }
        return nearTours.AsSpan(0, count);
    }

    /// <summary>True when memory settles the question: the place it knows is taken if better, or there is none below the best.</summary>
    bool TryRecall(Route route, int request, in InsertionMemory.Entry known, ref Place best)
    {
        if (known.Version != route.Version || (known.Place.Vehicle < 0 && known.Place.Delta < best.Delta))
            return false;
        if (known.Place.Delta < best.Delta)
            Take(route, request, known.Place, ref best);
        return true;
    }

    void Scan(Route route, int request, ref InsertionMemory.Entry known, ref Place best)
    {
        known.Version = route.Version;
        known.Place = best with { Vehicle = -1 };
        inserter.Try(route, request, ref known.Place);
        if (known.Place.Vehicle >= 0)
            Take(route, request, known.Place, ref best);
    }

    /// <summary>The best place of a tour; or, when it is passed over unseen, the next best; or, when that is too, none.</summary>
    void Take(Route route, int request, in Place place, ref Place best)
    {
        if (Sees())
            best = place;
        else if (Sees())
            inserter.TryOther(route, request, place, ref best);
    }

    bool Sees()
    {
        if (--untilBlink >= 0)
            return true;
        NextBlink();
        return false;
    }

    // The gap between blinks is geometric, so the generator runs once for each blink and not for each tour.
    void NextBlink() => untilBlink = blinkRate <= 0 ? int.MaxValue : (int)Math.Min(1e9, Math.Log(1 - rng.NextDouble()) / Math.Log(1 - blinkRate));

    static Route? FirstEmpty(State state, int[] vehicles)
    {
        foreach (var v in vehicles)
            if (state.Routes[v].Count == 0 && state.IsHere(v))
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
        Order.Demand => model.Dimensions == 0 ? 0 : (1L << 31) - model.Load[request * model.Dimensions],
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
