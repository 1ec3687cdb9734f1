using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Eligibility;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Eligibility;

/// <summary>One shop, one house ten kilometres east of it (13 km by road, 21 min 40 s), and a van; each test changes what its rule looks at.</summary>
public abstract class RuleTest
{
    protected DayBuilder Day { get; }

    protected Site Shop { get; }

    protected RuleTest(bool everybodyConsents = true)
    {
        Day = new DayBuilder(everybodyConsents);
        Shop = Day.Donor("shop");
    }

    private protected Refusal? Judge(IRule rule, Lot lot, Need need, ITransfers? transfers = null)
    {
        var index = Day.Index();
        return rule.Judge(new Pair(new RuleContext(index, transfers ?? new CrowRoads(index)), lot, need));
    }

    protected Site House(Func<Site, Site>? site = null, Func<Party, Party>? party = null) => Day.Recipient("house", 10, east: 10, site: site, party: party);

    protected Lot Carrots(Func<Lot, Lot>? adjust = null) => Day.Lot("carrots", Shop, 20, adjust: adjust);
}
