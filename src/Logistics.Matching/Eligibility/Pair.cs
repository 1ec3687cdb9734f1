using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;

namespace Logistics.Matching.Eligibility;

/// <summary>A lot beside a need, with what the rules ask about them. What costs time is worked out when first asked for.</summary>
sealed class Pair(RuleContext context, Lot lot, Need need)
{
    TransferEstimate? transfer;
    DateTimeOffset? loading, reception;
    bool transferKnown, loadingKnown, receptionKnown;

    public RuleContext Context => context;

    public Lot Lot => lot;

    public Need Need => need;

    public Site From { get; } = context.Day[lot.Site];

    public Site To { get; } = context.Day[need.Site];

    public Party Recipient { get; } = context.Day[need.Recipient];

    public Territory Territory => context.Day[lot.Territory];

    public TransferEstimate? Transfer
    {
        get
        {
            if (!transferKnown)
                (transfer, transferKnown) = (context.Transfers.Between(lot.Site, need.Site), true);
            return transfer;
        }
    }

    /// <summary>
    /// When loading can begin at the earliest: not before the pick-up window, nor before a vehicle that holds the class is on duty.
    /// Null when no such vehicle is on duty while the lot can be taken. Who collects with its own means comes when the window opens.
    /// </summary>
    public DateTimeOffset? Loading
    {
        get
        {
            if (!loadingKnown)
                (loading, loadingKnown) = (FirstLoading(), true);
            return loading;
        }
    }

    /// <summary>When the goods can be at the recipient's door at the earliest; null when they cannot be brought at all.</summary>
    public DateTimeOffset? Arrival => Loading is { } loading && Transfer is { } known
        ? loading + From.ServiceDuration.ToTimeSpan() + known.Duration.ToTimeSpan()
        : null;

    /// <summary>When they can be received at the earliest: the first moment at or after arrival at which someone is there; null: never that day.</summary>
    public DateTimeOffset? Reception
    {
        get
        {
            if (!receptionKnown)
                (reception, receptionKnown) = (FirstReception(), true);
            return reception;
        }
    }

    DateTimeOffset? FirstLoading()
    {
        if (need.Transfer == Domain.Needs.Transfer.Collected)
            return lot.PickupWindow.Begin;
        DateTimeOffset? earliest = null;
        foreach (var shift in context.ShiftsFor(lot.Territory, lot.Temperature))
            if (shift.Span.Intersect(lot.PickupWindow) is { } common && (earliest is null || common.Begin < earliest))
                earliest = common.Begin;
        return earliest;
    }

    DateTimeOffset? FirstReception()
    {
        if (Arrival is not { } arrival)
            return null;
        foreach (var window in To.OpeningWindows)
            if (arrival <= window.End)
                return arrival >= window.Begin ? arrival : window.Begin;
        return null;
    }
}

/// <summary>What the rules know of the day beyond one pair.</summary>
sealed class RuleContext
{
    readonly Dictionary<(TerritoryId, TemperatureClass), List<Shift>> shifts = [];
    readonly Dictionary<(TerritoryId, DateOnly), DateTimeOffset> ends = [];

    public RuleContext(DayIndex day, ITransfers transfers)
    {
        Day = day;
        Transfers = transfers;
        Consents = new ConsentBook(day);
        foreach (var shift in day.Day.Shifts)
            foreach (var held in day[shift.Vehicle].Compartments.SelectMany(x => x.Classes).Distinct())
            {
                if (!shifts.TryGetValue((shift.Territory, held), out var list))
                    shifts[(shift.Territory, held)] = list = [];
                list.Add(shift);
            }
    }

    public DayIndex Day { get; }

    public ITransfers Transfers { get; }

    public ConsentBook Consents { get; }

    /// <summary>Shifts of the territory whose vehicle holds the class.</summary>
    public IReadOnlyList<Shift> ShiftsFor(TerritoryId territory, TemperatureClass held) => shifts.TryGetValue((territory, held), out var list) ? list : [];

    /// <summary>The exclusive end of a local day of the territory.</summary>
    public DateTimeOffset EndOf(TerritoryId territory, DateOnly date)
    {
        if (!ends.TryGetValue((territory, date), out var end))
            ends[(territory, date)] = end = LocalTime.EndOf(date, Day.ZoneOf(territory));
        return end;
    }
}
