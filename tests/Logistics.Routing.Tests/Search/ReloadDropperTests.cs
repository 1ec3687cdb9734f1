using Logistics.Routing.Search;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Search;

public class ReloadDropperTests
{
    [Theory]
    [InlineData(5, 5, false)] // 5 + 5 crates fit into 10
    [InlineData(5, 6, true)]
    public void A_reload_goes_when_both_trips_fit_into_one(int first, int second, bool kept)
    {
        var (model, tour) = TourOf(Move(null, At(3), first), Move(null, At(4), second));
        Assert.Equal(kept ? 3 : 2, tour.Count);
        Assert.Equal(kept ? [1, model.FirstReload, 3] : [1, 3], tour.Nodes[1..(tour.Count + 1)]);
    }

    /// <summary>Collected before, delivered after: together they never share the van, with or without the reload, but for the stretch in between.</summary>
    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(6, 5, true)]
    public void What_the_first_trip_collects_stays_for_the_second(int first, int second, bool kept)
    {
        var (_, tour) = TourOf(Move(At(3), null, first), Move(null, At(4), second));
        Assert.Equal(kept ? 3 : 2, tour.Count);
    }

    /// <summary>Km 3 closes at 300, and the goods for km 4 are ready at 1,000: in one trip the first would be late.</summary>
    [Fact]
    public void A_reload_stays_where_one_trip_would_leave_too_late()
    {
        var (_, tour) = TourOf(Move(null, At(3, 0, 300)), Move(null, At(4)) with { ReadyAt = 1_000 });
        Assert.Equal(3, tour.Count);
    }

    /// <summary>A tour with a locked part is excused where it breaks this rule already; that is no leave to break it anew.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_reload_stays_between_goods_that_must_not_travel_together_also_where_a_part_is_locked(int second, bool kept)
    {
        var type = Van with { Reloads = [At(0)], Compartments = [new([10], ClassSet.Of(1, 2))] };
        var (meat, other) = (Move(null, At(3)) with { Class = 1 }, Move(null, At(4)) with { Class = second });
        var (_, tour) = TourOf(new([Road(11)], [type], [FromZero], [meat, other], apart: [new(1, 2)], locks: [new TourLock.Stays(0, 0)]));
        Assert.Equal(kept ? 3 : 2, tour.Count);
    }

    static (Model Model, Route Tour) TourOf(Request first, Request second) => TourOf(Day(Van with { Reloads = [At(0)] }, FromZero, first, second));

    static (Model Model, Route Tour) TourOf(Problem problem)
    {
        var model = new Model(problem, Objective.Cost);
        var scheduler = new Scheduler();
        var tour = new Route { Vehicle = 0 };
        tour.Clear(model);
        tour.Insert(0, problem.Requests[0].Pickup is null ? 1 : 0, 0);
        tour.Insert(1, model.FirstReload, 0);
        tour.Insert(2, 3, 0);
        Assert.True(tour.Update(model, scheduler));
        new ReloadDropper(model, scheduler).Apply(tour);
        return (model, tour);
    }
}
