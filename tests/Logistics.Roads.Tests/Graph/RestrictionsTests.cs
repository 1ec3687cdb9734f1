namespace Logistics.Roads.Tests.Graph;

/// <summary>
/// <code>
///           3 (0, 300)
///           |
///   1 ----- 2 ----- 4 ------- 6     and a long way round, 3 - 5 - 4, of 300 + 300 m
/// </code>
/// </summary>
public sealed class RestrictionsTests
{
    static TinyMap Crossing() => new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 0, 300).Node(4, 300, 0).Node(5, 300, 300).Node(6, 600, 0).Node(7, -400, 0)
        .Street(10, [1, 2]).Street(11, [2, 3]).Street(12, [2, 4]).Street(13, [3, 5, 4]).Street(14, [4, 6]).Street(15, [7, 1]);

    static double Metres(TinyMap map, double x1, double y1, double x2, double y2) => map.Read().Path(TinyMap.At(x1, y1), TinyMap.At(x2, y2))!.Distance.Metres;

    static void Goes(double expected, TinyMap map) => Assert.Equal(expected, Metres(map, -150, 0, 0, 150), tolerance: 2);

    [Fact]
    public void Without_a_restriction_one_turns_left() => Goes(300, Crossing());

    [Fact]
    public void A_forbidden_left_turn_sends_round_the_block() =>
        // straight on to 4, up to 5, left to 3, down: 150 + 300 + 300 + 300 + 150
        Goes(1200, Crossing().Restriction(1, "no_left_turn", 10, 2, 11));

    [Fact]
    public void Only_straight_on_forbids_the_rest() => Goes(1200, Crossing().Restriction(1, "only_straight_on", 10, 2, 12));

    [Fact]
    public void Others_may_still_turn_into_the_street() =>
        Assert.Equal(300, Metres(Crossing().Restriction(1, "no_left_turn", 10, 2, 11), 150, 0, 0, 150), tolerance: 2);

    [Theory]
    [InlineData("except", "motorcar;bicycle")]
    [InlineData("day_on", "Saturday")]
    public void Exceptions_and_hours_leave_the_turn_open(string key, string value) => Goes(300, Crossing().Restriction(1, "no_left_turn", 10, 2, 11, key, value));

    [Fact]
    public void An_exception_for_others_changes_nothing() => Goes(1200, Crossing().Restriction(1, "no_left_turn", 10, 2, 11, "except", "psv"));

    [Fact]
    public void A_rule_may_pass_along_a_way_in_its_middle()
    {
        // Not from 10 along 12 and then 13; from 14 one may, and so may one who starts on 12.
        var map = Crossing();
        map.Along(1, "no_left_turn", 10, [12], 13);
        Assert.Equal(600, Metres(Crossing(), -150, 0, 300, 150), tolerance: 2);
        Assert.Equal(900, Metres(map, -150, 0, 300, 150), tolerance: 2); // up to 3, over to 5, down: 150 + 300 + 300 + 150
        Assert.Equal(300, Metres(map, 450, 0, 300, 150), tolerance: 2);
        Assert.Equal(300, Metres(map, 150, 0, 300, 150), tolerance: 2);
        Assert.Contains(map.Read().Graph.ArcNextTwin, twin => twin >= 0);
    }

    [Fact]
    public void What_cannot_be_applied_is_reported()
    {
        var map = Crossing().Restriction(1, "no_left_turn", 10, 2, 11, "day_on", "Moonday eve", "day_off", "?").Restriction(2, "no_sense", 10, 2, 999).Restriction(3, "turn_carefully", 10, 2, 11);
        map.Relations.Add((4, [new(Logistics.Roads.Osm.MemberKind.Way, 10, "from")], ["restriction", "no_exit"]));
        map.Relations.Add((6, [], ["restriction:conditional", "no_left_turn @ (moonlight)"]));
        var report = map.Read().Report;
        Assert.Equal((5, 0), (report.RestrictionsRead, report.TurnsForbidden));
        Assert.Equal(["relation 1", "relation 3", "relation 4", "relation 6: restriction:conditional=no_left_turn @ (moonlight)"], report.Oddities.SelectMany(oddity => oddity.Examples).Order());
    }

    [Theory]
    [InlineData("no_left_turn @ (10:00-11:00)", 1200)] // the slice by day is Tuesday at 10:30
    [InlineData("no_left_turn @ (Mo-Fr 07:00-09:00)", 300)]
    [InlineData("no_left_turn @ (weight>7.5)", 300)]
    [InlineData("no_left_turn @ (weight>=3.5)", 1200)]
    public void A_rule_may_hold_at_certain_hours_or_for_certain_vehicles(string rule, double metres)
    {
        var map = Crossing();
        map.Relations.Add((1, TinyMap.Members(10, 2, 11), ["type", "restriction", "restriction:conditional", rule]));
        Goes(metres, map);
    }

    [Fact]
    public void The_old_way_of_writing_hours_is_read_too()
    {
        Goes(1200, Crossing().Restriction(1, "no_left_turn", 10, 2, 11, "day_on", "Monday", "day_off", "Friday", "hour_on", "10:00", "hour_off", "11:00"));
        Goes(300, Crossing().Restriction(1, "no_left_turn", 10, 2, 11, "day_on", "Monday", "day_off", "Friday", "hour_on", "07:00", "hour_off", "09:00"));
    }

    [Fact]
    public void Turning_round_costs_twenty_seconds_unless_it_is_forbidden()
    {
        // A one-way pair: the only way from the left end back is to turn round at the dead end 6.
        var free = new TinyMap().Node(1, 0, 0).Node(2, 100, 0).Street(10, [1, 2]).Read();
        // From 30 m, driving on is as good as driving back: a place in the middle may be left both ways.
        Assert.Equal(20 / 25.0 * 3.6, free.Path(TinyMap.At(50, 0), TinyMap.At(30, 0))!.Duration.Milliseconds / 1000.0, 1);
        // A ring of one-way streets with a dead end: in and out of the dead end takes a turn.
        var ring = new TinyMap().Node(1, 0, 0).Node(2, 100, 0).Node(3, 100, 100).Node(4, 0, 100).Node(5, 200, 0)
            .Street(10, [1, 2], "oneway", "yes").Street(11, [2, 3], "oneway", "yes").Street(12, [3, 4], "oneway", "yes").Street(13, [4, 1], "oneway", "yes").Street(14, [2, 5]);
        ring.Restriction(1, "only_straight_on", 10, 2, 14);
        // 50 m to the junction, straight on is the only way: 100 m, turn round 20 s, 100 m, 50 m; 300 m at 25 km/h take 43.2 s.
        Assert.Equal(63.2, ring.Read().Path(TinyMap.At(50, 0), TinyMap.At(100, 50))!.Duration.Milliseconds / 1000.0, 1);
    }
}
