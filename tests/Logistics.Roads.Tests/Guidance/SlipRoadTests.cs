using Logistics.Measures;

namespace Logistics.Roads.Tests.Guidance;

public sealed class SlipRoadTests
{
    static Position At(double east, double north) => TinyMap.At(east, north);

    /// <summary>
    /// A trunk road from 1 by 2 and 3 to 4, both ways; a slip road leaves it at 2 for the street 5-6, and another leads from 6 back to it at 3.
    /// </summary>
    static TinyMap Trunk() => new TinyMap().Node(1, -1000, 0).Node(2, 0, 0).Node(3, 1000, 0).Node(4, 2000, 0).Node(5, 300, -80).Node(6, 700, -80).Node(7, 300, -500)
        .Way(10, [1, 2, 3, 4], "highway", "trunk", "ref", "N 113")
        .Way(11, [2, 5], "highway", "trunk_link", "oneway", "yes", "destination", "Lodève;Millau;Béziers;Sète", "destination:ref", "A 750")
        .Way(12, [6, 3], "highway", "trunk_link", "oneway", "yes")
        .Street(13, [5, 6], "name", "Rue Entre Deux").Street(14, [5, 7], "name", "Rue du Bas");

    [Fact]
    public void Leaving_and_joining_a_main_road()
    {
        var roads = Trunk().Read();
        Assert.Equal(["Prenez la bretelle à droite, direction A 750, Lodève, Millau", "Tournez à droite : Rue du Bas"], Told.Between(roads, At(-500, 0), At(300, -400)));
        Assert.Equal(["Tournez à droite : Rue Entre Deux", "Insérez-vous dans la circulation : N 113"], Told.Between(roads, At(300, -400), At(1800, 0)));
    }

    [Fact]
    public void Staying_on_the_main_road_needs_no_word() => Assert.Empty(Told.Between(Trunk().Read(), At(-500, 0), At(1800, 0)));

    [Fact]
    public void At_a_crossing_of_lesser_roads_a_short_slip_road_is_how_one_turns()
    {
        var map = new TinyMap().Node(1, -300, 0).Node(2, -30, 0).Node(3, 0, 0).Node(4, 300, 0).Node(5, 0, -30).Node(6, 0, -300)
            .Way(10, [1, 2, 3, 4], "highway", "secondary", "name", "Avenue d'Est").Way(11, [3, 5, 6], "highway", "secondary", "name", "Avenue du Sud")
            .Way(12, [2, 5], "highway", "secondary_link", "oneway", "yes");
        Assert.Equal(["Tournez à droite : Avenue du Sud"], Told.Between(map.Read(), At(-200, 0), At(0, -200)));
    }
}
