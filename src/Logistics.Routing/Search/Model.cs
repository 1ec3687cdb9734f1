namespace Logistics.Routing.Search;

/// <summary>Time and distance of one hop, side by side so that one cache line serves both.</summary>
readonly record struct Arc(int Time, int Distance);

/// <summary>
/// The problem compiled for the search: flat arrays of whole numbers. Node <c>2r</c> is the pickup of request r, <c>2r + 1</c> its delivery,
/// then each vehicle has its start and its end, then each type its reloads at even numbers. Costs are in <em>shares</em>, small enough that a second and a decimetre cost a whole number of them.
/// </summary>
sealed class Model
{
    /// <summary>Shares per microeuro: 3,600 s in an hour and 10,000 dm in a kilometre both divide it.</summary>
    public const long Share = 90_000;

    public readonly Problem Problem;
    public readonly Objective Objective;
    public readonly int Requests;
    public readonly int Vehicles;
    public readonly int Dimensions;

    /// <summary>Rows of the compiled tables, see <see cref="Places"/>.</summary>
    public readonly int Locations;
    public readonly Places Places;

    /// <summary>Reloads are the nodes from here on. They may stand in a tour more than once.</summary>
    public readonly int FirstReload;

    /// <summary>One more than half of the largest node: arrays by request that are asked with the half of any node of a tour need this length.</summary>
    public readonly int Halves;

    public readonly int[] Location;
    public readonly int[] Open;
    public readonly int[] Close;
    public readonly int[] Service;

    /// <summary>Null for a node of at most one window; the search then needs only <see cref="Open"/> and <see cref="Close"/>.</summary>
    public readonly TimeWindow[]?[] Windows;
    public readonly bool AnySeveralWindows;

    /// <summary>Null where every window is hard.</summary>
    public readonly Lateness? Lateness;

    /// <summary>By profile: row-major, and transposed so that the arcs into a node stand side by side too.</summary>
    public readonly Arc[][] Out;
    public readonly Arc[][] Into;

    /// <summary>By profile; null where times stay the same all day. Where they change the tables hold the least times, so that quick tests stay necessary.</summary>
    public readonly SlicedTravel?[] Sliced;

    public readonly bool[] HasPickup;
    public readonly bool[] HasDelivery;
    public readonly int[] Load;
    public readonly int[] ClassOf;

    /// <summary>By class: the classes it must not travel with; null where all go together.</summary>
    public readonly ulong[]? Apart;
    public readonly int[] RideLimit;
    public readonly int[] ReadyAt;

    /// <summary>-1 for a request on its own; see <see cref="Problem.Groups"/>.</summary>
    public readonly int[] GroupOf;
    public readonly int[][] Groups;

    /// <summary>Some goods are ready only later.</summary>
    public readonly bool AnyReady;

    /// <summary>By type: its reload nodes, and how many trips a tour may have.</summary>
    public readonly int[][] ReloadsOf;
    public readonly int[] MostTrips;

    public readonly int[] TypeOf;
    public readonly int[] ProfileOf;
    public readonly long[] DistanceRate;
    public readonly Pay[] Pay;
    public readonly long[] Fixed;

    /// <summary>By type: duration is in the cost of a tour or limited, so it must be known at each insertion.</summary>
    public readonly bool[] Timed;

    /// <summary>By type.</summary>
    public readonly TourLimits[] Limits;

    /// <summary>Vehicles the search may take for one another.</summary>
    public readonly int[] KindOf;
    public readonly int[][] VehiclesOfKind;

    /// <summary>By type: first the whole vehicle, then its compartments, <see cref="Dimensions"/> numbers each. One row when there are no compartments.</summary>
    public readonly int[][] Capacity;

    /// <summary>Breaks, ride limits, soft windows, travel times that change and (where duration counts) several windows: only a full schedule can judge them.</summary>
    public readonly bool[] VehicleIsExact;
    public readonly bool[] RequestIsExact;

    /// <summary>Weight of leaving the request out, priorities first: exact, since a priority outweighs all lower ones together.</summary>
    public readonly Int128[] LeftOutWeight;
    public readonly long[] Prize;

