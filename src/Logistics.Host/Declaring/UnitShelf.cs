using System.Collections.Concurrent;
using Logistics.Domain;
using Logistics.Formats.Messages;
using Logistics.Host.Worker;

namespace Logistics.Host.Declaring;

/// <summary>Each territory's own table of what crates weigh, made of its proofs when somebody asks and remembered for a while.</summary>
/// <remarks>Thread safe. It is nowhere kept: a host that starts anew makes the same of the same proofs.</remarks>
public sealed class UnitShelf(StoreDoor door, TimeProvider clock)
{
    /// <summary>Weighings of the last year count: crates and crops change.</summary>
    public const int Days = 365;

    /// <summary>What another host was told is known after so long; what this one was told, at once.</summary>
    static readonly TimeSpan fresh = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<TerritoryId, (DateTimeOffset At, UnitTable Table)> known = [];

    /// <exception cref="StoreAwayException">The store cannot be reached.</exception>
    public async Task<UnitTable> OfAsync(TerritoryId territory, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(territory, out var kept) && now - kept.At < fresh)
            return kept.Table;
        var weighings = await door.Store.Proofs.CrateWeighingsAsync(territory, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Days), cancellation);
        var table = LearntUnits.Of(UnitTable.Default, weighings);
        known[territory] = (now, table);
        return table;
    }

    /// <summary>Something was weighed.</summary>
    public void Forget() => known.Clear();
}
