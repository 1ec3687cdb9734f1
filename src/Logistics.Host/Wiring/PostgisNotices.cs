using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Notices;
using Logistics.Host.Push;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Wiring;

/// <summary>Notices as the host asks for them: each member one short transaction.</summary>
public sealed class PostgisNotices(Store store, TimeProvider clock, IIdSource ids) : INotices
{
    public Task<NoticeChoiceRow?> FindAsync(Guid person, CancellationToken cancellation) => RunAsync(unit => NoticeStore.FindAsync(unit, person), cancellation);

    public Task KeepAsync(Guid person, NoticeChoiceRow choice, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => NoticeStore.KeepAsync(unit, person, choice), cancellation));

    public Task<IReadOnlyList<NoticeReaderRow>> UnwrittenAsync(NoticeKind kind, TerritoryId territory, DateOnly period, CancellationToken cancellation) =>
        RunAsync(unit => NoticeStore.UnwrittenAsync(unit, kind, territory, period, clock.GetUtcNow()), cancellation);

    public Task<bool> WriteAsync(NoticeKind kind, NoticeReaderRow reader, DateOnly period, Letter letter, PushNote? note, DateTimeOffset due, CancellationToken cancellation) => RunAsync(
        unit => NoticeStore.WriteAsync(
            unit, kind, reader, period, new(ids.Next(), letter.Recipient, letter.Subject, letter.Body), PostgisDevices.PushOf(note, ids.Next()), due, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));
}
