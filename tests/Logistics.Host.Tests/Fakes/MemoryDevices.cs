using Logistics.Host.Push;
using Logistics.Host.Wiring;
using Logistics.Storage.People;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Devices in memory, and what waits for them. What only a database can show is tested on one.</summary>
sealed class MemoryDevices(Func<DateTimeOffset> now) : IDevices
{
    readonly Lock door = new();
    readonly CountedIds ids = new("memory devices");
    readonly List<(NewDevice Device, Guid Person, byte[] Key, DateTimeOffset Heard)> devices = [];
    readonly List<(TakenPush Push, DateTimeOffset Due)> waiting = [];

    /// <summary>When each that waits is due, and whether it was tried.</summary>
    public IReadOnlyList<(TakenPush Push, DateTimeOffset Due)> Waiting
    {
        get
        {
            lock (door)
                return [.. waiting];
        }
    }

    /// <summary>Everybody's.</summary>
    public int Count
    {
        get
        {
            lock (door)
                return devices.Count;
        }
    }

    public Task<IReadOnlyList<DeviceRow>> OfPersonAsync(Guid person, byte[][] keys, CancellationToken cancellation) => Answer<IReadOnlyList<DeviceRow>>(() =>
        [.. devices.Where(x => x.Person == person && keys.Any(x.Key.SequenceEqual)).Select(x => new DeviceRow(x.Device.Id, x.Device.Endpoint, x.Device.Key is null, x.Heard, x.Heard))]);

    public Task<bool> AddAsync(NewDevice device, Guid person, Guid? session, byte[] key, CancellationToken cancellation) => Answer(() =>
    {
        if (devices.Exists(x => x.Device.Endpoint == device.Endpoint && x.Person != person && !(Same(x.Device.Key, device.Key) && Same(x.Device.Secret, device.Secret))))
            return false;
        devices.RemoveAll(x => x.Device.Endpoint == device.Endpoint);
        devices.Add((device, person, key, now()));
        return true;
    });

    public Task<bool> RemoveAsync(Guid person, Guid device, CancellationToken cancellation) => Answer(() => devices.RemoveAll(x => x.Device.Id == device && x.Person == person) == 1);

    public Task<TakenPush?> TakeAsync(byte[][] keys, TimeSpan hold, CancellationToken cancellation) => Answer(() =>
    {
        if (waiting.FindIndex(x => x.Due <= now() && x.Push.Expires > now()) is not (>= 0 and var i))
            return null;
        waiting[i] = (waiting[i].Push with { Attempts = waiting[i].Push.Attempts + 1 }, now() + hold);
        return waiting[i].Push;
    });

    public Task ToldAsync(TakenPush push, CancellationToken cancellation) => GiveUpAsync(push, cancellation);

    public Task RetryAsync(TakenPush push, TimeSpan wait, CancellationToken cancellation) => Answer(() =>
    {
        var i = waiting.FindIndex(x => x.Push.Note == push.Note && x.Push.Device == push.Device);
        return waiting[i] = (waiting[i].Push, now() + wait);
    });

    public Task GiveUpAsync(TakenPush push, CancellationToken cancellation) => Answer(() => waiting.RemoveAll(x => x.Push.Note == push.Note && x.Push.Device == push.Device));

    public Task GoneAsync(TakenPush push, CancellationToken cancellation) => Answer(() => waiting.RemoveAll(x => x.Push.Device == push.Device) + devices.RemoveAll(x => x.Device.Id == push.Device));

    /// <summary>As <see cref="PushOutbox.AddAsync"/>.</summary>
    public int Put(PushNote? note, Guid person, DateTimeOffset due)
    {
        lock (door)
        {
            if (note is null || due >= note.Expires)
                return 0;
            var push = PostgisDevices.PushOf(note, ids.Next())!;
            var mine = devices.Where(x => x.Person == person && note.Keys.Any(x.Key.SequenceEqual)).ToList();
            waiting.AddRange(mine.Select(x => (new TakenPush(push.Id, x.Device.Id, x.Device.Endpoint, x.Device.Key, x.Device.Secret, push.Said, push.Urgency, 0, push.Expires), due)));
            return mine.Count;
        }
    }

    static bool Same(byte[]? one, byte[]? other) => one is not null && other is not null && one.SequenceEqual(other);

    Task<T> Answer<T>(Func<T> work)
    {
        lock (door)
            return Task.FromResult(work());
    }
}
