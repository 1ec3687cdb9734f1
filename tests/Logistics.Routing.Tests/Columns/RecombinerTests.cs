using Logistics.OrTools;
using Logistics.Routing.Bounds;
using Logistics.Routing.Columns;
using Logistics.Routing.Search;
using Logistics.Testing;

namespace Logistics.Routing.Tests.Columns;

public sealed class RecombinerTests(WarmPool companions)
{
    static readonly SolveLimits Limits = new() { Time = TimeSpan.FromMinutes(5), Work = 20 };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_all_routes_there_are_it_makes_the_plan_found_by_trying_everything()
    {
        var solver = companions.Require();
        for (var seed = 0; seed < 40; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 1 + seed % 3, vehicles: 1 + seed % 2, richness: seed % 8 / 10.0);
            var objective = (Objective)(seed % 3);
            // A tour with breaks ends as early as it can, which is not always the least paid time: trying everything may find less.
            // And the routes tried here make one trip; uneven tours are no sum over routes.
            if (problem.Vehicles.Any(van => van.Breaks.Count > 0) || RelaxedRules.WhyNone(problem) is not null)
                continue;
            // With a price on unevenness a plan is no sum over its routes, and the question is not asked.
            if (problem.Balance is not null)
                continue;
            var model = new Model(problem, objective);
            var state = new State(model, new Scheduler());
            var found = await new Recombiner(model, solver).StartAsync(Everything(model), Kept(state), Limits, Cancellation);
            if (found is not null)
                state.Restore(found);
            var best = BruteForce.Best(problem, objective);
            var value = SolutionWriter.Write(model, Kept(state), Left(state)).Objective;
            Assert.True(value == best, $"seed {seed}, {objective}: {value}, best {best}");
            if (found is not null)
                Assert.True((state.LeftOut, state.UsedCount, state.Cost) == (found.LeftOut, found.Used, found.Cost), $"seed {seed}: the plan is not worth what it says");
        }
    }

    [Fact]
    public async Task The_best_plan_is_not_bettered()
    {
        var (model, state) = Start();
        var recombiner = new Recombiner(model, companions.Require());
        var best = await recombiner.StartAsync(Everything(model), Kept(state), Limits, Cancellation);
        Assert.NotNull(best);
        Assert.Null(await recombiner.StartAsync(Everything(model), best, Limits, Cancellation));
    }

    [Fact]
    public async Task Without_a_companion_or_cancelled_there_is_no_plan()
    {
        var (model, state) = Start();
        Assert.Null(await new Recombiner(model, new NoSolver()).StartAsync(Everything(model), Kept(state), Limits, Cancellation));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.Null(await new Recombiner(model, new NoSolver()).StartAsync(Everything(model), Kept(state), Limits, cancelled.Token));
    }

    [Fact]
    public async Task Delays_do_not_change_the_plan()
    {
        var (model, state) = Start();
        var pool = Everything(model);
        var texts = new HashSet<string>();
        for (var seed = 0; seed < 5; seed++)
        {
            var plan = await new Recombiner(model, new Delayed(companions.Require(), seed)).StartAsync(pool, Kept(state), Limits, Cancellation);
            Assert.NotNull(plan);
            texts.Add(string.Join("; ", Enumerable.Range(0, model.Vehicles).Select(v => string.Join(' ', plan.NodesOf(v).ToArray()))));
        }
        Assert.Single(texts);
    }

    [Fact]
    public void Priorities_too_many_for_one_number_still_never_lose_a_request_served()
    {
        // Ten priorities of sixty requests each weigh more than 2^60.
        var requests = Enumerable.Range(0, 600).Select(i => Towns.Move(Towns.At(1), Towns.At(2)) with { Priority = 1 + i % 10 }).ToArray();
        var model = new Model(Towns.Day(Towns.Van, Towns.FromZero, requests), Objective.Cost);
        var served = new bool[600];
        served[7] = true;
        var weights = new PartitionWeights(model, [], served);
        Assert.False(weights.MayLeaveOut[7]);
        Assert.True(weights.MayLeaveOut[8]);
        Assert.True(weights.OfLeavingOut(8) > 0);
    }

    static (Model Model, State State) Start()
    {
        var model = new Model(RandomProblems.Mixed(5, requests: 4, vehicles: 3, richness: 0), Objective.Cost);
        return (model, new State(model, new Scheduler()));
    }

    static RoutePool Everything(Model model)
    {
        var pool = new RoutePool(model);
        foreach (var route in AllRoutes.Of(model))
            pool.Offer(route);
        return pool;
    }

    static Snapshot Kept(State state)
    {
        var plan = new Snapshot(state.Model.Vehicles);
        plan.Keep(state);
        return plan;
    }

    static List<Unassigned> Left(State state) =>
        [.. Enumerable.Range(0, state.Model.Requests).Where(r => state.RouteOf[r] < 0).Select(r => new Unassigned(r, new UnassignedReason.NotPlanned()))];
}
