using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Proposals;
using Logistics.Measures;

namespace Logistics.Host.Views;

/// <summary>A line of what a partner is asked, in people's names.</summary>
public sealed record ProposalRow(Guid Id, Mass Offered, string Product, string From, DateTimeOffset AnswerBy, ProposalAnswer? Answer)
{
    /// <summary>What a partner is asked by the plan in force, and what it answered to it or to one before; what is still open first.</summary>
    public static IReadOnlyList<ProposalRow> Of(IEnumerable<PutProposal> put, PartyId recipient, PlanId plan, DayIndex declared)
    {
        var lots = declared.Day.Lots.ToDictionary(x => x.Id);
        return
        [
            .. put.Where(x => x.Proposal.Recipient == recipient && lots.ContainsKey(x.Proposal.Lot) && (x.Answer is not null || x.Proposal.Plan == plan))
                .GroupBy(x => (x.Proposal.Lot, x.Proposal.Need)).Select(x => x.MaxBy(y => y.Proposal.PutAt)!)
                .OrderBy(x => x.Answer is not null).ThenBy(x => x.Proposal.AnswerBy).ThenBy(x => x.Proposal.Id.Value)
                .Select(x => new ProposalRow(x.Proposal.Id.Value, x.Proposal.Quantity, lots[x.Proposal.Lot].Product, declared[lots[x.Proposal.Lot].Donor].Name, x.Proposal.AnswerBy, x.Answer)),
        ];
    }
}
