using Logistics.Host.Worker;

namespace Logistics.Host.Tests.Fakes;

sealed class MemoryExchange : IExchange
{
    readonly Dictionary<(string, DateOnly, string), byte[]> taken = [];
    readonly HashSet<(string, DateOnly)> claimed = [];

    public Task<IReadOnlyDictionary<(DateOnly Day, string Code), byte[]>> TakenAsync(string profile, IEnumerable<DateOnly> days, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<(DateOnly, string), byte[]>>(taken.Where(x => x.Key.Item1 == profile).ToDictionary(x => (x.Key.Item2, x.Key.Item3), x => x.Value));

    public Task RememberAsync(string profile, IReadOnlyCollection<(DateOnly Day, string Code, byte[] Said)> rows, CancellationToken cancellation)
    {
        foreach (var (day, code, said) in rows)
            taken[(profile, day, code)] = said;
        return Task.CompletedTask;
    }

    public Task<bool> ClaimAsync(string profile, DateOnly day, CancellationToken cancellation) => Task.FromResult(claimed.Add((profile, day)));

    public Task WrittenAsync(string profile, DateOnly day, CancellationToken cancellation) => Task.CompletedTask;
}
