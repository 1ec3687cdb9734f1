using System.Text.Json;
using Logistics.Roads;

namespace Logistics.Cli.Tests;

public sealed class RoadsTilesCommandTests
{
    static string Sketch(Run run)
    {
        using var map = SketchMap.Open();
        using var reader = new StreamReader(map);
        return run.Write("sketch.osm", reader.ReadToEnd());
    }

    [Fact]
    public async Task A_folder_holds_the_tiles_that_show_anything_and_what_they_are()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "tiles", Sketch(run), "--out", run.PathOf("tiles"), "--min-zoom", "7", "--max-zoom", "11"));
        var json = JsonDocument.Parse(await File.ReadAllTextAsync(run.PathOf("tiles/tiles.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((7, 11), (json.GetProperty("minzoom").GetInt32(), json.GetProperty("maxzoom").GetInt32()));
        Assert.Equal(["10", "11", "7", "8", "9"], Directory.GetDirectories(run.PathOf("tiles")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(run.PathOf("tiles/11/1046/747.mvt")), "Montpellier is missing");
        Assert.DoesNotContain(Directory.GetFiles(run.PathOf("tiles"), "*", SearchOption.AllDirectories), file => new FileInfo(file).Length == 0);
        Assert.Contains("Sketch network", run.Output, StringComparison.Ordinal); // the credit
        Assert.Equal("", run.Notes); // no bar where nobody watches
    }

    [Fact]
    public async Task Another_time_takes_the_place_of_the_first_and_spares_what_is_not_ours()
    {
        using var run = new Run();
        var (map, folder) = (Sketch(run), run.PathOf("tiles"));
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "tiles", map, "--out", folder, "--max-zoom", "8"));
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "tiles", map, "--out", folder + "/", "--min-zoom", "9", "--max-zoom", "9", "--geojson"));
        Assert.Equal([Path.Combine(folder, "9")], Directory.GetDirectories(folder));
        Assert.All(Directory.GetFiles(Path.Combine(folder, "9"), "*", SearchOption.AllDirectories), file => Assert.EndsWith(".geojson", file, StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFileSystemEntries(run.Folder.FullName).Length); // the map and the folder, nothing aside

        File.WriteAllText(Path.Combine(folder, "thesis.txt"), "all my work");
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "tiles", map, "--out", folder));
        Assert.Contains("thesis.txt", run.Notes, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "thesis.txt")));
    }

    [Fact]
    public async Task A_folder_of_photos_by_number_is_nobodys_tiles()
    {
        using var run = new Run();
        var (map, albums) = (Sketch(run), run.PathOf("albums"));
        async Task Refused(string kept)
        {
            using var ask = new Run();
            Assert.Equal(ExitCode.BadInput, await ask.Logistics("roads", "tiles", map, "--out", albums, "--max-zoom", "8"));
            Assert.Contains(albums, ask.Notes, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(albums, kept)), $"{kept} was deleted");
        }
        void Put(string name)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(albums, name))!);
            File.WriteAllText(Path.Combine(albums, name), "a photo");
        }
        Put("1/a.jpg");
        await Refused("1/a.jpg");
        Put("tiles.json");
        await Refused("1/a.jpg");
        Directory.Delete(albums, recursive: true);
        foreach (var name in (string[])["1/2.mvt", "1/2/3/4.mvt", "1/2/tiles.json", "1/2/a.mvt", "1/2/3.jpg"])
        {
            Put("tiles.json");
            Put(name);
            await Refused(name);
            Directory.Delete(albums, recursive: true);
        }
        Put("1/2/3.mvt"); // tiles, but nothing says whose
        await Refused("1/2/3.mvt");
    }

    [Fact]
    public async Task Where_nothing_is_drawn_the_old_tiles_stay()
    {
        using var run = new Run();
        // One small street, seen from zoom 11 on.
        var map = run.Write("street.osm", """
            <osm version="0.6"><node id="1" lon="3.87" lat="43.61"/><node id="2" lon="3.88" lat="43.61"/>
            <way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>
            """);
        var folder = run.PathOf("tiles");
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "tiles", map, "--out", folder, "--max-zoom", "12"));
        var before = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "tiles", map, "--out", folder, "--max-zoom", "5"));
        Assert.Contains("Rien à voir à ces zooms", run.Notes, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal(2, Directory.GetFileSystemEntries(run.Folder.FullName).Length); // the map and the folder, nothing aside
    }

    [Theory]
    [InlineData("--max-zoom", "17")]
    [InlineData("--min-zoom", "-1")]
    [InlineData("--min-zoom", "15")] // the last is 14 unless said
    public async Task Zooms_that_make_no_sense_are_refused(string option, string value)
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "tiles", Sketch(run), "--out", run.PathOf("tiles"), option, value));
        Assert.Contains(option, run.Notes, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.PathOf("tiles")));
    }
}