    /// <summary>Null where the cost of a plan is a sum over its tours.</summary>
    public readonly BalanceCost? Balance;

    public readonly Pins Pins;

    readonly uint[] holds;
    readonly int types;

    public Model(Problem problem, Objective objective)
    {
        Problem = problem;
        Objective = objective;
        Requests = problem.Requests.Count;
        Vehicles = problem.Vehicles.Count;
        Dimensions = problem.Dimensions;
        Places = new Places(problem);
        Locations = Places.Count;
        types = problem.Types.Count;
        FirstReload = 2 * (Requests + Vehicles);
        var nodes = FirstReload + 2 * problem.Types.Sum(type => type.Reloads.Count);
        Halves = nodes / 2;
        Location = new int[nodes];
        Open = new int[nodes];
        Close = new int[nodes];
        Service = new int[nodes];
        Windows = new TimeWindow[]?[nodes];

        Lateness = objective == Objective.Cost ? Lateness.Of(problem, nodes) : null;
        HasPickup = new bool[Requests];
        HasDelivery = new bool[Requests];
        Load = new int[Requests * Dimensions];
        ClassOf = new int[Requests];
        Apart = ClassesOnBoard.Forbidden(problem);
        RideLimit = new int[Requests];
        ReadyAt = new int[Requests];
        GroupOf = new int[Requests];
        Array.Fill(GroupOf, -1);
        Groups = [.. problem.Groups.Select(group => group.ToArray())];
        for (var g = 0; g < Groups.Length; g++)
            foreach (var r in Groups[g])
                GroupOf[r] = g;
        RequestIsExact = new bool[Requests];
        Prize = new long[Requests];
        for (var r = 0; r < Requests; r++)
            CompileRequest(r, problem.Requests[r]);
        AnyReady = ReadyAt.Any(time => time > 0);
        (ReloadsOf, MostTrips) = CompileReloads();
        AnySeveralWindows = Windows.Any(windows => windows is not null);

        Sliced = SlicedTravel.Of(problem, Places);
        (Out, Into) = CompileTables();

        Balance = objective == Objective.Cost ? BalanceCost.Of(problem.Balance) : null;
        DistanceRate = new long[types];
        Pay = new Pay[types];
        Fixed = new long[types];
        Limits = [.. problem.Types.Select(TourLimits.Of)];
        Timed = new bool[types];
        Capacity = new int[types][];
        for (var t = 0; t < types; t++)
            CompileType(t, problem.Types[t]);
        var anyTimed = Timed.Any(timed => timed);
        for (var r = 0; r < Requests; r++)
            RequestIsExact[r] = RideLimit[r] != int.MaxValue || Lateness?.IsDue(2 * r) == true || Lateness?.IsDue(2 * r + 1) == true
                || (anyTimed && (Windows[2 * r] ?? Windows[2 * r + 1]) is not null);

        TypeOf = new int[Vehicles];
        ProfileOf = new int[Vehicles];
        VehicleIsExact = new bool[Vehicles];
        for (var v = 0; v < Vehicles; v++)
            CompileVehicle(v, problem.Vehicles[v]);
        Pins = new Pins(problem, StartOf, nodes);
        holds = CompileHolds();
        (KindOf, VehiclesOfKind) = VehicleKinds.Of(this);
        LeftOutWeight = CompileWeights();
    }

    public int StartOf(int vehicle) => 2 * (Requests + vehicle);

    public int EndOf(int vehicle) => 2 * (Requests + vehicle) + 1;

    public int LargestGroup => Groups.Length == 0 ? 0 : Groups.Max(group => group.Length);

    public bool AnyReloads => Halves * 2 > FirstReload;

    /// <summary>The tours of this vehicle may have more than one trip, or one that must wait for goods.</summary>
    public bool HasTrips(int vehicle) => AnyReady || ReloadsOf[TypeOf[vehicle]].Length > 0;

    /// <summary>One bit for each compartment (or the only hold) that accepts the goods; 0 when the vehicle may not carry them.</summary>
    public uint HoldsFor(int request, int vehicle) => holds[request * Vehicles + vehicle];

