namespace Logistics.Roads.Tests.Graph;

public sealed class PlaceReaderTests
{
    static TinyMap Town() => new TinyMap()
        .Node(1, 0, 0).Node(2, 1000, 0, "place", "village", "name", "Sur-la-Route").Street(10, [1, 2])
        .Node(3, 500, 300, "place", "town", "name", " Bellerive ").Node(4, 500, 900, "place", "city", "name", "Zed").Node(5, 0, 900, "place", "town", "name", "Ânes");

    [Fact]
    public void Cities_come_first_and_each_kind_by_name()
    {
        var places = Town().Read().Places();
        Assert.Equal(["Zed", "Bellerive", "Ânes", "Sur-la-Route"], places.Select(place => place.Name));
        Assert.Equal([PlaceKind.City, PlaceKind.Town, PlaceKind.Town, PlaceKind.Village], places.Select(place => place.Kind));
        Assert.Equal(TinyMap.At(500, 300), places[1].Position);
    }

    [Fact]
    public void What_has_no_name_or_no_houses_is_left_out()
    {
        var map = Town().Node(6, 1, 1, "place", "town").Node(7, 2, 2, "place", "locality", "name", "Le Pré").Node(8, 3, 3, "name", "Tower").Node(9, 4, 4, "place", "hamlet", "name", " ");
        Assert.Equal(4, map.Read().Places().Count);
    }

    [Fact]
    public void A_place_on_a_road_does_not_cut_it()
    {
        var network = new TinyMap().Node(1, 0, 0).Node(2, 500, 0, "place", "village", "name", "Sur-la-Route").Node(3, 1000, 0).Street(10, [1, 2, 3]).Read();
        Assert.Single(network.Places());
        Assert.Equal(2, network.Report.Junctions);
    }

    [Fact]
    public void A_map_without_names_has_no_places() =>
        Assert.Empty(new TinyMap().Node(1, 0, 0).Node(2, 1000, 0).Street(10, [1, 2]).Read().Places());

    [Fact]
    public void The_graph_file_keeps_them()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("places").FullName, "town.roads");
        Town().Read().Save(path);
        Assert.Equal(Town().Read().Places(), RoadNetwork.Open(path).Places());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void The_sketch_names_its_towns()
    {
        var places = Sketch.Network.Places();
        Assert.Contains(places, place => place is { Name: "Montpellier", Kind: PlaceKind.City });
        Assert.Equal(PlaceKind.Village, places.Single(place => place.Name == "Naussac").Kind);
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void Real_extracts_name_places_within_reach_of_their_roads(string name)
    {
        var network = Extracts.Read(name);
        var places = network.Places();
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {string.Join(", ", places.CountBy(place => place.Kind))}; {string.Join(", ", places.Take(5).Select(place => place.Name))}");
        Assert.All(places, place => Assert.NotEqual("", place.Name));
        if (places.Count > 0)
            Assert.Contains(places, place => network.Bounds.Contains(place.Position));
    }
}
