using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>Loans as the host asks for them: read in the scope of who reads; written in the service's, since both sides are told.</summary>
public sealed class PostgisLoans(Store store, TimeProvider clock) : ILoans
{
    public Task<IReadOnlyList<Loan>> ListAsync(TerritoryId? of, CancellationToken cancellation) => RunAsync(of, unit => LoanStore.ListAsync(unit, of), cancellation);

    public Task<bool> OfferAsync(Loan loan, CancellationToken cancellation) => RunAsync(null, unit => LoanStore.OfferAsync(unit, loan), cancellation);

    public Task<LoanOutcome> AgreeAsync(LoanId id, TerritoryId side, CancellationToken cancellation) => RunAsync(null, unit => LoanStore.AgreeAsync(unit, id, side, clock.GetUtcNow()), cancellation);

    public Task<LoanOutcome> WithdrawAsync(LoanId id, TerritoryId side, CancellationToken cancellation) =>
        RunAsync(null, unit => LoanStore.WithdrawAsync(unit, id, side, clock.GetUtcNow()), cancellation);

    public Task<Lent> LentAsync(TerritoryId borrower, DateOnly date, CancellationToken cancellation) => RunAsync(borrower, unit => LoanStore.LentAsync(unit, borrower, date), cancellation);

    Task<T> RunAsync<T>(TerritoryId? bound, Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(bound is { } of ? Scope.Of(of) : Scope.Service, work, cancellation));
}
