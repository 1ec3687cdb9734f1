using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Shares;

public sealed class WholeCratesTests
{
    [Fact]
    public void Shares_are_whole_crates_but_for_one_part_crate()
    {
        // 100 kg in ten crates for 10, 10 and 5 persons: 40, 40 and 20 kg. For 10, 10 and 4 it would be 41.667, 41.667 and 16.667 kg.
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("apples", shop, 100, adjust: x => x with { Crates = 10 });
        foreach (var (house, persons) in new[] { ("a", 10), ("b", 10), ("c", 4) })
            day.Need(house, day.Recipient(house, persons), 100);
        var result = day.Build().Match();
        Assert.Equal([20, 40, 40], result.Allocations.Select(x => x.Quantity.Kilograms).Order());
    }

    [Fact]
    public void Nothing_is_lost_and_no_limit_is_broken()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = RandomDay.Make(seed, DaySize.Medium).Problem();
            var before = Sharing.Solve(problem, TestContext.Current.CancellationToken).Grams;
            var after = WholeCrates.Tidy(problem, before, new Limits(problem));
            Assert.True(new Score(problem, before).CompareFirstTiers(new Score(problem, after)) == 0, $"seed {seed}");
            Assert.True(Enumerable.Range(0, after.Length).All(p => new Ledger(problem, after).Room(p) >= 0), $"seed {seed}");
        }
    }
}
