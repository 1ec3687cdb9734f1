using Logistics.Measures;
using Logistics.Routing.Bounds;

namespace Logistics.Routing.Tests.Bounds;

public sealed class RelaxedRulesTests
{
    static readonly Problem Plain = Towns.Day(Towns.Van, Towns.FromZero, Towns.Move(Towns.At(1), Towns.At(2)));

    [Fact]
    public void Rules_that_only_forbid_stand_in_no_bounds_way() => Assert.Null(RelaxedRules.WhyNone(Plain));

    [Fact]
    public void Locks_and_reloads_do()
    {
        Assert.Contains("locked", RelaxedRules.WhyNone(Plain.With(locks: [new TourLock.Stays(0, 0)])), StringComparison.Ordinal);
        Assert.Contains("reload", RelaxedRules.WhyNone(Plain.With(types: [Towns.Van with { Reloads = [Towns.At(0)] }])), StringComparison.Ordinal);
    }

    [Fact]
    public void So_does_a_price_of_unevenness() => Assert.Contains(
        "Unevenness", RelaxedRules.WhyNone(new([Towns.Road(11)], [Towns.Van], [Towns.FromZero], [], balance: new Balance.OfTime(Cost.FromEuros(1)))), StringComparison.Ordinal);
}
