namespace Logistics.Host.Access;

/// <summary>The keys that cookies are sealed with, as the store keeps them for all hosts. Every member throws <see cref="Worker.StoreAwayException"/> when it cannot be reached.</summary>
public interface ISealingKeys
{
    /// <returns>XML of the framework's.</returns>
    Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellation);

    /// <param name="close">Of keys made within this span of each other the first is kept.</param>
    Task KeepAsync(string name, string content, TimeSpan close, CancellationToken cancellation);
}
