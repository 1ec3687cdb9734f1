using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;

namespace Logistics.Matching.Transformations;

/// <summary>Batches that save what nobody takes, and who else has the equipment when.</summary>
public sealed record TransformationPlan
{
    /// <summary>In the order in which they begin.</summary>
    public required ValueList<Transformation> Batches { get; init; }

    /// <summary>What comes out, to be shared.</summary>
    public IEnumerable<Lot> Outputs => Batches.Select(x => x.Output);

    /// <summary>What of the lots at risk goes into no batch. Both this and the lists below are in the order of the declarations.</summary>
    public required ValueList<Untransformed> Untransformed { get; init; }

    public required ValueList<Booking> Bookings { get; init; }

    public required ValueList<UnmetRequest> UnmetRequests { get; init; }

    /// <summary>Null when no bound is told: the companion was not there, or no work was allowed. What there is of the lots bounds a schedule too large for it.</summary>
    public required TransformationBound? Bound { get; init; }

    /// <summary>True when Google OR-Tools took part.</summary>
    public required bool Companion { get; init; }
}
