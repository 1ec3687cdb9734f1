using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Matching.Reasons;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

/// <summary>Every counterfactual shown is matched again here, on a day built anew from its change, and flips.</summary>
/// <remarks>
/// Each seed asks about a few pairs of its day until enough counterfactuals are shown: 1,000, or what <c>RAMASSE_CASES</c> says.
/// </remarks>
public sealed class CounterfactualsOnRandomDaysTests
{
    static int Cases => int.TryParse(Environment.GetEnvironmentVariable("RAMASSE_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 1_000;

    [Fact]
    public void What_is_shown_flips_when_the_day_is_matched_again()
    {
        var (shown, asked) = (0, 0);
        var kinds = new Dictionary<string, int>();
        for (var seed = 0; shown < Cases; seed++)
        {
            Assert.True(seed < 20 * Cases, "too few counterfactuals are found");
            var declared = RandomDay.Make(seed, DaySize.Small);
            var (day, result) = (new DayIndex(declared), declared.Match(seed));
            foreach (var (lot, need) in Questions(day, result).Take(6))
            {
                asked++;
                if (Counterfactuals.Find(declared.Input(seed), result, lot, need, new NoSolver(), rematches: 4, TestContext.Current.CancellationToken) is not { } found)
                    continue;
                shown++;
                kinds[found.Change.GetType().Name] = kinds.GetValueOrDefault(found.Change.GetType().Name) + 1;

                // Verified too: Match asserts that the sharing of the changed day keeps every rule.
                var again = declared.With(found.Change).Match(seed);
                var after = Grams(again, lot, need);
                Assert.True(Counterfactuals.Flips(new(Grams(result, lot, need)), new(after)), $"seed {seed}: {found.Change} does not flip");
                Assert.Equal((Grams(result, lot, need), after), (found.Before.Grams, found.After.Grams));
                Assert.Equal(MatchingDifference.Between(day, result, again), found.Difference);
                Assert.InRange(found.Rematches, 1, 4);
            }
        }
        TestContext.Current.SendDiagnosticMessage($"{shown} shown of {asked} asked: {string.Join(", ", kinds.OrderByDescending(x => x.Value).Select(x => $"{x.Key} {x.Value}"))}");
        Assert.Superset(new HashSet<string> { "Agreement", "MoreRoom", "ClosesLater" }, kinds.Keys.ToHashSet());
    }

    [Fact]
    public void The_order_of_the_lists_does_not_matter()
    {
        var shown = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var declared = RandomDay.Make(seed, DaySize.Small);
            var shuffled = Shuffled.Of(declared, seed);
            var (one, two) = (declared.Match(seed), shuffled.Match(seed));
            foreach (var (lot, need) in Questions(new DayIndex(declared), one).Take(3))
            {
                var first = Counterfactuals.Find(declared.Input(seed), one, lot, need, new NoSolver(), rematches: 3, TestContext.Current.CancellationToken);
                var second = Counterfactuals.Find(shuffled.Input(seed), two, lot, need, new NoSolver(), rematches: 3, TestContext.Current.CancellationToken);
                Assert.Equal(first, second);
                shown += first is null ? 0 : 1;
            }
        }
        Assert.True(shown > 10, $"{shown} shown");
    }

    /// <summary>Pairs of a family of which the need received nothing, or of which it is short.</summary>
    static IEnumerable<(Domain.LotId, Domain.NeedId)> Questions(DayIndex day, MatchingResult result) =>
        from lot in day.Day.Lots
        from unmet in result.Unmet
        where day[unmet.Need].Family == lot.Family && day[unmet.Need].Recipient != lot.Donor
        orderby Grams(result, lot.Id, unmet.Need) > 0, lot.Id.Value, unmet.Need.Value
        select (lot.Id, unmet.Need);

    static long Grams(MatchingResult result, Domain.LotId lot, Domain.NeedId need) =>
        result.Allocations.Where(x => x.Lot == lot && x.Need == need).Sum(x => x.Quantity.Grams);
}
