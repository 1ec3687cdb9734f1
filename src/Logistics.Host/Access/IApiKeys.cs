namespace Logistics.Host.Access;

/// <summary>A key by which a program enters.</summary>
/// <param name="Capacity">What it acts as; the label is the partner's or territory's name.</param>
/// <param name="Label">What its holder calls it.</param>
/// <param name="ValidUntil">Exclusive.</param>
/// <param name="UsedOn">The last day it was used; null: never.</param>
public sealed record ApiKey(Capacity Capacity, string Label, IReadOnlyList<string> Scopes, DateTimeOffset MadeAt, DateTimeOffset ValidUntil, DateOnly? UsedOn)
{
    public Guid Id => Capacity.Id;
}

/// <summary>Keys of programs. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface IApiKeys
{
    Task AddAsync(ApiKey key, byte[] digest, Guid? by, CancellationToken cancellation);

    /// <summary>The key that holds now; null: there is none such.</summary>
    Task<ApiKey?> FindAsync(byte[] digest, CancellationToken cancellation);

    /// <param name="organisation">Null: of any; likewise <paramref name="territory"/>.</param>
    Task<IReadOnlyList<ApiKey>> ListAsync(Guid? organisation, Guid? territory, CancellationToken cancellation);

    /// <returns>False when there is no such key among those listed.</returns>
    Task<bool> EndAsync(Guid id, Guid? organisation, Guid? territory, Guid? by, CancellationToken cancellation);
}
