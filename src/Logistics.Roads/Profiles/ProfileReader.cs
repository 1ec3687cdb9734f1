using System.Collections.Frozen;
using System.Globalization;
using Logistics.Measures;

namespace Logistics.Roads.Profiles;

/// <summary>Turns the properties of a profile file into a profile, section by section.</summary>
static class ProfileReader
{
    // One bit of a word for each, where rules are kept that hold in some of them.
    const int MostSlices = 64;

    static readonly (string, RoadClass)[] classes =
    [
        ("motorway", RoadClass.Motorway), ("trunk", RoadClass.Trunk), ("primary", RoadClass.Primary), ("secondary", RoadClass.Secondary),
        ("tertiary", RoadClass.Tertiary), ("minor", RoadClass.Minor), ("service", RoadClass.Service),
    ];

    static readonly (string, DayOfWeek)[] weekdays =
    [
        ("Mo", DayOfWeek.Monday), ("Tu", DayOfWeek.Tuesday), ("We", DayOfWeek.Wednesday), ("Th", DayOfWeek.Thursday), ("Fr", DayOfWeek.Friday),
        ("Sa", DayOfWeek.Saturday), ("Su", DayOfWeek.Sunday),
    ];

    /// <summary>Of no meaning once a problem was reported.</summary>
    public static Profile Read(ProfileFields file)
    {
        file.Text("format");
        file.Whole("version", 1, 1);
        var vehicle = file.Object("vehicle");
        var turns = file.Object("turns");
        var turningRound = turns.Object("turning_round_s");
        var rules = new ProfileRules(
            AccessOf(file.Object("access"), file.Object("restrictions")), OnewayOf(file.Object("oneway")), RoadsOf(file.Object("roads")),
            SpeedOf(file.Object("speed")), LimitsOf(file.Object("limits")), BarriersOf(file.Object("barriers")), Delays(file, "signs_s"), TurnsOf(turns),
            file.Has("bends") ? BendsOf(file.Object("bends")) : null, file.Has("slope") ? SlopeOf(file.Object("slope")) : null,
            file.Has("emission") ? EmissionOf(file.Object("emission")) : null);
        var profile = new Profile(rules)
        {
            Name = file.Text("name"),
            Height = Distance.FromMetres(vehicle.Number("height_m", 0.1, 10)),
            Width = Distance.FromMetres(vehicle.Number("width_m", 0.1, 10)),
            Length = Distance.FromMetres(vehicle.Number("length_m", 0.1, 50)),
            Weight = Tonnes(vehicle.Number("weight_t", 0.01, 100)),
            AxleLoad = Tonnes(vehicle.Number("axle_load_t", 0.01, 50)),
            TopSpeedKilometresPerHour = vehicle.Whole("top_speed_kmh", 1, 200),
            SpeedPercent = vehicle.Whole("speed_percent", 1, 200),
            TurningRound = Delay(turningRound, "dead_end"),
            TurningRoundInTraffic = Delay(turningRound, "in_traffic"),
            Slices = SlicesOf(file.Object("slices"), file.Object("season")),
        };
        vehicle.Finish();
        turningRound.Finish();
        turns.Finish();
        file.Finish();
        return profile;
    }

    static AccessRules AccessOf(ProfileFields access, ProfileFields restrictions)
    {
        var meanings = new Dictionary<string, Openness>(StringComparer.Ordinal);
        foreach (var (name, openness) in new[] { ("open", Openness.Open), ("restricted", Openness.Restricted), ("closed", Openness.Closed) })
            foreach (var value in access.Words(name))
                if (!meanings.TryAdd(value, openness))
                    access.Problem("P0108", name, value);
        var rules = new AccessRules(
            AtLeastOne(access, "keys"), meanings.ToFrozenDictionary(StringComparer.Ordinal), access.Tags("closed_where"), access.Tags("no_stopping_where"),
            AtLeastOne(restrictions, "keys"), restrictions.Words("except").ToFrozenSet(StringComparer.Ordinal));
        access.Finish();
        restrictions.Finish();
        return rules;
    }

    static string[] AtLeastOne(ProfileFields fields, string name)
    {
        var words = fields.Words(name);
        if (words.Length == 0)
            fields.Problem("P0109", name);
        return words;
    }

    static OnewayRules OnewayOf(ProfileFields oneway)
    {
        var rules = new OnewayRules(oneway.Words("keys"), oneway.Tags("implied_where"), oneway.Tags("lifted_where"));
        oneway.Finish();
        return rules;
    }

    static FrozenDictionary<string, RoadRule> RoadsOf(ProfileFields roads)
    {
        var rules = new Dictionary<string, RoadRule>(StringComparer.Ordinal);
        foreach (var highway in roads.Names.ToList())
        {
            var road = roads.Object(highway);
            rules[highway] = new(
                road.Word("class", classes), road.Number("usual_kmh", 1, 200), road.Number("most_kmh", 1, 200), road.Flag("open", usual: true),
                road.Has("open_where") ? road.Tags("open_where") : []);
            road.Finish();
        }
        if (rules.Count == 0)
            roads.Problem("P0109", "");
        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static SpeedRules SpeedOf(ProfileFields speed)
    {
        var most = speed.Object("most_kmh");
        var rules = new SpeedRules(
            speed.Words("keys"), speed.Number("least_kmh", 0.5, 50), speed.Number("of_legal_percent", 1, 100),
            speed.Numbers("legal_kmh", 1, 200).ToFrozenDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
            [.. most.Names.ToList().Select(key => (key, most.Numbers(key, 0.5, 200).ToFrozenDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)))]);
        speed.Finish();
        return rules;
    }

