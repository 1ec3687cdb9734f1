using Logistics.Domain;
using Logistics.Domain.Receipts;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Storage;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Receipts in memory, judged as the store judges them; the ledger is what a test says that it is.</summary>
sealed class MemoryReceipts : IReceipts
{
    readonly Lock door = new();
    readonly List<Receipt> receipts = [];

    /// <summary>What a test says that was given.</summary>
    public List<(PartyId Donor, PartyId Recipient, DateOnly Day, GivenGoods Goods)> Gifts { get; } = [];

    public Task<IReadOnlyList<GivenGoods>> GivenAsync(PartyId donor, PartyId recipient, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<GivenGoods>>([.. Gifts.Where(x => x.Donor == donor && x.Recipient == recipient && x.Day >= from && x.Day <= until).Select(x => x.Goods)]);

    public Task<IReadOnlyList<GivenBy>> DonorsAsync(PartyId recipient, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<GivenBy>>([.. Gifts.Where(x => x.Recipient == recipient && x.Day >= from && x.Day <= until).GroupBy(x => x.Donor).Select(x => new GivenBy(x.Key, "Donateur", new Mass(x.Sum(y => y.Goods.Quantity.Grams))))]);

    public Task<IReadOnlyList<Receipt>> OfPartyAsync(PartyId party, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Receipt>>([.. receipts.Where(x => x.Issuer == party || x.Donor == party).OrderByDescending(x => x.Number)]);

    public Task<Receipt?> FindAsync(ReceiptId id, CancellationToken cancellation) => Task.FromResult(receipts.Find(x => x.Id == id));

    public async Task<ReceiptOutcome> IssueAsync(NewReceipt receipt, int year, CancellationToken cancellation)
    {
        var given = await GivenAsync(receipt.Donor, receipt.Issuer, receipt.Text.From, receipt.Text.Until, cancellation);
        lock (door)
        {
            if (receipts.Find(x => x.Id == receipt.Id) is { } before)
                return before.Text == receipt.Text && before.Cancelled is null ? new ReceiptOutcome.Issued(before) : new ReceiptOutcome.Overlaps(before);
            if (receipts.Find(x => x.Issuer == receipt.Issuer && x.Donor == receipt.Donor && x.Cancelled is null && x.Text.From <= receipt.Text.Until && x.Text.Until >= receipt.Text.From) is { } standing)
                return new ReceiptOutcome.Overlaps(standing);
            if (receipt.Replaces is { } old && (receipts.Find(x => x.Id == old) is not { Cancelled: not null } || receipts.Exists(x => x.Replaces == old)))
                return new ReceiptOutcome.ReplacesNone();
            if (!given.SequenceEqual(receipt.Text.Goods))
                return new ReceiptOutcome.GoodsChanged();
            var issued = new Receipt(
                receipt.Id, receipt.Issuer, receipt.Donor, receipt.Territory, year, receipts.Count(x => x.Issuer == receipt.Issuer && x.Year == year) + 1, DateTimeOffset.UnixEpoch, receipt.Text, receipt.Replaces, null);
            receipts.Add(issued);
            return new ReceiptOutcome.Issued(issued);
        }
    }

    public Task<bool> CancelAsync(ReceiptId id, PartyId issuer, string why, CancellationToken cancellation)
    {
        lock (door)
        {
            var at = receipts.FindIndex(x => x.Id == id && x.Issuer == issuer);
            if (at >= 0)
                receipts[at] = receipts[at] with { Cancelled = receipts[at].Cancelled ?? new(DateTimeOffset.UnixEpoch, why) };
            return Task.FromResult(at >= 0);
        }
    }
}
