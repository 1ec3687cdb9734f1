namespace Logistics.Routing.Search;

/// <summary>
/// Sets the times of a whole tour, with breaks and ride limits, in time linear in its length (for each pass).
/// The tour ends as early as it can and nothing is later than it must be; given that, it leaves as late as it can, and then everything begins as early as it can.
/// </summary>
/// <remarks>
/// So lateness and the end come first, then the time paid. That is not always the least cost: where an hour of waiting costs more than an hour of lateness,
/// leaving later still and being late would be cheaper. Nor where travel times change over the day: ending later, after the rush, may take less time.
/// Every rule has the form "this begins no earlier than that plus so much", so the earliest times are a least fixed point and the latest a greatest one;
/// a ride limit lets a late delivery push its pickup later (what Cordeau and Laporte 2003 do in eight steps, Transportation Research B 37:579).
/// Breaks are placed first, for the earliest end (which is not always the least paid time). Only where a ride limit or a longest duration then fails are their other places tried, up to a number.
/// Mutable scratch space: one for each thread.
/// </remarks>
sealed class Scheduler
{
    const int OtherPlacesTried = 200;

    /// <summary>The last version given to a route. Of this thread: versions are compared between routes of one island only.</summary>
    public long Versions;

    /// <summary>Nodes as in <see cref="Model"/>; a break b is written as -1 - b.</summary>
    public int[] Items = new int[16];
    public int[] Begin = new int[16];
    public int Count;

    /// <summary>Departure to return of the last tour fitted.</summary>
    public int Duration;

    /// <summary>In shares: what its paid time and its lateness cost.</summary>
    public long TimeCost;

    int[] travel = new int[16];

    /// <summary>By item: the row it is reached from, where times change over the day; its own for a break.</summary>
    int[] comesFrom = new int[16];
    int[] stands = new int[16];
    SlicedTravel? sliced;
    int[] service = new int[16];
    int[] latest = new int[16];
    int[] pickupAt = new int[16];

    /// <summary>By position in the sequence without breaks, and by item: what goods that are ready late allow.</summary>
    int[] leastBegin = new int[16];
    int[] ready = new int[16];
    int earliestStart;
    int latestEnd;
    int unpaid;
    bool rides;
    readonly BreakPlacer placer = new();
    Vehicle vehicle = null!;
    Model model = null!;

    /// <summary>Finds the times of a sequence of nodes from start to end and checks every limit in time and length of the vehicle.</summary>
    public bool TryFit(Model model, int vehicleIndex, ReadOnlySpan<int> nodes)
    {
        Prepare(model, vehicleIndex, nodes);
        if (vehicle.Breaks.Count == 0)
            return TrySet(vehicleIndex, nodes, placed: false);
        if (!placer.TryPlace(model, vehicleIndex, nodes, leastBegin))
            return false;
        if (TrySet(vehicleIndex, nodes, placed: true))
            return true;
        if (!rides && model.Problem.Types[vehicle.Type].MaxSeconds is null)
            return false;
        for (var tries = 0; tries < OtherPlacesTried && placer.TryNext(nodes.Length, first: tries == 0); tries++)
            if (TrySet(vehicleIndex, nodes, placed: true))
                return true;
        return false;
    }

    bool TrySet(int vehicleIndex, ReadOnlySpan<int> nodes, bool placed)
    {
        Lay(vehicleIndex, nodes, placed);
        SetEarliest();
        if (!TryRaise() || Begin[Count - 1] > latestEnd)
            return false;
        Array.Copy(Begin, latest, Count);
        LowerFromEnd();
        Duration = Begin[Count - 1] - latest[0];
        TimeCost = model.Pay[model.TypeOf[vehicleIndex]].For(Duration - unpaid) + LatenessCost();
        return WithinLimits(vehicleIndex, nodes);
    }

    /// <summary>After <see cref="TryFit"/> said yes: moves the start as late as the end allows, and all the rest after it as early as it can.</summary>
    public void LeaveLate()
    {
        Begin[0] = latest[0];
        TryRaise();
    }

    /// <summary>Sets the times of a sequence that has its breaks in it. Where it cannot be kept: nothing is later and the end no later than it must be, a missed
    /// window is served on arrival, and the start is put off as far as that allows.</summary>
    public void Replay(Model model, int vehicleIndex, ReadOnlySpan<int> items)
    {
        Prepare(model, vehicleIndex, items);
        Lay(vehicleIndex, items, placed: false);
        SetEarliest();
        if (TryRaise())
        {
            Array.Copy(Begin, latest, Count);
            LowerFromEnd();
            LeaveLate();
            return;
        }
        RunFrom(earliestStart);
        PutOffStart();
    }

