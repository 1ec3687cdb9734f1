using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Matching.Verification;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Shares;

public sealed class ExactSharesTests(WarmCompanion companion)
{
    [Fact]
    public void With_the_companion_tiny_days_are_the_best_in_urgent_and_saved_grams_and_the_bound_is_exact()
    {
        var solver = companion.Require();
        var tried = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = Tiny.Day(seed, shares: true, crossings: true).Problem(seed);
            if (Tiny.AllSharings(problem)?.ToList() is not { } sharings)
                continue;
            var rounded = Sharing.Solve(problem, TestContext.Current.CancellationToken);
            var answer = ExactShares.Improve(problem, rounded, solver, work: 4, seed: 1, TestContext.Current.CancellationToken);
            Assert.True(answer.TookPart);
            var best = sharings.Select(x => new Score(problem, x)).Max()!;
            Assert.True(new Score(problem, answer.Grams).CompareFirstTiers(best) == 0, $"seed {seed}");
            Assert.True(answer.AtMost == sharings.Max(x => x.Sum()), $"seed {seed}");
            tried++;
        }
        Assert.InRange(tried, 25, 60);
    }

    [Fact]
    public void A_whole_day_is_verified_and_its_bound_holds()
    {
        var solver = companion.Require();
        for (var seed = 0; seed < 6; seed++)
        {
            var input = RandomDay.Make(seed, DaySize.Medium).Input(seed);
            var with = new Matcher(solver).Match(input, TestContext.Current.CancellationToken);
            var without = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
            Assert.Empty(MatchingVerifier.Verify(input.Day, input.Transfers, with));
            Assert.True(with.Companion);
            Assert.Null(with.Note);
            var bound = with.Bound!;
            Assert.Equal(with.Allocations.Sum(x => x.Quantity.Grams), bound.Given.Grams);
            Assert.True(bound.Given <= bound.AtMost, $"seed {seed}: {bound}");
            Assert.True(without.Allocations.Sum(x => x.Quantity.Grams) <= bound.AtMost.Grams, $"seed {seed}: {bound}");
        }
    }

    [Fact]
    public void The_answer_repeats()
    {
        var solver = companion.Require();
        var input = RandomDay.Make(21, DaySize.Medium).Input();
        Assert.Equal(new Matcher(solver).Match(input, TestContext.Current.CancellationToken).Allocations,
            new Matcher(solver).Match(input, TestContext.Current.CancellationToken).Allocations);
    }

    [Fact]
    public void The_worst_served_stand_as_high_as_a_linear_program_can_lift_them()
    {
        var solver = companion.Require();
        for (var seed = 0; seed < 12; seed++)
        {
            var day = RandomDay.Make(seed, DaySize.Medium, new RandomDayOptions(Shares: false, Urgency: false));
            day = day with { Lots = [.. day.Lots.Select(x => x with { Date = new Domain.Goods.DateMark.BestBefore(day.Date) })] };
            var problem = day.Problem(seed);
            var grams = DivisibleCore.Solve(problem, new Limits(problem), TestContext.Current.CancellationToken)!;
            if (problem.Pairs.GroupBy(x => x.Need).Any(x => x.Select(p => p.Storage).Distinct().Count() > 1))
                continue;

            var model = LinearModel.Maximize();
            var level = model.Real(0, 1e9, cost: 1);
            var amounts = problem.Pairs.Select(_ => model.Real(0, 1e9)).ToArray();
            foreach (var ofLot in Pairs(p => p.Lot))
                model.AtMost(problem.Lots[ofLot.Key].Grams, Terms(ofLot));
            foreach (var ofNeed in Pairs(p => p.Need))
                model.AtMost(problem.Needs[ofNeed.Key].Wanted, Terms(ofNeed));
            foreach (var ofStorage in Pairs(p => p.Storage))
                model.AtMost(problem.Storages[ofStorage.Key].Room, Terms(ofStorage));
            model.AtLeast(grams.Sum(), Terms(Enumerable.Range(0, grams.Length)));
            var recipients = Pairs(p => problem.Needs[p.Need].Recipient).Where(x => problem.Recipients[x.Key].Persons > 0).ToList();
            foreach (var ofRecipient in recipients)
                model.AtLeast(-problem.Recipients[ofRecipient.Key].Earlier, [.. Terms(ofRecipient), -problem.Recipients[ofRecipient.Key].Persons * level]);
            if (solver.Solve(model, new SolveLimits { Time = TimeSpan.FromSeconds(20) }, TestContext.Current.CancellationToken).Best is not { } best || recipients.Count == 0)
                continue;

            var ledger = new Ledger(problem, grams);
            // Whole grams: at most one gram per person below the real optimum.
            var ours = recipients.Min(x => (problem.Recipients[x.Key].Earlier + ledger.Received[x.Key] + 1.0) / problem.Recipients[x.Key].Persons);
            Assert.True(ours >= best.Objective - 1e-3, $"seed {seed}: {ours} against {best.Objective}");

            IEnumerable<IGrouping<int, int>> Pairs(Func<PairRow, int> by) => Enumerable.Range(0, problem.Pairs.Length).GroupBy(p => by(problem.Pairs[p]));
            LinearTerm[] Terms(IEnumerable<int> pairs) => [.. pairs.Select(p => 1 * amounts[p])];
        }
    }
}
