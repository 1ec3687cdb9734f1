namespace Logistics.Routing.Search;

/// <summary>What an insertion asks about one position of a tour, in half a cache line.</summary>
struct Stop
{
    public int Location;
    public int Node;

    /// <summary>When service opens (the first window) and how long it takes.</summary>
    public int Open;
    public int Service;

    /// <summary>Earliest departure.</summary>
    public int Depart;

    /// <summary>Latest arrival from which the rest of the tour can still be kept.</summary>
    public int Late;

    /// <summary>To the next position.</summary>
    public Arc Hop;
}

/// <summary>
/// One vehicle's tour as the search keeps it: nodes from start to end with what is needed to judge an insertion in constant time at each place.
/// Mutable; <see cref="Update"/> must follow every change of the sequence.
/// </summary>
/// <remarks>
/// With <c>n</c> activities the positions are 0 (start) to n + 1 (end).
/// Earliest departures and latest arrivals: the forward time slack of Savelsbergh 1992, "The vehicle routing problem with time windows: minimizing route duration".
/// For tours with breaks or ride limits these two leave them out, hence only filter; <see cref="Scheduler"/> judges.
/// </remarks>
sealed class Route
{
    public int Vehicle;

    /// <summary>Activities, start and end not counted.</summary>
    public int Count;
    public int[] Nodes = new int[8];
    public byte[] Hold = new byte[8];
    public Stop[] Stops = new Stop[8];
    public Segment[] Prefix = [];
    public Segment[] Suffix = [];

    /// <summary>On board on leaving a position: <see cref="Width"/> numbers, laid out like <see cref="Model.Capacity"/>.</summary>
    public int[] Load = [];
    public int Width;

    /// <summary>Kept only where goods must be kept apart.</summary>
    public readonly ClassesOnBoard Classes = new();

    /// <summary>Null where the vehicle makes one trip and nothing is released late.</summary>
    public Trips? Trips;
    Trips? trips;

    public long Distance;

    /// <summary>Kept only where it is limited.</summary>
    public int Halts;

    /// <summary>Kept only where it is in the cost or limited.</summary>
    public int Duration;

    /// <summary>What the duration would be without breaks and ride limits: what <see cref="Prefix"/> and <see cref="Suffix"/> reckon with.</summary>
    public int FreeDuration;

    /// <summary>In shares: paid time and lateness.</summary>
    public long TimeCost;

    /// <summary>In shares, fixed cost included; 0 when empty.</summary>
    public long Cost;
    public int ExactRequests;

    /// <summary>Of what the drivers share evenly; kept only where they do.</summary>
    public long Part;

    /// <summary>Changes with every change of the sequence, and comes back when the sequence is taken back.</summary>
    public long Version;

    public int Size => Count + 2;

    public void Clear(Model model)
    {
        Count = 0;
        Nodes[0] = model.StartOf(Vehicle);
        Nodes[1] = model.EndOf(Vehicle);
        Hold[0] = Hold[1] = 0;
    }

    /// <summary>Puts a node after position <paramref name="after"/>.</summary>
    public void Insert(int after, int node, int hold)
    {
        Grow(Size + 1);
        Array.Copy(Nodes, after + 1, Nodes, after + 2, Size - after - 1);
        Array.Copy(Hold, after + 1, Hold, after + 2, Size - after - 1);
        Nodes[after + 1] = node;
        Hold[after + 1] = (byte)hold;
        Count++;
    }

    /// <summary>Puts a request where a scan found place for it.</summary>
    public void Insert(int request, in Place place)
    {
        if (place.Delivery >= 0)
            Insert(place.Delivery, 2 * request + 1, place.Hold);
        if (place.Pickup >= 0)
            Insert(place.Pickup, 2 * request, place.Hold);
        if (place.Reload != 0)
            Insert(place.ReloadAt, place.Reload, 0);
    }