    /// <summary>Everything as early as it can after that start; on arrival where a window is missed.</summary>
    void RunFrom(int start)
    {
        Begin[0] = start;
        for (var k = 1; k < Count; k++)
            Begin[k] = Misses(k) ? ArrivalAt(k) : FirstBegin(k);
    }

    /// <summary>Given <see cref="RunFrom"/> the earliest start: without this, one rule broken would break others too (a tour too long by the idle morning).</summary>
    void PutOffStart()
    {
        var before = OverlongRides();
        latest[Count - 1] = Begin[Count - 1];
        for (var k = Count - 2; k >= 0; k--)
            latest[k] = Misses(k) ? Begin[k] : LastBegin(Items[k], Math.Min(LastCheapest(k), LastDepartureFor(k + 1) - service[k]));
        RunFrom(latest[0]);
        // A delay may grow on the way only where a window is skipped or the rush begins.
        if (OverlongRides() > before)
            RunFrom(earliestStart);
    }

    int FirstBegin(int k) => NextBegin(Items[k], Math.Max(ArrivalAt(k), ready[k]));

    bool Misses(int k) => FirstBegin(k) > LastBegin(Items[k], int.MaxValue);

    long OverlongRides()
    {
        var sum = 0L;
        for (var k = 1; k < Count; k++)
            if (pickupAt[k] is >= 0 and var p)
                sum += Math.Max(0, Begin[k] - Begin[p] - service[p] - (long)model.RideLimit[Items[k] >> 1]);
        return sum;
    }

    public int ArrivalAt(int position)
    {
        if (position == 0)
            return Begin[0];
        var departure = Begin[position - 1] + service[position - 1];
        return sliced is null ? departure + travel[position] : sliced.Arrive(comesFrom[position], stands[position], departure);
    }

    public int DepartureFrom(int position) => Begin[position] + service[position];

    void Prepare(Model model, int vehicleIndex, ReadOnlySpan<int> nodes)
    {
        this.model = model;
        vehicle = model.Problem.Vehicles[vehicleIndex];
        Grow(nodes.Length + vehicle.Breaks.Count);
        if (model.AnyReady)
            Trips.SetLeastBegins(model, nodes, leastBegin);
    }

    void Grow(int size)
    {
        if (Items.Length >= size)
            return;
        var length = 2 * size;
        Array.Resize(ref Items, length);
        Array.Resize(ref Begin, length);
        Array.Resize(ref travel, length);
        Array.Resize(ref comesFrom, length);
        Array.Resize(ref stands, length);
        Array.Resize(ref service, length);
        Array.Resize(ref latest, length);
        Array.Resize(ref pickupAt, length);
        Array.Resize(ref ready, length);
        // All 0, as it stays where nothing is ready late.
        leastBegin = new int[length];
    }

    /// <summary>Writes the items with travel, service and, for a delivery with a ride limit, the position of its pickup.</summary>
    void Lay(int vehicleIndex, ReadOnlySpan<int> nodes, bool placed)
    {
        var arcs = model.Out[model.ProfileOf[vehicleIndex]];
        sliced = model.Sliced[model.ProfileOf[vehicleIndex]];
        Count = 0;
        rides = false;
        unpaid = 0;
        earliestStart = placed ? placer.EarliestStart : Math.Max(vehicle.Shift.Earliest, leastBegin[0]);
        latestEnd = placed && placer.Taken < vehicle.Breaks.Count ? vehicle.Breaks[placer.Taken].Window.Latest : int.MaxValue;
        var location = model.Location[nodes[0]];
        var next = placed ? placer.Skipped : 0;
        for (var k = 0; k < nodes.Length; k++)
        {
            if (nodes[k] < 0)
            {
                Put(nodes[k], location, location, 0, vehicle.Breaks[-1 - nodes[k]].Seconds);
                continue;
            }
            var here = model.Location[nodes[k]];
            Put(nodes[k], location, here, arcs[location * model.Locations + here].Time, model.Service[nodes[k]]);
            ready[Count - 1] = leastBegin[k];
            location = here;
            for (; placed && next < placer.Taken && placer.After(next) == k; next++)
                Put(-1 - next, here, here, 0, vehicle.Breaks[next].Seconds);
        }
    }

