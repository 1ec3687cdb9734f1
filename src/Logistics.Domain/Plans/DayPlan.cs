using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;

namespace Logistics.Domain.Plans;

/// <summary>The day as it will be driven: who receives what, with which vehicle, in what order, and all that was refused with its reason.</summary>
public sealed record DayPlan
{
    public required PlanId Id { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>The territories it covers.</summary>
    public required ValueList<TerritoryId> Territories { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>Repeated from the declarations when the data is not real.</summary>
    public string? Notice { get; init; }

    public required RoadBasis Roads { get; init; }

    public required ValueList<Allocation> Allocations { get; init; }

    public required ValueList<Unmet> Unmet { get; init; }

    public required ValueList<Leftover> Leftovers { get; init; }

    public required ValueList<RefusedPair> RefusedPairs { get; init; }

    /// <summary>How many pairs of one family are forbidden, by kind of refusal with an example each, where they are too many to list; else empty.</summary>
    public ValueList<RefusalCount> UnlistedRefusals { get; init; } = [];

    public required ValueList<Booking> Bookings { get; init; }

    public required ValueList<UnmetRequest> UnmetRequests { get; init; }

    /// <summary>Goods that nobody takes, worked into what keeps; what comes out is a lot that allocations may name. In the order in which they begin.</summary>
    public ValueList<Transformation> Batches { get; init; } = [];

    /// <summary>What is brought to the batches: all that goes in, and nothing else. No allocation: nobody receives it.</summary>
    public ValueList<Supply> Supplies { get; init; } = [];

    /// <summary>What would be lost and goes into no batch; empty where no recipe is declared.</summary>
    public ValueList<Untransformed> Untransformed { get; init; } = [];

    /// <summary>How good the schedule of batches is proven to be; null: no bound is known, or there is no batch.</summary>
    public TransformationBound? BatchBound { get; init; }

    public required ValueList<Shipment> Shipments { get; init; }

    public required ValueList<Route> Routes { get; init; }

    public required ValueList<Unassigned> Unassigned { get; init; }

    public required SearchRecord Search { get; init; }

    /// <summary>What a search leaves as it is when the day is planned anew.</summary>
    public ValueList<Hold> Holds { get; init; } = [];

    /// <summary>Who put it in the place of another, and how; null: planned by itself.</summary>
    public PlanChange? Change { get; init; }

    /// <summary>Under which plan its recipients are asked: a change by hand asks nobody again.</summary>
    public PlanId AskedUnder => Change?.Root ?? Id;

    /// <summary>All that shipments may hold: what is given, then what is brought to batches.</summary>
    public IEnumerable<Allocation> Carriable() => Allocations.Concat(Supplies.Select(x => x.AsAllocation()));

    /// <summary>The day in which all that the plan names is there: what comes out of its batches is a lot, what goes in is a need of the host's.</summary>
    /// <param name="declared">The day the plan was made for; one that has its batches already is given back.</param>
    public DayIndex DayOf(DayIndex declared) => BatchedDay.Of(declared, Batches);
}

public enum RoadBasisKind { OpenStreetMap, Sketch, StraightLine }

/// <summary>What the travel times rest on, said wherever they are shown.</summary>
/// <param name="Attribution">Who drew the map and under which licence; null when nobody must be named.</param>
/// <param name="OffNetwork">Sites the network does not reach: their legs are straight-line estimates.</param>
public sealed record RoadBasis(RoadBasisKind Kind, string Name, string? Attribution, ValueList<SiteId> OffNetwork);

/// <summary>How the plan was found, so that it can be found again.</summary>
/// <param name="RoundingBound">How far, at most, the matching's whole shares are from the best possible; null: no bound is known.</param>
/// <param name="RoutesBound">What the routes are proven to cost at the least; null: no bound is known.</param>
/// <param name="Companion">True when Google OR-Tools was there to be asked; without a bound it then did not prove one.</param>
public sealed record SearchRecord(long Seed, long Iterations, TimeSpan Elapsed, MatchingBound? RoundingBound, RoutesBound? RoutesBound, bool Companion);

/// <summary>Kilograms given and the proven most that any sharing under the same rules could give.</summary>
public sealed record MatchingBound(Measures.Mass Given, Measures.Mass AtMost);

/// <summary>What the routes cost, and what any routes that carry as many of the same shipments must cost.</summary>
/// <param name="Cost">Of driving, of working time, and of what is left out.</param>
/// <param name="AtLeast">Proven, and never above <paramref name="Cost"/>.</param>
public sealed record RoutesBound(Measures.Cost Cost, Measures.Cost AtLeast)
{
    /// <summary>How much of the cost could be saved at the most, 0 to 1.</summary>
    public double Gap => Cost == AtLeast ? 0 : 1 - (double)AtLeast.Microeuros / Cost.Microeuros;
}
