namespace Logistics.Routing.Tests.Evaluate;

public class PlanChangesTests
{
    [Fact]
    public void The_same_plan_has_no_changes_breaks_and_compartments_notwithstanding()
    {
        var changes = PlanChanges.Between([Tour(0, 1, 2, 3)], [new(0, [new(VisitKind.Pickup, 1, 2), new(VisitKind.Break, 0), .. Tour(0, 2, 3).Steps])]);
        Assert.Equal(0, changes.Count);
        Assert.Empty(changes.Added);
    }

    [Fact]
    public void A_stop_on_another_vehicle_moved_and_its_old_neighbours_did_not()
    {
        var changes = PlanChanges.Between([Tour(0, 1, 2, 3), Tour(1, 4, 5)], [Tour(0, 1, 3), Tour(1, 4, 2, 5)]);
        Assert.Equal([new TourStep(VisitKind.Pickup, 2)], changes.Moved);
        Assert.Equal(1, changes.Count);
    }

    [Fact]
    public void One_stop_put_last_is_one_change_however_many_it_jumps()
    {
        var changes = PlanChanges.Between([Tour(0, 1, 2, 3, 4, 5)], [Tour(0, 2, 3, 4, 5, 1)]);
        Assert.Equal([new TourStep(VisitKind.Pickup, 1)], changes.Reordered);
        Assert.Equal(1, changes.Count);
    }

    [Fact]
    public void A_tour_turned_round_keeps_one_stop_only() =>
        Assert.Equal(4, PlanChanges.Between([Tour(0, 1, 2, 3, 4, 5)], [Tour(0, 5, 4, 3, 2, 1)]).Reordered.Count);

    [Fact]
    public void What_is_left_out_counts_and_what_is_new_does_not()
    {
        var changes = PlanChanges.Between([Tour(0, 1, 2)], [Tour(0, 7, 2)]);
        Assert.Equal([new TourStep(VisitKind.Pickup, 1)], changes.LeftOut);
        Assert.Equal([new TourStep(VisitKind.Pickup, 7)], changes.Added);
        Assert.Equal(1, changes.Count);
    }

    [Fact]
    public void Kept_order_is_the_longest_there_is()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var positions = Enumerable.Range(0, 9).ToArray();
            new Random(seed).Shuffle(positions);
            var best = Enumerable.Range(0, 1 << 9).Where(set => Rises(positions, set)).Max(set => System.Numerics.BitOperations.PopCount((uint)set));
            var kept = new bool[9];
            Assert.True(best == KeptOrder.Mark(positions, kept), $"seed {seed}");
            Assert.True(kept.Count(each => each) == best && Rises(positions, kept.Select((each, k) => each ? 1 << k : 0).Sum()), $"seed {seed}");
        }
    }

    static bool Rises(int[] positions, int set)
    {
        var chosen = positions.Where((_, k) => (set >> k & 1) != 0).ToList();
        return chosen.Zip(chosen.Skip(1)).All(pair => pair.First < pair.Second);
    }

    static TourOrder Tour(int vehicle, params int[] pickups) => new(vehicle, [.. pickups.Select(r => new TourStep(VisitKind.Pickup, r))]);
}
