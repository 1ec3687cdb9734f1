using Logistics.Routing.Search;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Search;

public class TailExchangeTests
{
    /// <summary>Hot enough that all that a rule allows is taken; the checker, which shares no code, finds nothing wrong with where it ends.</summary>
    [Fact]
    public void Whatever_is_exchanged_every_rule_is_kept()
    {
        var changes = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = RandomProblems.Mixed(seed, 12, 5);
            var model = new Model(problem, Objective.Cost);
            var neighbours = new Neighbours(model);
            var search = new RuinAndRecreate(model, neighbours, 1, new Budget(new WorkLimit(1), 1, TestContext.Current.CancellationToken));
            search.Construct(StartingTours.Of(problem, Objective.Cost, []));
            var exchange = new TailExchange(model, neighbours, new Rng((ulong)seed));
            for (var round = 0; round < 40; round++)
                changes += exchange.Apply(search.Current, 1e15) ? 1 : 0;

            var plan = new Snapshot(model.Vehicles);
            plan.Keep(search.Current);
            var violations = Checker.Check(problem, SolutionWriter.Write(model, plan, search.Explain()), Objective.Cost);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join(", ", violations)}");
            var anew = new State(model, new Scheduler());
            anew.Restore(plan);
            Assert.Equal(anew.Cost, search.Current.Cost);
        }
        Assert.True(changes > 200, $"only {changes} exchanges");
    }

    /// <summary>Two vans from the two ends of a road, each of which ends among the other's stops: the way home is shorter with the tails exchanged.</summary>
    [Fact]
    public void Tours_that_cross_come_apart_when_cold()
    {
        var problem = new Problem([Road(12)], [Van], [new() { Type = 0, Start = 0, End = 0 }, new() { Type = 0, Start = 11, End = 11 }], [.. Enumerable.Range(1, 10).Select(km => Move(null, At(km)))]);
        var model = new Model(problem, Objective.Distance);
        var state = new State(model, new Scheduler()) { AbsentCount = 0 };
        foreach (var (vehicle, kilometres) in new[] { (0, new[] { 1, 2, 6, 7, 8 }), (1, [10, 9, 5, 4, 3]) })
            for (var k = 0; k < kilometres.Length; k++)
                state.Insert(kilometres[k] - 1, new Place { Vehicle = vehicle, Pickup = -1, Delivery = k });
        state.Commit();
        Assert.Equal(2 * (8 + 8) * 10_000, state.Cost);

        var exchange = new TailExchange(model, new Neighbours(model), new Rng(1));
        for (var round = 0; round < 1_000; round++)
            exchange.Apply(state, 0);
        Assert.Equal(2 * (5 + 5) * 10_000, state.Cost);
    }

    /// <summary>A load that the small van carries alone goes to it, whole.</summary>
    [Fact]
    public void A_tour_goes_to_the_cheaper_vehicle_that_can_carry_it()
    {
        var problem = new Problem(
            [Road(3)], [Van with { CostFixed = new(9_000_000) }, Van with { CostFixed = new(4_000_000) }], [FromZero, FromZero with { Type = 1 }], [Move(null, At(1)), Move(null, At(2))]);
        var model = new Model(problem, Objective.Cost);
        var state = new State(model, new Scheduler()) { AbsentCount = 0 };
        for (var r = 0; r < 2; r++)
            state.Insert(r, new Place { Vehicle = 0, Pickup = -1, Delivery = r });
        state.Commit();

        var exchange = new TailExchange(model, new Neighbours(model), new Rng(1));
        for (var round = 0; round < 1_000; round++)
            exchange.Apply(state, 0);
        Assert.Equal((0, 2), (state.Routes[0].Count, state.Routes[1].Count));
    }

    [Fact]
    public void A_pair_is_never_cut_in_two()
    {
        var problem = new Problem([Road(9)], [Van], [FromZero, FromZero], [Move(At(1), At(2)), Move(At(3), At(4)), Move(At(5), At(6)), Move(At(7), At(8))]);
        var model = new Model(problem, Objective.Distance);
        var state = new State(model, new Scheduler()) { AbsentCount = 0 };
        for (var r = 0; r < 4; r++)
            state.Insert(r, new Place { Vehicle = r % 2, Pickup = r / 2 * 2, Delivery = r / 2 * 2 });
        state.Commit();
        var exchange = new TailExchange(model, new Neighbours(model), new Rng(1));
        var seen = new HashSet<string>();
        for (var round = 0; round < 500; round++)
        {
            exchange.Apply(state, 1e12);
            seen.Add(string.Join(' ', state.RouteOf[..4]));
            foreach (var route in state.Routes)
                for (var k = 1; k <= route.Count; k++)
                    if ((route.Nodes[k] & 1) == 1)
                        Assert.InRange(route.PositionOf(route.Nodes[k] - 1), 1, k - 1);
        }
        Assert.True(seen.Count > 2, $"only {seen.Count} plans were seen");
    }
}
