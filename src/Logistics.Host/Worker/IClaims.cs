using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Worker;

/// <summary>The part of the store by which hosts share the planning. Every member throws <see cref="StoreAwayException"/> when it cannot be reached.</summary>
public interface IClaims
{
    /// <summary>Takes the plan of a day upon oneself for so long; null when another host is at it or the day needs none.</summary>
    Task<PlanningClaim?> TakeAsync(DateOnly date, Guid holder, TimeSpan lease, CancellationToken cancellation);

    /// <returns>False: another host has it.</returns>
    Task<bool> RenewAsync(PlanningClaim claim, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Lets others have the day at once.</summary>
    Task ReleaseAsync(PlanningClaim claim, CancellationToken cancellation);

    /// <summary>Keeps a plan as <see cref="IDayStore.SaveAsync"/> does and ends the claim it was made under.</summary>
    /// <returns>False: another host has the claim, and nothing was kept.</returns>
    Task<bool> SaveAsync(PlanningClaim claim, DayPlan plan, DayDeclarations day, long version, Asking asked, CancellationToken cancellation);

    /// <summary>All territories that ever declared a day.</summary>
    Task<IReadOnlyList<TerritoryZone>> TerritoriesAsync(CancellationToken cancellation);

    /// <summary>Has a territory's next day planned anew.</summary>
    /// <returns>False: there is none, or that was asked for this time already.</returns>
    Task<bool> OpenWindowAsync(TerritoryId territory, DateTimeOffset scheduledAt, CancellationToken cancellation);
}
