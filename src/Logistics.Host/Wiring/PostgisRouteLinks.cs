using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Storage;
using Logistics.Storage.Programs;

namespace Logistics.Host.Wiring;

/// <summary>Links of routes as the host asks for them: each member one short transaction.</summary>
public sealed class PostgisRouteLinks(Store store, TimeProvider clock) : IRouteLinks
{
    public Task AddAsync(RouteLink link, byte[] digest, Guid? by, CancellationToken cancellation)
    {
        var row = new RouteLinkRow(link.Id, link.Territory.Value, link.Date, link.Shift.Value, link.MadeAt, link.ReadsUntil, link.TellsUntil);
        return PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => RouteLinkStore.AddAsync(unit, row, digest, by), cancellation));
    }

    public Task<RouteLink?> OpenAsync(byte[] digest, CancellationToken cancellation) =>
        RunAsync(async unit => LinkOf(await RouteLinkStore.OpenAsync(unit, digest, clock.GetUtcNow())), cancellation);

    public Task<RouteLink?> FindAsync(Guid id, CancellationToken cancellation) =>
        RunAsync(async unit => LinkOf(await RouteLinkStore.FindAsync(unit, id, clock.GetUtcNow())), cancellation);

    public Task<IReadOnlyList<RouteLink>> ListAsync(DateOnly date, ShiftId shift, CancellationToken cancellation) => RunAsync(
        async unit => (IReadOnlyList<RouteLink>)[.. (await RouteLinkStore.ListAsync(unit, date, shift.Value, clock.GetUtcNow())).Select(row => LinkOf(row)!)], cancellation);

    public Task<IReadOnlyList<RouteLink>> OfDateAsync(DateOnly date, CancellationToken cancellation) => RunAsync(
        async unit => (IReadOnlyList<RouteLink>)[.. (await RouteLinkStore.OfDateAsync(unit, date, clock.GetUtcNow())).Select(row => LinkOf(row)!)], cancellation);

    public Task SeeAsync(Guid id, PlanId plan, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => RouteLinkStore.SeeAsync(unit, id, plan, clock.GetUtcNow()), cancellation));

    public Task<bool> EndAsync(Guid id, Guid? territory, Guid? by, CancellationToken cancellation) =>
        RunAsync(unit => RouteLinkStore.EndAsync(unit, id, territory, by, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));

    static RouteLink? LinkOf(RouteLinkRow? row) => row is null ? null : new(
        row.Id, new(row.Territory), row.Date, new(row.Shift), row.MadeAt, row.ReadsUntil, row.TellsUntil, row.Openings, row.OpenedAt, row.SeenPlan is { } plan ? new PlanId(plan) : null, row.SeenAt);
}
