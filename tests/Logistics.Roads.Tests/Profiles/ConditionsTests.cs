using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Profiles;

/// <summary>By day: Tuesday at 10:30, a van of 3.5 t, 2.70 m high and 6 m long.</summary>
public sealed class ConditionsTests
{
    static readonly Conditions day = new(Profile.Default, Profile.Default.Slice());

    [Theory]
    [InlineData("no @ (10:00-11:00)", "no")]
    [InlineData("no @ 10:00-11:00", "no")]
    [InlineData("no @ (11:00-12:00)", null)]
    [InlineData("no @ (07:00-09:00); 30 @ (10:00-11:00)", "30")]
    [InlineData("yes @ (10:00-11:00); no @ (Tu)", "no")] // of several that hold the last counts
    [InlineData("no @ (weight>3.5)", null)]
    [InlineData("no @ (weight>=3.5)", "no")]
    [InlineData("no @ (weight > 3 t)", "no")]
    [InlineData("no @ (weight<4 AND 10:00-11:00)", "no")]
    [InlineData("no @ (weight<4 AND Su)", null)]
    [InlineData("no @ (height>2.5)", "no")]
    [InlineData("no @ (length>6)", null)]
    [InlineData("no @ (width>=7'6\")", "no")] // 2.286 m
    [InlineData("no @ (axleload>2)", "no")]
    [InlineData("50 @ wet", null)]
    [InlineData("yes @ delivery", "yes for stops")]
    [InlineData("yes @ (delivery AND 06:00-11:00)", "yes for stops")]
    [InlineData("yes @ (delivery AND 06:00-10:00)", null)]
    [InlineData("no @ (Mo,Tu,Th,Fr 10h15-10h45,16:15-17:45; SH off)", "no")]
    public void A_value_applies_where_its_condition_holds(string text, string? expected)
    {
        Assert.Equal(expected, day.Now(text) is { } verdict ? verdict.IsForStops ? $"{verdict.Value} for stops" : verdict.Value : null);
        Assert.True(day.Understands(text));
    }

    [Theory]
    [InlineData("no", null)]
    [InlineData("@ (10:00-11:00)", null)]
    [InlineData("no @ (moonlight)", null)]
    [InlineData("no @ (moonlight AND 10:00-11:00)", null)]
    [InlineData("no @ (weight>heavy)", null)]
    [InlineData("no @ (speed>50)", null)]
    [InlineData("30 @ (10:00-11:00); 20 @ (moonlight)", "30")] // what is understood beside it still counts
    public void A_clause_that_is_not_understood_counts_for_nothing(string text, string? expected)
    {
        Assert.Equal(expected, day.Now(text)?.Value);
        Assert.False(day.Understands(text));
    }
}
