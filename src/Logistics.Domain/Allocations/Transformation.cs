using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
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

    /// <summary>A batch, with all that follows from what goes in, where and when.</summary>
    /// <param name="code">Of what comes out, different from every other lot's.</param>
    /// <param name="inputs">At least one, of lots that the day declares, in their order; together they give at least a gram.</param>
    /// <exception cref="ArgumentException">Nothing comes out.</exception>
    public static Transformation Of(
        DayIndex day, string code, EquipmentId equipment, RecipeId recipe, SiteId host, TimeWindow period, ValueList<TransformationInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(day);
        var largest = day[inputs.MinBy(x => (-x.Quantity.Grams, x.Lot.Value))!.Lot];
        var id = new TransformationId(NameBasedId.Derive(equipment.Value, string.Create(CultureInfo.InvariantCulture,
            $"transformation:{recipe.Value:N}:{host.Value:N}:{period.Begin.UtcTicks}:{string.Join(',', inputs.OrderBy(x => x.Lot.Value).Select(x => $"{x.Lot.Value:N}={x.Quantity.Grams}"))}")));
        return new Transformation
        {
            Id = id,
            Equipment = equipment,
            Recipe = recipe,
            Host = host,
            Period = period,
            Inputs = inputs,
            Output = OutputOf(day, code, id, recipe, host, period, inputs, largest),
            ToBeApproved = day[equipment].NeedsApproval && day[equipment].Owner != day[host].Party,
            Reason = new TransformationReason(
                largest.Id, Sum(inputs.Select(x => x.Quantity)), inputs.Min(x => day[x.Lot].Date.Date), Math.Max(day[recipe].CrewPersons, day[equipment].CrewPersons)),
        };
    }

    /// <summary>The donor of the lot of which most goes in counts as the donor: its consents hold for what comes out, and the host may have some of it.</summary>
    static Lot OutputOf(
        DayIndex day, string code, TransformationId id, RecipeId made, SiteId host, TimeWindow period, ValueList<TransformationInput> inputs, Lot largest)
    {
        var (recipe, output) = (day[made], day[made].Output);
        var lastDay = day.Day.Date.AddDays(output.LifeDays);
        return new Lot
        {
            Id = new LotId(NameBasedId.Derive(id.Value, "output")),
            Code = code,
            Territory = largest.Territory,
            Donor = largest.Donor,
            Site = host,
            Product = output.Product,
            Family = output.Family,
            Kind = output.Kind,
            Quantity = new MassRange(
                low: recipe.OutputOf(Sum(inputs.Select(x => LowOf(day[x.Lot].Quantity, x.Quantity)))),
                expected: recipe.OutputOf(Sum(inputs.Select(x => x.Quantity))),
                high: recipe.OutputOf(Sum(inputs.Select(x => day[x.Lot].Quantity.HighOf(x.Quantity))))),
            Origin = QuantityOrigin.Forecast,
            Temperature = output.Temperature,
            // Dishes keep what they were made of; jars are closed and labelled before anybody is offered one.
            AnimalOrigin = inputs.Any(x => day[x.Lot].AnimalOrigin || FoodKinds.Find(day[x.Lot].Kind) is { AnimalOrigin: true }),
            Packing = output.UseBy ? Packing.Prepared : Packing.Prepacked,
            Date = output.UseBy ? new DateMark.UseBy(lastDay) : new DateMark.BestBefore(lastDay),
            PickupWindow = new TimeWindow(period.End, day[host].OpeningWindows.Select(x => x.End).Append(period.End).Max()),
            Source = largest.Source,
        };
    }

    static Mass LowOf(MassRange lot, Mass share) => new((long)((Int128)share.Grams * lot.Low.Grams / lot.Expected.Grams));

    static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, x) => sum + x);
}

/// <param name="Quantity">Nobody took it: it would have stayed with its donor.</param>
public sealed record TransformationInput(LotId Lot, Mass Quantity);

/// <summary>So much of a lot is brought to a batch: one of its inputs, or the part of it that a vehicle can hold.</summary>
public sealed record Supply(AllocationId Id, TransformationId Batch, LotId Lot, Mass Quantity)
{
    /// <summary>The need that stands for a batch on the road (<see cref="Plans.BatchedDay"/>).</summary>
    public static NeedId NeedOf(TransformationId batch) => new(batch.Value);

    /// <summary>The same as goods that a vehicle carries to a need.</summary>
    public Allocation AsAllocation() => new()
    {
        Id = Id,
        Lot = Lot,
        Need = NeedOf(Batch),
        Quantity = Quantity,
        Transfer = Transfer.Delivered,
        Reason = new AllocationReason.IntoBatch(Batch),
    };
}

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

    /// <summary>A batch would take it, but no round brings all that goes in before work begins.</summary>
    public sealed record NotCarried(SiteId Host) : UntransformedReason;

    /// <summary>A batch would take it; planning was stopped before it was known whether a round could bring all that goes in.</summary>
    public sealed record NotDecided : UntransformedReason;
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
