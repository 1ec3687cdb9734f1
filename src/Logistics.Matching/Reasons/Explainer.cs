using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
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
    readonly ILookup<LotId, RefusedPair> refusedOfLot;
    readonly ILookup<NeedId, RefusedPair> refusedOfNeed;

    public Explainer(Problem problem, DayIndex day, long[] grams, IReadOnlyCollection<RefusedPair> refused)
    {
        (this.problem, this.day) = (problem, day);
        ledger = new Ledger(problem, grams);
        refusedOfLot = refused.ToLookup(x => x.Lot);
        refusedOfNeed = refused.ToLookup(x => x.Need);
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
                return refusedOfNeed.Contains(row.Id)
                    ? new UnmetReason.AllRefused(Count(refusedOfNeed[row.Id]))
                    : new UnmetReason.NothingDeclared(row.Need.Family);
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
                return refusedOfLot.Contains(row.Id) ? new LeftoverReason.AllRefused(Count(refusedOfLot[row.Id])) : new LeftoverReason.NobodyAsked(row.Lot.Family);
            if (problem.Terms is { NonIdlingPermille: < 1000, LookAheadDays: > 0 } && row.Freshness != Freshness.LastChance && PairsOf(lot).Any(p => ledger.CanAdd(p) > 0))
                return new LeftoverReason.Waits();
            return PairsOf(lot).Any(p => ledger.Room(p) > 0)
                ? new LeftoverReason.Unsplittable(new Mass(row.Smallest))
                : new LeftoverReason.TakersFull();
        }
    }

    /// <summary>The least that could be added to what the pair carries.</summary>
    long LeastMore(int pair) => Math.Max(1, problem.Lots[problem.Pairs[pair].Lot].Smallest - ledger.Grams[pair]);

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

    /// <summary>
    /// Refusals by kind, the most frequent first; kinds that are as frequent stand in the order of their names. Where there are any within
    /// the territory, only those count: that strangers have no agreement explains nothing to neighbours.
    /// </summary>
    ValueList<RefusalCount> Count(IEnumerable<RefusedPair> refused) =>
    [
        .. Neighbours(refused).OrderBy(x => day[x.Lot].Code, StringComparer.Ordinal).ThenBy(x => day[x.Need].Code, StringComparer.Ordinal)
            .GroupBy(x => x.Refusal.GetType().Name)
            .OrderByDescending(x => x.Count()).ThenBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => new RefusalCount(x.First().Refusal, x.Count())),
    ];

    IEnumerable<RefusedPair> Neighbours(IEnumerable<RefusedPair> refused)
    {
        var near = refused.Where(x => day[x.Lot].Territory == day[x.Need].Territory).ToList();
        return near.Count > 0 ? near : refused;
    }
}
