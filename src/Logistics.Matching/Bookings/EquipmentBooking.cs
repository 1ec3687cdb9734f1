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
/// met is ever given up.
/// </summary>
sealed class EquipmentBooking
{
    /// <summary>How many bookings may be pushed for one request.</summary>
    const int LongestChain = 4;

    readonly DayIndex day;
    readonly Dictionary<EquipmentId, List<Booking>> taken = [];
    readonly Dictionary<EquipmentRequestId, Booking> met = [];
    readonly Dictionary<PartyId, Duration> hours = [];

    EquipmentBooking(DayIndex day) => this.day = day;

    public static (ValueList<Booking>, ValueList<UnmetRequest>) Solve(MatchingInput input)
    {
        var booking = new EquipmentBooking(input.Day);
        var waiting = input.Day.Day.EquipmentRequests.InStableOrder(x => x.Id.Value, input.Seed).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.MinBy(booking.HoursPerPerson)!;
            waiting.Remove(next);
            booking.Meet(next, LongestChain, []);
        }
        var requests = input.Day.Day.EquipmentRequests;
        return ([.. requests.Where(x => booking.met.ContainsKey(x.Id)).Select(x => booking.met[x.Id])],
            [.. requests.Where(x => !booking.met.ContainsKey(x.Id)).Select(x => new UnmetRequest(x.Id, booking.WhyNot(x)))]);
    }

    /// <summary>Milliseconds of use per thousand attested persons; partners without attested persons come last.</summary>
    long HoursPerPerson(EquipmentRequest request) =>
        day[request.Party].AttestedPersons is var persons and > 0 ? hours.GetValueOrDefault(request.Party).Milliseconds * 1000 / persons : long.MaxValue;

    /// <summary>True when the request is met, and everyone who was met before still is; else nothing has changed.</summary>
    bool Meet(EquipmentRequest request, int chain, HashSet<EquipmentRequestId> pushed)
    {
        if (FirstFree(request) is { } free)
        {
            Take(free);
            return true;
        }
        if (chain == 0 || !pushed.Add(request.Id))
            return false;
        foreach (var other in Eligible(request).SelectMany(x => taken.GetValueOrDefault(x.Id, [])).OrderBy(x => x.Period.Begin).ThenBy(x => x.Id.Value).ToList())
        {
            if (pushed.Contains(other.Request))
                continue;
            GiveUp(other);
            if (FirstFree(request) is { } place)
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
        if (!taken.TryGetValue(booking.Equipment, out var list))
            taken[booking.Equipment] = list = [];
        list.Add(booking);
        met[booking.Request] = booking;
        hours[day[booking.Request].Party] = hours.GetValueOrDefault(day[booking.Request].Party) + day[booking.Request].UseDuration;
    }

    void GiveUp(Booking booking)
    {
        taken[booking.Equipment].Remove(booking);
        met.Remove(booking.Request);
        hours[day[booking.Request].Party] -= day[booking.Request].UseDuration;
    }

    IEnumerable<SharedEquipment> OfKind(EquipmentRequest request) => day.Day.Equipment.Where(x => x.Kind == request.Kind);

    /// <summary>Equipment that may be lent to who asks, in the order of their codes.</summary>
    IEnumerable<SharedEquipment> Eligible(EquipmentRequest request) => OfKind(request).Where(x => LentTo(x, request)).OrderBy(x => x.Code, StringComparer.Ordinal);

    bool LentTo(SharedEquipment equipment, EquipmentRequest request) =>
        equipment.Owner == request.Party
        || (equipment.Borrowers.Count > 0 ? equipment.Borrowers.Contains(request.Party) : day[request.Party].Territory == equipment.Territory);

    /// <summary>The earliest place on any equipment.</summary>
    Booking? FirstFree(EquipmentRequest request)
    {
        Booking? best = null;
        foreach (var equipment in Eligible(request))
            foreach (var window in equipment.Availability)
                if (Place(equipment, window, request, taken.GetValueOrDefault(equipment.Id, [])) is { } found && (best is null || found.Period.Begin < best.Period.Begin))
                    best = found;
        return best;
    }

    /// <summary>Setting up may begin before the span asked for, but not before the equipment can be had; the use lies wholly inside both.</summary>
    static Booking? Place(SharedEquipment equipment, TimeWindow window, EquipmentRequest request, IEnumerable<Booking> others)
    {
        TimeSpan setUp = equipment.SetUp.ToTimeSpan(), use = request.UseDuration.ToTimeSpan();
        var begin = window.Begin >= request.Within.Begin - setUp ? window.Begin : request.Within.Begin - setUp;
        foreach (var other in others.OrderBy(x => x.Period.Begin))
            if (begin + setUp + use > other.Period.Begin && begin < other.Period.End)
                begin = other.Period.End;
        var end = begin + setUp + use;
        if (end > window.End || end > request.Within.End)
            return null;
        var id = new BookingId(NameBasedId.Derive(request.Id.Value, string.Create(CultureInfo.InvariantCulture, $"booking:{equipment.Id.Value:N}:{begin.UtcTicks}")));
        return new Booking(id, equipment.Id, request.Id, new TimeWindow(begin, end));
    }

    UnmetRequestReason WhyNot(EquipmentRequest request)
    {
        if (!OfKind(request).Any())
            return UnmetRequestReason.NoneDeclared;
        if (!Eligible(request).Any())
            return UnmetRequestReason.NotLentToThem;
        return Eligible(request).Any(x => x.Availability.Any(window => Place(x, window, request, []) is not null)) ? UnmetRequestReason.Taken : UnmetRequestReason.NotAvailable;
    }
}
