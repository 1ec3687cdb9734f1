using System.Globalization;
using Logistics.OrTools;
using Logistics.Testing;

namespace Logistics.Routing.Tests.Columns;

/// <summary>Same seed, same work, same answer to the last byte, however the machine dawdles: the search is held up at its reports, the engine before it answers.</summary>
public sealed class RepeatsTests(WarmPool companions)
{
    const int Runs = 3;

    [Theory]
    [InlineData(Objective.Cost, 1)]
    [InlineData(Objective.Cost, 2)]
    [InlineData(Objective.Hierarchical, 2)]
    [InlineData(Objective.Distance, 1)]
    public void With_the_engine_and_random_delays_the_answer_is_the_same(Objective objective, int threads)
    {
        var engine = companions.Require();
        var asked = 0;
        AssertSame(objective, threads, run => new Delayed(engine, run) { Asked = () => Interlocked.Increment(ref asked) });
        // Four times it picks routes, and more where a bound is asked for.
        Assert.True(asked >= Runs, $"the engine was asked {asked} times");
    }

    [Theory]
    [InlineData(Objective.Cost, 1)]
    [InlineData(Objective.Cost, 3)]
    [InlineData(Objective.Hierarchical, 2)]
    [InlineData(Objective.Distance, 2)]
    public void Without_the_engine_and_with_random_delays_the_answer_is_the_same(Objective objective, int threads) => AssertSame(objective, threads, _ => null);

    static void AssertSame(Objective objective, int threads, Func<int, ISolverClient?> engine)
    {
        foreach (var problem in (Problem[])[GeneratedDays.Of(requests: 40, seed: 3), RandomProblems.WithGroups(RandomProblems.WithTrips(RandomProblems.Mixed(7, 24, 5), 7), 7)])
        {
            var texts = new HashSet<string>();
            for (var run = 0; run < Runs; run++)
            {
                var options = new SolverOptions(11, objective, threads) { Engine = engine(run) };
                texts.Add(Text(Solver.Solve(problem, options, new WorkLimit(1_000), new Dawdling(run), TestContext.Current.CancellationToken)));
            }
            Assert.Single(texts);
        }
    }

    /// <summary>All that an answer says.</summary>
    static string Text(Solution plan) => string.Join('\n',
        (IEnumerable<string>)[
            plan.Objective.ToString(), plan.Totals.ToString(), plan.Iterations.ToString(CultureInfo.InvariantCulture),
            plan.Bound is Bound.Proven proven ? $"{proven.Value} {proven.Method}" : plan.Bound.ToString(),
            .. plan.Tours.Select(tour => $"{tour.Vehicle} {tour.Cost} {tour.Decimetres}: {string.Join(' ', tour.Visits)}"),
            .. plan.Unassigned.Select(left => left.ToString()), .. plan.Inherited.Select(each => each.ToString())]);

    /// <summary>Holds the search up for some milliseconds at one report in ten.</summary>
    sealed class Dawdling(int seed) : IProgress<SolverProgress>
    {
        readonly Random random = new(seed);

        public void Report(SolverProgress value)
        {
            if (random.Next(10) == 0)
                Thread.Sleep(random.Next(8));
        }
    }
}
