using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Logistics.Measures;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Roads.Tests;

/// <summary>The bundled sketch network: what it promises to the demonstration.</summary>
public sealed class SketchTests(ITestOutputHelper output)
{
    sealed record Town(string Name, Position Centre, double Radius);

    static readonly Lazy<RoadNetwork> sketch = new(() =>
    {
        using var file = SketchMap.Open();
        return RoadNetwork.Read(file, Profile.Default, new() { Name = "sketch" });
    });

    static string Folder(string file) => Path.Combine(Checkout.Root!, "data", "osm", file);

    static List<Town> Towns()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Folder("sketch-towns.json")));
        return [.. json.RootElement.EnumerateArray().Select(town => new Town(town.GetProperty("name").GetString()!,
            Position.FromDegrees(town.GetProperty("lon").GetDouble(), town.GetProperty("lat").GetDouble()), town.GetProperty("radius_m").GetDouble()))];
    }

    static Position Centre(string name) => Towns().Single(town => town.Name == name).Centre;

    [Fact]
    public void It_is_labelled_a_sketch_and_stays_small()
    {
        Assert.Equal(RoadSourceKind.Sketch, sketch.Value.Source.Kind);
        Assert.InRange(new FileInfo(Folder("sketch.osm")).Length, 1, 700 << 10);
        Assert.Empty(sketch.Value.Report.Oddities);
    }

    [Fact]
    public void No_street_bears_a_name() =>
        Assert.All(File.ReadLines(Folder("sketch.osm")).Where(line => line.StartsWith("<way", StringComparison.Ordinal)),
            line => Assert.DoesNotContain("k=\"name\"", line, StringComparison.Ordinal));

    [Fact]
    public void Hardly_a_road_is_lost_to_islands()
    {
        output.WriteLine(sketch.Value.Report.ToString());
        Assert.InRange(sketch.Value.Report.IslandKilometres, 0, 0.01 * sketch.Value.Report.Kilometres);
    }

    [Fact]
    public void Everywhere_inside_a_town_a_street_is_near()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var town in Towns())
            for (var i = 0; i < 50; i++)
            {
                var (turn, reach) = (2 * Math.PI * random.NextDouble(), town.Radius * Math.Sqrt(random.NextDouble()));
                var place = Position.FromDegrees(
                    town.Centre.Longitude + reach * Math.Cos(turn) / 111_195 / Math.Cos(town.Centre.Latitude * Math.PI / 180), town.Centre.Latitude + reach * Math.Sin(turn) / 111_195);
                Assert.True(sketch.Value.Snap(place) is { Walk.Metres: < 250 }, $"seed {seed}: {town.Name}, {place}: walk {sketch.Value.Snap(place)?.Walk}");
            }
    }

    [Theory]
    [InlineData("Montpellier", "Pézenas", 40, 60, 50, 66)]
    [InlineData("Montpellier", "Langogne", 140, 190, 140, 190)]
    [InlineData("Vauvert", "Nîmes", 20, 32, 18, 25)]
    [InlineData("Montpellier", "Celleneuve", 5, 15, 3.5, 6)]
    [InlineData("Montpellier", "Frontignan", 25, 45, 22, 30)]
    [InlineData("Frontignan", "Sète", 8, 18, 6, 10)]
    [InlineData("Langogne", "Mende", 40, 60, 42, 55)]
    [InlineData("Langogne", "Le Puy-en-Velay", 35, 58, 38, 50)]
    [InlineData("Langogne", "Grandrieu", 20, 35, 20, 30)]
    [InlineData("Saugues", "Langeac", 15, 32, 16, 25)]
    [InlineData("Montpellier", "Nîmes", 40, 65, 48, 62)]
    [InlineData("Montpellier", "Le Vigan", 60, 90, 58, 75)]
    [InlineData("Pézenas", "Lodève", 25, 45, 35, 50)]
    [InlineData("Langogne", "Villefort", 35, 60, 38, 55)]
    public void Travel_is_as_long_as_people_there_would_say(string from, string to, double least, double most, double leastKilometres, double mostKilometres)
    {
        var path = sketch.Value.Path(Centre(from), Centre(to))!;
        output.WriteLine($"{from} - {to}: {path.Duration}, {path.Distance}");
        Assert.InRange(path.Duration.Minutes, least, most);
        Assert.InRange(path.Distance.Kilometres, leastKilometres, mostKilometres);
    }

    [Fact]
    public void Towns_of_Herault_and_Gard_lie_near_the_centroids_of_their_communes()
    {
        var communes = new[] { "geo/communes-34-herault-centroids.csv", "geo/communes-30-gard-centroids.csv" }
            .SelectMany(file => File.ReadLines(SharedData.Require(file)).Skip(1).Select(line => line.Split(',')))
            .ToLookup(cells => cells[1], cells => Position.FromDegrees(double.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture)));
        var known = Towns().Where(town => communes.Contains(town.Name)).ToList();
        Assert.InRange(known.Count, 45, 100);
        // The commune of Vauvert reaches far into the Camargue, and its town does not.
        Assert.All(known, town => Assert.True(Metres(town) < (town.Name == "Vauvert" ? 8_500 : 6_000), $"{town.Name}: {Metres(town)} m"));

        double Metres(Town town) => communes[town.Name].Min(centre => centre.DistanceTo(town.Centre).Metres);
    }

    [Fact]
    public void The_generator_draws_the_committed_file_to_the_byte()
    {
        var folder = Directory.CreateTempSubdirectory("sketch");
        try
        {
            using var node = Start("node", [Folder("generate-sketch.mjs"), folder.FullName]);
            if (node is null)
                Assert.Skip("node is not installed");
            Assert.True(node.WaitForExit(60_000) && node.ExitCode == 0);
            foreach (var file in new[] { "sketch.osm", "sketch-towns.json" })
                Assert.True(File.ReadAllBytes(Path.Combine(folder.FullName, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Folder(file))), $"{file} differs: run node data/osm/generate-sketch.mjs and commit");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Process? Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