    /// <summary>The first time at or after <paramref name="time"/> at which service may begin; beyond every window when there is none.</summary>
    public int NextBegin(int node, int time)
    {
        if (Windows[node] is { } windows)
        {
            foreach (var window in windows)
                if (time <= window.Latest)
                    return Math.Max(time, window.Earliest);
            return Math.Max(time, Close[node] + 1);
        }
        return Math.Max(time, Open[node]);
    }

    /// <summary>The last time at or before <paramref name="time"/> at which service may begin; before every window when there is none.</summary>
    public int LastBegin(int node, int time)
    {
        if (Windows[node] is { } windows)
        {
            for (var w = windows.Length - 1; w >= 0; w--)
                if (time >= windows[w].Earliest)
                    return Math.Min(time, windows[w].Latest);
            return Math.Min(time, Open[node] - 1);
        }
        return Math.Min(time, Close[node]);
    }

    void CompileRequest(int r, Request request)
    {
        HasPickup[r] = request.Pickup is not null;
        HasDelivery[r] = request.Delivery is not null;
        CompileActivity(2 * r, request.Pickup);
        CompileActivity(2 * r + 1, request.Delivery);
        for (var k = 0; k < Dimensions; k++)
            Load[r * Dimensions + k] = (int)request.Load[k];
        ClassOf[r] = request.Class;
        RideLimit[r] = request.MaxRideSeconds ?? int.MaxValue;
        ReadyAt[r] = request.ReadyAt;
        Prize[r] = Objective == Objective.Cost ? request.Prize.Microeuros * Share : 0;
    }

    void CompileActivity(int node, Activity? activity)
    {
        if (activity is null)
            return;
        Location[node] = activity.Location;
        Service[node] = activity.ServiceSeconds;
        Open[node] = activity.Windows.Count == 0 ? 0 : activity.Windows[0].Earliest;
        Close[node] = activity.Windows.Count == 0 ? Problem.Horizon : activity.Windows[^1].Latest;
        Windows[node] = activity.Windows.Count > 1 ? [.. activity.Windows] : null;
        if (Lateness is null || activity.Windows.Count == 0)
            return;
        Close[node] = Math.Min(Problem.Horizon, Close[node] + activity.LateSeconds);
        if (Windows[node] is { } windows)
            windows[^1] = windows[^1] with { Latest = Close[node] };
    }

    (int[][] Nodes, int[] MostTrips) CompileReloads()
    {
        var nodes = new int[types][];
        var next = FirstReload;
        for (var t = 0; t < types; t++)
        {
            var reloads = Problem.Types[t].Reloads;
            nodes[t] = new int[reloads.Count];
            for (var s = 0; s < reloads.Count; s++, next += 2)
                CompileActivity(nodes[t][s] = next, reloads[s]);
        }
        return (nodes, [.. Problem.Types.Select(type => type.MaxTrips ?? int.MaxValue)]);
    }

    void CompileType(int t, VehicleType type)
    {
        (DistanceRate[t], Pay[t], Fixed[t]) = Objective == Objective.Cost
            ? (type.CostPerKilometre.Microeuros * (Share / 10_000), Search.Pay.Of(type), type.CostFixed.Microeuros * Share)
            : (1, new(0, int.MaxValue, 0), 0);
        Timed[t] = Pay[t].Any || Limits[t].OfTime || Balance is { OfTime: true };
        Capacity[t] = [.. type.Capacity.Concat(type.Compartments.SelectMany(compartment => compartment.Capacity)).Select(amount => (int)amount)];
    }

    void CompileVehicle(int v, Vehicle vehicle)
    {
        var type = Problem.Types[vehicle.Type];
        TypeOf[v] = vehicle.Type;
        ProfileOf[v] = type.Profile;
        VehicleIsExact[v] = vehicle.Breaks.Count > 0 || Sliced[type.Profile] is not null || (Timed[vehicle.Type] && type.Reloads.Any(reload => reload.Windows.Count > 1));
        Location[StartOf(v)] = Places.RowOfStart(vehicle.Start);
        Location[EndOf(v)] = Places.RowOfEnd(vehicle.End);
        Open[StartOf(v)] = Open[EndOf(v)] = vehicle.Shift.Earliest;
        Close[StartOf(v)] = Close[EndOf(v)] = vehicle.Shift.Latest;
    }

