using Logistics.Domain;
using Logistics.Matching.Verification;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

public sealed class PromisesTests
{
    [Fact]
    public void What_was_promised_is_kept_when_more_arrives_or_somebody_asks_anew()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var day = RandomDay.Make(seed, DaySize.Medium);
            var first = day.Match(seed);
            var promises = first.Allocations.Where((_, i) => i % 2 == 0).Select(x => new Promise(x.Lot, x.Need, x.Quantity)).ToValueList();
            // Half of what was not promised is gone, and everybody who was promised something is suddenly rich.
            var gone = first.Allocations.Where((_, i) => i % 4 == 1).Select(x => x.Lot).Except(promises.Select(x => x.Lot)).ToHashSet();
            var later = day with
            {
                Lots = [.. day.Lots.Where(x => !gone.Contains(x.Id))],
                Parties = [.. day.Parties.Select(x => x with { ReceivedEarlier = x.ReceivedEarlier + DayBuilder.Kilograms(promises.Any(p => day.Needs.Single(n => n.Id == p.Need).Recipient == x.Id) ? 5_000 : 0) })],
            };
            var input = later.Input(seed) with { Promises = promises };
            var again = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
            Assert.Empty(MatchingVerifier.Verify(input.Day, input.Transfers, again));
            foreach (var promise in promises)
                Assert.True(again.Allocations.Where(x => x.Lot == promise.Lot && x.Need == promise.Need).Sum(x => x.Quantity.Grams) >= promise.Quantity.Grams, $"seed {seed}");
        }
    }
}
