using Logistics.Domain.Allocations;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class AlcoholRuleTests : RuleTest
{
    readonly AlcoholRule rule = new();

    [Theory]
    [InlineData("wine", false)]
    [InlineData("beer", false)]
    [InlineData("grape-juice", true)]
    public void Alcohol_is_not_given_even_to_an_approved_place(string kind, bool passes) =>
        Assert.Equal(passes ? null : new Refusal.FoodExcluded(kind, ExclusionReason.Alcohol),
            Judge(rule, Carrots(x => x with { Kind = kind }), Day.Need("need", House(x => x with { Approved = true }), 10)));
}
