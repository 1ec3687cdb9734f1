namespace Logistics.Host.Api;

/// <summary>Rounds as they were written: the ways with all that is done on them take long to find, and a plan never changes. By the tag that a device is told.</summary>
public sealed class RoundShelf
{
    /// <summary>More than an instance has on the road in a day, in two languages.</summary>
    const int Room = 200;

    readonly Lock @lock = new();
    readonly Dictionary<string, ReadOnlyMemory<byte>> kept = [];

    public ReadOnlyMemory<byte> Get(string tag, Func<ReadOnlyMemory<byte>> write)
    {
        lock (@lock)
            if (kept.TryGetValue(tag, out var found))
                return found;
        var round = write();
        lock (@lock)
        {
            if (kept.Count >= Room)
                kept.Clear();
            kept[tag] = round;
        }
        return round;
    }
}
