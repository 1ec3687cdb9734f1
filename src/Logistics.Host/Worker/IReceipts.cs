using Logistics.Domain;
using Logistics.Domain.Receipts;
using Logistics.Storage;

namespace Logistics.Host.Worker;

/// <summary>Receipts for gifts in kind. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.</summary>
public interface IReceipts
{
    /// <inheritdoc cref="ReceiptStore.GivenAsync"/>
    Task<IReadOnlyList<GivenGoods>> GivenAsync(PartyId donor, PartyId recipient, DateOnly from, DateOnly until, CancellationToken cancellation);

    /// <inheritdoc cref="ReceiptStore.DonorsAsync"/>
    Task<IReadOnlyList<GivenBy>> DonorsAsync(PartyId recipient, DateOnly from, DateOnly until, CancellationToken cancellation);

    /// <inheritdoc cref="ReceiptStore.OfPartyAsync"/>
    Task<IReadOnlyList<Receipt>> OfPartyAsync(PartyId party, CancellationToken cancellation);

    Task<Receipt?> FindAsync(ReceiptId id, CancellationToken cancellation);

    /// <inheritdoc cref="ReceiptStore.IssueAsync"/>
    Task<ReceiptOutcome> IssueAsync(NewReceipt receipt, int year, CancellationToken cancellation);

    /// <inheritdoc cref="ReceiptStore.CancelAsync"/>
    Task<bool> CancelAsync(ReceiptId id, PartyId issuer, string why, CancellationToken cancellation);
}
