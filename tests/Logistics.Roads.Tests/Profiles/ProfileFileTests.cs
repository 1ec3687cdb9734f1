using System.Globalization;
using System.Text;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Profiles;

public sealed class ProfileFileTests
{
    static ProfileReading Read(string json, string culture = "en") => ProfileFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), CultureInfo.GetCultureInfo(culture));

    static ProfileReading OnVan(string properties) => Read($$"""{"format": "ramasse-profile", "version": 1, "based_on": "van-3t5", {{properties}}}""");

    public static TheoryData<string> BuiltIn => [.. ProfileFile.BuiltIn];

    [Theory, MemberData(nameof(BuiltIn))]
    public void A_profile_of_the_program_is_read_without_a_problem_and_bears_its_name(string name)
    {
        using var file = ProfileFile.OpenBuiltIn(name);
        var reading = ProfileFile.Read(file, CultureInfo.InvariantCulture);
        Assert.Empty(reading.Problems);
        Assert.Equal((name, name), (reading.Profile!.Name, Profile.Named(name).Name));
        Assert.Equal(["day", "early", "evening_peak", "night", "school_run", "weekend"], reading.Profile.Slices.Select(slice => slice.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_that_are_known() =>
        Assert.Contains("cargo-bike", Assert.Throws<ArgumentException>(() => Profile.Named("tank")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_laid_over_replaces_and_null_takes_away()
    {
        var profile = OnVan("""
            "name": "low", "vehicle": {"height_m": 2}, "roads": {"track": null, "service": {"usual_kmh": 20}},
            "access": {"restricted": ["delivery"], "closed": ["no", "destination"]}, "turns": {"turning_round_s": {"in_traffic": null}}
            """).Profile!;
        Assert.Equal(("low", 2.0, 2.3, null), (profile.Name, profile.Height.Metres, profile.Width.Metres, profile.TurningRoundInTraffic));
        Assert.False(profile.Rules.Roads.ContainsKey("track"));
        Assert.Equal((20, 25), (profile.Rules.Roads["service"].Usual, profile.Rules.Roads["service"].Most));
        Assert.Equal(Openness.Closed, profile.Rules.Access.Meanings["destination"]);
        Assert.False(profile.Rules.Access.Meanings.ContainsKey("customers"));
    }

    [Fact]
    public void Every_problem_is_said_at_once_with_its_place()
    {
        var reading = OnVan("""
            "name": 7, "colour": "blue",
            "vehicle": {"height_m": "tall", "weight_t": 900, "top_speed_kmh": 80.5},
            "access": {"open": ["yes", "no"], "closed_where": ["area"], "keys": []},
            "roads": {"residential": {"class": "street"}},
            "barriers": {"block": ["gate"]},
            "bends": {"smooth_m": 5}, "slope": {"climb": 1},
            "turns": {"across_s": [[90, 5], [30, 2]], "other_side_bounds": [[1, 2, 3]]},
            "slices": {"day": {"time": "25:00", "holds": "at noon"}, "day off": {"weekday": "Su"}}
            """);
        Assert.Null(reading.Profile);
        Assert.Equal(
            [
                ("P0101", "/slices/day off"), ("P0101", "/slices/day off"), ("P0101", "/slices/day off"), ("P0102", "/colour"), ("P0102", "/slope/climb"), ("P0103", "/name"), ("P0103", "/turns/other_side_bounds/0"),
                ("P0103", "/vehicle/height_m"), ("P0104", "/bends/smooth_m"), ("P0104", "/vehicle/weight_t"), ("P0105", "/vehicle/top_speed_kmh"), ("P0106", "/roads/residential/class"),
                ("P0107", "/access/closed_where/0"), ("P0108", "/access/closed"), ("P0108", "/barriers/block"), ("P0109", "/access/keys"),
                ("P0110", "/turns/across_s"), ("P0111", "/slices/day/time"), ("P0113", "/slices/day/holds"),
            ],
            reading.Problems.Select(problem => (problem.Code, problem.Pointer)).Order());
        Assert.All(reading.Problems, problem => Assert.True(problem.Cause.Length > 10 && problem.Action.Length > 10));
    }

    [Theory]
    [InlineData("", "P0002")]
    [InlineData("{", "P0002")]
    [InlineData("{\"a\": 1, \"a\": 2}", "P0002")]
    [InlineData("[]", "P0003")]
    [InlineData("null", "P0003")]
    [InlineData("{\"format\": \"ramasse-profile\", \"version\": 2}", "P0004")]
    [InlineData("{\"format\": \"other\", \"version\": 1}", "P0004")]
    [InlineData("{\"format\": \"ramasse-profile\", \"version\": 1, \"based_on\": \"tank\"}", "P0106")]
    public void What_is_no_profile_is_refused_once(string json, string code) => Assert.Equal(code, Assert.Single(Read(json).Problems).Code);

    [Fact]
    public void A_file_too_large_to_be_a_profile_is_refused_before_it_is_parsed() =>
        Assert.Equal("P0001", Assert.Single(Read(new string(' ', (1 << 20) + 1)).Problems).Code);

    [Fact]
    public void Too_deep_is_refused_like_any_other_broken_file() => Assert.Equal("P0002", Assert.Single(Read(new string((char)91, 1000)).Problems).Code);

    [Fact]
    public void A_problem_speaks_french_unless_asked_for_english()
    {
        const string json = """{"format": "ramasse-profile", "version": 1, "based_on": "van-3t5", "colour": "blue"}""";
        Assert.Contains("inconnue", Assert.Single(Read(json, "fr").Problems).Cause, StringComparison.Ordinal);
        Assert.Contains("not known", Assert.Single(Read(json, "en").Problems).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_profile_is_read_or_refused_and_never_fails_otherwise()
    {
        using var stream = ProfileFile.OpenBuiltIn("van-3t5");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var bytes = file.ToArray();
            for (var flips = 1 + random.Next(6); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)"{}[]\",:0159enul -x"[random.Next(18)];
            try
            {
                var reading = ProfileFile.Read(new MemoryStream(bytes), CultureInfo.InvariantCulture);
                Assert.True(reading.Profile is null == reading.Problems.Count > 0);
            }
            catch (Exception other) when (other is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"seed {seed}, round {round}: {other}");
            }
        }
    }
}
