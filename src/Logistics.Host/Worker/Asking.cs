using Logistics.Domain;
using Logistics.Domain.Proposals;
using Logistics.Host.Access;
using Logistics.Host.Push;

namespace Logistics.Host.Worker;

/// <summary>Somebody who speaks for a partner that is asked.</summary>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record Speaker(PartyId Party, string Email, string Language);

/// <summary>What the recipients of a plan are asked, and the letter that tells them. The store keeps both with the plan, or none of it.</summary>
/// <param name="ZoneOf">By whose clock a partner lives: links into its day end with that, and letters keep its quiet hours.</param>
/// <param name="Write">The letter with a link that holds the token. It does no more than put words together: a transaction waits for it.</param>
public sealed record Asking(IReadOnlyCollection<Proposal> Proposals, Func<PartyId, TimeZoneInfo> ZoneOf, Func<Speaker, Token, Letter> Write)
{
    /// <summary>What a speaker is told on its devices; null: nothing. The link stays in the letter: a page of ours asks who is there.</summary>
    public Func<Speaker, PushNote?> Tell { get; init; } = _ => null;

    public static readonly Asking Nobody = new([], _ => TimeZoneInfo.Utc, (_, _) => throw new InvalidOperationException("Nobody is asked."));
}
