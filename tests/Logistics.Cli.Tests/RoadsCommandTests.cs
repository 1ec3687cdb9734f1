using System.Text.Json;
using System.Xml.Linq;
using Logistics.Roads;

namespace Logistics.Cli.Tests;

public sealed class RoadsCommandTests
{
    // Montpellier and Ganges, both on the sketch; and the open sea.
    const string Montpellier = "3.8767,43.6108", Ganges = "3.7096,43.9333", Sea = "5.0,42.0";

    static string Sketch(Run run)
    {
        using var map = SketchMap.Open();
        using var reader = new StreamReader(map);
        return run.Write("sketch.osm", reader.ReadToEnd());
    }

    [Fact]
    public async Task A_built_file_says_what_it_is_and_answers_as_the_map_does()
    {
        using var run = new Run();
        var (map, graph) = (Sketch(run), run.PathOf("sketch.roads"));
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "build", map, "--out", graph));
        Assert.Contains("carrefours", run.Output, StringComparison.Ordinal);
        Assert.Contains("génération", run.Output, StringComparison.Ordinal);
        using var again = new Run();
        Assert.Equal(ExitCode.Done, await again.Logistics("roads", "build", map, "--out", again.PathOf("again.roads"), "--threads", "1"));
        Assert.Equal(await File.ReadAllBytesAsync(graph, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(again.PathOf("again.roads"), TestContext.Current.CancellationToken));

        using var info = new Run();
        Assert.Equal(ExitCode.Done, await info.Logistics("roads", "info", graph, "--json"));
        var said = JsonDocument.Parse(info.Raw).RootElement;
        Assert.Equal("van-3t5", said.GetProperty("profile").GetString());
        Assert.True(said.GetProperty("arcs").GetInt32() > 1000);

        using var ofMap = new Run();
        using var ofGraph = new Run();
        Assert.Equal(ExitCode.Done, await ofMap.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--json"));
        Assert.Equal(ExitCode.Done, await ofGraph.Logistics("roads", "path", graph, "--from", Montpellier, "--to", Ganges, "--json"));
        Assert.Equal(ofMap.Raw, ofGraph.Raw);
    }

    [Fact]
    public async Task A_map_is_built_for_another_vehicle_or_one_of_ones_own()
    {
        using var run = new Run();
        var (map, graph) = (Sketch(run), run.PathOf("other.roads"));
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "build", map, "--out", graph, "--profile", "truck-12t"));
        using var info = new Run();
        Assert.Equal(ExitCode.Done, await info.Logistics("roads", "info", graph, "--json"));
        Assert.Equal("truck-12t", JsonDocument.Parse(info.Raw).RootElement.GetProperty("profile").GetString());

        using var nobody = new Run();
        Assert.Equal(ExitCode.BadInput, await nobody.Logistics("roads", "build", map, "--out", nobody.PathOf("x.roads"), "--profile", "camel"));
        Assert.Contains("cargo-bike", nobody.Notes, StringComparison.Ordinal);
        using var wrong = new Run();
        var file = wrong.Write("wrong.json", """{"format":"ramasse-profile","version":1,"based_on":"car","colour":"red","name":7}""");
        Assert.Equal(ExitCode.BadInput, await wrong.Logistics("roads", "build", map, "--out", wrong.PathOf("x.roads"), "--profile", file));
        Assert.Contains("/colour", wrong.Notes, StringComparison.Ordinal);
        Assert.Contains("/name", wrong.Notes, StringComparison.Ordinal);
        Assert.False(File.Exists(wrong.PathOf("x.roads")));
    }

    [Fact]
    public async Task A_path_is_asked_at_an_hour_by_its_name_or_by_date_and_time()
    {
        using var run = new Run();
        var graph = run.PathOf("sketch.roads");
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "build", Sketch(run), "--out", graph));
        Assert.Contains("school_run", run.Output, StringComparison.Ordinal);
        async Task<(string Slice, double Seconds)> Ask(params string[] at)
        {
            using var path = new Run();
            Assert.Equal(ExitCode.Done, await path.Logistics(["roads", "path", graph, "--from", Montpellier, "--to", Ganges, "--json", .. at]));
            var said = JsonDocument.Parse(path.Raw).RootElement;
            return (said.GetProperty("slice").GetString()!, said.GetProperty("seconds").GetDouble());
        }
        var (day, school) = (await Ask(), await Ask("--at", "school_run"));
        Assert.Equal(("day", "school_run"), (day.Slice, school.Slice));
        Assert.True(school.Seconds > day.Seconds);
        Assert.Equal(school, await Ask("--at", "2026-11-24T08:15")); // a Tuesday
        Assert.Equal("weekend", (await Ask("--at", "2026-11-22T10:00")).Slice);
        using var few = new Run();
        Assert.Equal(ExitCode.Done, await few.Logistics("roads", "build", Sketch(few), "--out", few.PathOf("few.roads"), "--slices", "school_run,day"));
        Assert.Contains("school_run, day.", few.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(few.PathOf("few.roads")).Length < new FileInfo(graph).Length / 2);
        Assert.Equal(ExitCode.BadInput, await few.Logistics("roads", "build", Sketch(few), "--out", few.PathOf("few.roads"), "--slices", "noon,day,dawn"));
        Assert.Contains("noon, dawn", few.Notes, StringComparison.Ordinal);
        using var comma = new Run();
        Assert.Equal(ExitCode.BadInput, await comma.Logistics("roads", "build", Sketch(comma), "--out", comma.PathOf("few.roads"), "--slices", "foo,"));
        Assert.Contains("--slices : foo : inconnu", comma.Notes, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await comma.Logistics("roads", "build", Sketch(comma), "--out", comma.PathOf("few.roads"), "--slices", ", ,"));
        Assert.Contains("aucune tranche n'est nommée", comma.Notes, StringComparison.Ordinal);
        using var wrong = new Run();
        Assert.Equal(ExitCode.BadInput, await wrong.Logistics("roads", "path", graph, "--from", Montpellier, "--to", Ganges, "--at", "noon"));
        Assert.Contains("evening_peak", wrong.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_are_made_from_the_kerb_when_asked()
    {
        using var run = new Run();
        var map = Sketch(run);
        async Task<double> Seconds(string side)
        {
            using var path = new Run();
            Assert.Equal(ExitCode.Done, await path.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--side", side, "--json"));
            return JsonDocument.Parse(path.Raw).RootElement.GetProperty("seconds").GetDouble();
        }
        var any = await Seconds("any");
        Assert.True(await Seconds("curb") >= any && await Seconds("opposite") >= any);
        using var wrong = new Run();
        Assert.NotEqual(ExitCode.Done, await wrong.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--side", "left"));
        Assert.Contains("curb", wrong.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_tiles_is_used_and_one_that_is_not_there_is_refused()
    {
        using var run = new Run();
        var (map, graph) = (Sketch(run), run.PathOf("hilly.roads"));
        // One tile of the four that the sketch lies on, level at 100 m.
        var tile = new byte[2 * 1201 * 1201];
        for (var i = 0; i < tile.Length; i += 2)
            tile[i + 1] = 100;
        await File.WriteAllBytesAsync(run.PathOf("N43E003.hgt"), tile, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "build", map, "--out", graph, "--elevation", run.PathOf(".")));
        Assert.Contains("altitudes", run.Output, StringComparison.Ordinal);
        using var info = new Run();
        Assert.Equal(ExitCode.Done, await info.Logistics("roads", "info", graph, "--json"));
        var said = JsonDocument.Parse(info.Raw).RootElement;
        Assert.True(said.GetProperty("heightsUsed").GetInt32() > 100 && said.GetProperty("heightsMissing").GetInt32() > 100);

        using var nowhere = new Run();
        Assert.Equal(ExitCode.BadInput, await nowhere.Logistics("roads", "build", map, "--out", graph, "--elevation", nowhere.PathOf("nowhere")));
        Assert.Contains("nowhere", nowhere.Notes, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(run.PathOf("N43E003.hgt"), tile[..1000], TestContext.Current.CancellationToken);
        using var broken = new Run();
        Assert.Equal(ExitCode.BadInput, await broken.Logistics("roads", "build", map, "--out", graph, "--elevation", run.PathOf(".")));
        Assert.Contains("N43E003.hgt", broken.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zones_shut_roads_to_a_profile_with_a_class_and_what_is_wrong_with_them_is_told_at_once()
    {
        static string Zones(string sticker) => $$"""
            {"type":"FeatureCollection","features":[{"type":"Feature",
             "geometry":{"type":"Polygon","coordinates":[[[3.85,43.59],[3.90,43.59],[3.90,43.63],[3.85,43.63],[3.85,43.59]]]},
             "properties":{"id":"test","vul_critair":"{{sticker}}","date_debut":"2026-01-01","vul_horaires":null} }]}
            """;
        using var run = new Run();
        var (map, graph) = (Sketch(run), run.PathOf("zones.roads"));
        var van = run.Write("van.json", """{"format":"ramasse-profile","version":1,"based_on":"van-3t5","name":"old-van","emission":{"kind":"vul","class":"V5"}}""");
        var zones = run.Write("zones.geojson", Zones("V4"));
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "build", map, "--out", graph, "--profile", van, "--zones", zones, "--zones-on", "2026-11-20"));
        Assert.Contains("1 zones à faibles émissions", run.Output, StringComparison.Ordinal);
        using var info = new Run();
        Assert.Equal(ExitCode.Done, await info.Logistics("roads", "info", graph, "--json"));
        Assert.True(JsonDocument.Parse(info.Raw).RootElement.GetProperty("zonesShutKilometres").GetDouble() > 0.1);

        using var before = new Run();
        Assert.Equal(ExitCode.Done, await before.Logistics("roads", "build", map, "--out", graph, "--profile", van, "--zones", zones, "--zones-on", "2025-12-31"));
        Assert.Contains("0 zone à faibles émissions appliquée, 0 km fermé : aucune du fichier n'est en vigueur ce jour-là (1 ", before.Output, StringComparison.Ordinal);
        using var noClass = new Run();
        Assert.Equal(ExitCode.Done, await noClass.Logistics("roads", "build", map, "--out", graph, "--zones", zones, "--zones-on", "2026-11-20"));
        Assert.Contains("1 en vigueur, mais le profil « van-3t5 » n'a pas de classe", noClass.Output, StringComparison.Ordinal);
        using var dayOnly = new Run();
        Assert.Equal(ExitCode.BadInput, await dayOnly.Logistics("roads", "build", map, "--out", graph, "--zones-on", "2026-11-20"));
        Assert.Contains("--zones-on ne dit rien sans --zones", dayOnly.Notes, StringComparison.Ordinal);
        using var wrong = new Run();
        Assert.Equal(ExitCode.BadInput, await wrong.Logistics("roads", "build", map, "--out", graph, "--zones", wrong.Write("wrong.geojson", Zones("V9"))));
        Assert.Contains("/features/0/properties/vul_critair: Z0103", wrong.Notes, StringComparison.Ordinal);
        using var noDay = new Run();
        Assert.Equal(ExitCode.BadInput, await noDay.Logistics("roads", "build", map, "--out", graph, "--zones", zones, "--zones-on", "tomorrow"));
    }

    [Fact]
    public async Task A_path_comes_in_each_form_and_two_forms_at_once_are_refused()
    {
        using var run = new Run();
        var map = Sketch(run);
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges));
        Assert.Matches(@"\d+,\d\d km, \d+,\d min", run.Output);
        using var gpx = new Run();
        Assert.Equal(ExitCode.Done, await gpx.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--gpx"));
        XNamespace ns = "http://www.topografix.com/GPX/1/1";
        Assert.True(XDocument.Parse(gpx.Raw).Descendants(ns + "trkpt").Count() > 2);
        using var geoJson = new Run();
        Assert.Equal(ExitCode.Done, await geoJson.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--geojson"));
        var line = JsonDocument.Parse(geoJson.Raw).RootElement.GetProperty("geometry").GetProperty("coordinates");
        Assert.Equal(XDocument.Parse(gpx.Raw).Descendants(ns + "trkpt").Count(), line.GetArrayLength());
        Assert.InRange(line[0][0].GetDouble(), 3.8, 3.95);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--gpx", "--json"));
    }

    [Fact]
    public async Task A_path_tells_its_steps_and_where_its_time_comes_from_where_asked()
    {
        using var plain = new Run();
        var map = Sketch(plain);
        Assert.Equal(ExitCode.Done, await plain.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--steps", "--explain"));
        Assert.Matches(@"\n +1\. Partez vers .+ \(.+m\)", plain.Output);
        Assert.Matches(@"\n +\d+\. Vous êtes arrivé", plain.Output);
        Assert.Matches("D'où viennent ces .*min .*s :", plain.Output);
        Assert.Contains("km/h", plain.Output, StringComparison.Ordinal);

        using var json = new Run();
        Assert.Equal(ExitCode.Done, await json.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--steps", "--explain", "--json"));
        var path = JsonDocument.Parse(json.Raw).RootElement;
        var steps = path.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(("depart", "arrive"), (steps[0].GetProperty("kind").GetString(), steps[^1].GetProperty("kind").GetString()));
        Assert.Equal(path.GetProperty("seconds").GetDecimal(), steps.Sum(step => step.GetProperty("seconds").GetDecimal()));
        Assert.Equal(path.GetProperty("metres").GetDecimal(), steps.Sum(step => step.GetProperty("metres").GetDecimal()));
        Assert.All(steps, step => Assert.Equal(2, step.GetProperty("position").GetArrayLength()));
        var parts = path.GetProperty("parts");
        Assert.Equal(path.GetProperty("metres").GetDecimal(), parts.GetProperty("driven").EnumerateArray().Sum(part => part.GetProperty("metres").GetDecimal()));

        using var geoJson = new Run();
        Assert.Equal(ExitCode.Done, await geoJson.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--steps", "--geojson"));
        var features = JsonDocument.Parse(geoJson.Raw).RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(["LineString", .. steps.Select(_ => "Point")], features.Select(feature => feature.GetProperty("geometry").GetProperty("type").GetString()));
        Assert.Equal(steps[0].GetProperty("text").GetString(), features[1].GetProperty("properties").GetProperty("text").GetString());

        using var gpx = new Run();
        Assert.Equal(ExitCode.Done, await gpx.Logistics("roads", "path", map, "--from", Montpellier, "--to", Ganges, "--steps", "--gpx"));
        XNamespace ns = "http://www.topografix.com/GPX/1/1";
        var route = XDocument.Parse(gpx.Raw).Root!.Elements().ToList();
        Assert.Equal(["rte", "trk"], route.Select(element => element.Name.LocalName)); // in the order of the schema
        Assert.Equal(steps.Select(step => step.GetProperty("text").GetString()), route[0].Elements(ns + "rtept").Select(point => point.Element(ns + "desc")!.Value));
    }

    [Fact]
    public async Task A_place_in_the_sea_or_none_at_all_is_said()
    {
        using var run = new Run();
        var map = Sketch(run);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "path", map, "--from", Montpellier, "--to", Sea));
        Assert.Contains("aucune route à moins de 2 km", run.Notes, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "path", map, "--from", "Montpellier", "--to", Ganges));
        Assert.Contains("--from", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latitude_first_is_asked_about_where_the_other_way_round_there_is_a_road()
    {
        using var run = new Run();
        var map = Sketch(run);
        const string Question = "Avez-vous inversé longitude et latitude ?";
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "path", map, "--from", "43.6108,3.8767", "--to", Ganges));
        Assert.Contains(Question, run.Notes, StringComparison.Ordinal);
        using var table = new Run();
        Assert.Equal(ExitCode.Done, await table.Logistics("roads", "matrix", map, "--points", table.Write("points.csv", $"{Ganges}\n43.6108,3.8767\n{Sea}\n")));
        var notes = table.Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([true, false], notes.Select(note => note.Contains(Question, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_graph_file_is_not_built_again()
    {
        using var run = new Run();
        var graph = run.Write("built.roads", "ROADS\r\n and so on");
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "build", graph, "--out", run.PathOf("again.roads")));
        Assert.Contains("c'est un graphe, déjà construit", run.Notes, StringComparison.Ordinal);
        Assert.False(File.Exists(run.PathOf("again.roads")));
    }

    [Fact]
    public async Task A_table_is_written_as_json_or_csv_with_places_in_the_sea_left_empty()
    {
        using var run = new Run();
        var map = Sketch(run);
        var points = run.Write("points.csv", $"lon,lat\n{Montpellier}\n{Ganges}\n{Sea}\n");
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "matrix", map, "--points", points));
        var seconds = JsonDocument.Parse(run.Raw).RootElement.GetProperty("seconds");
        Assert.Equal(0, seconds[1][1].GetDouble());
        Assert.InRange(seconds[0][1].GetDouble(), 1200, 6000);
        Assert.Equal(JsonValueKind.Null, seconds[0][2].ValueKind);
        Assert.Contains("aucune route", run.Notes, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "matrix", map, "--points", points, "--csv", "--out", run.PathOf("table.csv")));
        var lines = await File.ReadAllLinesAsync(run.PathOf("table.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("from,to,seconds,metres", lines[0]);
        Assert.Equal("1,3,,", lines[3]);
        Assert.Equal(1 + 9, lines.Length);
    }

    [Fact]
    public async Task A_bad_list_of_points_gets_every_bad_line_at_once()
    {
        using var run = new Run();
        var points = run.Write("points.csv", "3.87,43.61\n43.61\n3.87;99\nici,là\n");
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "matrix", Sketch(run), "--points", points));
        foreach (var place in (string[])["R0101 L2", "R0102 L3", "R0101 L4"])
            Assert.Contains(place, run.Notes, StringComparison.Ordinal);
        Assert.Empty(run.Raw);
    }

    [Fact]
    public async Task A_broken_graph_file_is_refused_with_cause_and_action()
    {
        using var run = new Run();
        var graph = run.PathOf("sketch.roads");
        await run.Logistics("roads", "build", Sketch(run), "--out", graph);
        var bytes = await File.ReadAllBytesAsync(graph, TestContext.Current.CancellationToken);
        var table = BitConverter.ToInt64(bytes, 32); // the sections' bytes end where their table begins
        bytes[Array.FindLastIndex(bytes, (int)table - 4_000, b => b != 0)] ^= 4;
        await File.WriteAllBytesAsync(graph, bytes, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "info", graph));
        Assert.Contains("' is corrupt", run.Notes, StringComparison.Ordinal);
        Assert.Contains("logistics roads build", run.Notes, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "build", graph + ".osm", "--out", graph));
    }

    [Fact]
    public async Task A_day_is_planned_on_a_graph_file()
    {
        using var run = new Run();
        await run.Logistics("roads", "build", Sketch(run), "--out", run.PathOf("sketch.roads"));
        await run.Logistics("demo", "--out", run.PathOf("day.json"), "--sites", "12", "--lots", "5");
        var exit = await run.Logistics("plan", run.PathOf("day.json"), "--roads", run.PathOf("sketch.roads"), "--work", "50", "--no-solver", "--out", run.PathOf("plan"));
        Assert.True(exit is ExitCode.Done or ExitCode.UrgentUnmet, run.Notes);
    }
}
