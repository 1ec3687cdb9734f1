using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Push;
using Logistics.Storage.People;

namespace Logistics.Host.Notices;

/// <summary>What people want to be told by mail and on their devices, and what was. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface INotices
{
    /// <inheritdoc cref="NoticeStore.FindAsync"/>
    Task<NoticeChoiceRow?> FindAsync(Guid person, CancellationToken cancellation);

    Task KeepAsync(Guid person, NoticeChoiceRow choice, CancellationToken cancellation);

    /// <inheritdoc cref="NoticeStore.UnwrittenAsync"/>
    Task<IReadOnlyList<NoticeReaderRow>> UnwrittenAsync(NoticeKind kind, TerritoryId territory, DateOnly period, CancellationToken cancellation);

    /// <inheritdoc cref="NoticeStore.WriteAsync"/>
    Task<bool> WriteAsync(NoticeKind kind, NoticeReaderRow reader, DateOnly period, Letter letter, PushNote? note, DateTimeOffset due, CancellationToken cancellation);
}
