using Logistics.Domain.Days;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Matching.Verification;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>Whole matchings of days in which everything occurs. The seed of a failure stands in its message.</summary>
public sealed class RandomDaysTests
{
    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void No_rule_and_no_limit_is_broken(int block)
    {
        for (var seed = block * 30; seed < block * 30 + 30; seed++)
        {
            var input = Day(seed).Input(seed);
            var result = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
            var violations = MatchingVerifier.Verify(input.Day, input.Transfers, result);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations)}");
            Assert.All(result.Certificates, x => Assert.True(CertificateVerifier.Verify(x).Count == 0, $"certificate, seed {seed}"));

            var first = FirstComeFirstServed.Match(input);
            violations = MatchingVerifier.Verify(input.Day, input.Transfers, first);
            Assert.True(violations.Count == 0, $"first come, seed {seed}: {string.Join("; ", violations)}");
        }
    }

    [Fact]
    public void Never_worse_than_giving_to_the_neediest_in_urgent_and_saved_grams()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var problem = Day(seed).Problem();
            var ours = new Score(problem, Sharing.Solve(problem, TestContext.Current.CancellationToken).Grams);
            var greedy = new Score(problem, GreedyNeediest.Solve(problem));
            Assert.True(ours.CompareFirstTiers(greedy) >= 0, $"seed {seed}");
        }
    }

    [Fact]
    public void The_order_of_the_lists_does_not_matter()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var day = Day(seed);
            var shuffled = Shuffled.Of(day, seed);
            var one = day.Match(seed);
            var two = shuffled.Match(seed);
            Assert.True(one.Allocations.OrderBy(x => x.Id.Value).SequenceEqual(two.Allocations.OrderBy(x => x.Id.Value)), $"seed {seed}");
            Assert.True(one.Unmet.OrderBy(x => x.Need.Value).SequenceEqual(two.Unmet.OrderBy(x => x.Need.Value)), $"seed {seed}");
            Assert.True(one.Leftovers.OrderBy(x => x.Lot.Value).SequenceEqual(two.Leftovers.OrderBy(x => x.Lot.Value)), $"seed {seed}");
            Assert.True(one.Bookings.OrderBy(x => x.Id.Value).SequenceEqual(two.Bookings.OrderBy(x => x.Id.Value)), $"seed {seed}");
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_result()
    {
        var day = RandomDay.Make(5, DaySize.Large);
        Assert.Equal(day.Match().Allocations, day.Match().Allocations);
    }

    static DayDeclarations Day(int seed) => RandomDay.Make(seed, seed % 3 == 0 ? DaySize.Medium : DaySize.Small);
}
