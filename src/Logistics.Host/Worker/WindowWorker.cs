using Logistics.Domain;
using Logistics.Host.Start;

namespace Logistics.Host.Worker;

/// <summary>
/// Asks for a plan when a territory's window begins. Every host does, for each might be the only one left; the store keeps one of the askings. A window
/// that began while no host ran is asked for at the next start of that day.
/// </summary>
public sealed class WindowWorker(HostSettings settings, StoreDoor door, TimeProvider clock, ILogger<WindowWorker> logger) : RecurringWorker(door, TimeSpan.FromSeconds(2), clock)
{
    /// <summary>Older ones are over.</summary>
    static readonly TimeSpan reach = TimeSpan.FromHours(12);

    readonly Dictionary<Guid, DateTimeOffset> asked = [];

    protected override Task LookAsync(CancellationToken cancellation) => OpenDueAsync(cancellation);

    /// <returns>How many this host was the first to ask for.</returns>
    public async Task<int> OpenDueAsync(CancellationToken cancellation)
    {
        var (now, opened) = (Clock.GetUtcNow(), 0);
        foreach (var territory in await Door.Store.Claims.TerritoriesAsync(cancellation))
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(territory.Zone, out var zone) || settings.Planning.LastBegun(territory.Code, zone, now) is not { } begun
                || begun < now - reach || asked.GetValueOrDefault(territory.Territory) == begun)
                continue;
            if (await Door.Store.Claims.OpenWindowAsync(new TerritoryId(territory.Territory), begun, cancellation))
            {
                opened++;
                Log.WindowOpened(logger, territory.Code, begun);
            }
            asked[territory.Territory] = begun;
        }
        return opened;
    }
}
