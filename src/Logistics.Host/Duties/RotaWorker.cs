using Logistics.Host.Worker;

namespace Logistics.Host.Duties;

/// <summary>Has declared days follow the rota, whatever was changed about either since: a host may have been killed between the two.</summary>
public sealed class RotaWorker(StoreDoor door, RotaDesk desk, TimeProvider clock) : RecurringWorker(door, TimeSpan.FromMinutes(2), clock)
{
    protected override async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var territory in await Door.Store.Rota.TerritoriesAsync(cancellation))
            await desk.FollowAsync(territory, cancellation);
    }
}
