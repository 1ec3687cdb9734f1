using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Tests.Fakes;

sealed class MemoryLoans : ILoans
{
    readonly Dictionary<LoanId, Loan> loans = [];

    public Task<IReadOnlyList<Loan>> ListAsync(TerritoryId? of, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Loan>>([.. loans.Values.Where(x => of is null || of == x.Lender || of == x.Borrower)]);

    public Task<bool> OfferAsync(Loan loan, CancellationToken cancellation) => Task.FromResult(loans.TryAdd(loan.Id, loan));

    public Task<LoanOutcome> AgreeAsync(LoanId id, TerritoryId side, CancellationToken cancellation) => Task.FromResult(loans.ContainsKey(id) ? LoanOutcome.Kept : LoanOutcome.Unknown);

    public Task<LoanOutcome> WithdrawAsync(LoanId id, TerritoryId side, CancellationToken cancellation) => Task.FromResult(loans.ContainsKey(id) ? LoanOutcome.Kept : LoanOutcome.Unknown);

    public Task<Lent> LentAsync(TerritoryId borrower, DateOnly date, CancellationToken cancellation) => Task.FromResult(new Lent([], []));
}
