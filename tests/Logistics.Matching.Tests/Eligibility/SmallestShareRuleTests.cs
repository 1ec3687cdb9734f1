using Logistics.Domain.Allocations;
using Logistics.Testing.Days;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class SmallestShareRuleTests : RuleTest
{
    readonly SmallestShareRule rule = new();

    [Theory]
    [InlineData(10, null)]
    [InlineData(4, 1)]
    public void What_the_need_could_take_must_reach_the_smallest_share(int wanted, int? missing) =>
        Assert.Equal(missing is { } by ? new Refusal.BelowSmallestShare(DayBuilder.Kilograms(by)) : null,
            Judge(rule, Carrots(x => x with { SmallestShare = DayBuilder.Kilograms(5) }), Day.Need("need", House(), wanted)));

    [Fact]
    public void So_must_the_room_left() => Assert.Equal(new Refusal.BelowSmallestShare(DayBuilder.Kilograms(3)),
        Judge(rule, Carrots(x => x with { SmallestShare = DayBuilder.Kilograms(5) }), Day.Need("need", House(x => x with { StorageLeft = x.StorageLeft with { Ambient = DayBuilder.Kilograms(2) } }), 10)));

    [Fact]
    public void A_lot_that_cannot_be_split_must_be_wanted_whole() => Assert.Equal(new Refusal.BelowSmallestShare(DayBuilder.Kilograms(10)),
        Judge(rule, Carrots(x => x with { Indivisible = true }), Day.Need("need", House(), 10)));

    [Fact]
    public void The_smallest_share_is_never_more_than_the_lot() =>
        Assert.Equal(DayBuilder.Kilograms(20), SmallestShareRule.Of(Carrots(x => x with { SmallestShare = DayBuilder.Kilograms(50) })));
}
