using Logistics.Measures;

namespace Logistics.Storage;

/// <summary>A lot's mass, corrections counted: on one side what came in, on the other what became of it.</summary>
public sealed record MassBalance
{
    public required Mass Declared { get; init; }

    /// <summary>What the scales found more; below nothing: less.</summary>
    public required Mass Weighed { get; init; }

    public required Mass OutOfBatch { get; init; }

    /// <summary>Split off another lot.</summary>
    public required Mass FromLot { get; init; }

    public required Mass Delivered { get; init; }

    public required Mass Returned { get; init; }

    public required Mass Lost { get; init; }

    public required Mass IntoBatch { get; init; }

    /// <summary>Became lots of their own.</summary>
    public required Mass IntoParts { get; init; }

    /// <summary>Still there, by the stock as it is kept up.</summary>
    public required Mass AtSites { get; init; }

    public required Mass OnTheRoad { get; init; }

    /// <summary>Nothing, or the stock is wrong: what came in less what became of it.</summary>
    public Mass Difference => Declared + Weighed + OutOfBatch + FromLot - Delivered - Returned - Lost - IntoBatch - IntoParts - AtSites - OnTheRoad;
}
