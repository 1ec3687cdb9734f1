using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Proposals;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Host.Views;

/// <summary>A line of what a partner is asked, in people's names.</summary>
/// <param name="Need">What it asked for, as it declared it.</param>
/// <param name="Away">From where the goods are to where they are wanted, in a straight line.</param>
/// <param name="Reason">Why it is offered this; null: the plan in force offers it no more.</param>
/// <param name="Photo">Address of a photo of it; null: there is none.</param>
public sealed record ProposalRow(Guid Id, Mass Offered, string Product, string From, DateTimeOffset AnswerBy, ProposalAnswer? Answer, Need Need, Distance Away, string? Reason, string? Photo)
{
    /// <summary>What a partner is asked by the plan in force, and what it answered to it or to one before; what is still open first.</summary>
    /// <param name="photo">Address of a lot's photo; null: it has none.</param>
    public static IReadOnlyList<ProposalRow> Of(IEnumerable<PutProposal> put, PartyId recipient, PlannedDay day, Explainer explain, Func<Lot, string?> photo)
    {
        var declared = day.Declared;
        var (lots, needs) = (declared.Day.Lots.ToDictionary(x => x.Id), declared.Day.Needs.ToDictionary(x => x.Id));
        return
        [
            .. put.Where(x => x.Proposal.Recipient == recipient && lots.ContainsKey(x.Proposal.Lot) && needs.ContainsKey(x.Proposal.Need) && (x.Answer is not null || x.Proposal.Plan == day.Plan.AskedUnder))
                .GroupBy(x => (x.Proposal.Lot, x.Proposal.Need)).Select(x => x.MaxBy(y => y.Proposal.PutAt)!)
                .OrderBy(x => x.Answer is not null).ThenBy(x => x.Proposal.AnswerBy).ThenBy(x => x.Proposal.Id.Value)
                .Select(x =>
                {
                    var (lot, need) = (lots[x.Proposal.Lot], needs[x.Proposal.Need]);
                    var promised = day.Plan.Allocations.Where(y => y.Lot == lot.Id && y.Need == need.Id).MaxBy(y => y.Quantity.Grams);
                    return new ProposalRow(
                        x.Proposal.Id.Value, x.Proposal.Quantity, lot.Product, declared[lot.Donor].Name, x.Proposal.AnswerBy, x.Answer, need,
                        declared[lot.Site].Position.DistanceTo(declared[need.Site].Position), promised is null ? null : explain.Say(promised), photo(lot));
                }),
        ];
    }
}

/// <summary>What a partner is asked, as a page shows it.</summary>
/// <param name="Last">When something reached it the last time; null: nothing ever did.</param>
/// <param name="Action">Where answers go.</param>
/// <param name="Token">Of the link that led here, for whoever has no account; null: the visitor has entered.</param>
public sealed record ProposalList(IReadOnlyList<ProposalRow> Rows, Storage.LastServed? Last, string Action, string? Token);
