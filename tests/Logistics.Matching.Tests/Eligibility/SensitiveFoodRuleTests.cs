using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class SensitiveFoodRuleTests : RuleTest
{
    readonly SensitiveFoodRule rule = new();

    [Theory]
    [InlineData("minced-meat", TemperatureClass.Chilled, Packing.Prepacked, ExclusionReason.Sensitive)]
    [InlineData("minced-meat", TemperatureClass.Frozen, Packing.Prepacked, null)]
    [InlineData("cream-pastries", TemperatureClass.Chilled, Packing.Unpacked, ExclusionReason.Sensitive)]
    [InlineData("shellfish", TemperatureClass.Frozen, Packing.Prepacked, ExclusionReason.Sensitive)]
    [InlineData("raw-fish", TemperatureClass.Chilled, Packing.Prepacked, null)]
    [InlineData("raw-fish", TemperatureClass.Chilled, Packing.Unpacked, ExclusionReason.Sensitive)]
    [InlineData("raw-fish", TemperatureClass.Chilled, null, ExclusionReason.SensitivePackingNotSaid)]
    [InlineData("cheese", TemperatureClass.Chilled, Packing.Unpacked, null)]
    [InlineData("leeks", TemperatureClass.Ambient, null, null)]
    public void The_guides_refusals_hold_by_kind_cold_and_packing(string kind, TemperatureClass temperature, Packing? packing, ExclusionReason? why)
    {
        var lot = Carrots(x => x with { Kind = kind, Temperature = temperature, Packing = packing });
        Assert.Equal(why is { } reason ? new Refusal.FoodExcluded(kind, reason) : null, Judge(rule, lot, Day.Need("need", House(), 10)));
        Assert.Null(Judge(rule, lot, Day.Need("approved", Day.Recipient("approved", 10, site: x => x with { Approved = true }), 10)));
    }
}