    void Put(int item, int from, int to, int travelTime, int serviceTime)
    {
        Items[Count] = item;
        comesFrom[Count] = from;
        stands[Count] = to;
        travel[Count] = travelTime;
        ready[Count] = 0;
        service[Count] = serviceTime;
        pickupAt[Count] = -1;
        if (item < 0 && !vehicle.Breaks[-1 - item].Paid)
            unpaid += serviceTime;
        if (item >= 0 && item < 2 * model.Requests && (item & 1) == 1 && model.RideLimit[item >> 1] != int.MaxValue)
        {
            pickupAt[Count] = Array.IndexOf(Items, item - 1, 0, Count);
            rides = true;
        }
        Count++;
    }

    void SetEarliest()
    {
        Begin[0] = earliestStart;
        for (var k = 1; k < Count; k++)
            Begin[k] = ready[k];
    }

    /// <summary>Raises <see cref="Begin"/> to the least times that keep every rule. Longest paths settle in as many passes as there are items,
    /// once more for each window skipped; beyond that the rules contradict each other.</summary>
    bool TryRaise()
    {
        for (var pass = 0; pass <= Count * (1 + (model.AnySeveralWindows ? Count : 0)); pass++)
        {
            for (var k = 1; k < Count; k++)
            {
                Begin[k] = NextBegin(Items[k], Math.Max(Begin[k], ArrivalAt(k)));
                if (Begin[k] > LastBegin(Items[k], int.MaxValue))
                    return false;
            }
            if (!PushPickups())
                return true;
        }
        return false;
    }

    bool PushPickups()
    {
        var pushed = false;
        for (var k = 1; k < Count; k++)
            if (pickupAt[k] >= 0)
            {
                var p = pickupAt[k];
                var least = Begin[k] - model.RideLimit[Items[k] >> 1] - service[p];
                if (Begin[p] < least)
                {
                    Begin[p] = least;
                    pushed = true;
                }
            }
        return pushed;
    }

    /// <summary>Lowers <see cref="latest"/>, which begins at the earliest end, to the greatest times that keep every rule.</summary>
    void LowerFromEnd()
    {
        for (var k = 0; k < Count - 1; k++)
            latest[k] = LastCheapest(k);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var k = Count - 2; k >= 0; k--)
                latest[k] = LastBegin(Items[k], Math.Min(latest[k], LastDepartureFor(k + 1) - service[k]));
            for (var k = 1; k < Count; k++)
                if (pickupAt[k] >= 0)
                {
                    var most = latest[pickupAt[k]] + service[pickupAt[k]] + model.RideLimit[Items[k] >> 1];
                    if (latest[k] > most)
                    {
                        latest[k] = most;
                        changed = true;
                    }
                }
        }
    }

    int LastCheapest(int k) => model.Lateness is { } lateness && Items[k] >= 0 ? lateness.LastCheapest(Items[k], Begin[k]) : int.MaxValue;

    int LastDepartureFor(int k) => sliced is null ? latest[k] - travel[k] : sliced.LastDeparture(comesFrom[k], stands[k], latest[k]);

    /// <summary>Of the earliest times; leaving later adds none.</summary>
    long LatenessCost()
    {
        if (model.Lateness is not { } lateness)
            return 0;
        var cost = 0L;
        for (var k = 0; k < Count; k++)
            if (Items[k] >= 0)
                cost += lateness.CostOf(Items[k], Begin[k]);
        return cost;
    }

    bool WithinLimits(int vehicleIndex, ReadOnlySpan<int> nodes)
    {
        var limits = model.Limits[model.TypeOf[vehicleIndex]];
        if (!limits.OfDistance && !limits.OfStops)
            return Duration <= limits.Seconds;
        var arcs = model.Out[model.ProfileOf[vehicleIndex]];
        var distance = 0L;
        for (var k = 1; k < nodes.Length; k++)
            distance += arcs[model.Location[nodes[k - 1]] * model.Locations + model.Location[nodes[k]]].Distance;
        return limits.Allow(Duration, distance, TourLimits.StopsOf(model, nodes));
    }

    int NextBegin(int item, int time) => item >= 0 ? model.NextBegin(item, time) : Math.Max(time, vehicle.Breaks[-1 - item].Window.Earliest);

    int LastBegin(int item, int time) => item >= 0 ? model.LastBegin(item, time) : Math.Min(time, vehicle.Breaks[-1 - item].Window.Latest);
}
