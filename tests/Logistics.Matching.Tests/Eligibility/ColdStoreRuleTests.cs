using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ColdStoreRuleTests : RuleTest
{
    readonly ColdStoreRule rule = new();

    // What is held where nothing is said: +4. Minced meat asks for +2, cheese for +8, a kind nobody lists for +4.
    [Theory]
    [InlineData("minced-meat", null, null, 2)]
    [InlineData("minced-meat", null, 2, null)]
    [InlineData("cheese", null, 6, null)]
    [InlineData("cheese", 5, 6, 5)]
    [InlineData("cheese", 9, 6, null)]
    [InlineData("tofu", null, null, null)]
    [InlineData("tofu", null, 5, 4)]
    public void A_store_must_be_as_cold_as_kind_and_label_ask(string kind, int? label, int? store, int? asked)
    {
        var lot = Carrots(x => x with { Kind = kind, Temperature = TemperatureClass.Chilled, Warmest = Celsius(label) });
        var refusal = Judge(rule, lot, Day.Need("need", House(x => x with { ChilledTo = Celsius(store) }), 10));
        Assert.Equal(asked is { } degrees ? new Refusal.StoreTooWarm(Temperature.FromCelsius(degrees), Temperature.FromCelsius(store ?? 4)) : null, refusal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(-12, true)]
    [InlineData(-25, false)]
    public void A_freezer_holds_eighteen_below(int? label, bool passes) => Assert.Equal(passes,
        Judge(rule, Carrots(x => x with { Temperature = TemperatureClass.Frozen, Warmest = Celsius(label) }), Day.Need("need", House(), 10)) is null);

    [Fact]
    public void What_needs_no_cold_asks_for_none() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(x => x with { ChilledTo = Celsius(12) }), 10)));

    static Temperature? Celsius(int? degrees) => degrees is { } known ? Temperature.FromCelsius(known) : null;
}
