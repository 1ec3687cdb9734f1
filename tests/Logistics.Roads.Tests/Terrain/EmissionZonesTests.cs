using System.Globalization;
using System.Text;
using Logistics.Roads.Profiles;
using Logistics.Roads.Terrain;

namespace Logistics.Roads.Tests.Terrain;

public sealed class EmissionZonesTests
{
    static readonly DateOnly today = new(2026, 11, 20);

    static EmissionZonesReading Read(string json, string culture = "en") =>
        EmissionZonesFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), today, CultureInfo.GetCultureInfo(culture));

    static EmissionZones Zones(params string[] features)
    {
        var reading = Read($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
        Assert.Empty(reading.Problems);
        return reading.Zones!;
    }

    /// <summary>A closed ring through corners in metres of <see cref="TinyMap"/>.</summary>
    static string Ring(params (double East, double North)[] corners) =>
        $"[{string.Join(',', corners.Append(corners[0]).Select(corner => TinyMap.At(corner.East, corner.North)).Select(at => string.Create(CultureInfo.InvariantCulture, $"[{at.Longitude:0.0000000},{at.Latitude:0.0000000}]")))}]";

    static string Square(double west, double south, double side) => Ring((west, south), (west + side, south), (west + side, south + side), (west, south + side));

    static string Feature(string type, string coordinates, string properties) =>
        $$"""{"type":"Feature","geometry":{"type":"{{type}}","coordinates":{{coordinates}}},"properties":{ {{properties}} } }""";

    /// <summary>Ring 10 - 11 - 12 - 13 of 600 m a side; 11 is its eastern side, at x = 600.</summary>
    static TinyMap Town() => new TinyMap().Node(1, 0, 0).Node(2, 600, 0).Node(3, 600, 600).Node(4, 0, 600)
        .Street(10, [1, 2]).Street(11, [2, 3]).Street(12, [3, 4]).Street(13, [4, 1]);

    static Profile Van(string sticker) => Profile.Default with { Rules = Profile.Default.Rules with { Emission = new("vul", Array.IndexOf(EmissionRules.Classes, sticker)) } };

    static RoadNetwork Town(Profile profile, EmissionZones zones, string slice = "day") => Town().Read(profile, new() { Zones = zones, Slices = [slice] });

    static long[] OpenWays(RoadNetwork town) =>
        [.. Enumerable.Range(0, town.Graph.EdgeCount).Where(edge => town.Graph.EdgeForward[edge] >= 0 || town.Graph.EdgeBackward[edge] >= 0).Select(edge => town.Graph.EdgeWay[edge]).Order()];

    static readonly string east = $"[{Square(500, 100, 400)}]";

    [Theory]
    [InlineData("EL", true)]
    [InlineData("V3", true)]
    [InlineData("V4", false)]
    [InlineData("V5", false)]
    [InlineData("NC", false)]
    public void A_zone_keeps_out_the_class_it_names_and_all_that_are_dirtier(string sticker, bool enters)
    {
        var town = Town(Van(sticker), Zones(Feature("Polygon", east, "\"vul_critair\":\"V4\",\"vp_critair\":\"V2\"")));
        Assert.Equal(enters ? [10, 11, 12, 13] : [10, 12, 13], OpenWays(town));
        Assert.Equal(enters ? (0, 0) : (1, 0.6), (town.Report.ZonesApplied, Math.Round(town.Report.ZonesShutKilometres, 3)));
    }

    [Fact]
    public void Another_kind_of_vehicle_a_bicycle_and_an_unknown_class_pass_and_only_the_last_is_reported()
    {
        var zones = Zones(Feature("Polygon", east, "\"vp_critair\":\"EL\""));
        Assert.Equal(4, OpenWays(Town(Van("NC"), zones)).Length);
        var all = Zones(Feature("Polygon", east, "\"vp_critair\":\"EL\",\"vul_critair\":\"EL\",\"deux_rm_critair\":\"EL\""));
        foreach (var (name, isReported) in new[] { ("van-3t5", true), ("cargo-bike", false), ("foot", false) })
        {
            var town = Town(Profile.Named(name), all);
            Assert.Equal(4, OpenWays(town).Length);
            Assert.Equal(isReported, town.Report.Oddities.Any(oddity => oddity.Kind.Contains("emission class", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_hole_is_outside_and_each_part_of_a_multipolygon_is_inside()
    {
        var holed = $"[{Square(500, 100, 400)},{Square(550, 200, 200)}]";
        // The middle of 11 lies at (600, 300).
        Assert.Equal(4, OpenWays(Town(Van("NC"), Zones(Feature("Polygon", holed, "\"vul_critair\":\"V1\"")))).Length);
        var parts = $"[[{Square(200, -50, 200)}],[{Square(500, 200, 200)}]]";
        Assert.Equal([12, 13], OpenWays(Town(Van("NC"), Zones(Feature("MultiPolygon", parts, "\"vul_critair\":\"V1\"")))));
    }

    [Fact]
    public void A_stretch_is_shut_where_its_middle_lies_and_not_where_an_end_does() =>
        Assert.Equal(4, OpenWays(Town(Van("NC"), Zones(Feature("Polygon", $"[{Square(500, -100, 300)}]", "\"vul_critair\":\"V1\"")))).Length);

    [Fact]
    public void A_zone_holds_at_its_hours()
    {
        var zones = Zones(Feature("Polygon", east, "\"vul_critair\":\"V3\",\"vul_horaires\":\"Mo-Fr 08:00-20:00; PH off\""));
        Assert.Equal([10, 12, 13], OpenWays(Town(Van("V5"), zones, "day")));
        Assert.Equal(4, OpenWays(Town(Van("V5"), zones, "night")).Length);
        Assert.Equal(4, OpenWays(Town(Van("V5"), zones, "weekend")).Length);
        // All slices of one file: the shape is shared, what is shut differs.
        var week = Town().Read(Van("V5"), new() { Zones = zones, Slices = ["day", "night"] });
        Assert.Equal((0.6, 0), (Math.Round(week.Report.ZonesShutKilometres, 3), week.At("night").Report.ZonesShutKilometres));
        var (from, to) = (TinyMap.At(600, 10), TinyMap.At(590, 600));
        Assert.True(week.Path(from, to)!.Distance > week.At("night").Path(from, to)!.Distance);
    }

    [Fact]
    public void A_street_that_hours_open_only_while_the_zone_is_shut_is_never_open()
    {
        var map = Town();
        map.Ways[1] = (11, [2, 3], ["highway", "residential", "motor_vehicle", "no", "motor_vehicle:conditional", "yes @ (Mo-Fr 09:00-12:00)"]);
        var zones = Zones(Feature("Polygon", east, "\"vul_critair\":\"V3\",\"vul_horaires\":\"Mo-Fr 08:00-20:00\""));
        Assert.Equal([10, 12, 13], map.Read(Van("V5"), new() { Zones = zones }).Graph.EdgeWay.Order());
        Assert.Equal([10, 11, 12, 13], map.Read(Van("V1"), new() { Zones = zones }).Graph.EdgeWay.Order());
    }

    [Fact]
    public void Zones_of_other_days_and_features_that_are_no_polygons_are_passed_over()
    {
        const string rule = "\"vul_critair\":\"V1\"";
        var zones = Zones(
            Feature("Polygon", east, rule + ",\"date_debut\":\"2026-11-21\""), Feature("Polygon", east, rule + ",\"date_debut\":\"2020-01-01\",\"date_fin\":\"2026-11-19\""),
            Feature("LineString", "[[3,43],[4,44]]", rule), Feature("Polygon", east, rule + ",\"date_debut\":\"2026-11-20\",\"date_fin\":\"2026-11-20\""));
        Assert.Equal((1, 3), (zones.Count, zones.PassedOver));
    }

    [Fact]
    public void Every_problem_of_a_file_is_said_at_once_with_its_feature()
    {
        string[] features =
        [
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}",
            Feature("Polygon", "[[[3,43],[4,44],[3,43]]]", "\"vul_critair\":\"V9\""),
            Feature("MultiPolygon", "[[[[3,43],[4,44],[400,44],[3,43]]]]", "\"pl_critair\":\"V1\",\"pl_horaires\":\"sometimes\",\"date_fin\":\"soon\""),
            "7",
        ];
        var reading = Read($"{{\"features\":[{string.Join(',', features)}]}}");
        Assert.Null(reading.Zones);
        Assert.Equal(
            [
                ("Z0101", "/features/0"), ("Z0101", "/features/3"), ("Z0102", "/features/1/geometry/coordinates"), ("Z0102", "/features/2/geometry/coordinates"),
                ("Z0103", "/features/1/properties/vul_critair"), ("Z0104", "/features/2/properties/pl_horaires"), ("Z0105", "/features/2/properties/date_fin"),
            ],
            reading.Problems.Select(problem => (problem.Code, problem.Pointer)).Order());
    }

    [Theory]
    [InlineData("", "Z0002")]
    [InlineData("{", "Z0002")]
    [InlineData("[]", "Z0003")]
    [InlineData("{\"features\":{}}", "Z0003")]
    public void What_is_no_file_of_zones_is_refused_once(string json, string code) => Assert.Equal(code, Assert.Single(Read(json).Problems).Code);

    [Fact]
    public void A_problem_speaks_french_unless_asked_for_english()
    {
        Assert.Contains("FeatureCollection GeoJSON", Assert.Single(Read("{}", "fr").Problems).Cause, StringComparison.Ordinal);
        Assert.Contains("is no GeoJSON", Assert.Single(Read("{}").Problems).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_never_fails_otherwise()
    {
        var file = Encoding.UTF8.GetBytes($$"""{"features":[{{Feature("Polygon", $"[{Square(500, 100, 400)}]", "\"vul_critair\":\"V3\",\"vul_horaires\":\"Mo-Fr 08:00-20:00\"")}}]}""");
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = file.ToArray();
            for (var flips = 1 + random.Next(3); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)"{}[]\",:0159enul -x"[random.Next(18)];
            try
            {
                EmissionZonesFile.Read(new MemoryStream(bytes), today, CultureInfo.InvariantCulture);
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}, round {round}: {other}");
            }
        }
    }

    [Fact]
    public void A_profile_names_its_kind_and_class()
    {
        static ProfileReading OnVan(string emission) => ProfileFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes($$"""{"format":"ramasse-profile","version":1,"based_on":"van-3t5","emission":{{emission}} }""")), CultureInfo.InvariantCulture);
        Assert.Equal(new("vul", 2), OnVan("""{"kind":"vul","class":"V2"}""").Profile!.Rules.Emission);
        Assert.Equal(["P0106", "P0106"], OnVan("""{"kind":"tank","class":"V7"}""").Problems.Select(problem => problem.Code));
        Assert.Equal("P0101", Assert.Single(OnVan("""{"kind":"pl"}""").Problems).Code);
    }
}