    /// <summary>Exchanges so many positions from one on with so many of another tour.</summary>
    /// <param name="from">First of this tour's.</param>
    /// <param name="count">How many.</param>
    /// <param name="other">The other tour.</param>
    /// <param name="otherFrom">First of the other's.</param>
    /// <param name="otherCount">How many.</param>
    /// <param name="aside">Written over; at least as long as <paramref name="count"/>.</param>
    public void Exchange(int from, int count, Route other, int otherFrom, int otherCount, Span<(int Node, byte Hold)> aside)
    {
        for (var k = 0; k < count; k++)
            aside[k] = (Nodes[from + k], Hold[from + k]);
        Replace(from, count, other.Nodes.AsSpan(otherFrom, otherCount), other.Hold.AsSpan(otherFrom, otherCount));
        other.MakeRoom(otherFrom, otherCount, count);
        for (var k = 0; k < count; k++)
            (other.Nodes[otherFrom + k], other.Hold[otherFrom + k]) = aside[k];
    }

    void Replace(int from, int count, ReadOnlySpan<int> nodes, ReadOnlySpan<byte> holds)
    {
        MakeRoom(from, count, nodes.Length);
        nodes.CopyTo(Nodes.AsSpan(from));
        holds.CopyTo(Hold.AsSpan(from));
    }

    /// <summary>Moves what follows so many positions, for another number of them to take their place.</summary>
    void MakeRoom(int from, int count, int wanted)
    {
        Grow(Size - count + wanted);
        Array.Copy(Nodes, from + count, Nodes, from + wanted, Size - from - count);
        Array.Copy(Hold, from + count, Hold, from + wanted, Size - from - count);
        Count += wanted - count;
    }

    /// <summary>Where the tail of another tour begins that comes after a position of it; this tour's own end where the tail is empty.</summary>
    public ref readonly Stop Onward(Route tail, int before) => ref before == tail.Count ? ref Stops[Count + 1] : ref tail.Stops[before + 1];

    /// <summary>Whether there is time for the tail of another tour after a position of this one: necessary and, but for what only a full schedule knows, enough where both vehicles are of a kind.</summary>
    public bool MayGoOn(Model model, int at, Route tail, int before)
    {
        ref readonly var next = ref Onward(tail, before);
        return Stops[at].Depart + model.Out[model.ProfileOf[Vehicle]][Stops[at].Location * model.Locations + next.Location].Time <= next.Late;
    }

    public void RemoveAt(int position)
    {
        Array.Copy(Nodes, position + 1, Nodes, position, Size - position - 1);
        Array.Copy(Hold, position + 1, Hold, position, Size - position - 1);
        Count--;
    }

    /// <summary>Drops the activities of requests that <paramref name="routeOf"/> no longer gives to this vehicle.</summary>
    public void Compact(Model model, int[] routeOf)
    {
        var kept = 1;
        for (var k = 1; k <= Count; k++)
            if (Nodes[k] >= model.FirstReload ? Trips.MayEndAfter(model, Nodes, kept - 1) : routeOf[Nodes[k] >> 1] == Vehicle)
            {
                Nodes[kept] = Nodes[k];
                Hold[kept++] = Hold[k];
            }
        while (Nodes[kept - 1] >= model.FirstReload)
            kept--;
        Nodes[kept] = Nodes[Count + 1];
        Hold[kept] = 0;
        Count = kept - 1;
    }

    /// <summary>Takes the sequence and its cost; the rest is not valid before <see cref="Update"/>.</summary>
    public void CopySequence(Route other)
    {
        Grow(other.Size);
        Vehicle = other.Vehicle;
        Count = other.Count;
        Cost = other.Cost;
        Array.Copy(other.Nodes, Nodes, other.Size);
        Array.Copy(other.Hold, Hold, other.Size);
    }

