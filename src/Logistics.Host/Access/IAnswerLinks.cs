using Logistics.Domain;

namespace Logistics.Host.Access;

/// <summary>A link by which whoever has it answers, without an account, what one partner is asked for one day.</summary>
public sealed record AnswerLink(Guid Id, DateOnly Date, PartyId Recipient);

/// <summary>Links in letters to partners that are asked. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface IAnswerLinks
{
    /// <summary>The link that still answers; null: there is none such, its day is over, or the right it rests on has ended. Finding it changes nothing.</summary>
    Task<AnswerLink?> FindAsync(byte[] digest, CancellationToken cancellation);
}
