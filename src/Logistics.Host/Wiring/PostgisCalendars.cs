using Logistics.Domain;
using Logistics.Host.Calendars;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Wiring;

/// <summary>Calendars as the host asks for them: each member one short transaction.</summary>
public sealed class PostgisCalendars(Store store, TimeProvider clock) : ICalendars
{
    public Task<IReadOnlyList<CalendarEntryRow>> OfPartyAsync(PartyId party, Guid? site, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        RunAsync(unit => CalendarStore.OfPartyAsync(unit, party, site, from, until), cancellation);

    public Task<FoundCalendar?> FindAsync(byte[] digest, CancellationToken cancellation) => RunAsync(unit => CalendarLinkStore.FindAsync(unit, digest, clock.GetUtcNow()), cancellation);

    public Task<IReadOnlyList<CalendarLinkRow>> LinksAsync(Guid person, CancellationToken cancellation) => RunAsync(unit => CalendarLinkStore.OfPersonAsync(unit, person), cancellation);

    public Task<bool> RenewAsync(CalendarLinkRow link, Guid person, byte[] digest, CancellationToken cancellation) =>
        RunAsync(unit => CalendarLinkStore.RenewAsync(unit, link, person, digest, clock.GetUtcNow()), cancellation);

    public Task<bool> EndAsync(Guid membership, Guid? site, Guid person, CancellationToken cancellation) =>
        RunAsync(unit => CalendarLinkStore.EndAsync(unit, membership, site, person, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));
}
