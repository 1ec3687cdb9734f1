namespace Logistics.Roads.Tests.Profiles;

public sealed class AccessTests
{
    [Theory]
    [InlineData("access=no", false)]
    [InlineData("access=private", false)]
    [InlineData("access=destination", true)]
    [InlineData("access=permissive", true)]
    [InlineData("access=customers;delivery", true)]
    [InlineData("access=agricultural;forestry", false)]
    [InlineData("access=no;delivery", true)]
    [InlineData("vehicle=no", false)]
    [InlineData("motor_vehicle=no", false)]
    [InlineData("hgv=no", true)] // a van up to 3.5 t is no heavy goods vehicle
    [InlineData("access=no motor_vehicle=yes", true)]
    [InlineData("access=yes motor_vehicle=private", false)]
    [InlineData("motor_vehicle=no goods=delivery", true)]
    [InlineData("motor_vehicle=yes motorcar=no", false)]
    [InlineData("access=no bus=yes", false)]
    public void The_most_specific_word_decides(string tags, bool isOpen) =>
        Assert.Equal(isOpen, Judge.Way(["highway", "residential", .. Judge.Tags(tags)]).IsOpen);

    [Theory]
    [InlineData("access=destination", true, true)]
    [InlineData("access=customers;delivery", true, true)]
    [InlineData("access=yes;delivery", false, false)]
    [InlineData("access=destination motor_vehicle=yes", false, false)]
    [InlineData("vehicle:backward=delivery", false, true)]
    [InlineData("vehicle=destination vehicle:forward=yes", false, true)]
    [InlineData("access=permissive", false, false)]
    public void A_road_for_those_who_stop_there_is_closed_in_passing(string tags, bool forward, bool backward)
    {
        var use = Judge.Way(["highway", "residential", .. Judge.Tags(tags)]);
        Assert.True(use is { ForwardSpeed: > 0, BackwardSpeed: > 0 });
        Assert.Equal((forward, backward), (use.ForwardIsRestricted, use.BackwardIsRestricted));
    }

    [Fact]
    public void A_misspelt_value_is_reported_and_bans_nothing()
    {
        Assert.True(Judge.Way(out var oddities, "highway", "residential", "access", "conditionnal").IsOpen);
        var oddity = Assert.Single(oddities);
        Assert.Equal(("access: value not understood", 1, "way 1: access=conditionnal"), (oddity.Kind, oddity.Count, oddity.Examples[0]));
    }

    [Fact]
    public void An_unknown_word_leaves_the_decision_to_the_next_key() =>
        Assert.False(Judge.Way("highway", "residential", "motor_vehicle", "perhaps", "access", "no").IsOpen);

    [Theory]
    [InlineData("motor_vehicle:conditional", "no @ (Mo,Tu,Th,Fr 07h45-08h45,16:15-17:45; SH off)", 1)]
    [InlineData("motor_vehicle:conditionnal", "no @ (Mo 08:00-09:00)", 1)]
    [InlineData("maxspeed:conditional", "90 @ (Mo-Fr 07:00-09:00)", 1)]
    [InlineData("parking:condition:left", "free", 0)]
    [InlineData("overtaking:hgv:conditional", "no @ (06:00-19:00)", 0)]
    public void Rules_with_hours_are_reported_not_applied(string key, string value, int count)
    {
        Assert.True(Judge.Way(out var oddities, "highway", "residential", key, value).IsOpen);
        Assert.Equal(count, oddities.Count);
    }
}
