using System.Text.Json;
using Logistics.Formats.Roads;
using Logistics.Measures;
using Logistics.Roads;
using Logistics.Roads.Drawing;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Roads;

public sealed class VectorTileWriterTests
{
    static readonly Lazy<RoadNetwork> sketch = new(() =>
    {
        using var map = SketchMap.Open();
        return RoadNetwork.Read(map, Profile.Default);
    });

    public static TheoryData<string> Networks => ["sketch", "montpellier", "geneva"];

    static RoadNetwork Open(string name) => name == "sketch"
        ? sketch.Value
        : RoadNetwork.Load(SharedData.Require($"osm/{name}.osm.pbf"), Profile.Default, new() { Name = name }, TestContext.Current.CancellationToken);

    [Fact]
    public void The_bytes_are_those_of_the_specification()
    {
        // The line of the specification's example, section 4.3.5.3: (2,2), (2,10), (10,10) is 9 4 4 18 0 16 16 0.
        var tile = new TileId(1, 1, 0);
        WorldPoint At(int x, int y) => new(4096 + x, y);
        var drawing = new RoadDrawing(1, [new(RoadClass.Primary, "", "", false, false, [[At(2, 2), At(2, 10), At(10, 10)]])], []);
        Assert.Equal(
            [
                0x1A, 60, // a layer
                0x78, 2, // version
                0x0A, 5, .. "roads"u8,
                0x28, 0x80, 0x20, // extent 4096
                0x12, 18, 0x12, 4, 0, 0, 1, 1, 0x18, 2, 0x22, 8, 9, 4, 4, 18, 0, 16, 16, 0, // rank = 2, class = primary, a line
                0x1A, 4, .. "rank"u8, 0x1A, 5, .. "class"u8,
                0x22, 2, 0x28, 2, 0x22, 9, 0x0A, 7, .. "primary"u8,
            ],
            VectorTileWriter.Write(tile, drawing));
    }

    [Fact]
    public void What_is_empty_has_no_bytes() => Assert.Empty(VectorTileWriter.Write(new(0, 0, 0), new(0, [], [])));

    [Fact]
    public void Everything_said_is_read_again()
    {
        var tile = new TileId(16, 33_456, 23_870);
        WorldPoint At(int x, int y) => new(tile.Origin.X + x, tile.Origin.Y + y);
        var drawing = new RoadDrawing(16,
            [new(RoadClass.Minor, "Rue de l’Épée « d’Or »", "D 3;C 5", true, true, [[At(-64, 4160), At(0, 0)], [At(9, 9), At(8, 10)]]), new(RoadClass.Motorway, "", "", false, false, [[At(1, 1), At(2, 2)]])],
            [new(new(new Position(38_000_000, 435_000_000), "Sète", PlaceKind.IsolatedDwelling), At(4095, 0))]);
        var features = VectorTileReader.Read(VectorTileWriter.Write(tile, drawing));
        Assert.Equal(["roads", "roads", "places"], features.Select(feature => feature.Layer));
        Assert.Equal([[(-64, 4160), (0, 0)], [(9, 9), (8, 10)]], features[0].Lines);
        Assert.Equal(
            new Dictionary<string, object> { ["rank"] = 5L, ["class"] = "minor", ["name"] = "Rue de l’Épée « d’Or »", ["ref"] = "D 3;C 5", ["oneway"] = 1L, ["restricted"] = 1L },
            features[0].Properties);
        Assert.Equal(new Dictionary<string, object> { ["rank"] = 0L, ["class"] = "motorway" }, features[1].Properties);
        Assert.Equal(new Dictionary<string, object> { ["rank"] = 7L, ["kind"] = "isolated_dwelling", ["name"] = "Sète" }, features[2].Properties);
        Assert.Equal([[(4095, 0)]], features[2].Lines);
    }

