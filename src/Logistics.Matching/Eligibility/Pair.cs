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
sealed class Pair(RuleContext context, LotFacts lot, NeedFacts need, Domain.Needs.Transfer? mode = null)
{
    TransferEstimate? transfer;
    DateTimeOffset? reception;
    bool transferKnown, receptionKnown;

    public Pair(RuleContext context, Lot lot, Need need, Domain.Needs.Transfer? mode = null)
        : this(context, new LotFacts(context, lot), new NeedFacts(context, need), mode)
    {
    }

    public RuleContext Context => context;

    public Lot Lot => lot.Lot;

    public Need Need => need.Need;

    public Site From => lot.From;

    public Site To => need.To;

    public Party Donor => lot.Donor;

    public Party Recipient => need.Recipient;

    /// <summary>Delivered or collected, never either.</summary>
    public Domain.Needs.Transfer Mode { get; } =
        mode ?? (need.Need.Transfer == Domain.Needs.Transfer.Either ? Domain.Needs.Transfer.Delivered : need.Need.Transfer);

    /// <inheritdoc cref="LotFacts.Kind"/>
    public FoodKind? Kind => lot.Kind;

    /// <summary>True for what is given to food aid, false for what a partner bought or has in stock.</summary>
    public bool Given => Lot.Source is not (SourceKind.Purchase or SourceKind.Stock);

    /// <inheritdoc cref="LotFacts.Warmest"/>
    public Temperature? Warmest => lot.Warmest;

    public Territory Territory => lot.Territory;

    public TransferEstimate? Transfer
    {
        get
        {
            if (!transferKnown)
                (transfer, transferKnown) = (context.Transfers.Between(Lot.Site, Need.Site), true);
            return transfer;
        }
    }

    /// <inheritdoc cref="LotFacts.OnDuty"/>
    public IReadOnlyList<(Shift Shift, Temperature Held)> OnDuty => lot.OnDuty;

    /// <inheritdoc cref="LotFacts.Loading"/>
    public DateTimeOffset? Loading => lot.Loading(Mode);

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
        Declines = new DeclineBook(day);
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

    public DeclineBook Declines { get; }

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
