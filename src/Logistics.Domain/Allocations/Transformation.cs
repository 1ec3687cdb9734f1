using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Allocations;

/// <summary>A batch: lots that nobody could take become a lot that keeps, with which equipment, where and when.</summary>
public sealed record Transformation
{
    public required TransformationId Id { get; init; }

    public required EquipmentId Equipment { get; init; }

    public required RecipeId Recipe { get; init; }

    /// <summary>Where the equipment stands while it works, and where the output waits.</summary>
    public required SiteId Host { get; init; }

    /// <summary>Setting up and work; the end is exclusive.</summary>
    public required TimeWindow Period { get; init; }

    /// <summary>What goes in, lot by lot, in the order of the declarations: the trace from the output back to the donors.</summary>
    public required ValueList<TransformationInput> Inputs { get; init; }

    /// <summary>What comes out, there from the end of the period.</summary>
    public required Lot Output { get; init; }

    /// <summary>True when the owner has still to agree.</summary>
    public required bool ToBeApproved { get; init; }

    public required TransformationReason Reason { get; init; }

    public Mass Saved => Inputs.Aggregate(Mass.Zero, (sum, x) => sum + x.Quantity);
}

/// <param name="Quantity">Nobody took it: it would have stayed with its donor.</param>
public sealed record TransformationInput(LotId Lot, Mass Quantity);

/// <summary>Why the batch was planned. Facts only.</summary>
/// <param name="Largest">The lot that gives most.</param>
/// <param name="Lost">What of all the lots together would have been lost.</param>
/// <param name="LastDay">The last day of the lot that dies first.</param>
/// <param name="Crew">People at work.</param>
public sealed record TransformationReason(LotId Largest, Mass Lost, DateOnly LastDay, int Crew);

/// <summary>What of a lot at risk goes into no batch, and why.</summary>
public sealed record Untransformed(LotId Lot, Mass Quantity, UntransformedReason Reason);

/// <summary>The nearest that any recipe, equipment and host came to it.</summary>
public abstract record UntransformedReason
{
    UntransformedReason() { }

    /// <summary>No recipe takes goods of this kind.</summary>
    public sealed record NoRecipe(Family Family, string Kind) : UntransformedReason;

    /// <summary>No equipment can run a recipe that would take it.</summary>
    public sealed record NoEquipment(RecipeId Recipe) : UntransformedReason;

    /// <summary>The recipe is for low-acid food, and no equipment of the kind has an autoclave.</summary>
    public sealed record NoAutoclave(RecipeId Recipe) : UntransformedReason;

    /// <summary>The equipment is not lent to any host, cannot get to one, or is not to be had long enough.</summary>
    public sealed record NotAvailable(EquipmentId Equipment) : UntransformedReason;

    /// <summary>The goods may not go to the host.</summary>
    public sealed record HostRefused(SiteId Host, Refusal Refusal) : UntransformedReason;

    /// <summary>There are never enough people at the host for long enough.</summary>
    public sealed record NoCrew(SiteId Host, int Needed) : UntransformedReason;

    /// <summary>The people are there, but no trained operator among them.</summary>
    public sealed record NoOperator(SiteId Host, RecipeId Recipe) : UntransformedReason;

    /// <summary>The batch would end after the last hour at which the goods may still be used, by this much.</summary>
    public sealed record TooLate(Duration By) : UntransformedReason;

    /// <summary>All the goods that could go in together are less than the smallest batch, by this much.</summary>
    public sealed record BelowSmallestBatch(RecipeId Recipe, Mass By) : UntransformedReason;

    /// <summary>It could have been done, but equipment, people or room are taken by what saves more.</summary>
    public sealed record Taken : UntransformedReason;

    /// <summary>A batch could take it, but with it urgent needs would be served and loss avoided no better than without.</summary>
    public sealed record NoBetter : UntransformedReason;
}

/// <summary>Grams saved by batches, by how soon the goods die, and the proven most that any schedule could save in this order of aims.</summary>
/// <param name="LastChance">Of goods whose last day is today or tomorrow.</param>
/// <param name="DiesSoon">Of goods that die within four days.</param>
public sealed record TransformationBound(Mass LastChance, Mass LastChanceAtMost, Mass DiesSoon, Mass DiesSoonAtMost)
{
    public bool Proven => LastChance == LastChanceAtMost && DiesSoon == DiesSoonAtMost;

    /// <summary>What might still be saved at the most, as part of the most that could be, 0 to 1.</summary>
    public double Gap => LastChanceAtMost + DiesSoonAtMost is { Grams: > 0 } most ? 1 - (double)(LastChance + DiesSoon).Grams / most.Grams : 0;
}
