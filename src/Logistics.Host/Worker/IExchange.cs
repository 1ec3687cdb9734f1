namespace Logistics.Host.Worker;

/// <summary>What was exchanged with other programs. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.</summary>
public interface IExchange
{
    /// <summary>By day and code, a hash of the row as it was taken last.</summary>
    Task<IReadOnlyDictionary<(DateOnly Day, string Code), byte[]>> TakenAsync(string profile, IEnumerable<DateOnly> days, CancellationToken cancellation);

    Task RememberAsync(string profile, IReadOnlyCollection<(DateOnly Day, string Code, byte[] Said)> rows, CancellationToken cancellation);

    /// <returns>False: the day's table is written, or another host is at it.</returns>
    Task<bool> ClaimAsync(string profile, DateOnly day, CancellationToken cancellation);

    Task WrittenAsync(string profile, DateOnly day, CancellationToken cancellation);
}
