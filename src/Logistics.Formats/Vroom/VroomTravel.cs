namespace Logistics.Formats.Vroom;

/// <summary>What the way between two places, and the work there, takes and costs one vehicle.</summary>
sealed class VroomTravel(VroomInput input, VroomVehicle vehicle)
{
    readonly VroomMatrix matrix = input.Matrices[vehicle.Profile];

    /// <summary>VROOM keeps two decimals of the factor's inverse.</summary>
    readonly double slowness = Math.Round(100 / vehicle.SpeedFactor) / 100;

    public int Seconds(int from, int to) => from == to ? 0 : (int)Math.Round(matrix.Durations[from * matrix.Size + to] * slowness);

    /// <summary>0 where no distances are given.</summary>
    public int Metres(int from, int to) => from == to || matrix.Distances is null ? 0 : matrix.Distances[from * matrix.Size + to];

    public double Cost(int from, int to) => from == to ? 0
        : matrix.Costs is { } costs ? costs[from * matrix.Size + to]
        : vehicle.CostPerHour * Seconds(from, to) / 3600.0 + vehicle.CostPerKilometre * Metres(from, to) / 1000.0;

    /// <summary>What set-up and service cost.</summary>
    public double CostOfWork(long seconds) => vehicle.CostPerTaskHour * seconds / 3600.0;

    /// <summary>Cost is so much for each second of the way, and nothing else counts.</summary>
    public bool IsByTime => matrix.Costs is null && vehicle is { CostPerKilometre: 0, CostPerTaskHour: 0 };

    /// <summary>Cost is so much for each metre, and nothing else counts.</summary>
    public bool IsByDistance => matrix.Costs is null && vehicle is { CostPerHour: 0, CostPerTaskHour: 0, CostPerKilometre: > 0 };
}