    (Arc[][] Out, Arc[][] Into) CompileTables()
    {
        var profiles = Problem.Tables.Count;
        var (all, transposed) = (new Arc[profiles][], new Arc[profiles][]);
        for (var p = 0; p < profiles; p++)
        {
            var table = Problem.Tables[p];
            all[p] = new Arc[Locations * Locations];
            var symmetric = true;
            for (var i = 0; i < Places.Nowhere; i++)
                for (var j = 0; j < Places.Nowhere; j++)
                    all[p][i * Locations + j] = Way(table, i, j);
            for (var i = 0; i < Locations; i++)
                for (var j = 0; j < i; j++)
                    symmetric &= all[p][i * Locations + j] == all[p][j * Locations + i];
            transposed[p] = symmetric ? all[p] : Transpose(all[p], Locations);
        }
        return (all, transposed);
    }

    Arc Way(TravelTable table, int from, int to)
    {
        var (i, j) = (Places.LocationOf(from)!.Value, Places.LocationOf(to)!.Value);
        return new(table.LeastSeconds(i, j) + Places.SetUp(from, to), table.Decimetres(i, j));
    }

    static Arc[] Transpose(Arc[] arcs, int size)
    {
        var result = new Arc[arcs.Length];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                result[j * size + i] = arcs[i * size + j];
        return result;
    }

    uint[] CompileHolds()
    {
        var byType = new uint[Requests * types];
        for (var r = 0; r < Requests; r++)
            for (var t = 0; t < types; t++)
                byType[r * types + t] = HoldsOfType(Problem.Requests[r], Problem.Types[t]);

        var result = new uint[Requests * Vehicles];
        for (var r = 0; r < Requests; r++)
            if (Problem.Requests[r].AllowedVehicles is { } allowed)
                foreach (var v in allowed)
                    result[r * Vehicles + v] = byType[r * types + TypeOf[v]];
            else
                for (var v = 0; v < Vehicles; v++)
                    result[r * Vehicles + v] = byType[r * types + TypeOf[v]];
        for (var v = 0; v < Vehicles; v++)
            for (var r = 0; r < Requests && Pins.IsClosed(v); r++)
                if (!Pins.IsPinned(r))
                    result[r * Vehicles + v] = 0;
        return result;
    }

    static uint HoldsOfType(Request request, VehicleType type)
    {
        if (!Fits(request.Load, type.Capacity))
            return 0;
        if (type.Compartments.Count == 0)
            return request.Class == 0 ? 1u : 0;
        var holds = 0u;
        for (var c = 0; c < type.Compartments.Count; c++)
            if (type.Compartments[c].Classes.Contains(request.Class) && Fits(request.Load, type.Compartments[c].Capacity))
                holds |= 1u << c;
        return holds;
    }

    static bool Fits(IReadOnlyList<long> load, IReadOnlyList<long> capacity)
    {
        for (var k = 0; k < load.Count; k++)
            if (load[k] > capacity[k])
                return false;
        return true;
    }

    Int128[] CompileWeights()
    {
        // The count at one priority is below (requests there + 1), so each priority's weight is the product of those below it.
        // What is locked comes above all that is required.
        var priorities = Problem.Requests.Select((request, r) => Pins.Stays(r) ? Request.Required + 1 : request.Priority).ToArray();
        var counts = new int[Request.Required + 2];
        foreach (var priority in priorities)
            counts[priority]++;
        var weights = new Int128[Request.Required + 2];
        Int128 weight = 1;
        for (var priority = Objective == Objective.Cost ? 1 : 0; priority < weights.Length; priority++)
        {
            weights[priority] = weight;
            weight *= counts[priority] + 1;
        }
        return [.. priorities.Select(priority => weights[priority])];
    }
}
