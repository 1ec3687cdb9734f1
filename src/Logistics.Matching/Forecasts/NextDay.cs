using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Replays;
using Logistics.Measures;

namespace Logistics.Matching.Forecasts;

/// <summary>
/// A day opened from those before it, so that nobody types again what does not change: who is who and what is agreed as it is now; hours, shifts and crews as
/// on a day like it, but the hours of a place that told its own for any day; what each has received so far, faded by the policy; and goods that were left over and live on. New surplus and new needs are declared.
/// </summary>
public static class NextDay
{
    /// <param name="latest">The last day declared before <paramref name="date"/>.</param>
    /// <param name="like">Whose hours are taken, by the clock on the wall: usually the latest day of the same weekday. What it says of places, vehicles and people that <paramref name="latest"/> does not know is left out.</param>
    /// <param name="received">What <paramref name="latest"/> brought (<see cref="DayReceipts"/>).</param>
    /// <param name="left">What is left of its lots.</param>
    /// <exception cref="ArgumentException">A day is not before <paramref name="date"/>.</exception>
    public static DayDeclarations Of(
        DayDeclarations latest, DayDeclarations like, DateOnly date, IReadOnlyCollection<LedgerEntry> received, IReadOnlyDictionary<LotId, Mass> left)
    {
        ArgumentNullException.ThrowIfNull(latest);
        ArgumentNullException.ThrowIfNull(like);
        if (latest.Date >= date || like.Date > latest.Date)
            throw new ArgumentException("a day is opened from days before it", nameof(date));
        var (pattern, now) = (new Pattern(like, date), new Pattern(latest, date));
        var (places, drivers, vehicles) = (latest.Sites.Select(x => x.Id).ToHashSet(), latest.Drivers.Select(x => x.Id).ToHashSet(), latest.Vehicles.Select(x => x.Id).ToHashSet());
        var index = new DayIndex(latest);
        var ledger = new EquityLedger([.. latest.Parties.SelectMany(x => Opening(x, latest.Date)), .. received]);
        var opened = latest with
        {
            Date = date,
            Parties = [.. latest.Parties.Select(x => ledger.BalanceOf(x.Id, date, index[x.Territory].Policy.Sharing.HalfLifeDays) is var balance
                ? x with { ReceivedByFamily = balance.ByFamily, ReceivedEarlier = balance.Unknown } : x)],
            Sites = [.. latest.Sites.Select(x => x with { OpeningWindows = Standing(x, date, index.ZoneOf(x.Territory)) ?? pattern.OpeningOf(x.Id) ?? now.OpeningOf(x.Id)! })],
            Lots = [],
            Needs = [],
            Declines = [],
            Equipment = [.. latest.Equipment.Select(x => x with { Availability = pattern.AvailabilityOf(x.Id) ?? now.AvailabilityOf(x.Id)!, Outages = [] })],
            EquipmentRequests = [],
            Crews = [.. pattern.Crews().Where(x => places.Contains(x.Site))],
            Shifts = [.. pattern.Shifts().Where(x => places.Contains(x.StartSite) && places.Contains(x.EndSite) && vehicles.Contains(x.Vehicle) && drivers.Contains(x.Driver))
                .Select(x => x with { Helpers = [.. x.Helpers.Where(drivers.Contains)] })],
        };
        return opened with { Lots = CarriedLots.Join(index, new DayIndex(opened), left, out _) };
    }

    /// <summary>The same day with the needs of another, at the same hours; those for one event only are not repeated.</summary>
    public static DayDeclarations WithNeedsOf(DayDeclarations like, DayDeclarations day)
    {
        ArgumentNullException.ThrowIfNull(like);
        ArgumentNullException.ThrowIfNull(day);
        var move = new DayMove(like, day.Date);
        var (places, parties, taken) = (day.Sites.Select(x => x.Id).ToHashSet(), day.Parties.Select(x => x.Id).ToHashSet(), day.Needs.Select(x => x.Id).ToHashSet());
        return day with
        {
            Needs =
            [
                .. day.Needs,
                .. like.Needs.Where(x => x.Event is null && places.Contains(x.Site) && parties.Contains(x.Recipient) && !taken.Contains(x.Id))
                    .Select(x => move.Later(x.Deadline, x.Territory) is { } deadline ? x with { Deadline = deadline } : null).OfType<Need>(),
            ],
        };
    }

    /// <summary>What is left of the lots of a day by its plan.</summary>
    public static IReadOnlyDictionary<LotId, Mass> LeftBy(IEnumerable<Domain.Allocations.Leftover> leftovers) =>
        leftovers.GroupBy(x => x.Lot).ToDictionary(x => x.Key, x => x.Aggregate(Mass.Zero, (sum, y) => sum + y.Quantity));

    /// <summary>The hours that a place told for any day; null: it told none.</summary>
    static ValueList<TimeWindow>? Standing(Site site, DateOnly date, TimeZoneInfo zone) =>
        site.ReceptionHours.Count == 0 ? null : [.. site.ReceptionHours.Select(x => x.On(date, zone)).OfType<TimeWindow>()];

    static IEnumerable<LedgerEntry> Opening(Party party, DateOnly date) =>
    [
        .. Enum.GetValues<Family>().Select(x => new LedgerEntry(party.Id, x, party.ReceivedByFamily[x], date, LedgerSource.Opening)),
        new LedgerEntry(party.Id, Family: null, party.ReceivedEarlier, date, LedgerSource.Opening),
    ];

    /// <summary>The hours of a day, moved to another.</summary>
    sealed class Pattern(DayDeclarations day, DateOnly date)
    {
        readonly DayMove move = new(day, date);

        public ValueList<TimeWindow>? OpeningOf(SiteId id) => day.Sites.FirstOrDefault(x => x.Id == id) is { } site ? move.All(site.OpeningWindows, site.Territory) : null;

        public ValueList<TimeWindow>? AvailabilityOf(EquipmentId id) => day.Equipment.FirstOrDefault(x => x.Id == id) is { } equipment ? move.All(equipment.Availability, equipment.Territory) : null;

        public IEnumerable<Crew> Crews() =>
            from crew in day.Crews
            let span = move.At(crew.Span, day.Sites.First(x => x.Id == crew.Site).Territory)
            where span is not null
            select crew with { Span = span.Value };

        /// <summary>A shift whose hours clocks skip is not driven; a rest is left out with them.</summary>
        public IEnumerable<Shift> Shifts() =>
            from shift in day.Shifts
            let span = move.At(shift.Span, shift.Territory)
            where span is not null
            select shift with
            {
                Span = span.Value,
                Breaks = [.. shift.Breaks.Select(x => move.At(x.Window, shift.Territory) is { } window ? x with { Window = window } : null).OfType<Break>()],
            };
    }
}
