using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Calendars;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Calendars in memory, changed as the store changes them.</summary>
sealed class MemoryCalendars(Func<DateTimeOffset> now, MemoryPeople people) : ICalendars
{
    readonly Lock door = new();
    readonly Dictionary<Guid, CalendarEntryRow> entries = [];
    readonly List<(string Digest, CalendarLinkRow Link)> links = [];

    public string Zone { get; set; } = "Europe/Paris";

    public void Replace(DayPlan plan, DayDeclarations day)
    {
        lock (door)
        {
            var fresh = CalendarEntries.Of(plan, plan.DayOf(new DayIndex(day)));
            foreach (var gone in entries.Values.Where(x => x.Date == plan.Date && !x.Cancelled && fresh.All(y => y.Id != x.Id)).ToList())
                entries[gone.Id] = gone with { Cancelled = true, Sequence = gone.Sequence + 1, ChangedAt = now() };
            foreach (var x in fresh)
                if (!entries.TryGetValue(x.Id, out var before))
                    entries[x.Id] = new(x.Id, x.Territory, plan.Date, x.Party, x.Site, x.Kind, x.Begin, x.End, x.Document, 0, now(), false);
                else if ((before.Begin, before.End, before.Document, before.Cancelled) != (x.Begin, x.End, x.Document, false))
                    entries[x.Id] = before with { Begin = x.Begin, End = x.End, Document = x.Document, Cancelled = false, Sequence = before.Sequence + 1, ChangedAt = now() };
        }
    }

    public Task<IReadOnlyList<CalendarEntryRow>> OfPartyAsync(PartyId party, Guid? site, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult<IReadOnlyList<CalendarEntryRow>>(
                [.. entries.Values.Where(x => x.Party == party.Value && x.Date >= from && x.Date <= until && (site is null || x.Site == site)).OrderBy(x => x.Begin).ThenBy(x => x.Id)]);
    }

    public Task<FoundCalendar?> FindAsync(byte[] digest, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(links.Find(x => x.Digest == Convert.ToHexString(digest)).Link is { } link && people.Held(link.Membership) is { } held
                ? new FoundCalendar(held.Capacity.Organisation!.Value, link.Site, link.Language, held.Capacity.Label, Zone) : null);
    }

    public Task<IReadOnlyList<CalendarLinkRow>> LinksAsync(Guid person, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult<IReadOnlyList<CalendarLinkRow>>([.. links.Select(x => x.Link).Where(x => people.Held(x.Membership)?.Person == person)]);
    }

    public async Task<bool> RenewAsync(CalendarLinkRow link, Guid person, byte[] digest, CancellationToken cancellation)
    {
        await EndAsync(link.Membership, link.Site, person, cancellation);
        if (people.Held(link.Membership)?.Person != person)
            return false;
        lock (door)
            links.Add((Convert.ToHexString(digest), link));
        return true;
    }

    public Task<bool> EndAsync(Guid membership, Guid? site, Guid person, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(people.Held(membership)?.Person == person && links.RemoveAll(x => x.Link.Membership == membership && x.Link.Site == site) > 0);
    }
}
