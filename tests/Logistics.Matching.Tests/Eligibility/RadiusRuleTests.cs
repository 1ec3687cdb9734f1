using Logistics.Domain.Allocations;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class RadiusRuleTests : RuleTest
{
    readonly RadiusRule rule = new();

    [Fact]
    public void Without_a_radius_any_distance_passes() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(), 10)));

    [Theory]
    [InlineData(10_001, null)]
    [InlineData(9_000, 1_000)]
    public void Distance_counts_as_the_crow_flies(int radius, int? beyond)
    {
        Day.Policy = Day.Policy with { Radius = Distance.FromMetres(radius) };
        var shop = Day.Donor("other shop", territory: "valmont");
        var refusal = Judge(rule, Day.Lot("leeks", shop, 10), Day.Need("need", House(), 10));
        if (beyond is { } by)
            Assert.InRange(Assert.IsType<Refusal.TooFar>(refusal).By.Metres, by - 10, by + 10);
        else
            Assert.Null(refusal);
    }
}
