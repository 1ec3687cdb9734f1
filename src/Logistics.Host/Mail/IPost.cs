using Logistics.Host.Access;

namespace Logistics.Host.Mail;

/// <summary>Takes letters out of the house.</summary>
public interface IPost
{
    /// <exception cref="PostException">It could not be handed over; trying again later may help.</exception>
    Task SendAsync(Letter letter, CancellationToken cancellation);
}

/// <summary>A letter could not be handed over. The message says what kind of failure it was and names no recipient.</summary>
public sealed class PostException(string message) : Exception(message);

/// <param name="Attempts">This one included.</param>
public sealed record Outgoing(Guid Id, Letter Letter, int Attempts);

/// <summary>Letters on their way out, kept by the store. Every member throws <see cref="Worker.StoreAwayException"/> when it cannot be reached.</summary>
public interface IOutbox
{
    /// <summary>The letter that has been due the longest, for this taker alone during <paramref name="hold"/>; null when none is.</summary>
    Task<Outgoing?> TakeAsync(TimeSpan hold, CancellationToken cancellation);

    Task SentAsync(Guid id, CancellationToken cancellation);

    Task RetryAsync(Guid id, TimeSpan wait, CancellationToken cancellation);

    Task GiveUpAsync(Guid id, CancellationToken cancellation);
}
