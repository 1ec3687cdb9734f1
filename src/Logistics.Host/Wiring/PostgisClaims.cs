using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Wiring;

/// <summary>Claims as the host uses them: each member one short transaction.</summary>
public sealed class PostgisClaims(Store store, TimeProvider clock, IIdSource ids) : IClaims
{
    public Task<PlanningClaim?> TakeAsync(DateOnly date, Guid holder, TimeSpan lease, CancellationToken cancellation) =>
        RunAsync(unit => PlanningClaims.TakeAsync(unit, date, holder, lease), cancellation);

    public Task<bool> RenewAsync(PlanningClaim claim, TimeSpan lease, CancellationToken cancellation) => RunAsync(unit => PlanningClaims.RenewAsync(unit, claim, lease), cancellation);

    public Task ReleaseAsync(PlanningClaim claim, CancellationToken cancellation) => RunAsync(unit => PlanningClaims.EndAsync(unit, claim), cancellation);

    public Task<bool> SaveAsync(PlanningClaim claim, DayPlan plan, DayDeclarations day, long version, Asking asked, CancellationToken cancellation) => RunAsync(
        async unit =>
        {
            // First of all: from here on nobody else can take the day until this transaction is over.
            if (!await PlanningClaims.EndAsync(unit, claim))
                return false;
            // Somebody applied a plan of the same declarations meanwhile: that was a decision, and this is none.
            if (await DayBook.IsPlannedAsync(unit, plan.Date, version))
                return true;
            await PostgisDayStore.SaveAsync(unit, plan, day, version, asked, ids, clock.GetUtcNow());
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<TerritoryZone>> TerritoriesAsync(CancellationToken cancellation) => RunAsync(PlanningWindows.TerritoriesAsync, cancellation);

    public Task<bool> OpenWindowAsync(TerritoryId territory, DateTimeOffset scheduledAt, CancellationToken cancellation) =>
        RunAsync(unit => PlanningWindows.OpenAsync(unit, territory, scheduledAt, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));
}
