using Logistics.Measures;

namespace Logistics.Domain.Proposals;

/// <summary>A promise of a plan, put to its recipient: does it take it?</summary>
public sealed record Proposal
{
    public required ProposalId Id { get; init; }

    /// <summary>The need's.</summary>
    public required TerritoryId Territory { get; init; }

    public required DateOnly Date { get; init; }

    public required PlanId Plan { get; init; }

    public required LotId Lot { get; init; }

    public required NeedId Need { get; init; }

    public required PartyId Recipient { get; init; }

    public required Mass Quantity { get; init; }

    public required DateTimeOffset PutAt { get; init; }

    /// <summary>Answers are heard until then (inclusive).</summary>
    public required DateTimeOffset AnswerBy { get; init; }
}

/// <param name="Takes">All of it, a part, or nothing.</param>
/// <param name="Motive">In the recipient's own words; null: it gave none.</param>
/// <param name="BySilence">Nobody answered in time; what that means was agreed before.</param>
public sealed record ProposalAnswer(ProposalId Proposal, Mass Takes, string? Motive, DateTimeOffset At, bool BySilence);

/// <param name="Answer">Null: none yet.</param>
public sealed record PutProposal(Proposal Proposal, ProposalAnswer? Answer);

/// <summary>So much of a lot a recipient said yes to for a need.</summary>
public sealed record AcceptedShare(LotId Lot, NeedId Need, Mass Quantity);
