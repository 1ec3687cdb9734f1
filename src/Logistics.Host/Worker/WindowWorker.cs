using Logistics.Domain;
using Logistics.Host.Start;

namespace Logistics.Host.Worker;

/// <summary>
/// Asks for a plan when a territory's window begins. Every host does, for each might be the only one left; the store keeps one of the askings. A window
/// that began while no host ran is asked for at the next start of that day.
/// </summary>
public sealed class WindowWorker(HostSettings settings, StoreDoor door, TimeProvider clock, ILogger<WindowWorker> logger) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    /// <summary>Older ones are over.</summary>
    static readonly TimeSpan reach = TimeSpan.FromHours(12);

    readonly Dictionary<Guid, DateTimeOffset> asked = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(pause, clock, stoppingToken);
                if (!door.IsOpen)
                    continue;
                try
                {
                    await OpenDueAsync(stoppingToken);
                }
                catch (StoreAwayException)
                {
                    // The planning worker says so already; what is due stays due.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what was not asked for yet is asked for at the next start.
        }
    }

    /// <returns>How many this host was the first to ask for.</returns>
    public async Task<int> OpenDueAsync(CancellationToken cancellation)
    {
        var (now, opened) = (clock.GetUtcNow(), 0);
        foreach (var territory in await door.Store.Claims.TerritoriesAsync(cancellation))
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(territory.Zone, out var zone) || settings.Planning.LastBegun(territory.Code, zone, now) is not { } begun
                || begun < now - reach || asked.GetValueOrDefault(territory.Territory) == begun)
                continue;
            if (await door.Store.Claims.OpenWindowAsync(new TerritoryId(territory.Territory), begun, cancellation))
            {
                opened++;
                Log.WindowOpened(logger, territory.Code, begun);
            }
            asked[territory.Territory] = begun;
        }
        return opened;
    }
}
