using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Matching.Eligibility;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;

namespace Logistics.Matching.Reasons;

/// <summary>Reads off a finished sharing why each need received, why it did not, and why something of a lot stays. Facts with their figures.</summary>
sealed class Explainer
{
    readonly Problem problem;
    readonly DayIndex day;
    readonly Ledger ledger;
    readonly RefusalBook refused;

    public Explainer(Problem problem, DayIndex day, long[] grams, RefusalBook refused)
    {
        (this.problem, this.day, this.refused) = (problem, day, refused);
        ledger = new Ledger(problem, grams);
    }

    public AllocationReason WhyGiven(int pair)
    {
        var (lot, need) = (problem.Pairs[pair].Lot, problem.Needs[problem.Pairs[pair].Need]);
        if (need.Urgency != Urgency.Ordinary)
            return new AllocationReason.UrgentFirst(need.Urgency);

        var others = PairsOf(lot).Where(p => Recipient(p) != need.Recipient).ToList();
        if (others.Count == 0)
            return new AllocationReason.OnlyTaker();
        if (ledger.NeedLeft[problem.Pairs[pair].Need] == 0)
            return new AllocationReason.NeedMet(new Mass(need.Wanted));

        if (PerPerson(need.Recipient) is not { } mine)
            return new AllocationReason.AfterEntitled();
        if (BestServed(others.Select(Recipient)) is not { } theirs)
            return new AllocationReason.EntitledFirst();
        var alone = others.All(p => ledger.Grams[p] == 0 && problem.Pairs[p].Distance > problem.Pairs[pair].Distance);
        return mine == theirs && alone
            ? new AllocationReason.Nearest(new Distance(problem.Pairs[pair].Distance))
            : new AllocationReason.FairShare(new Mass(mine), new Mass(theirs));
    }

    /// <summary>Null when the need has all it wanted.</summary>
    public Unmet? WhyUnmet(int need)
    {
        var row = problem.Needs[need];
        if (ledger.NeedLeft[need] == 0)
            return null;
        return new Unmet(row.Id, new Mass(ledger.NeedLeft[need]), Reason());

        UnmetReason Reason()
        {
            var pairs = problem.PairsOfNeed[need];
            if (pairs.Length == 0)
                return refused.CountOfNeed(need) is { Count: > 0 } counts ? new UnmetReason.AllRefused(counts) : new UnmetReason.NothingDeclared(row.Need.Family);
            if (pairs.All(p => ledger.StorageLeft[problem.Pairs[p].Storage] < LeastMore(p)) && ledger.StorageLeft[problem.Pairs[pairs[0]].Storage] < ledger.NeedLeft[need])
                return new UnmetReason.StorageFull(problem.Storages[problem.Pairs[pairs[0]].Storage].Class);
            if (pairs.Max(p => ledger.LotLeft[problem.Pairs[p].Lot]) is var left and > 0)
                return new UnmetReason.OnlyCrumbs(new Mass(left));
            var rivals = pairs.SelectMany(p => PairsOf(problem.Pairs[p].Lot)).Where(p => ledger.Grams[p] > 0 && Recipient(p) != row.Recipient)
                .Select(Recipient).Distinct().ToList();
            return (PerPerson(row.Recipient), BestServed(rivals)) switch
            {
                ({ } mine, { } theirs) => new UnmetReason.SharedFairly(new Mass(mine), new Mass(theirs)),
                (null, not null) => new UnmetReason.AfterEntitled(),
                _ => new UnmetReason.NoMore(rivals.Count),
            };
        }
    }

    /// <summary>Null when nothing of the lot stays.</summary>
    public Leftover? WhyLeft(int lot)
    {
        var row = problem.Lots[lot];
        return ledger.LotLeft[lot] == 0 ? null : new Leftover(row.Id, new Mass(ledger.LotLeft[lot]), Reason());

        LeftoverReason Reason()
        {
            if (problem.FirstPair[lot] == problem.FirstPair[lot + 1])
                return refused.CountOfLot(lot) is { Count: > 0 } counts ? new LeftoverReason.AllRefused(counts) : new LeftoverReason.NobodyAsked(row.Lot.Family);
            if (problem.Terms is { NonIdlingPermille: < 1000, LookAheadDays: > 0 } && row.Freshness != Freshness.LastChance && PairsOf(lot).Any(p => ledger.CanAdd(p) > 0))
                return new LeftoverReason.Waits();
            return PairsOf(lot).Any(p => ledger.Room(p) > 0)
                ? new LeftoverReason.Unsplittable(new Mass(PairsOf(lot).Where(p => ledger.Room(p) > 0).Min(problem.LeastOf)))
                : new LeftoverReason.TakersFull();
        }
    }

    /// <summary>The least that could be added to what the pair carries.</summary>
    long LeastMore(int pair) => Math.Max(1, problem.LeastOf(pair) - ledger.Grams[pair]);

    IEnumerable<int> PairsOf(int lot) => Enumerable.Range(problem.FirstPair[lot], problem.FirstPair[lot + 1] - problem.FirstPair[lot]);

    int Recipient(int pair) => problem.Needs[problem.Pairs[pair].Need].Recipient;

    /// <summary>Grams received, earlier and today, for each attested person, whatever the members voted to compare by; null without any.</summary>
    long? PerPerson(int recipient)
    {
        var party = day[problem.Recipients[recipient].Id];
        if (party.AttestedPersons == 0)
            return null;
        var today = Enumerable.Range(Problem.Share(recipient, 0), Problem.Families).Sum(x => ledger.ByFamily[x]);
        return (party.ReceivedByFamily.Total.Grams + party.ReceivedEarlier.Grams + today) / party.AttestedPersons;
    }

    long? BestServed(IEnumerable<int> recipients) => recipients.Select(PerPerson).Max();
}
