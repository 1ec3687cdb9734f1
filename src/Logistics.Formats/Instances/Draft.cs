using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>What the text of an instance says, in the units of the text; each format's reader makes one, and one place turns it into a problem.</summary>
sealed record Draft
{
    public required string Name { get; init; }

    public required InstanceFormat Format { get; init; }

    /// <summary>By the number that solution files use; depots are nodes too.</summary>
    public required IReadOnlyList<DraftNode> Nodes { get; init; }

    public required IReadOnlyList<DraftVehicle> Vehicles { get; init; }

    /// <summary>Row-major; null: the straight line between the nodes.</summary>
    public double[]? Matrix { get; init; }

    /// <summary>Windows, service, release or a limit in time: travel takes as long as it is far. Otherwise times bind nothing.</summary>
    public bool HasTimes { get; init; }

    /// <summary>A route's number in a solution file is its vehicle's; otherwise vehicles are alike and routes are counted.</summary>
    public bool RoutesNameVehicles { get; init; }

    public required Convention Convention { get; init; }

    public required Objective Objective { get; init; }

    /// <summary>In units of the text.</summary>
    public double Arc(int from, int to)
    {
        if (Matrix is { } matrix)
            return matrix[from * Nodes.Count + to];
        var (dx, dy) = (Nodes[from].X - Nodes[to].X, Nodes[from].Y - Nodes[to].Y);
        return Math.Sqrt(dx * dx + dy * dy);
    }
}

/// <summary>A depot or a customer.</summary>
sealed record DraftNode
{
    public double X { get; init; }

    public double Y { get; init; }

    /// <summary>To deliver, or to pick up where there is a <see cref="Delivery"/>; never negative.</summary>
    public long Demand { get; init; }

    public double Ready { get; init; }

    public double Due { get; init; } = double.PositiveInfinity;

    public double Service { get; init; }

    public double Release { get; init; }

    /// <summary>What leaving it out costs; null: it must be served.</summary>
    public double? Prize { get; init; }

    /// <summary>Of a pickup: the node its goods go to.</summary>
    public int? Delivery { get; init; }

    public bool IsDepot { get; init; }
}

sealed record DraftVehicle
{
    public required long Capacity { get; init; }

    /// <summary>Node where it starts and ends.</summary>
    public int Depot { get; init; }

    public double? MaxDuration { get; init; }

    public double? MaxDistance { get; init; }

    public double FixedCost { get; init; }

    public double UnitDistanceCost { get; init; } = 1;

    /// <summary>Nodes where it may reload between two trips; empty: one trip.</summary>
    public IReadOnlyList<int> ReloadDepots { get; init; } = [];

    public int? MaxReloads { get; init; }

    /// <summary>Nodes it may serve; null: all.</summary>
    public IReadOnlySet<int>? Clients { get; init; }

    /// <summary>The same for vehicles that may take each other's routes.</summary>
    public object Kind => (this with { ReloadDepots = [], Clients = null }, string.Join(' ', ReloadDepots), Clients is null ? null : string.Join(' ', Clients.Order()));
}
