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
    [InlineData("motor_vehicle:conditional", "no @ (Mo,Tu,Th,Fr 07h45-08h45,16:15-17:45; SH off)", null)]
    [InlineData("motor_vehicle:conditionnal", "no @ (Mo 08:00-09:00)", "misspelt key, not applied")]
    [InlineData("maxspeed:conditional", "90 @ (Mo-Fr 07:00-09:00)", null)]
    [InlineData("maxspeed:conditional", "90 @ (sunrise-sunset)", "condition not understood, not applied")]
    [InlineData("oneway:conditional", "yes", "condition not understood, not applied")]
    [InlineData("maxheight:conditional", "2 @ (moonlight)", "condition not understood, not applied")]
    [InlineData("parking:condition:left", "free", null)]
    [InlineData("overtaking:hgv:conditional", "no @ (moonlight)", null)]
    public void A_condition_that_is_not_understood_is_reported_and_not_applied(string key, string value, string? problem)
    {
        Assert.True(Judge.Way(out var oddities, "highway", "residential", key, value).IsOpen);
        Assert.Equal(problem is null ? [] : [$"{key}: {problem}"], oddities.Select(oddity => oddity.Kind));
    }

    [Theory]
    [InlineData("motor_vehicle:conditional=no@(10:00-11:00)", "closed")] // the slice by day is Tuesday at 10:30
    [InlineData("motor_vehicle:conditional=no@(11:00-12:00)", "open")]
    [InlineData("motor_vehicle=no motor_vehicle:conditional=yes@(06:00-11:00)", "open")]
    [InlineData("motor_vehicle=no motor_vehicle:conditional=delivery@(06:00-11:00)", "restricted")]
    [InlineData("motor_vehicle=no motor_vehicle:conditional=yes@delivery", "restricted")]
    [InlineData("motor_vehicle=no motor_vehicle:conditional=delivery@(06:00-10:00)", "closed")]
    [InlineData("maxweight=2 maxweight:conditional=none@destination", "restricted")]
    [InlineData("maxweight=2 maxweight:conditional=none@(10:00-11:00)", "open")]
    [InlineData("maxweight:conditional=2@(10:00-11:00)", "closed")]
    [InlineData("access:conditional=no@(weight>3)", "closed")]
    [InlineData("access:conditional=no@(weight>3.5)", "open")]
    public void A_condition_is_judged_at_the_hour_of_the_slice(string tags, string expected)
    {
        var use = Judge.Way(["highway", "residential", .. Judge.Tags(tags)]);
        Assert.Equal(expected.Length > 0 ? expected : "open", !use.IsOpen ? "closed" : use.ForwardIsRestricted ? "restricted" : "open");
    }
}