    [Theory, MemberData(nameof(Networks))]
    public void Lines_stay_within_the_tile_and_near_their_roads(string name)
    {
        var network = Open(name);
        var (map, tiles, size) = (new RoadMap(network), 0, 0L);
        var ground = network.Lines().ToList();
        foreach (var zoom in (int[])[0, 6, 9, 11, 13, 14, 16])
        {
            var real = new HashSet<(int, int)>(ground.SelectMany(line => line.Geometry).Select(position => Rounded(position, zoom)));
            foreach (var (tile, drawing) in map.Tiles(zoom, zoom))
            {
                var bytes = VectorTileWriter.Write(tile, drawing);
                Assert.NotEmpty(bytes);
                (tiles, size) = (tiles + 1, size + bytes.Length);
                foreach (var feature in VectorTileReader.Read(bytes))
                    foreach (var (x, y) in feature.Lines.SelectMany(line => line))
                    {
                        var room = feature.Type == 1 ? 0 : RoadMap.Buffer;
                        Assert.True(x >= -room && x <= TileId.Extent + room && y >= -room && y <= TileId.Extent + room, $"{tile}: {x},{y}");
                        // Every point of a line is one of the map's, but where the tile's buffer cuts it.
                        var isCut = x == -room || y == -room || x == TileId.Extent + room || y == TileId.Extent + room;
                        if (feature.Type == 2 && !isCut)
                            Assert.True(IsNear(real, tile.X * TileId.Extent + x, tile.Y * TileId.Extent + y), $"{tile}: no road at {x},{y}");
                    }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {tiles} tiles, {size} bytes");
    }

    [Theory, MemberData(nameof(Networks))]
    public void Every_road_is_there_from_close_by(string name)
    {
        var network = Open(name);
        var map = new RoadMap(network);
        var decoded = new Dictionary<(int, int), List<((double X, double Y) A, (double X, double Y) B)>>();
        const int Zoom = 16, Cell = 512;
        foreach (var (tile, drawing) in map.Tiles(Zoom, Zoom))
            foreach (var line in VectorTileReader.Read(VectorTileWriter.Write(tile, drawing)).Where(feature => feature.Type == 2).SelectMany(feature => feature.Lines))
                for (var i = 1; i < line.Count; i++)
                {
                    var (a, b) = ((X: tile.X * 4096.0 + line[i - 1].X, Y: tile.Y * 4096.0 + line[i - 1].Y), (X: tile.X * 4096.0 + line[i].X, Y: tile.Y * 4096.0 + line[i].Y));
                    for (var x = (int)(Math.Min(a.X, b.X) - 4) / Cell; x <= (int)(Math.Max(a.X, b.X) + 4) / Cell; x++)
                        for (var y = (int)(Math.Min(a.Y, b.Y) - 4) / Cell; y <= (int)(Math.Max(a.Y, b.Y) + 4) / Cell; y++)
                        {
                            if (!decoded.TryGetValue((x, y), out var near))
                                decoded.Add((x, y), near = []);
                            near.Add((a, b));
                        }
                }
        foreach (var line in network.Lines())
            for (var i = 1; i < line.Geometry.Count; i++)
                for (var share = 0.0; share <= 1; share += 0.25)
                {
                    var (a, b) = (Project(line.Geometry[i - 1], Zoom), Project(line.Geometry[i], Zoom));
                    var p = (X: a.X + share * (b.X - a.X), Y: a.Y + share * (b.Y - a.Y));
                    var nearest = decoded.TryGetValue(((int)p.X / Cell, (int)p.Y / Cell), out var near) ? near.Min(piece => Distance(p, piece.A, piece.B)) : double.PositiveInfinity;
                    Assert.True(nearest <= RoadMap.Tolerance + 1, $"{line.Class} at {line.Geometry[i]}: {nearest} units away");
                }
    }

    [Theory, MemberData(nameof(Networks))]
    public void The_same_network_gives_the_same_bytes(string name)
    {
        var network = Open(name);
        var path = Path.Combine(Directory.CreateTempSubdirectory("tiles").FullName, "network.roads");
        network.Save(path);
        RoadMap read = new(network), opened = new(RoadNetwork.Open(path));
        foreach (var zoom in (int[])[8, 12, 15])
            Assert.Equal(read.Tiles(zoom, zoom).SelectMany(tile => VectorTileWriter.Write(tile.Tile, tile.Drawing)), opened.Tiles(zoom, zoom).SelectMany(tile => VectorTileWriter.Write(tile.Tile, tile.Drawing)));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory, MemberData(nameof(Networks))]
    public void GeoJson_says_what_the_tile_says(string name)
    {
        var network = Open(name);
        var map = new RoadMap(network);
        var (tile, drawing) = map.Tiles(13, 13).MaxBy(tile => tile.Drawing.Roads.Count);
        using var stream = new MemoryStream();
        DrawingWriter.WriteGeoJson(drawing, network.Source, stream);
        var json = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.Equal(network.Source.Attribution, json.GetProperty("attribution").GetString());
        var features = VectorTileReader.Read(VectorTileWriter.Write(tile, drawing));
        var written = json.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(features.Count, written.Count);
        foreach (var (feature, said) in features.Zip(written))
        {
            var coordinates = said.GetProperty("geometry").GetProperty("coordinates");
            var lines = feature.Type == 1 ? [[coordinates]] : coordinates.EnumerateArray().Select(line => line.EnumerateArray().ToList()).ToList();
            Assert.Equal(feature.Lines.Count, lines.Count);
            foreach (var (line, pairs) in feature.Lines.Zip(lines))
                foreach (var ((x, y), pair) in line.Zip(pairs))
                {
                    var there = Project(Position.FromDegrees(pair[0].GetDouble(), pair[1].GetDouble()), 13);
                    Assert.Equal((tile.X * 4096.0 + x, tile.Y * 4096.0 + y), there, (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.5 && Math.Abs(a.Item2 - b.Item2) < 0.5);
                }
            foreach (var (key, value) in feature.Properties)
                Assert.Equal(value.ToString(), said.GetProperty("properties").GetProperty(key).ToString());
        }
    }

    [Fact]
    public void Tile_json_names_the_tiles_and_whom_to_credit()
    {
        using var stream = new MemoryStream();
        DrawingWriter.WriteTileJson(sketch.Value, "{z}/{x}/{y}.mvt", 5, 14, stream);
        var json = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.Equal(("3.0.0", 5, 14, sketch.Value.Source.Attribution), (json.GetProperty("tilejson").GetString(), json.GetProperty("minzoom").GetInt32(), json.GetProperty("maxzoom").GetInt32(), json.GetProperty("attribution").GetString()));
        Assert.Equal("{z}/{x}/{y}.mvt", Assert.Single(json.GetProperty("tiles").EnumerateArray()).GetString());
        Assert.Equal(["roads", "places"], json.GetProperty("vector_layers").EnumerateArray().Select(layer => layer.GetProperty("id").GetString()));
        Assert.Equal(sketch.Value.Bounds.SouthWest.Longitude, json.GetProperty("bounds")[0].GetDouble());
    }

    /// <summary>Mercator by the logarithm of the tangent, which is not how the product has it.</summary>
    static (double X, double Y) Project(Position position, int zoom)
    {
        var size = 4096 * Math.Pow(2, zoom);
        return ((position.Longitude + 180) / 360 * size, (1 - Math.Log(Math.Tan(Math.PI / 4 + position.Latitude * Math.PI / 360)) / Math.PI) / 2 * size);
    }

    static (int, int) Rounded(Position position, int zoom)
    {
        var (x, y) = Project(position, zoom);
        return ((int)Math.Round(x), (int)Math.Round(y));
    }

    static bool IsNear(HashSet<(int, int)> points, int x, int y)
    {
        for (var dx = -1; dx <= 1; dx++)
            for (var dy = -1; dy <= 1; dy++)
                if (points.Contains((x + dx, y + dy)))
                    return true;
        return false;
    }

    static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, length = Math.Sqrt(dx * dx + dy * dy);
        if (length == 0)
            return Math.Sqrt((p.X - a.X) * (p.X - a.X) + (p.Y - a.Y) * (p.Y - a.Y));
        var (along, across) = (((p.X - a.X) * dx + (p.Y - a.Y) * dy) / length, Math.Abs((p.X - a.X) * dy - (p.Y - a.Y) * dx) / length);
        var beyond = along < 0 ? -along : along > length ? along - length : 0;
        return Math.Sqrt(across * across + beyond * beyond);
    }
}
