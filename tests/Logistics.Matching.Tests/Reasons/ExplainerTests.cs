using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;
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
                    AllocationReason.OnlyTaker => Takers(day, result, allocation.Lot).All(x => x.Id == day[allocation.Need].Recipient),
                    AllocationReason.EntitledFirst => day[day[allocation.Need].Recipient].AttestedPersons > 0
                        && Takers(day, result, allocation.Lot).All(x => x.Id == day[allocation.Need].Recipient || x.AttestedPersons == 0),
                    AllocationReason.AfterEntitled => day[day[allocation.Need].Recipient].AttestedPersons == 0
                        && Takers(day, result, allocation.Lot).Any(x => x.Id != day[allocation.Need].Recipient),
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
                    UnmetReason.SharedFairly x => x.PerPerson == PerPerson(day, result, need.Id) && Rivals(day, result, need).Any(r => r.AttestedPersons > 0),
                    UnmetReason.AfterEntitled => day[need.Recipient].AttestedPersons == 0 && Rivals(day, result, need).Any(r => r.AttestedPersons > 0),
                    UnmetReason.NoMore x => Rivals(day, result, need) is var rivals && x.Others == rivals.Count && rivals.All(r => r.AttestedPersons == 0),
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
        Assert.Superset(new HashSet<string> { "UrgentFirst", "OnlyTaker", "NeedMet", "FairShare", "NothingDeclared", "AllRefused", "StorageFull", "SharedFairly", "AfterEntitled", "NoMore", "TakersFull", "Unsplittable" }, seen);

        void True(bool holds, int seed, object reason)
        {
            seen.Add(reason.GetType().Name);
            Assert.True(holds, $"seed {seed}: {reason}");
        }
    }

    [Fact]
    public void Between_partners_without_attested_persons_nothing_is_said_of_persons()
    {
        // 50 kg for two who want 40 each: 25 kg each. Neither is the only taker, and both received.
        var (one, two) = Shared(persons: 0, lot: 50);
        Assert.Equal(new AllocationReason.AfterEntitled(), one.Given);
        Assert.Equal(new AllocationReason.AfterEntitled(), two.Given);
        Assert.Equal(new UnmetReason.NoMore(Others: 1), one.Missing);
        Assert.Equal(new UnmetReason.NoMore(Others: 1), two.Missing);
    }

    [Fact]
    public void Who_has_no_attested_persons_reads_that_others_come_first()
    {
        // 50 kg: 40 for the partner of 10 persons, the remaining 10 for the other.
        var (one, two) = Shared(persons: 10, lot: 50);
        Assert.Equal(new AllocationReason.NeedMet(DayBuilder.Kilograms(40)), one.Given);
        Assert.Null(one.Missing);
        Assert.Equal(new AllocationReason.AfterEntitled(), two.Given);
        Assert.Equal(new UnmetReason.AfterEntitled(), two.Missing);
    }

    [Fact]
    public void Who_takes_all_before_others_without_attested_persons_is_not_called_the_only_taker()
    {
        var (one, two) = Shared(persons: 10, lot: 30);
        Assert.Equal(new AllocationReason.EntitledFirst(), one.Given);
        Assert.Equal(new UnmetReason.NoMore(Others: 0), one.Missing);
        Assert.Null(two.Given);
        Assert.Equal(new UnmetReason.AfterEntitled(), two.Missing);
    }

    /// <summary>One lot for two needs of 40 kg: of a partner with so many attested persons and of one without any.</summary>
    static ((AllocationReason? Given, UnmetReason? Missing) One, (AllocationReason? Given, UnmetReason? Missing) Two) Shared(int persons, decimal lot)
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, lot);
        var (one, two) = (day.Need("one", day.Recipient("one", persons), 40), day.Need("two", day.Recipient("two", 0), 40));
        var result = day.Build().Match();
        return (Of(one), Of(two));

        (AllocationReason?, UnmetReason?) Of(Domain.Needs.Need need) =>
            (result.Allocations.SingleOrDefault(x => x.Need == need.Id)?.Reason, result.Unmet.SingleOrDefault(x => x.Need == need.Id)?.Reason);
    }

    /// <summary>Partners that no rule keeps from the lot.</summary>
    static IEnumerable<Party> Takers(DayIndex day, MatchingResult result, Domain.LotId lot) => day.Day.Needs
        .Where(x => x.Family == day[lot].Family && result.RefusedPairs.All(r => r.Lot != lot || r.Need != x.Id)).Select(x => day[x.Recipient]).Distinct();

    /// <summary>Other partners that received of a lot which no rule keeps from the need.</summary>
    static List<Party> Rivals(DayIndex day, MatchingResult result, Domain.Needs.Need need) =>
    [
        .. result.Allocations.Where(x => day[x.Need].Recipient != need.Recipient && day[x.Lot].Family == need.Family && result.RefusedPairs.All(r => r.Lot != x.Lot || r.Need != need.Id))
            .Select(x => day[day[x.Need].Recipient]).Distinct(),
    ];

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