    /// <summary>Takes the sequence of another less one or two requests (-1 for none); <see cref="Update"/> must follow.</summary>
    public void CopyWithout(Route other, int first, int second)
    {
        CopySequence(other);
        var kept = 1;
        for (var k = 1; k <= other.Count; k++)
            if (other.Nodes[k] >> 1 is var request && request != first && request != second)
            {
                Nodes[kept] = other.Nodes[k];
                Hold[kept++] = other.Hold[k];
            }
        Nodes[kept] = other.Nodes[other.Count + 1];
        Hold[kept] = 0;
        Count = kept - 1;
    }

    public bool HasSequenceOf(Route other) =>
        Count == other.Count && Nodes.AsSpan(0, Size).SequenceEqual(other.Nodes.AsSpan(0, Size)) && Hold.AsSpan(0, Size).SequenceEqual(other.Hold.AsSpan(0, Size));

    public void SetSequence(ReadOnlySpan<int> nodes, ReadOnlySpan<byte> holds)
    {
        Grow(nodes.Length);
        Count = nodes.Length - 2;
        nodes.CopyTo(Nodes);
        holds.CopyTo(Hold);
    }

    public int PositionOf(int node) => Array.IndexOf(Nodes, node, 1, Count);

    /// <summary>Recomputes everything but the sequence.</summary>
    /// <returns>False when the sequence cannot be kept: only where the travel times break the triangle inequality can a removal do that.</returns>
    public bool Update(Model model, Scheduler scheduler)
    {
        Grow(Size);
        Version = ++scheduler.Versions;
        var feasible = UpdateTimes(model);
        UpdateLoads(model);
        Trips?.Update(model, this);
        var type = model.TypeOf[Vehicle];
        if (model.Timed[type])
            UpdateSegments(model);
        else
            Duration = FreeDuration = 0;
        if (model.Apart is not null)
            feasible &= Classes.Update(model, Nodes.AsSpan(0, Size)) | model.Pins.IsHeld(Vehicle);
        var limits = model.Limits[type];
        if (limits.OfStops)
            Halts = TourLimits.StopsOf(model, Nodes.AsSpan(0, Size));
        if (Count > 0 && limits.Any)
            feasible &= limits.Allow(FreeDuration, Distance, limits.OfStops ? Halts : 0);
        TimeCost = model.Pay[type].For(Duration);
        if (feasible && Count > 0 && (ExactRequests > 0 || model.VehicleIsExact[Vehicle]))
        {
            feasible = scheduler.TryFit(model, Vehicle, Nodes.AsSpan(0, Size));
            (Duration, TimeCost) = (scheduler.Duration, scheduler.TimeCost);
        }
        Cost = Count == 0 ? 0 : model.Fixed[type] + Distance * model.DistanceRate[type] + TimeCost;
        if (model.Balance is { } balance)
            Part = balance.PartOf(model, this);
        return feasible;
    }

    bool UpdateTimes(Model model)
    {
        var arcs = model.Out[model.ProfileOf[Vehicle]];
        var end = Count + 1;
        for (var k = 0; k <= end; k++)
        {
            var node = Nodes[k];
            Stops[k].Node = node;
            Stops[k].Location = model.Location[node];
            Stops[k].Open = model.Open[node];
            Stops[k].Service = model.Service[node];
        }
        Trips = model.HasTrips(Vehicle) ? trips ??= new() : null;
        Trips?.SetReady(model, this);
        Distance = 0;
        Stops[0].Depart = Stops[0].Open;
        for (var k = 0; k < end; k++)
        {
            var hop = Stops[k].Hop = arcs[Stops[k].Location * model.Locations + Stops[k + 1].Location];
            Distance += hop.Distance;
            Stops[k + 1].Depart = model.NextBegin(Nodes[k + 1], Math.Max(Stops[k + 1].Open, Stops[k].Depart + hop.Time)) + Stops[k + 1].Service;
        }
        Stops[end].Late = model.Close[Nodes[end]];
        var feasible = Stops[end].Late >= Stops[end].Open;
        for (var k = end - 1; k >= 0; k--)
        {
            Stops[k].Late = model.LastBegin(Nodes[k], Stops[k + 1].Late - Stops[k].Hop.Time - Stops[k].Service);
            feasible &= Stops[k].Late >= Stops[k].Open;
        }
        return feasible;
    }

