using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Wiring;

/// <summary>What was exchanged with other programs, as the host keeps it.</summary>
public sealed class PostgisExchange(Store store, TimeProvider clock) : IExchange
{
    public Task<IReadOnlyDictionary<(DateOnly Day, string Code), byte[]>> TakenAsync(string profile, IEnumerable<DateOnly> days, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => ExchangeStore.TakenAsync(unit, profile, days), cancellation));

    public Task RememberAsync(string profile, IReadOnlyCollection<(DateOnly Day, string Code, byte[] Said)> rows, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => ExchangeStore.RememberAsync(unit, profile, rows, clock.GetUtcNow()), cancellation));

    public Task<bool> ClaimAsync(string profile, DateOnly day, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => ExchangeStore.ClaimAsync(unit, profile, day), cancellation));

    public Task WrittenAsync(string profile, DateOnly day, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => ExchangeStore.WrittenAsync(unit, profile, day, clock.GetUtcNow()), cancellation));
}
