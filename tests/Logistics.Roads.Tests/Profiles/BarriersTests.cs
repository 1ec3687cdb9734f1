namespace Logistics.Roads.Tests.Profiles;

public sealed class BarriersTests
{
    [Theory]
    [InlineData("barrier=bollard", true, 0)]
    [InlineData("barrier=bollard motor_vehicle=yes", false, 0)]
    [InlineData("barrier=bollard bollard=rising", false, 60)]
    [InlineData("barrier=gate", false, 60)]
    [InlineData("barrier=gate access=no", true, 0)]
    [InlineData("barrier=gate access=private", true, 0)]
    [InlineData("barrier=gate locked=yes", true, 0)]
    [InlineData("barrier=lift_gate access=customers", false, 60)]
    [InlineData("barrier=toll_booth", false, 20)]
    [InlineData("barrier=cattle_grid", false, 0)]
    [InlineData("barrier=block", true, 0)]
    [InlineData("barrier=kerb kerb=lowered", false, 0)]
    [InlineData("barrier=lift_gate", false, 60)]
    [InlineData("barrier=lift_gate access=yes", false, 5)]
    [InlineData("barrier=lift_gate access=private", true, 0)]
    [InlineData("barrier=gate access=yes", false, 60)]
    [InlineData("barrier=surprise", false, 0)]
    [InlineData("highway=crossing", false, 0)]
    [InlineData("motor_vehicle=no", true, 0)]
    public void An_obstacle_blocks_or_delays(string tags, bool isBlocked, int seconds)
    {
        var use = Judge.Node(Judge.Tags(tags));
        Assert.Equal((isBlocked, seconds * 1000, seconds * 1000), (use.IsBlocked, use.ForwardDelay, use.BackwardDelay));
    }

    [Theory]
    [InlineData("highway=traffic_signals", 2, 2)]
    [InlineData("highway=traffic_signals traffic_signals:direction=forward", 2, 0)]
    [InlineData("highway=stop direction=backward", 0, 3)]
    [InlineData("highway=give_way", 1, 1)]
    public void Signs_hold_up_those_who_face_them(string tags, int forwardSeconds, int backwardSeconds)
    {
        var use = Judge.Node(Judge.Tags(tags));
        Assert.Equal((false, forwardSeconds * 1000, backwardSeconds * 1000), (use.IsBlocked, use.ForwardDelay, use.BackwardDelay));
    }

    [Fact]
    public void On_the_map_a_bollard_cuts_the_street_and_a_gate_takes_a_minute()
    {
        //  1 ---- 2 ---- 3     700 m of detour by 4 and 5
        //  |             |
        //  4 ----------- 5
        static double Seconds(params string[] tags) => new TinyMap().Node(1, 0, 0).Node(2, 100, 0, tags).Node(3, 200, 0).Node(4, 0, -500).Node(5, 200, -500)
            .Street(10, [1, 2, 3]).Street(11, [1, 4, 5, 3]).Read().Path(TinyMap.At(50, 0), TinyMap.At(150, 0))!.Duration.Milliseconds / 1000.0;

        // 100 m at 25 km/h take 14.4 s; the way round is 50 + 500 + 200 + 500 + 50 = 1,300 m or 187.2 s.
        Assert.Equal(14.4, Seconds(), 1);
        Assert.Equal(74.4, Seconds("barrier", "gate"), 1);
        Assert.Equal(187.2, Seconds("barrier", "bollard"), 1);
    }
}
