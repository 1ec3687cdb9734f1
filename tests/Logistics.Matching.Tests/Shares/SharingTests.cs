using Logistics.Matching.Model;
using Logistics.Matching.Shares;

namespace Logistics.Matching.Tests.Shares;

public sealed class SharingTests
{
    [Fact]
    public void With_smallest_shares_it_saves_as_much_as_the_best_sharing_on_nearly_all_tiny_days()
    {
        int tried = 0, best = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var problem = Tiny.Day(seed, shares: true).Problem(seed);
            if (Tiny.AllSharings(problem) is not { } sharings)
                continue;
            var highest = sharings.Select(x => new Score(problem, x)).Max()!;
            var ours = new Score(problem, Sharing.Solve(problem, TestContext.Current.CancellationToken).Grams);
            Assert.True(ours.CompareTo(highest) <= 0, $"seed {seed}: breaks a limit");
            tried++;
            best += ours.CompareFirstTiers(highest) == 0 ? 1 : 0;
        }
        Assert.True(best >= tried * 97 / 100, $"{best} of {tried}");
    }
}
