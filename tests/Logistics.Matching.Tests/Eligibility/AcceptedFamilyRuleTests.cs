using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class AcceptedFamilyRuleTests : RuleTest
{
    readonly AcceptedFamilyRule rule = new();

    [Fact]
    public void An_accepted_family_passes() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(), 10)));

    [Fact]
    public void Another_family_is_refused() => Assert.Equal(new Refusal.FamilyNotAccepted(Family.FruitAndVegetables),
        Judge(rule, Carrots(), Day.Need("need", House(x => x with { AcceptedFamilies = [Family.Dairy] }), 10)));
}
