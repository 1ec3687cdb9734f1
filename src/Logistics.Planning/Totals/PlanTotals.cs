using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Measures;

namespace Logistics.Planning.Totals;

/// <summary>What a plan amounts to, counted from its content alone so that anyone can count again.</summary>
public sealed record PlanTotals
{
    /// <summary>Expected quantity of the lots that would be lost without a taker: ramasse, gifts and gleaning. Stock, purchases and drives would keep.</summary>
    public required Mass Surplus { get; init; }

    /// <summary>Quantity of the surplus that reaches a need or goes into a batch. What comes out of batches is not counted again.</summary>
    public required Mass Rescued { get; init; }

    /// <summary>All that reaches a need, whatever its source; what batches make included.</summary>
    public required Mass Distributed { get; init; }

    /// <summary>What goes into batches.</summary>
    public required Mass Transformed { get; init; }

    /// <summary>Of what is distributed, what hubs are expected to lose in sorting.</summary>
    public required Mass ExpectedLoss { get; init; }

    public Mass Lost => Surplus - Rescued;

    /// <summary>In [0, 100].</summary>
    public decimal RescuedPercent => Surplus == Mass.Zero ? 0 : 100m * Rescued.Grams / Surplus.Grams;

    public required Distance Distance { get; init; }

    /// <summary>Sum over routes from departure to return.</summary>
    public required Duration Driving { get; init; }

    public required Cost Cost { get; init; }

    /// <summary>Exhaust of the vehicles, in grams of CO2.</summary>
    public required long TransportCo2Grams { get; init; }

    /// <summary>Spared by food not wasted, in grams of CO2 equivalent, by each territory's factor; transport is not deducted.</summary>
    public required long SparedCo2eGrams { get; init; }

    /// <summary>Needs with an urgency class of which something is missing.</summary>
    public required int UrgentUnmet { get; init; }

    /// <summary>Received, earlier included, per attested person of the partner who has least; null when no one with attested persons asked.</summary>
    public required Mass? WorstServedPerPerson { get; init; }

    /// <summary>Who that is.</summary>
    public required PartyId? WorstServed { get; init; }

    public required int ShipmentsUnassigned { get; init; }

    public static PlanTotals Of(DayIndex declared, DayPlan plan)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(plan);
        var day = plan.DayOf(declared);
        var made = plan.Batches.Select(batch => batch.Output.Id).ToHashSet();
        bool IsSurplus(Lot lot) => lot.Source is SourceKind.Ramasse or SourceKind.Gift or SourceKind.Gleaning && !made.Contains(lot.Id);
        var rescued = plan.Carriable().Where(carried => IsSurplus(day[carried.Lot])).ToList();
        var territories = plan.Territories.ToHashSet();
        var surplus = day.Day.Lots.Where(lot => territories.Contains(lot.Territory) && IsSurplus(lot));
        var worst = ServedShare.Of(day, plan, territories) is { Count: > 0 } shares ? shares[0] : null;
        return new PlanTotals
        {
            Surplus = Sum(surplus.Select(lot => lot.Quantity.Expected)),
            Rescued = Sum(rescued.Select(carried => carried.Quantity)),
            Distributed = Sum(plan.Allocations.Select(allocation => allocation.Quantity)),
            ExpectedLoss = Sum(plan.Allocations.Select(allocation => day[day[allocation.Need].Site].Hub?.LossOf(allocation.Quantity) ?? Mass.Zero)),
            Transformed = Sum(plan.Supplies.Select(supply => supply.Quantity)),
            Distance = plan.Routes.Aggregate(Distance.Zero, (sum, route) => sum + route.Distance),
            Driving = plan.Routes.Aggregate(Duration.Zero, (sum, route) => sum + route.Duration),
            Cost = plan.Routes.Aggregate(Cost.Zero, (sum, route) => sum + route.Cost),
            TransportCo2Grams = plan.Routes.Sum(route => (long)Math.Round(route.Distance.Kilometres * day[route.Vehicle].Co2GramsPerKilometre)),
            SparedCo2eGrams = rescued.Where(carried => day[carried.Lot].Family != Family.Hygiene).Sum(carried => SparedBy(day, carried.Lot, carried.Quantity)),
            UrgentUnmet = plan.Unmet.Select(unmet => unmet.Need).Distinct().Count(need => day[need].Urgency != Urgency.Ordinary),
            WorstServed = worst?.Party,
            WorstServedPerPerson = worst?.PerPerson,
            ShipmentsUnassigned = plan.Unassigned.Count,
        };
    }

    static long SparedBy(DayIndex day, LotId lot, Mass quantity) =>
        quantity.Grams * day[day[lot].Territory].Policy.FoodFactor.GramsCo2ePerKilogram / 1000;

    static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, mass) => sum + mass);
}
