using Logistics.Measures;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Profiles;

/// <summary>Words for judging one element without a map around it.</summary>
static class Judge
{
    public static WayUse Way(params string[] tags) => Way(out _, tags);

    public static WayUse Way(out IReadOnlyList<Oddity> oddities, params string[] tags)
    {
        var ear = new Oddities();
        var element = new Element("way", 1, new Tags(tags), ear, new(Profile.Default, Profile.Default.Slice()));
        var use = Profile.Default.Judge(element);
        element.ReportConditions(Profile.Default.Matters);
        oddities = ear.ToList();
        return use;
    }

    public static NodeUse Node(params string[] tags) => Profile.Default.JudgeNode(new Element("node", 1, new Tags(tags), new()));

    /// <summary>Splits <c>highway=service access=no</c>.</summary>
    public static string[] Tags(string text) => [.. text.Split(' ').SelectMany(pair => pair.Split('=', 2))];
}

public sealed class ProfileTests
{
    [Theory]
    [InlineData("highway=motorway", true)]
    [InlineData("highway=residential", true)]
    [InlineData("highway=living_street", true)]
    [InlineData("highway=service", true)]
    [InlineData("highway=steps", false)]
    [InlineData("highway=cycleway", false)]
    [InlineData("highway=construction", false)]
    [InlineData("highway=proposed", false)]
    [InlineData("highway=pedestrian", false)]
    [InlineData("highway=pedestrian motor_vehicle=delivery", true)]
    [InlineData("highway=pedestrian access=yes", false)]
    [InlineData("highway=track", false)]
    [InlineData("highway=track tracktype=grade1", true)]
    [InlineData("highway=track motor_vehicle=yes tracktype=grade3", true)]
    [InlineData("highway=service area=yes", false)]
    [InlineData("highway=platform", false)]
    [InlineData("highway=bus_stop", false)]
    [InlineData("highway=service service=emergency_access", false)]
    public void A_van_goes_where_vans_go(string tags, bool isOpen) => Assert.Equal(isOpen, Judge.Way(Judge.Tags(tags)).IsOpen);

    [Fact]
    public void Nobody_stops_on_a_motorway_a_motorroad_or_in_a_tunnel()
    {
        Assert.False(Judge.Way("highway", "motorway").IsStoppable);
        Assert.False(Judge.Way("highway", "motorway_link").IsStoppable);
        Assert.False(Judge.Way("highway", "trunk", "motorroad", "yes").IsStoppable);
        Assert.False(Judge.Way("highway", "primary", "tunnel", "yes").IsStoppable);
        Assert.True(Judge.Way("highway", "trunk").IsStoppable);
        Assert.True(Judge.Way("highway", "residential", "tunnel", "no").IsStoppable);
    }

    [Fact]
    public void A_percentage_slows_and_a_top_speed_caps()
    {
        var slow = Profile.Default with { SpeedPercent = 50, TopSpeedKilometresPerHour = 30 };
        Assert.Equal(15, slow.Judge(new Element("way", 1, new Tags(["highway", "primary"]), new())).ForwardSpeed);
        Assert.Equal(60, Judge.Way("highway", "primary").ForwardSpeed);
        Assert.Equal(new Mass(3_500_000), slow.Weight);
    }
}