    void UpdateLoads(Model model)
    {
        var capacity = model.Capacity[model.TypeOf[Vehicle]];
        Width = capacity.Length;
        if (Load.Length < Size * Width)
            Load = new int[Nodes.Length * Width];
        Array.Clear(Load, 0, Width);
        ExactRequests = 0;
        if (Trips is not null)
        {
            Trips.SetLoads(model, this);
            return;
        }
        if (Width == 1)
        {
            UpdatePlainLoads(model);
            return;
        }
        for (var k = 1; k <= Count; k++)
        {
            var request = Nodes[k] >> 1;
            if (model.RequestIsExact[request])
                ExactRequests++;
            if ((Nodes[k] & 1) == 1 && !model.HasPickup[request])
                Add(model, request, 0, Hold[k], 1);
        }
        for (var k = 1; k <= Count; k++)
        {
            Array.Copy(Load, (k - 1) * Width, Load, k * Width, Width);
            Add(model, Nodes[k] >> 1, k, Hold[k], (Nodes[k] & 1) == 0 ? 1 : -1);
        }
    }

    /// <summary>The same for goods counted in one number, as most are.</summary>
    void UpdatePlainLoads(Model model)
    {
        var load = Load.AsSpan(0, Count + 1);
        var nodes = Nodes.AsSpan(0, Count + 1);
        var onBoard = 0;
        for (var k = 1; k < nodes.Length; k++)
        {
            var (node, request) = (nodes[k], nodes[k] >> 1);
            if (model.RequestIsExact[request])
                ExactRequests++;
            if ((node & 1) == 1 && !model.HasPickup[request])
                onBoard += model.Load[request];
        }
        load[0] = onBoard;
        for (var k = 1; k < nodes.Length; k++)
        {
            var amount = model.Load[nodes[k] >> 1];
            load[k] = onBoard += (nodes[k] & 1) == 0 ? amount : -amount;
        }
    }

    /// <summary>Loads (+1) or unloads (-1) a request at a position.</summary>
    public void Add(Model model, int request, int position, int hold, int sign)
    {
        var dimensions = model.Dimensions;
        for (var k = 0; k < dimensions; k++)
        {
            var amount = sign * model.Load[request * dimensions + k];
            Load[position * Width + k] += amount;
            if (Width > dimensions)
                Load[position * Width + (1 + hold) * dimensions + k] += amount;
        }
    }

    void UpdateSegments(Model model)
    {
        if (Prefix.Length < Size)
        {
            Prefix = new Segment[Nodes.Length];
            Suffix = new Segment[Nodes.Length];
        }
        var end = Count + 1;
        Prefix[0] = SegmentAt(model, 0);
        for (var k = 1; k <= end; k++)
            Prefix[k] = Segment.Join(Prefix[k - 1], Stops[k - 1].Hop.Time, SegmentAt(model, k));
        Suffix[end] = SegmentAt(model, end);
        for (var k = end - 1; k >= 0; k--)
            Suffix[k] = Segment.Join(SegmentAt(model, k), Stops[k].Hop.Time, Suffix[k + 1]);
        Duration = FreeDuration = Prefix[end].Duration;
    }

    /// <summary>The node alone; a start or reload opens when its goods are ready.</summary>
    public Segment SegmentAt(Model model, int position) => new(Stops[position].Service, Stops[position].Open, model.Close[Nodes[position]]);

    void Grow(int size)
    {
        if (Nodes.Length >= size)
            return;
        var length = Math.Max(size, 2 * Nodes.Length);
        Array.Resize(ref Nodes, length);
        Array.Resize(ref Hold, length);
        Array.Resize(ref Stops, length);
    }
}
