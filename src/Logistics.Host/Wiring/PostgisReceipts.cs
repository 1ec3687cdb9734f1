using Logistics.Domain;
using Logistics.Domain.Receipts;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>Receipts as the host asks for them: each member one short transaction, of every territory, since a donor may be in another than who received.</summary>
public sealed class PostgisReceipts(Store store, TimeProvider clock) : IReceipts
{
    public Task<IReadOnlyList<GivenGoods>> GivenAsync(PartyId donor, PartyId recipient, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        RunAsync(unit => ReceiptStore.GivenAsync(unit, donor, recipient, from, until), cancellation);

    public Task<IReadOnlyList<GivenBy>> DonorsAsync(PartyId recipient, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        RunAsync(unit => ReceiptStore.DonorsAsync(unit, recipient, from, until), cancellation);

    public Task<IReadOnlyList<Receipt>> OfPartyAsync(PartyId party, CancellationToken cancellation) => RunAsync(unit => ReceiptStore.OfPartyAsync(unit, party), cancellation);

    public Task<Receipt?> FindAsync(ReceiptId id, CancellationToken cancellation) => RunAsync(unit => ReceiptStore.FindAsync(unit, id), cancellation);

    public Task<ReceiptOutcome> IssueAsync(NewReceipt receipt, int year, CancellationToken cancellation) =>
        RunAsync(unit => ReceiptStore.IssueAsync(unit, receipt, year, clock.GetUtcNow()), cancellation);

    public Task<bool> CancelAsync(ReceiptId id, PartyId issuer, string why, CancellationToken cancellation) =>
        RunAsync(unit => ReceiptStore.CancelAsync(unit, id, issuer, why, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));
}
