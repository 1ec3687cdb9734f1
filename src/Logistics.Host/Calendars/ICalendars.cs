using Logistics.Domain;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Calendars;

/// <summary>What partners have before them, and addresses by which programs ask for it. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface ICalendars
{
    /// <inheritdoc cref="CalendarStore.OfPartyAsync"/>
    Task<IReadOnlyList<CalendarEntryRow>> OfPartyAsync(PartyId party, Guid? site, DateOnly from, DateOnly until, CancellationToken cancellation);

    /// <inheritdoc cref="CalendarLinkStore.FindAsync"/>
    Task<FoundCalendar?> FindAsync(byte[] digest, CancellationToken cancellation);

    /// <inheritdoc cref="CalendarLinkStore.OfPersonAsync"/>
    Task<IReadOnlyList<CalendarLinkRow>> LinksAsync(Guid person, CancellationToken cancellation);

    /// <inheritdoc cref="CalendarLinkStore.RenewAsync"/>
    Task<bool> RenewAsync(CalendarLinkRow link, Guid person, byte[] digest, CancellationToken cancellation);

    /// <inheritdoc cref="CalendarLinkStore.EndAsync"/>
    Task<bool> EndAsync(Guid membership, Guid? site, Guid person, CancellationToken cancellation);
}
