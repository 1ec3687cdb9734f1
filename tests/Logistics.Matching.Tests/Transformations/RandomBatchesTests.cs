using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Matching.Model;
using Logistics.Matching.Transformations;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Transformations;

/// <summary>Whole days with batches in which everything occurs. The seed of a failure stands in its message.</summary>
public sealed class RandomBatchesTests(WarmCompanion companion)
{
    /// <summary>What is asserted holds however long the companion works; a whole deterministic second took half a minute of clock time a day.</summary>
    const double Work = 0.25;

    static readonly RandomDayOptions Options = new(Batches: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_rule_and_no_limit_is_broken(int block)
    {
        var batches = 0;
        for (var seed = block * 25; seed < block * 25 + 25; seed++)
            batches += Verified(Day(seed), seed, new NoSolver()).Batches.Count;
        Assert.True(batches > 0, "no batch was ever planned");
    }

    [Fact]
    public void Nor_with_the_companion()
    {
        for (var seed = 100; seed < 106; seed++)
            Verified(Day(seed), seed, companion.Require());
    }

    [Fact]
    public void The_companion_never_saves_less_and_never_more_than_its_bound()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var input = Day(seed).Input(seed);
            var first = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
            var greedy = TransformationPlanner.Plan(input, first, new NoSolver(), Work, TestContext.Current.CancellationToken);
            var exact = TransformationPlanner.Plan(input, first, companion.Require(), Work, TestContext.Current.CancellationToken);
            Assert.True(Saved(exact, input.Day) >= Saved(greedy, input.Day), $"seed {seed}");
            if (exact.Bound is { } bound)
                Assert.True(bound.LastChance <= bound.LastChanceAtMost && bound.DiesSoon <= bound.DiesSoonAtMost && bound.Gap is >= 0 and <= 1, $"seed {seed}: {bound}");
        }
    }

    [Fact]
    public void The_order_of_the_lists_does_not_matter()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var solver = seed % 4 == 0 ? companion.Require() : new NoSolver();
            var (one, two) = (Verified(Day(seed), seed, solver), Verified(Shuffle(Day(seed), seed), seed, solver));
            Assert.True(one.Batches.Select(x => x.Id).SequenceEqual(two.Batches.Select(x => x.Id)), $"seed {seed}");
            Assert.True(one.Sharing.Bookings.OrderBy(x => x.Id.Value).SequenceEqual(two.Sharing.Bookings.OrderBy(x => x.Id.Value)), $"seed {seed}");
            Assert.True(one.Untransformed.OrderBy(x => x.Lot.Value).SequenceEqual(two.Untransformed.OrderBy(x => x.Lot.Value)), $"seed {seed}");
            Assert.True(one.Sharing.Allocations.OrderBy(x => x.Id.Value).SequenceEqual(two.Sharing.Allocations.OrderBy(x => x.Id.Value)), $"seed {seed}");
        }
    }

    [Fact]
    public void Without_a_batch_all_that_dies_soon_and_stays_has_its_reason()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var declared = Day(seed);
            var result = Verified(declared, seed, new NoSolver());
            if (result.Batches.Count > 0 || declared.Recipes.Count == 0)
                continue;
            var day = new DayIndex(declared);
            var stays = result.Sharing.Leftovers.Where(x => day[x.Lot].Date.FreshnessOn(declared.Date) != Freshness.Keeps).Select(x => (x.Lot, x.Quantity));
            Assert.True(stays.OrderBy(x => x.Lot.Value).SequenceEqual(result.Untransformed.Select(x => (x.Lot, x.Quantity)).OrderBy(x => x.Lot.Value)), $"seed {seed}");
        }
    }

    /// <summary>Grams saved that die today or tomorrow.</summary>
    static long Saved(TransformationPlan plan, DayIndex day) => plan.Batches.SelectMany(x => x.Inputs)
        .Where(x => day[x.Lot].Date.FreshnessOn(day.Day.Date) == Freshness.LastChance).Sum(x => x.Quantity.Grams);

    static DayDeclarations Day(int seed)
    {
        var day = RandomDay.Make(seed, seed % 3 == 0 ? DaySize.Medium : DaySize.Small, Options);
        // More dies soon than anybody asks for: else there is nothing to save.
        return day with { Needs = [.. day.Needs.Select(x => x with { Wanted = new Mass(1 + x.Wanted.Grams / 3) })] };
    }

    static JointResult Verified(DayDeclarations day, int seed, ISolverClient solver)
    {
        var input = day.Input(seed);
        var result = new JointMatcher(solver).Match(input, Work, TestContext.Current.CancellationToken);
        var violations = TransformationVerifier.Verify(input.Day, input.Transfers, result);
        Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations)}");
        return result;
    }

    static DayDeclarations Shuffle(DayDeclarations day, int seed)
    {
        var random = new Random(seed);
        return day with
        {
            Parties = Mix(day.Parties),
            Sites = Mix(day.Sites),
            Lots = Mix(day.Lots),
            Needs = Mix(day.Needs),
            Equipment = Mix(day.Equipment),
            EquipmentRequests = Mix(day.EquipmentRequests),
            Recipes = Mix(day.Recipes),
            Crews = Mix(day.Crews),
            Shifts = Mix(day.Shifts),
        };

        ValueList<T> Mix<T>(ValueList<T> list)
        {
            var items = list.ToArray();
            random.Shuffle(items);
            return [.. items];
        }
    }
}
