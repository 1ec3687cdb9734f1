using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

/// <summary>What a reason says must be true of the day, whatever the day is.</summary>
public sealed class ExplainerTests
{
    [Fact]
    public void Every_reason_is_true_of_its_day()
    {
        var seen = new HashSet<string>();
        for (var seed = 0; seed < 150; seed++)
        {
            var declared = RandomDay.Make(seed, seed % 2 == 0 ? DaySize.Small : DaySize.Medium);
            var (day, result) = (new DayIndex(declared), declared.Match(seed));
            foreach (var allocation in result.Allocations)
                True(allocation.Reason switch
                {
                    AllocationReason.UrgentFirst x => x.Class == day[allocation.Need].Urgency,
                    AllocationReason.OnlyTaker => true,
                    AllocationReason.NeedMet x => x.Wanted == day[allocation.Need].Wanted && result.Unmet.All(u => u.Need != allocation.Need),
                    AllocationReason.FairShare x => x.PerPerson == PerPerson(day, result, allocation.Need),
                    AllocationReason.Nearest x => x.Distance > Distance.Zero,
                    _ => false,
                }, seed, allocation.Reason);
            foreach (var unmet in result.Unmet)
            {
                var need = day[unmet.Need];
                True(unmet.Reason switch
                {
                    UnmetReason.NothingDeclared x => declared.Lots.All(l => l.Family != x.Family) && x.Family == need.Family,
                    UnmetReason.AllRefused x => x.Refusals.Sum(r => r.Lots) == declared.Lots.Count(l => l.Family == need.Family)
                        && x.Refusals[0].Lots == x.Refusals.Max(r => r.Lots),
                    UnmetReason.StorageFull x => Room(day, result, need, x) < unmet.Missing,
                    UnmetReason.SharedFairly x => PerPerson(day, result, need.Id) is not { } mine || x.PerPerson == mine,
                    UnmetReason.OnlyCrumbs x => result.Leftovers.Any(l => l.Quantity == x.Left),
                    _ => false,
                }, seed, unmet.Reason);
            }
            foreach (var leftover in result.Leftovers)
            {
                var lot = day[leftover.Lot];
                True(leftover.Reason switch
                {
                    LeftoverReason.NobodyAsked x => declared.Needs.All(n => n.Family != x.Family) && x.Family == lot.Family,
                    LeftoverReason.AllRefused x => x.Refusals.Sum(r => r.Lots) == declared.Needs.Count(n => n.Family == lot.Family),
                    LeftoverReason.TakersFull => true,
                    LeftoverReason.Unsplittable x => lot.Indivisible || x.SmallestShare > Mass.Zero,
                    _ => false,
                }, seed, leftover.Reason);
            }
        }
        Assert.Superset(new HashSet<string> { "UrgentFirst", "OnlyTaker", "NeedMet", "FairShare", "NothingDeclared", "AllRefused", "StorageFull", "SharedFairly", "TakersFull", "Unsplittable" }, seen);

        void True(bool holds, int seed, object reason)
        {
            seen.Add(reason.GetType().Name);
            Assert.True(holds, $"seed {seed}: {reason}");
        }
    }

    static Mass? PerPerson(DayIndex day, MatchingResult result, Domain.NeedId need)
    {
        var party = day[day[need].Recipient];
        if (party.AttestedPersons == 0)
            return null;
        var today = result.Allocations.Where(x => day[x.Need].Recipient == party.Id).Sum(x => x.Quantity.Grams);
        return new Mass((party.ReceivedEarlier.Grams + today) / party.AttestedPersons);
    }

    static Mass Room(DayIndex day, MatchingResult result, Domain.Needs.Need need, UnmetReason.StorageFull full) => new(
        day[need.Site].StorageLeft[full.Class].Grams
        - result.Allocations.Where(x => day[x.Need].Site == need.Site && day[x.Lot].Temperature == full.Class).Sum(x => x.Quantity.Grams));
}
