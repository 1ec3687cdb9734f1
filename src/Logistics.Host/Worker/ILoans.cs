using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Storage;

namespace Logistics.Host.Worker;

/// <summary>What territories lend each other. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.</summary>
public interface ILoans
{
    /// <param name="of">Those of this territory; null: all.</param>
    Task<IReadOnlyList<Loan>> ListAsync(TerritoryId? of, CancellationToken cancellation);

    /// <returns>False: the lender has no such thing.</returns>
    Task<bool> OfferAsync(Loan loan, CancellationToken cancellation);

    Task<LoanOutcome> AgreeAsync(LoanId id, TerritoryId side, CancellationToken cancellation);

    Task<LoanOutcome> WithdrawAsync(LoanId id, TerritoryId side, CancellationToken cancellation);

    /// <summary>What a territory has from others on a date.</summary>
    Task<Lent> LentAsync(TerritoryId borrower, DateOnly date, CancellationToken cancellation);
}
