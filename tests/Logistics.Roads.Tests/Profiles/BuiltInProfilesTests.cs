using Logistics.Roads.Graph;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Profiles;

/// <summary>What sets the vehicles apart, one fact each.</summary>
public sealed class BuiltInProfilesTests
{
    static WayUse Way(string profile, string tags) => Profile.Named(profile).Judge(new Element("way", 1, new(Judge.Tags(tags)), new()));

    static NodeUse Node(string profile, string tags) => Profile.Named(profile).JudgeNode(new Element("node", 1, new(Judge.Tags(tags)), new()));

    [Theory]
    [InlineData("highway=motorway", "van-3t5 car truck-12t")]
    [InlineData("highway=cycleway", "cargo-bike foot")]
    [InlineData("highway=steps", "foot")]
    [InlineData("highway=footway", "foot")]
    [InlineData("highway=footway bicycle=yes", "cargo-bike foot")]
    [InlineData("highway=pedestrian", "cargo-bike foot")]
    [InlineData("highway=residential maxheight=2.2", "car cargo-bike foot")]
    [InlineData("highway=residential maxheight=below_default", "van-3t5 car cargo-bike foot")]
    [InlineData("highway=residential maxweight=7.5", "van-3t5 car cargo-bike foot")]
    [InlineData("highway=residential maxweight=3.5", "van-3t5 car cargo-bike foot")]
    [InlineData("highway=residential maxweight=2", "car cargo-bike foot")]
    [InlineData("highway=residential maxaxleload=5", "van-3t5 car cargo-bike foot")]
    [InlineData("highway=residential hgv=no", "van-3t5 car cargo-bike foot")]
    [InlineData("highway=residential motor_vehicle=no", "cargo-bike foot")]
    [InlineData("highway=residential vehicle=no", "foot")]
    [InlineData("highway=residential access=no foot=yes", "foot")]
    [InlineData("highway=secondary bicycle=use_sidepath", "van-3t5 car truck-12t foot")]
    public void A_road_is_open_to_some(string tags, string open) =>
        Assert.Equal(open, string.Join(' ', ProfileFile.BuiltIn.Where(name => Way(name, tags).IsOpen)));

    [Fact]
    public void A_bicycle_rides_against_a_one_way_street_that_has_a_lane_for_it_and_a_walker_against_any()
    {
        Assert.Equal(0, Way("cargo-bike", "highway=residential oneway=yes").BackwardSpeed);
        Assert.Equal(17, Way("cargo-bike", "highway=residential oneway=yes oneway:bicycle=no").BackwardSpeed);
        Assert.Equal(17, Way("cargo-bike", "highway=residential oneway=yes cycleway=opposite").BackwardSpeed);
        Assert.Equal(5, Way("foot", "highway=residential oneway=yes").BackwardSpeed);
    }

    [Fact]
    public void A_bollard_stops_vans_only()
    {
        Assert.Equal(["van-3t5", "car", "truck-12t"], ProfileFile.BuiltIn.Where(name => Node(name, "barrier=bollard").IsBlocked));
        Assert.Equal((60_000, 15_000), (Node("van-3t5", "barrier=gate").ForwardDelay, Node("cargo-bike", "barrier=gate").ForwardDelay));
    }

    [Fact]
    public void A_truck_turns_round_at_dead_ends_only()
    {
        var street = new TinyMap().Node(1, 0, 0).Node(2, 100, 0).Node(3, 200, 0).Street(10, [1, 2]).Street(11, [2, 3]);
        static IEnumerable<int> Rounds(RoadGraph graph) =>
            Enumerable.Range(0, graph.ArcCount).Select(arc => graph.TurnDelay(arc, graph.ArcOpposite[arc])).Order();
        Assert.Equal([20_000, 20_000, 60_000, 60_000], Rounds(street.Read().Graph));
        Assert.Equal([-1, -1, 90_000, 90_000], Rounds(street.Read(Profile.Named("truck-12t")).Graph));
    }

    [Fact]
    public void One_drives_on_the_left_where_the_profile_says_so()
    {
        // The tiny map lies near Montpellier, outside the bounds of the other side.
        var crossing = new TinyMap().Node(1, 0, 0).Node(2, 100, 0).Node(3, 200, 0).Node(4, 100, 100).Street(10, [1, 2, 3]).Street(11, [2, 4]);
        Assert.Contains(TurnKind.RightHand, crossing.Read().Graph.NodeTurns);
        var rules = Profile.Default.Rules;
        Assert.True(rules.Turns.IsOnLeft(-1_000_000, 515_000_000)); // London
        Assert.True(rules.Turns.IsOnLeft(13_000_000, 511_300_000)); // Dover
        Assert.True(rules.Turns.IsOnLeft(-21_100_000, 491_900_000)); // Jersey
        Assert.True(rules.Turns.IsOnLeft(-63_000_000, 533_000_000)); // Dublin
        Assert.False(rules.Turns.IsOnLeft(18_500_000, 509_500_000)); // Calais
        Assert.False(rules.Turns.IsOnLeft(10_800_000, 499_200_000)); // Dieppe
        var left = Profile.Default with { Rules = rules with { Turns = rules.Turns with { DrivesOnLeft = true } } };
        Assert.Contains(TurnKind.LeftHand, crossing.Read(left).Graph.NodeTurns);
        Assert.DoesNotContain(TurnKind.RightHand, crossing.Read(left).Graph.NodeTurns);
    }

    [Fact]
    public void A_turn_costs_what_the_curve_says_between_its_points()
    {
        // Across: 30 degrees 0 s, 90 degrees 6 s; along: 90 degrees and more 2 s.
        var table = TurnCosts.Table([[30, 0], [90, 6]], [[90, 2]]);
        Assert.Equal(0, table[0]);
        Assert.Equal((0, 2_000, 2_000), (table[63], table[64], table[128])); // 88.6, 90 and 180 degrees to the right
        Assert.Equal(6_000, table[192]); // 90 degrees to the left
        Assert.Equal(6_000, table[150]);
        Assert.Equal(1_500, table[256 - 32]); // 45 degrees to the left: a quarter of the way from 30 to 90
        Assert.Equal(0, table[256 - 21]); // 29.5 degrees
    }

    [Fact]
    public void A_slice_slows_every_road_by_its_percentage()
    {
        var map = new TinyMap().Node(1, 0, 0).Node(2, 1000, 0).Street(10, [1, 2]);
        double Seconds(string slice) => Weight.Milliseconds(map.Graph(Profile.Default, slice).ArcWeight[0]) / 1000.0;
        Assert.Equal(144, Seconds("day"), 0.1); // 1 km at 25 km/h
        Assert.Equal(192, Seconds("evening_peak"), 0.1); // 75 % of the speed
        Assert.Throws<ArgumentException>(() => Profile.Default.Slice("carnival"));
    }
}
