using Logistics.Roads.Drawing;

namespace Logistics.Roads.Tests.Drawing;

public sealed class RoadMapTests
{
    //  4 --- 3        The west side is a one-way street northward, drawn southward; the others are alike.
    //  |     |
    //  1 --- 2 --- 5
    static TinyMap Square() => new TinyMap()
        .Node(1, 0, 0, "place", "town", "name", "Bellerive").Node(2, 1000, 0).Node(3, 1000, 1000).Node(4, 0, 1000).Node(5, 2000, 0)
        .Street(10, [1, 2]).Street(11, [2, 3]).Street(12, [3, 4]).Street(13, [4, 1], "oneway", "-1").Street(14, [2, 5]);

    static RoadDrawing Whole(RoadNetwork network, int zoom) => new RoadMap(network).Box(network.Bounds, zoom);

    [Fact]
    public void Streets_that_go_straight_on_are_one_line()
    {
        var roads = Whole(Square().Read(), 16).Roads;
        Assert.Equal([false, true], roads.Select(road => road.IsOneWay));
        Assert.All(roads, road => Assert.Equal(RoadClass.Minor, road.Class));
        // 1-2-5 straight through the junction, whose middle point needs no mention; 2-3-4 round the corner.
        Assert.Equal([2, 3], roads[0].Lines.Select(line => line.Count).Order());
    }

    [Fact]
    public void One_way_streets_run_with_the_traffic()
    {
        var line = Assert.Single(Whole(Square().Read(), 16).Roads.Single(road => road.IsOneWay).Lines);
        Assert.True(line[0].Y > line[^1].Y); // northward: Y counts southward
    }

    [Fact]
    public void Far_away_there_is_less()
    {
        var map = Square().Way(15, [4, 5], "highway", "motorway", "oneway", "no");
        Assert.Equal([RoadClass.Motorway], Whole(map.Read(), 9).Roads.Select(road => road.Class));
        Assert.Equal([RoadClass.Minor, RoadClass.Motorway], Whole(map.Read(), 11).Roads.Select(road => road.Class));
        Assert.Empty(Whole(map.Read(), 6).Places);
        Assert.Equal("Bellerive", Assert.Single(Whole(map.Read(), 7).Places).Place.Name);
    }

    [Fact]
    public void Streets_closed_to_those_who_pass_say_so()
    {
        var map = Square();
        map.Ways[4] = (14, [2, 5], ["highway", "residential", "access", "destination"]);
        Assert.Equal([false, true, false], Whole(map.Read(), 16).Roads.OrderBy(road => road.IsOneWay).Select(road => road.IsRestricted));
        Assert.False(Assert.Single(Whole(map.Read(), 11).Roads).IsRestricted);
    }

    [Fact]
    public void The_sea_is_empty()
    {
        Assert.True(new RoadMap(Square().Read()).Tile(new(14, 8364, 6000)).IsEmpty);
        Assert.True(Whole(new TinyMap().Node(1, 0, 0).Node(2, 1000, 0).Street(10, [1, 2]).Read(), 3).IsEmpty);
    }

    [Fact]
    public void A_place_belongs_to_one_tile_and_roads_reach_into_the_next()
    {
        var map = new RoadMap(Sketch.Network);
        foreach (var zoom in (int[])[8, 11, 14])
        {
            var tiles = map.Tiles(zoom, zoom).ToList();
            var shown = tiles.SelectMany(tile => tile.Drawing.Places.Select(place => place.Place)).ToList();
            Assert.Equal(shown.Count, shown.Distinct().Count());
            Assert.Equal(Sketch.Network.Places().Count(place => place.Kind <= (zoom == 8 ? PlaceKind.Town : zoom == 11 ? PlaceKind.Suburb : PlaceKind.IsolatedDwelling)), shown.Count);
            Assert.Contains(tiles, tile => tile.Drawing.Roads.Any(road => road.Lines.Any(line => line.Any(point => point.X < tile.Tile.Origin.X))));
        }
    }

    [Fact]
    public void Walking_down_the_tiles_finds_what_asking_for_each_finds()
    {
        var map = new RoadMap(Sketch.Network);
        var walked = map.Tiles(0, 11).ToDictionary(tile => tile.Tile, tile => tile.Drawing);
        foreach (var (tile, drawing) in walked.Select(tile => (tile.Key, tile.Value)).Concat(map.Tiles(14, 14).Where((_, i) => i % 20 == 0)))
        {
            var asked = map.Tile(tile);
            Assert.Equal(drawing.Places, asked.Places);
            Assert.Equal(drawing.Roads.Select(Written), asked.Roads.Select(Written));
        }
        // And nothing that was not walked shows anything.
        foreach (var (tile, _) in walked.Where(tile => tile.Key.Zoom < 11))
            foreach (var child in tile.Children().Where(child => !walked.ContainsKey(child)))
                Assert.True(map.Tile(child).IsEmpty, $"{child} was passed over");
    }

    [Fact]
    public void A_network_from_its_file_is_drawn_alike()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("map").FullName, "sketch.roads");
        Sketch.Network.Save(path);
        RoadMap read = new(Sketch.Network), opened = new(RoadNetwork.Open(path));
        foreach (var zoom in (int[])[7, 12])
            Assert.Equal(
                read.Tiles(zoom, zoom).SelectMany(tile => tile.Drawing.Roads.Select(Written)), opened.Tiles(zoom, zoom).SelectMany(tile => tile.Drawing.Roads.Select(Written)));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void No_other_zooms_and_no_other_tiles_exist()
    {
        Assert.False(TileId.Exists(17, 0, 0) || TileId.Exists(-1, 0, 0) || TileId.Exists(3, 8, 0) || TileId.Exists(3, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TileId(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoadMap(Sketch.Network).Box(Sketch.Network.Bounds, 17));
    }

    static string Written(DrawnRoad road) =>
        $"{road.Class} {road.Name} {road.Reference} {road.IsOneWay} {road.IsRestricted} {string.Join('|', road.Lines.Select(line => string.Join(' ', line.Select(point => $"{point.X},{point.Y}"))))}";
}
