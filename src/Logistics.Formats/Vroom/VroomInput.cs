namespace Logistics.Formats.Vroom;

/// <summary>What VROOM's JSON says (docs/API.md of VROOM 1.14), in its own units: seconds, metres, times as the file gives them.</summary>
sealed record VroomInput
{
    public required IReadOnlyList<VroomRequest> Requests { get; init; }

    public required IReadOnlyList<VroomVehicle> Vehicles { get; init; }

    /// <summary>By profile.</summary>
    public required IReadOnlyDictionary<string, VroomMatrix> Matrices { get; init; }

    /// <summary>Plan mode: the vehicles' steps are judged, not changed.</summary>
    public bool IsPlan { get; init; }

    /// <summary>Components of every amount and capacity.</summary>
    public int Dimensions { get; init; }

    public bool HasDistances => Matrices.Values.All(matrix => matrix.Distances is not null);
}

enum VroomKind
{
    Job,
    Pickup,
    Delivery,
    Break,
}

/// <summary>From and to are inclusive; service (with its set-up) begins inside.</summary>
readonly record struct VroomWindow(long From, long To);

/// <summary>A job, or one end of a shipment.</summary>
sealed record VroomTask(VroomKind Kind, long Id)
{
    public string? Description { get; init; }

    public IReadOnlyList<double>? Coordinates { get; init; }

    /// <summary>Row of the matrices.</summary>
    public int Place { get; init; }

    /// <summary>In the file, as a JSON pointer.</summary>
    public string Pointer { get; init; } = "";

    public VroomDuration SetUp { get; init; } = VroomDuration.None;

    public VroomDuration Service { get; init; } = VroomDuration.None;

    /// <summary>In order and apart; empty: any time.</summary>
    public IReadOnlyList<VroomWindow> Windows { get; init; } = [];
}

/// <summary>Seconds that may depend on the type of the vehicle.</summary>
sealed record VroomDuration(int Usual, IReadOnlyDictionary<string, int> PerType)
{
    public static readonly VroomDuration None = new(0, new Dictionary<string, int>());

    public int For(VroomVehicle vehicle) => vehicle.Type is { } type && PerType.TryGetValue(type, out var seconds) ? seconds : Usual;
}

/// <summary>A job (<see cref="Delivery"/> is null) or a shipment.</summary>
/// <param name="Task">The job, or the shipment's pickup.</param>
/// <param name="Delivery">Of a shipment.</param>
sealed record VroomRequest(VroomTask Task, VroomTask? Delivery)
{
    /// <summary>Of a shipment: on board from its pickup to its delivery.</summary>
    public long[] Amount { get; init; } = [];

    /// <summary>Of a job: on board from the start to there.</summary>
    public long[] Brought { get; init; } = [];

    /// <summary>Of a job: on board from there to the end.</summary>
    public long[] Taken { get; init; } = [];

    /// <summary>A job whose goods come aboard there.</summary>
    public bool Collects => Delivery is null && Taken.Any(each => each > 0);

    /// <summary>A job that does both: as one leaves the vehicle the other comes aboard.</summary>
    public bool Exchanges => Collects && Brought.Any(each => each > 0);

    public IReadOnlyList<int> Skills { get; init; } = [];

    public int Priority { get; init; }

    public IEnumerable<VroomTask> Tasks => Delivery is null ? [Task] : [Task, Delivery];
}

/// <param name="Windows">At least one, in order and apart.</param>
/// <param name="MaxLoad">With no more than this on board it may be taken; null: with any load.</param>
sealed record VroomBreak(long Id, IReadOnlyList<VroomWindow> Windows, int Service, string? Description, long[]? MaxLoad)
{
    /// <summary>The only one, as far as the search goes.</summary>
    public VroomWindow Window => Windows[0];
}

/// <summary>An entry of a vehicle's own route.</summary>
/// <param name="At">Service must begin then; the two others bound it, inclusive.</param>
sealed record VroomStep(VroomKind Kind, long Id, long? At, long? After, long? Before);

sealed record VroomVehicle(long Id)
{
    public string? Description { get; init; }

    /// <summary>In the file, as a JSON pointer.</summary>
    public string Pointer { get; init; } = "";

    public string Profile { get; init; } = "car";

    /// <summary>Of which the times of a task may depend.</summary>
    public string? Type { get; init; }

    public int? Start { get; init; }

    public int? End { get; init; }

    public IReadOnlyList<double>? StartCoordinates { get; init; }

    public IReadOnlyList<double>? EndCoordinates { get; init; }

    public required long[] Capacity { get; init; }

    public IReadOnlyList<int> Skills { get; init; } = [];

    public VroomWindow? Window { get; init; }

    /// <summary>By the begin of their windows.</summary>
    public IReadOnlyList<VroomBreak> Breaks { get; init; } = [];

    public double SpeedFactor { get; init; } = 1;

    public long CostFixed { get; init; }

    public long CostPerHour { get; init; } = 3600;

    public long CostPerKilometre { get; init; }

    /// <summary>For each hour of set-up and service.</summary>
    public long CostPerTaskHour { get; init; }

    public int? MaxTasks { get; init; }

    public long? MaxTravelTime { get; init; }

    public long? MaxDistance { get; init; }

    public IReadOnlyList<VroomStep> Steps { get; init; } = [];

    public bool MayServe(VroomRequest request) => request.Skills.All(Skills.Contains);
}

/// <summary>Row-major, <paramref name="Size"/> rows.</summary>
sealed record VroomMatrix(int Size, int[] Durations, int[]? Distances, int[]? Costs);
