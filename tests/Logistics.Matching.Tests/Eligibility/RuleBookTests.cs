using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;
using Logistics.Measures;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class RuleBookTests() : RuleTest(everybodyConsents: false)
{
    [Fact]
    public void The_first_rule_that_refuses_is_the_explanation()
    {
        // No consent, no room and no van: what the partners decided is told first.
        var house = House(x => x with { StorageLeft = x.StorageLeft with { Frozen = Mass.Zero } });
        var (lot, need) = (Carrots(x => x with { Temperature = TemperatureClass.Frozen }), Day.Need("need", house, 10));
        Assert.IsType<Refusal.NoConsent>(First());
        Day.Consent(null, null);
        Assert.IsType<Refusal.NoStorage>(First());

        Refusal? First()
        {
            var index = Day.Index();
            return RuleBook.Judge(new Pair(new RuleContext(index, new CrowRoads(index)), lot, need));
        }
    }
}
