using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Measures;

namespace Logistics.Domain.Proposals;

/// <summary>
/// Proposals and answers of one day. Answers count all at once, when everybody has answered or another plan was put: within the time given it
/// does not matter who answers first.
/// </summary>
/// <remarks>For each lot and need the answer to the latest proposal counts.</remarks>
public sealed class ProposalBook
{
    readonly IReadOnlyCollection<PutProposal> put;
    readonly Dictionary<(LotId, NeedId), PutProposal> counting;

    /// <param name="put">All that was put for the day, whatever the plan.</param>
    public ProposalBook(IReadOnlyCollection<PutProposal> put)
    {
        this.put = put;
        var latest = put.Count == 0 ? default : put.Max(x => x.Proposal.PutAt);
        counting = put.GroupBy(x => x.Proposal.Plan)
            .Where(round => round.All(x => x.Answer is not null) || round.Max(x => x.Proposal.PutAt) < latest)
            .SelectMany(round => round).Where(x => x.Answer is not null)
            .GroupBy(x => (x.Proposal.Lot, x.Proposal.Need))
            .ToDictionary(x => x.Key, x => x.OrderBy(y => y.Proposal.PutAt).ThenBy(y => y.Proposal.Id.Value).Last());
    }

    /// <summary>The day with what was answered no, wholly or in part. Answers about what is no longer declared say nothing.</summary>
    public DayDeclarations Join(DayDeclarations day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var (lots, needs) = (day.Lots.Select(x => x.Id).ToHashSet(), day.Needs.Select(x => x.Id).ToHashSet());
        var declines = InOrder().Where(x => x.Answer!.Takes < x.Proposal.Quantity && lots.Contains(x.Proposal.Lot) && needs.Contains(x.Proposal.Need))
            .Select(x => new Decline(x.Proposal.Lot, x.Proposal.Need, x.Answer!.Takes, x.Answer.Motive)).ToList();
        return declines.Count == 0 ? day : day with { Declines = [.. day.Declines, .. declines] };
    }

    /// <summary>What was said yes to and is to be kept, in an order that does not depend on who answered first.</summary>
    public ValueList<AcceptedShare> Accepted =>
        [.. InOrder().Where(x => x.Answer!.Takes > Mass.Zero).Select(x => new AcceptedShare(x.Proposal.Lot, x.Proposal.Need, x.Answer!.Takes))];

    /// <summary>
    /// What a new plan asks its recipients: every promise of declared goods that is not yet said yes to as it stands, is not a partner's own stock on
    /// its way, and can still be taken.
    /// </summary>
    /// <param name="day">The plan's, as declared.</param>
    /// <param name="window">How long answers are heard; never beyond the moment at which the goods can be fetched.</param>
    public ValueList<Proposal> ToPut(DayPlan plan, DayIndex day, DateTimeOffset now, Duration window)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(day);
        var declared = day.Day.Lots.Select(x => x.Id).ToHashSet();
        return
        [
            // A share that is driven in several parts is one promise.
            .. plan.Allocations.Where(x => declared.Contains(x.Lot)).GroupBy(x => (x.Lot, x.Need))
                .Select(x => (Quantity: x.Aggregate(Mass.Zero, (sum, part) => sum + part.Quantity), Lot: day[x.Key.Lot], Need: day[x.Key.Need]))
                .Where(x => x.Lot.Donor != x.Need.Recipient && x.Lot.PickupWindow.End > now
                    && !(counting.TryGetValue((x.Lot.Id, x.Need.Id), out var answered) && answered.Answer!.Takes >= x.Quantity))
                .Select(x => new Proposal
                {
                    Id = new ProposalId(NameBasedId.Derive(plan.Id.Value, $"proposal:{x.Lot.Id.Value:N}:{x.Need.Id.Value:N}")),
                    Territory = x.Need.Territory,
                    Date = plan.Date,
                    Plan = plan.Id,
                    Lot = x.Lot.Id,
                    Need = x.Need.Id,
                    Recipient = x.Need.Recipient,
                    Quantity = x.Quantity,
                    PutAt = now,
                    AnswerBy = Until(x.Lot.PickupWindow.Begin),
                }),
        ];

        DateTimeOffset Until(DateTimeOffset pickup)
        {
            var heard = now.AddMilliseconds(window.Milliseconds);
            return pickup > now && pickup < heard ? pickup : heard;
        }
    }

    IEnumerable<PutProposal> InOrder() => put.Where(x => counting.TryGetValue((x.Proposal.Lot, x.Proposal.Need), out var counts) && ReferenceEquals(counts, x)).OrderBy(x => x.Proposal.Id.Value);
}
