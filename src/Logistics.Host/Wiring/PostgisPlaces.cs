using Logistics.Domain;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>Places as the host asks for them.</summary>
public sealed class PostgisPlaces(Store store, TimeProvider clock) : IPlaces
{
    public Task<(TerritoryId Territory, DateOnly Latest)?> FindAsync(string code, CancellationToken cancellation) => RunAsync(null, unit => SiteMap.FindAsync(unit, code), cancellation);

    public Task<string> SitesAsync(TerritoryId territory, SiteQuestion question, TerritoryId? bound, CancellationToken cancellation) =>
        RunAsync(bound, unit => SiteMap.SitesAsync(unit, territory, question), cancellation);

    public Task<string?> OutlineAsync(TerritoryId territory, CancellationToken cancellation) => RunAsync(territory, unit => SiteMap.OutlineAsync(unit, territory), cancellation);

    public Task<string?> DrawAsync(TerritoryId territory, string geometry, string source, CancellationToken cancellation) =>
        RunAsync(territory, unit => SiteMap.DrawAsync(unit, territory, geometry, source, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(TerritoryId? bound, Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(bound is { } of ? Scope.Of(of) : Scope.Service, work, cancellation));
}
