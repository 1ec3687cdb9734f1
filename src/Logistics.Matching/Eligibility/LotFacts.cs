using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>What the rules ask of a lot, whoever it goes to: worked out once for all needs it is set beside.</summary>
sealed class LotFacts(RuleContext context, Lot lot)
{
    Party? donor;
    Territory? territory;
    (Shift Shift, Temperature Held)[]? onDuty;
    DateTimeOffset? delivered;
    bool deliveredKnown;

    public Lot Lot => lot;

    public Site From { get; } = context.Day[lot.Site];

    public Party Donor => donor ??= context.Day[lot.Donor];

    public Territory Territory => territory ??= context.Day[lot.Territory];

    /// <summary>Null for a kind that no rule knows by name.</summary>
    public FoodKind? Kind { get; } = FoodKinds.Find(lot.Kind);

    /// <summary>The warmest the lot may be kept; null: it needs no cold.</summary>
    public Temperature? Warmest { get; } = FoodKinds.WarmestOf(lot);

    /// <summary>Shifts on duty while the lot can be taken whose vehicle holds its class, and how cold.</summary>
    public IReadOnlyList<(Shift Shift, Temperature Held)> OnDuty =>
        onDuty ??= [.. context.ShiftsFor(lot.Territory, lot.Temperature).Where(x => x.Shift.Span.Intersect(lot.PickupWindow) is not null)];

    /// <summary>
    /// When loading can begin at the earliest: not before the pick-up window, nor before a vehicle that holds the lot cold enough is on duty.
    /// Null when no such vehicle is on duty while the lot can be taken. Who collects with its own means comes when the window opens.
    /// </summary>
    public DateTimeOffset? Loading(Domain.Needs.Transfer mode)
    {
        if (mode == Domain.Needs.Transfer.Collected)
            return lot.PickupWindow.Begin;
        if (!deliveredKnown)
            (delivered, deliveredKnown) = (FirstVehicle(), true);
        return delivered;
    }

    DateTimeOffset? FirstVehicle()
    {
        DateTimeOffset? earliest = null;
        foreach (var (shift, held) in OnDuty)
            if (!(held > Warmest) && shift.Span.Intersect(lot.PickupWindow) is { } common && (earliest is null || common.Begin < earliest))
                earliest = common.Begin;
        return earliest;
    }
}

/// <summary>What the rules ask of a need, whatever it is given.</summary>
sealed class NeedFacts(RuleContext context, Need need)
{
    public Need Need => need;

    public Site To { get; } = context.Day[need.Site];

    public Party Recipient { get; } = context.Day[need.Recipient];
}
