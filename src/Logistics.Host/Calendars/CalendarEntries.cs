using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Storage;

namespace Logistics.Host.Calendars;

/// <summary>What stands in an entry beside its times: no phone, no driver, nobody who is served.</summary>
/// <param name="Place">Its name.</param>
/// <param name="Address">Street, if declared, and commune.</param>
/// <param name="Notice">Said of data that is not real.</param>
public sealed record CalendarDetails(string Place, string Address, IReadOnlyList<CalendarLine> Lines, string? Notice)
{
    static readonly JsonSerializerOptions web = new(JsonSerializerDefaults.Web);

    [JsonIgnore]
    public Mass Total => new(Lines.Sum(x => x.Grams));

    public string ToJson() => JsonSerializer.Serialize(this, web);

    public static CalendarDetails Of(CalendarEntryRow row) => JsonSerializer.Deserialize<CalendarDetails>(row.Document, web)!;
}

/// <param name="What">Goods, or the equipment.</param>
/// <param name="Grams">0 for equipment.</param>
/// <param name="Partner">Who is on the other side.</param>
public sealed record CalendarLine(string What, long Grams, string Partner);

/// <summary>What a plan puts into the calendars of partners.</summary>
/// <remarks>
/// An entry is about "the first delivery of the day at this place" and not about a route or a lot: when the plan changes, it moves; it goes when there is no such thing any more. So its id is derived
/// from that and from nothing that a new plan draws anew.
/// </remarks>
public static class CalendarEntries
{
    /// <param name="day">With the plan's batches.</param>
    public static IReadOnlyList<NewCalendarEntry> Of(DayPlan plan, DayIndex day)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(day);
        return [.. Stops(plan, day), .. Fetched(plan, day), .. Lent(plan, day)];
    }

    static IEnumerable<NewCalendarEntry> Stops(DayPlan plan, DayIndex day)
    {
        var carried = plan.Carriable().ToDictionary(x => x.Id);
        return plan.Routes.SelectMany(x => x.Stops)
            .SelectMany(stop => stop.Activities.GroupBy(x => x.Kind).Select(x => (Stop: stop, Kind: x.Key, Activities: x.ToList())))
            .GroupBy(x => (x.Stop.Site, x.Kind))
            .SelectMany(here => here.OrderBy(x => x.Stop.Arrival).Select((x, i) => Entry(
                plan, day, day[here.Key.Site].Party, here.Key.Site, here.Key.Kind == ActivityKind.Pickup ? "pickup" : "delivery", $"{i}", new(x.Stop.Arrival, x.Stop.Departure),
                x.Activities.Select(activity => LineOf(day, carried[activity.Allocation], activity.Expected, here.Key.Kind == ActivityKind.Pickup ? RecipientOf : DonorOf)))));
    }

    /// <summary>Goods that recipients fetch: in both calendars, when somebody is there to hand them over.</summary>
    static IEnumerable<NewCalendarEntry> Fetched(DayPlan plan, DayIndex day)
    {
        foreach (var fetched in plan.Allocations.Where(x => x.Transfer == Transfer.Collected).GroupBy(x => (day[x.Need].Recipient, day[x.Lot].Site)).Select(x => (x.Key.Recipient, x.Key.Site, Allocations: x.ToList())))
        {
            var windows = fetched.Allocations.Select(x => day[x.Lot].PickupWindow).ToList();
            var (begin, end) = (windows.Max(x => x.Begin), windows.Min(x => x.End));
            var window = begin < end ? new TimeWindow(begin, end) : windows[0];
            var giver = day[fetched.Allocations[0].Lot].Donor;
            yield return Entry(plan, day, fetched.Recipient, fetched.Site, "fetch", "", window, fetched.Allocations.Select(x => LineOf(day, x, x.Quantity, DonorOf)));
            yield return Entry(plan, day, giver, fetched.Site, "fetched", $"{fetched.Recipient.Value:N}", window, fetched.Allocations.Select(x => LineOf(day, x, x.Quantity, RecipientOf)));
        }
    }

    static IEnumerable<NewCalendarEntry> Lent(DayPlan plan, DayIndex day)
    {
        foreach (var booking in plan.Bookings)
        {
            var (equipment, request) = (day[booking.Equipment], day[booking.Request]);
            var site = request.Site ?? equipment.Site;
            yield return Entry(plan, day, request.Party, site, "borrow", $"{request.Id.Value:N}", booking.Period, [new(equipment.Name, 0, day[equipment.Owner].Name)]);
            if (equipment.Owner != request.Party)
                yield return Entry(plan, day, equipment.Owner, site, "lend", $"{request.Id.Value:N}", booking.Period, [new(equipment.Name, 0, day[request.Party].Name)]);
        }
    }

    /// <param name="other">Who is on the other side.</param>
    static CalendarLine LineOf(DayIndex day, Allocation allocation, Mass quantity, Func<DayIndex, Allocation, PartyId> other) =>
        new(day[allocation.Lot].Product, quantity.Grams, day[other(day, allocation)].Name);

    static PartyId RecipientOf(DayIndex day, Allocation allocation) => day[allocation.Need].Recipient;

    static PartyId DonorOf(DayIndex day, Allocation allocation) => day[allocation.Lot].Donor;

    static NewCalendarEntry Entry(DayPlan plan, DayIndex day, PartyId party, SiteId at, string kind, string which, TimeWindow period, IEnumerable<CalendarLine> lines)
    {
        var site = day[at];
        return new(
            NameBasedId.Derive(party.Value, $"calendar/{plan.Date:yyyy-MM-dd}/{kind}/{at.Value:N}/{which}"), day[party].Territory.Value, party.Value, at.Value, kind, period.Begin, period.End,
            new CalendarDetails(site.Name, site.Address is { } street ? $"{street}, {site.Commune}" : site.Commune, [.. lines.OrderBy(x => x.What, StringComparer.Ordinal).ThenBy(x => x.Partner, StringComparer.Ordinal).ThenBy(x => x.Grams)], plan.Notice).ToJson());
    }
}
