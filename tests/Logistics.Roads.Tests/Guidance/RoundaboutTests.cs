using Logistics.Measures;
using Logistics.Roads.Guidance;

namespace Logistics.Roads.Tests.Guidance;

public sealed class RoundaboutTests
{
    static Position At(double east, double north) => TinyMap.At(east, north);

    /// <summary>A roundabout of 20 m; arms to the south, east, north and west, in this order as one drives on the right.</summary>
    /// <param name="circle">From the southern arm's node 1 round: 2 is east, 3 north, 4 west.</param>
    static TinyMap Arms(params long[] circle) => new TinyMap()
        .Node(1, 0, -20).Node(2, 20, 0).Node(3, 0, 20).Node(4, -20, 0).Node(5, 0, -300).Node(6, 300, 0).Node(7, 0, 300).Node(8, -300, 0)
        .Way(9, circle, "highway", "tertiary", "junction", "roundabout", "name", "Place Ronde")
        .Street(10, [5, 1], "name", "Rue du Sud").Street(11, [2, 6], "name", "Rue de l'Est").Street(12, [3, 7], "name", "Rue du Nord").Street(13, [4, 8], "name", "Rue de l'Ouest");

    [Theory]
    [InlineData(200, 0, "Au rond-point, 1re sortie : Rue de l'Est", TurnDirection.Right)]
    [InlineData(0, 200, "Au rond-point, 2e sortie : Rue du Nord", TurnDirection.Straight)]
    [InlineData(-200, 0, "Au rond-point, 3e sortie : Rue de l'Ouest", TurnDirection.Left)]
    public void Exits_are_counted_as_the_driver_passes_them(double east, double north, string told, TurnDirection direction)
    {
        var roads = Arms(1, 2, 3, 4, 1).Read();
        Assert.Equal([told], Told.Between(roads, At(0, -200), At(east, north)));
        Assert.Equal(direction, roads.Path(At(0, -200), At(east, north))!.Steps[1].Direction);
    }

    [Theory]
    [InlineData(200, 0, "Au rond-point, 3e sortie : Rue de l'Est")]
    [InlineData(0, 200, "Au rond-point, 2e sortie : Rue du Nord")]
    [InlineData(-200, 0, "Au rond-point, 1re sortie : Rue de l'Ouest")]
    public void Where_one_drives_on_the_left_it_turns_the_other_way(double east, double north, string told) =>
        Assert.Equal([told], Told.Between(Arms(1, 4, 3, 2, 1).Read(Told.Van("""{"driving_side":"left"}""")), At(0, -200), At(east, north)));

    [Fact]
    public void Roads_that_only_come_in_are_no_exits()
    {
        var map = Arms(1, 2, 3, 4, 1);
        map.Ways[2] = (11, [6, 2], ["highway", "residential", "oneway", "yes"]);
        map.Street(14, [6, 7]); // so that the eastern arm is reached at all
        Assert.Equal(["Au rond-point, 1re sortie : Rue du Nord"], Told.Between(map.Read(), At(0, -200), At(0, 200)));
    }

    [Theory]
    [InlineData(280, 100, true, "Au rond-point, 2e sortie : Rue Haute")]
    [InlineData(280, -100, true, "Au rond-point, 1re sortie : Rue Basse")]
    [InlineData(280, 100, false, "Au rond-point, 2e sortie : Rue Haute")]
    [InlineData(280, -100, false, "Au rond-point, 3e sortie : Rue Basse")]
    public void Of_two_exits_at_one_place_the_outer_comes_first(double east, double north, bool isOnRight, string told)
    {
        // On the right one comes from the south and passes the lower street first; on the left one comes from the north arm's side, past west and north.
        var map = (isOnRight ? Arms(1, 2, 3, 4, 1) : Arms(1, 4, 3, 2, 1)).Node(21, 280, 100).Node(22, 280, -100);
        map.Ways[2] = (11, [2, 21], ["highway", "residential", "name", "Rue Haute"]);
        map.Street(14, [2, 22], "name", "Rue Basse");
        var roads = map.Read(isOnRight ? null : Told.Van("""{"driving_side":"left"}"""));
        Assert.Equal([told], Told.Between(roads, isOnRight ? At(0, -200) : At(-200, 0), At(east, north)));
    }

    [Fact]
    public void A_trip_may_begin_on_it_or_end_on_it()
    {
        var roads = Arms(1, 2, 3, 4, 1).Read();
        Assert.Equal(["Au rond-point, 2e sortie : Rue du Nord"], Told.Between(roads, At(11, -11), At(0, 200)));
        Assert.Equal(["Entrez dans le rond-point : Place Ronde"], Told.Between(roads, At(0, -200), At(11, 11)));
    }

    [Fact]
    public void Two_in_a_row_are_told_each()
    {
        var map = Arms(1, 2, 3, 4, 1).Node(31, 340, 20).Node(32, 340, -20).Node(33, 640, 0).Node(34, 320, 0).Node(35, 360, 0)
            .Way(20, [34, 32, 35, 31, 34], "highway", "tertiary", "junction", "roundabout").Street(21, [35, 33], "name", "Rue du Bout");
        map.Ways[2] = (11, [2, 34], ["highway", "residential", "name", "Rue de l'Est"]);
        Assert.Equal(["Au rond-point, 1re sortie : Rue de l'Est", "Au rond-point, 1re sortie : Rue du Bout"], Told.Between(map.Read(), At(0, -200), At(600, 0)));
    }
}
