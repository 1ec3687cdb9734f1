using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Matching.Model;
using Logistics.Measures;

namespace Logistics.Matching.Bookings;

/// <summary>
/// Who has which equipment when. Whoever has had the fewest hours of it today per attested person chooses first; a request for which
/// nothing is free may push a booking elsewhere, which may push another, as long as all of them can still be met. No request already
/// met is ever given up, and batches that save food stay where they are.
/// </summary>
sealed class EquipmentBooking
{
    /// <summary>How many bookings may be pushed for one request.</summary>
    const int LongestChain = 4;

    readonly DayIndex day;
    readonly EquipmentCalendar calendar;
    readonly ITransfers transfers;
    readonly Dictionary<EquipmentRequestId, Booking> met = [];
    readonly Dictionary<PartyId, Duration> hours = [];

    EquipmentBooking(MatchingInput input)
    {
        (day, transfers) = (input.Day, input.Transfers);
        calendar = new EquipmentCalendar(day, transfers);
    }

    /// <param name="batches">What the equipment does already, to save food; nothing by default.</param>
    public static (ValueList<Booking>, ValueList<UnmetRequest>) Solve(MatchingInput input, IReadOnlyCollection<EquipmentUse>? batches = null)
    {
        var booking = new EquipmentBooking(input);
        foreach (var batch in batches ?? [])
        {
            booking.calendar.Add(batch);
            booking.Count(batch.Party, batch.Hours);
        }
        var waiting = input.Day.Day.EquipmentRequests.InStableOrder(x => x.Id.Value, input.Seed).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.MinBy(booking.HoursPerPerson)!;
            waiting.Remove(next);
            booking.Meet(next, LongestChain, []);
        }
        return booking.Answers();
    }

    /// <summary>The answers where it was decided elsewhere who has what.</summary>
    public static (ValueList<Booking>, ValueList<UnmetRequest>) Explain(
        MatchingInput input, IReadOnlyCollection<EquipmentUse> batches, IEnumerable<(EquipmentRequest Request, SharedEquipment Equipment, DateTimeOffset Begin)> decided)
    {
        var booking = new EquipmentBooking(input);
        foreach (var batch in batches)
            booking.calendar.Add(batch);
        foreach (var (request, equipment, begin) in decided)
            booking.Take(BookingOf(request, equipment, begin));
        // Where the search was cut short, something may be free still.
        foreach (var request in input.Day.Day.EquipmentRequests.InStableOrder(x => x.Id.Value, input.Seed).Where(x => !booking.met.ContainsKey(x.Id)))
            booking.Meet(request, chain: 0, []);
        return booking.Answers();
    }

    (ValueList<Booking>, ValueList<UnmetRequest>) Answers()
    {
        var requests = day.Day.EquipmentRequests;
        return ([.. requests.Where(x => met.ContainsKey(x.Id)).Select(x => met[x.Id])],
            [.. requests.Where(x => !met.ContainsKey(x.Id)).Select(x => new UnmetRequest(x.Id, WhyNot(x)))]);
    }

    /// <summary>Milliseconds of use per thousand attested persons; partners without attested persons come last.</summary>
    long HoursPerPerson(EquipmentRequest request) =>
        day[request.Party].AttestedPersons is var persons and > 0 ? hours.GetValueOrDefault(request.Party).Milliseconds * 1000 / persons : long.MaxValue;

    /// <summary>True when the request is met, and everyone who was met before still is; else nothing has changed.</summary>
    bool Meet(EquipmentRequest request, int chain, HashSet<EquipmentRequestId> pushed)
    {
        if (FirstFree(request, calendar) is { } free)
        {
            Take(free);
            return true;
        }
        if (chain == 0 || !pushed.Add(request.Id))
            return false;
        var lent = Eligible(request).Select(x => x.Id).ToHashSet();
        foreach (var other in met.Values.Where(x => lent.Contains(x.Equipment)).OrderBy(x => x.Period.Begin).ThenBy(x => x.Id.Value).ToList())
        {
            if (pushed.Contains(other.Request))
                continue;
            GiveUp(other);
            if (FirstFree(request, calendar) is { } place)
            {
                Take(place);
                if (Meet(day[other.Request], chain - 1, pushed))
                    return true;
                GiveUp(place);
            }
            Take(other);
        }
        return false;
    }

    void Take(Booking booking)
    {
        met[booking.Request] = booking;
        calendar.Add(UseOf(booking));
        Count(day[booking.Request].Party, day[booking.Request].UseDuration);
    }

    void GiveUp(Booking booking)
    {
        met.Remove(booking.Request);
        calendar.Remove(UseOf(booking));
        hours[day[booking.Request].Party] -= day[booking.Request].UseDuration;
    }

    void Count(PartyId party, Duration more) => hours[party] = hours.GetValueOrDefault(party) + more;

    EquipmentUse UseOf(Booking booking)
    {
        var request = day[booking.Request];
        return new EquipmentUse(booking.Equipment, SiteOf(request, day[booking.Equipment]), request.Party, booking.Period, request.UseDuration);
    }

    static SiteId SiteOf(EquipmentRequest request, SharedEquipment equipment) => request.Site ?? equipment.Site;

    IEnumerable<SharedEquipment> OfKind(EquipmentRequest request) => day.Day.Equipment.Where(x => x.Kind == request.Kind);

    /// <summary>Equipment that may be lent to who asks and used where it asks, in the order of their codes.</summary>
    IEnumerable<SharedEquipment> Eligible(EquipmentRequest request) => OfKind(request)
        .Where(x => calendar.LentTo(x, request.Party) && EquipmentCalendar.ComesTo(x, SiteOf(request, x))).OrderBy(x => x.Code, StringComparer.Ordinal);

    /// <summary>The earliest place on any equipment.</summary>
    Booking? FirstFree(EquipmentRequest request, EquipmentCalendar among)
    {
        Booking? best = null;
        foreach (var equipment in Eligible(request).Where(x => among.WithinLimits(x, request.Party, request.UseDuration)))
            if (Place(request, equipment, among) is { } begin && (best is null || begin < best.Period.Begin))
                best = BookingOf(request, equipment, begin);
        return best;
    }

    static DateTimeOffset? Place(EquipmentRequest request, SharedEquipment equipment, EquipmentCalendar among, bool outages = true)
    {
        var site = SiteOf(request, equipment);
        DateTimeOffset? best = null;
        foreach (var span in Spans(request, equipment, among, outages))
            if (among.Earliest(equipment, site, span, SizeOf(request, equipment)) is { } begin && (best is null || begin < best))
                best = begin;
        return best;
    }

    /// <summary>Setting up may begin before the span asked for, but not before the equipment can be had; the use lies wholly inside both.</summary>
    public static IEnumerable<TimeWindow> Spans(EquipmentRequest request, SharedEquipment equipment, EquipmentCalendar among, bool outages = true)
    {
        var asked = new TimeWindow(request.Within.Begin - equipment.SetUp.ToTimeSpan(), request.Within.End);
        return among.Spans(equipment, SiteOf(request, equipment), outages).Select(x => x.Intersect(asked)).OfType<TimeWindow>()
            .Where(x => x.End - x.Begin >= SizeOf(request, equipment));
    }

    public static TimeSpan SizeOf(EquipmentRequest request, SharedEquipment equipment) => (equipment.SetUp + request.UseDuration).ToTimeSpan();

    static Booking BookingOf(EquipmentRequest request, SharedEquipment equipment, DateTimeOffset begin)
    {
        var id = new BookingId(NameBasedId.Derive(request.Id.Value, string.Create(CultureInfo.InvariantCulture, $"booking:{equipment.Id.Value:N}:{begin.UtcTicks}")));
        return new Booking(id, equipment.Id, request.Id, new TimeWindow(begin, begin + SizeOf(request, equipment)))
        {
            ToBeApproved = equipment.NeedsApproval && equipment.Owner != request.Party,
        };
    }

    UnmetRequestReason WhyNot(EquipmentRequest request)
    {
        if (!OfKind(request).Any())
            return UnmetRequestReason.NoneDeclared;
        var lent = OfKind(request).Where(x => calendar.LentTo(x, request.Party)).ToList();
        if (lent.Count == 0)
            return UnmetRequestReason.NotLentToThem;
        var empty = new EquipmentCalendar(day, transfers);
        var there = Eligible(request).Where(x => empty.Way(x.Site, SiteOf(request, x)) is not null).ToList();
        if (there.Count == 0)
            return UnmetRequestReason.NotBroughtThere;
        if (!there.Any(x => Place(request, x, empty, outages: false) is not null))
            return UnmetRequestReason.NotAvailable;
        if (!there.Any(x => Place(request, x, empty) is not null))
            return UnmetRequestReason.OutOfOrder;
        if (there.Any(x => Place(request, x, calendar) is not null))
            return UnmetRequestReason.LimitReached;
        var withoutBatches = new EquipmentCalendar(day, transfers);
        foreach (var booking in met.Values)
            withoutBatches.Add(UseOf(booking));
        return FirstFree(request, withoutBatches) is null ? UnmetRequestReason.Taken : UnmetRequestReason.SavesFood;
    }
}
