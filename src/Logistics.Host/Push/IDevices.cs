using Logistics.Storage.People;

namespace Logistics.Host.Push;

/// <summary>What somebody is told on its devices: a short sentence and a page of ours, and nothing about anybody.</summary>
/// <param name="Keys">By which devices hear the instance.</param>
/// <param name="Path">Of the page that a click opens, from <c>/</c>.</param>
/// <param name="Expires">Exclusive: told later it tells nobody anything.</param>
public sealed record PushNote(byte[][] Keys, string Title, string Body, string Path, PushUrgency Urgency, DateTimeOffset Expires);

/// <remarks>RFC 8030, section 5.3: by it a device that must save its battery decides whether to wake.</remarks>
public enum PushUrgency
{
    Low,
    Normal,
    High,
}

/// <summary>Devices that people switched on, and what waits to be told there. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface IDevices
{
    /// <inheritdoc cref="DeviceStore.OfPersonAsync"/>
    Task<IReadOnlyList<DeviceRow>> OfPersonAsync(Guid person, byte[][] keys, CancellationToken cancellation);

    /// <inheritdoc cref="DeviceStore.AddAsync"/>
    Task<bool> AddAsync(NewDevice device, Guid person, Guid? session, byte[] key, CancellationToken cancellation);

    /// <inheritdoc cref="DeviceStore.RemoveAsync"/>
    Task<bool> RemoveAsync(Guid person, Guid device, CancellationToken cancellation);

    /// <summary>What has been due the longest, for this taker alone during <paramref name="hold"/>; null when nothing is.</summary>
    Task<TakenPush?> TakeAsync(byte[][] keys, TimeSpan hold, CancellationToken cancellation);

    Task ToldAsync(TakenPush push, CancellationToken cancellation);

    Task RetryAsync(TakenPush push, TimeSpan wait, CancellationToken cancellation);

    Task GiveUpAsync(TakenPush push, CancellationToken cancellation);

    /// <summary>Forgets the device.</summary>
    Task GoneAsync(TakenPush push, CancellationToken cancellation);
}
