using Logistics.Routing.Search;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Search;

public class TripExchangeTests
{
    /// <summary>Ten crates to each of six places, so six trips; which of them share a van changes, the plan stays one that can be driven.</summary>
    [Fact]
    public void Every_stop_is_kept_and_every_tour_can_be_driven()
    {
        var problem = new Problem(
            [Road(11)], [Van with { Reloads = [At(0)] }], [FromZero, FromZero, FromZero],
            [.. Enumerable.Range(1, 6).Select(km => Move(null, At(km, 0, 200 * km * km), crates: 10))]);
        var model = new Model(problem, Objective.Distance);
        var scheduler = new Scheduler();
        var state = Plan(model, scheduler);
        var exchange = new TripExchange(model, new Rng(3));
        var seen = new HashSet<string>();
        for (var round = 0; round < 300; round++)
        {
            state.Begin();
            exchange.Apply(state);
            var served = new List<int>();
            foreach (var route in state.Routes)
            {
                for (var k = 1; k <= route.Count; k++)
                    if (route.Nodes[k] < model.FirstReload)
                    {
                        served.Add(route.Nodes[k] >> 1);
                        Assert.Equal(route.Vehicle, state.RouteOf[route.Nodes[k] >> 1]);
                    }
                    else
                        Assert.True(k > 1 && k < route.Count && route.Nodes[k + 1] < model.FirstReload, "an empty trip");
                Assert.True(route.Count == 0 || scheduler.TryFit(model, route.Vehicle, route.Nodes.AsSpan(0, route.Size)));
            }
            Assert.Equal(Enumerable.Range(0, 6), served.Order());
            Assert.Equal(2 * (1 + 2 + 3 + 4 + 5 + 6) * 10_000, state.Cost);
            seen.Add(string.Join(' ', state.RouteOf[..6]));
            if (round % 3 == 0)
                state.Rollback();
            else
                state.Commit();
        }
        Assert.True(seen.Count > 10, $"only {seen.Count} plans were seen");
    }

    [Fact]
    public void Pairs_may_cross_a_reload_and_are_left_alone()
    {
        var problem = new Problem([Road(11)], [Van with { Reloads = [At(0)] }], [FromZero, FromZero], [Move(At(1), At(2)), Move(null, At(3)), Move(null, At(4))]);
        var model = new Model(problem, Objective.Distance);
        var state = Plan(model, new());
        var before = state.RouteOf[..3];
        var exchange = new TripExchange(model, new Rng(3));
        for (var round = 0; round < 50; round++)
            exchange.Apply(state);
        Assert.Equal(before, state.RouteOf[..3]);
    }

    /// <summary>Requests in turn to the vehicles, each a trip of its own.</summary>
    static State Plan(Model model, Scheduler scheduler)
    {
        var state = new State(model, scheduler);
        state.AbsentCount = 0;
        for (var r = 0; r < model.Requests; r++)
        {
            var vehicle = r % model.Vehicles;
            var count = state.Routes[vehicle].Count;
            var place = new Place { Vehicle = vehicle, Pickup = model.HasPickup[r] ? count : -1, Delivery = count };
            state.Insert(r, count == 0 || model.HasPickup[r] ? place : place with { Reload = model.FirstReload, ReloadAt = count });
        }
        state.Commit();
        return state;
    }
}
