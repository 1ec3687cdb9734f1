using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>A lot beside a need, with what the rules ask about them. What costs time is worked out when first asked for.</summary>
/// <param name="mode">How it gets there; null: as the need says, and delivered where it leaves that open.</param>
sealed class Pair(RuleContext context, Lot lot, Need need, Domain.Needs.Transfer? mode = null)
{
    TransferEstimate? transfer;
    DateTimeOffset? loading, reception;
    bool transferKnown, loadingKnown, receptionKnown;

    public RuleContext Context => context;

    public Lot Lot => lot;

    public Need Need => need;

    public Site From { get; } = context.Day[lot.Site];

    public Site To { get; } = context.Day[need.Site];

    public Party Donor => context.Day[lot.Donor];

    public Party Recipient { get; } = context.Day[need.Recipient];

    /// <summary>Delivered or collected, never either.</summary>
    public Domain.Needs.Transfer Mode { get; } = mode ?? (need.Transfer == Domain.Needs.Transfer.Either ? Domain.Needs.Transfer.Delivered : need.Transfer);

    /// <summary>Null for a kind that no rule knows by name.</summary>
    public FoodKind? Kind => FoodKinds.Find(lot.Kind);

    /// <summary>True for what is given to food aid, false for what a partner bought or has in stock.</summary>
    public bool Given => lot.Source is not (SourceKind.Purchase or SourceKind.Stock);

    /// <summary>The warmest the lot may be kept; null: it needs no cold.</summary>
    public Temperature? Warmest => FoodKinds.WarmestOf(lot);

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

    /// <summary>Shifts on duty while the lot can be taken whose vehicle holds its class, and how cold.</summary>
    public IEnumerable<(Shift Shift, Temperature Held)> OnDuty =>
        context.ShiftsFor(lot.Territory, lot.Temperature).Where(x => x.Shift.Span.Intersect(lot.PickupWindow) is not null);

    /// <summary>
    /// When loading can begin at the earliest: not before the pick-up window, nor before a vehicle that holds the lot cold enough is on duty.
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

    /// <summary>When the goods can change hands at the earliest: at the donor's door when collected, at the recipient's when delivered.</summary>
    public DateTimeOffset? HandOver => Mode == Domain.Needs.Transfer.Collected ? Loading : Reception;

    DateTimeOffset? FirstLoading()
    {
        if (Mode == Domain.Needs.Transfer.Collected)
            return lot.PickupWindow.Begin;
        DateTimeOffset? earliest = null;
        var warmest = Warmest;
        foreach (var (shift, held) in context.ShiftsFor(lot.Territory, lot.Temperature))
            if (!(held > warmest) && shift.Span.Intersect(lot.PickupWindow) is { } common && (earliest is null || common.Begin < earliest))
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
    readonly Dictionary<(TerritoryId, TemperatureClass), List<(Shift, Temperature)>> shifts = [];
    readonly Dictionary<(TerritoryId, DateOnly), DateTimeOffset> ends = [];

    public RuleContext(DayIndex day, ITransfers transfers)
    {
        Day = day;
        Transfers = transfers;
        Rules = RuleBook.On(day.Day.Date);
        Consents = new ConsentBook(day);
        Conventions = new ConventionBook(day);
        foreach (var shift in day.Day.Shifts)
            foreach (var parts in day[shift.Vehicle].Compartments.SelectMany(x => x.Classes.Select(held => (Held: held, Part: x))).GroupBy(x => x.Held, x => x.Part))
            {
                if (!shifts.TryGetValue((shift.Territory, parts.Key), out var list))
                    shifts[(shift.Territory, parts.Key)] = list = [];
                list.Add((shift, parts.Min(x => x.Holding(parts.Key)) ?? FoodKinds.WarmestChilled));
            }
    }

    /// <summary>The rules that hold on the day.</summary>
    public IRule[] Rules { get; }

    public DayIndex Day { get; }

    public ITransfers Transfers { get; }

    public ConsentBook Consents { get; }

    public ConventionBook Conventions { get; }

    /// <summary>Shifts of the territory whose vehicle holds the class, with the coldest it holds.</summary>
    public IReadOnlyList<(Shift Shift, Temperature Held)> ShiftsFor(TerritoryId territory, TemperatureClass held) => shifts.TryGetValue((territory, held), out var list) ? list : [];

    /// <summary>The exclusive end of a local day of the territory.</summary>
    public DateTimeOffset EndOf(TerritoryId territory, DateOnly date)
    {
        if (!ends.TryGetValue((territory, date), out var end))
            ends[(territory, date)] = end = LocalTime.EndOf(date, Day.ZoneOf(territory));
        return end;
    }
}
