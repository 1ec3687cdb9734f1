using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>
/// Nothing is created or lost: of each lot, what is allocated, goes into batches and is left over is what was expected; of each need, allocated plus
/// unmet is what was wanted.
/// No need receives more than its cap, no site more than it can store.
/// </summary>
static class BalanceCheck
{
    public static void Run(PlanFacts facts)
    {
        Positive(facts);
        var covered = facts.Plan.Territories.ToHashSet();

        var leftOver = facts.Plan.Leftovers.Where(x => facts.Find(facts.Lots, x.Lot, id => id.Value, "lot", out _)).ToLookup(x => x.Lot, x => x.Quantity);
        var given = facts.Carried.ToLookup(x => x.Lot.Id, x => x.Allocation.Quantity);
        foreach (var lot in facts.Day.Lots)
        {
            // A lot of a territory that is not planned may stay unmentioned, but once mentioned it must add up.
            if (!covered.Contains(lot.Territory) && !given.Contains(lot.Id) && !leftOver.Contains(lot.Id))
                continue;
            var accounted = PlanFacts.Total(given[lot.Id].Concat(leftOver[lot.Id]));
            if (accounted != lot.Quantity.Expected)
                facts.Report(new PlanViolation.LotNotBalanced(lot.Id, Accounted: accounted, Expected: lot.Quantity.Expected));
            var total = PlanFacts.Total(given[lot.Id]);
            if (lot.Indivisible && given.Contains(lot.Id) && (given[lot.Id].Count() > 1 || total != lot.Quantity.Expected))
                facts.Report(new PlanViolation.IndivisibleCut(lot.Id, Given: total, Expected: lot.Quantity.Expected));
        }

        var missing = facts.Plan.Unmet.Where(x => facts.Find(facts.Needs, x.Need, id => id.Value, "need", out _)).ToLookup(x => x.Need, x => x.Missing);
        var received = facts.Carried.ToLookup(x => x.Need.Id, x => x.Allocation.Quantity);
        foreach (var need in facts.Day.Needs)
        {
            var total = PlanFacts.Total(received[need.Id]);
            if (total > need.Wanted)
                facts.Report(new PlanViolation.NeedExceeded(need.Id, total - need.Wanted));
            else if ((covered.Contains(need.Territory) || received.Contains(need.Id) || missing.Contains(need.Id))
                && total + PlanFacts.Total(missing[need.Id]) is var accounted && accounted != need.Wanted)
                facts.Report(new PlanViolation.NeedNotBalanced(need.Id, Accounted: accounted, Wanted: need.Wanted));
        }

        foreach (var (key, stored) in facts.Promises.GroupBy(x => (x.Need.Site, x.Lot.Temperature)).Select(x => (x.Key, PlanFacts.Total(x.Select(y => y.Allocation.Quantity)))))
            if (stored - facts.Sites[key.Site].StorageLeft[key.Temperature] is var over && over > Mass.Zero)
                facts.Report(new PlanViolation.StorageExceeded(key.Site, key.Temperature, over));
    }

    static void Positive(PlanFacts facts)
    {
        foreach (var x in facts.Plan.Allocations.Where(x => x.Quantity <= Mass.Zero))
            facts.Report(new PlanViolation.NotPositive("allocation", x.Id.Value, x.Quantity));
        foreach (var x in facts.Plan.Supplies.Where(x => x.Quantity <= Mass.Zero))
            facts.Report(new PlanViolation.NotPositive("supply", x.Id.Value, x.Quantity));
        foreach (var x in facts.Plan.Unmet.Where(x => x.Missing <= Mass.Zero))
            facts.Report(new PlanViolation.NotPositive("unmet", x.Need.Value, x.Missing));
        foreach (var x in facts.Plan.Leftovers.Where(x => x.Quantity <= Mass.Zero))
            facts.Report(new PlanViolation.NotPositive("leftover", x.Lot.Value, x.Quantity));
    }
}
