using System.Text.Encodings.Web;
using System.Text.Json;
using Logistics.Host.Push;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Wiring;

/// <summary>Devices as the host asks for them: each member one short transaction.</summary>
public sealed class PostgisDevices(Store store, TimeProvider clock) : IDevices
{
    /// <summary>It is read by a script and stands in no page.</summary>
    static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task<IReadOnlyList<DeviceRow>> OfPersonAsync(Guid person, byte[][] keys, CancellationToken cancellation) => RunAsync(unit => DeviceStore.OfPersonAsync(unit, person, keys), cancellation);

    public Task<bool> AddAsync(NewDevice device, Guid person, Guid? session, byte[] key, CancellationToken cancellation) =>
        RunAsync(unit => DeviceStore.AddAsync(unit, device, person, session, key, clock.GetUtcNow()), cancellation);

    public Task<bool> RemoveAsync(Guid person, Guid device, CancellationToken cancellation) => RunAsync(unit => DeviceStore.RemoveAsync(unit, person, device), cancellation);

    public Task<TakenPush?> TakeAsync(byte[][] keys, TimeSpan hold, CancellationToken cancellation) =>
        RunAsync(unit => PushOutbox.TakeAsync(unit, keys, clock.GetUtcNow(), clock.GetUtcNow() + hold), cancellation);

    public Task ToldAsync(TakenPush push, CancellationToken cancellation) => RunAsync(unit => PushOutbox.ToldAsync(unit, push.Note, push.Device, clock.GetUtcNow()), cancellation);

    public Task RetryAsync(TakenPush push, TimeSpan wait, CancellationToken cancellation) =>
        RunAsync(unit => PushOutbox.RetryAsync(unit, push.Note, push.Device, clock.GetUtcNow() + wait), cancellation);

    public Task GiveUpAsync(TakenPush push, CancellationToken cancellation) => RunAsync(unit => PushOutbox.GiveUpAsync(unit, push.Note, push.Device), cancellation);

    public Task GoneAsync(TakenPush push, CancellationToken cancellation) => RunAsync(unit => DeviceStore.ForgetAsync(unit, push.Device), cancellation);

    /// <summary>As the outbox keeps it and the device's worker reads it (<c>client/src/push/worker.ts</c>).</summary>
    internal static NewPush? PushOf(PushNote? note, Guid id) => note is null ? null : new(
        id, note.Keys, JsonSerializer.Serialize(new { title = note.Title, body = note.Body, path = note.Path, tag = id }, plain),
        note.Urgency switch { PushUrgency.Low => "low", PushUrgency.High => "high", _ => "normal" }, note.Expires);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));

    Task RunAsync(Func<UnitOfWork, Task> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));
}