    static LimitRules LimitsOf(ProfileFields limits)
    {
        var rules = new LimitRules(
            limits.Words("height_keys"), limits.Words("width_keys"), limits.Words("length_keys"), limits.Words("weight_keys"), limits.Words("axle_load_keys"),
            limits.Number("below_default_height_m", 0.1, 10));
        limits.Finish();
        return rules;
    }

    static BarrierRules BarriersOf(ProfileFields barriers)
    {
        var rules = new BarrierRules(
            Kinds("pass_s"), Kinds("granted_s"),
            Delays(barriers, "pass_where_s"), barriers.Words("block").ToFrozenSet(StringComparer.Ordinal));
        foreach (var both in rules.Block.Where(rules.Pass.ContainsKey))
            barriers.Problem("P0108", "block", both);
        barriers.Finish();
        return rules;

        FrozenDictionary<string, int> Kinds(string name) =>
            barriers.Numbers(name, 0, 3600).ToFrozenDictionary(pair => pair.Name, pair => Milliseconds(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>Seconds by tag.</summary>
    static List<(TagTest, int)> Delays(ProfileFields fields, string name)
    {
        var delays = new List<(TagTest, int)>();
        foreach (var (text, seconds) in fields.Numbers(name, 0, 3600))
            if (TagTest.Parse(text) is { } tag)
                delays.Add((tag, Milliseconds(seconds)));
            else
                fields.Problem("P0107", name, text);
        return delays;
    }

    static Duration? Delay(ProfileFields fields, string name) => fields.IsNull(name) ? null : new(Milliseconds(fields.Number(name, 0, 3600)));

    static TurnRules TurnsOf(ProfileFields turns)
    {
        var side = turns.Word("driving_side", [("right", false), ("left", true)]);
        var bounds = turns.Rows("other_side_bounds", (-180, 180), (-90, 90), (-180, 180), (-90, 90));
        var across = turns.Rows("across_s", (0, 180), (0, 600));
        var along = turns.Rows("along_s", (0, 180), (0, 600));
        foreach (var (name, curve) in new[] { ("across_s", across), ("along_s", along) })
            if (curve.Zip(curve.Skip(1)).Any(pair => pair.First[0] >= pair.Second[0]))
                turns.Problem("P0110", name);
        return new(side, [.. bounds.Select(box => (Units(box[0]), Units(box[1]), Units(box[2]), Units(box[3])))], TurnCosts.Table(across, along));
    }

    static BendRules BendsOf(ProfileFields bends)
    {
        var rules = new BendRules(bends.Number("lateral_acceleration_ms2", 0.5, 10), bends.Number("smooth_m", 10, 200));
        bends.Finish();
        return rules;
    }

    static SlopeRules SlopeOf(ProfileFields slope)
    {
        var rules = new SlopeRules(
            slope.Number("climb_above_percent", 0, 30), slope.Number("climb_kmh_per_percent", 0, 50), slope.Number("climb_least_kmh", 1, 200),
            slope.Number("descent_above_percent", 0, 30), slope.Number("descent_most_kmh", 1, 200));
        slope.Finish();
        return rules;
    }

    static EmissionRules EmissionOf(ProfileFields emission)
    {
        var kind = emission.Word("kind", [.. EmissionRules.Kinds.Append(EmissionRules.NoEngine).Select(word => (word, word))]);
        var rules = new EmissionRules(kind, kind == EmissionRules.NoEngine ? 0 : emission.Word("class", [.. EmissionRules.Classes.Select((word, index) => (word, index))]));
        emission.Finish();
        return rules;
    }

    static List<TimeSlice> SlicesOf(ProfileFields slices, ProfileFields season)
    {
        var (month, day) = (season.Whole("month", 1, 12), season.Whole("day", 1, 31));
        if (day > DateTime.DaysInMonth(2024, month)) // a leap year, so that 29 February passes
            season.Problem("P0104", "day", day, 1, DateTime.DaysInMonth(2024, month));
        season.Finish();
        var read = new List<TimeSlice>();
        foreach (var name in slices.Names.ToList())
        {
            var slice = slices.Object(name);
            var time = slice.Text("time");
            if (!TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && time.Length > 0)
                slice.Problem("P0111", "time", time);
            var holds = slice.Text("holds");
            if (holds.Length > 0 && OpeningHours.Parse(holds) is null)
                slice.Problem("P0113", "holds", holds);
            read.Add(new(
                name, slice.Word("weekday", weekdays), at, month, day, slice.Flag("public_holiday", usual: false), slice.Flag("school_holiday", usual: false),
                slice.Whole("speed_percent", 10, 200), holds));
            slice.Finish();
        }
        if (read.Count > MostSlices)
            slices.Problem("P0112", "", read.Count, MostSlices);
        if (!read.Exists(slice => slice.Name == "day"))
            slices.Problem("P0101", "", "day");
        return read;
    }

    static Mass Tonnes(double tonnes) => new((long)Math.Round(tonnes * 1e6));

    static int Milliseconds(double seconds) => (int)Math.Round(1000 * seconds);

    static int Units(double degrees) => (int)Math.Round(degrees * 1e7);
}
