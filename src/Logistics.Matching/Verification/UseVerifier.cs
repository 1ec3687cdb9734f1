using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;

namespace Logistics.Matching.Verification;

/// <summary>Where equipment is at what time, recounted for the verifiers.</summary>
static class UseVerifier
{
    internal sealed record Use(EquipmentId Equipment, SiteId Site, PartyId Party, TimeWindow Period);

    public static IEnumerable<Use> Of(DayIndex day, IEnumerable<Booking> bookings) => bookings.Select(x =>
        new Use(x.Equipment, day[x.Request].Site ?? day[x.Equipment].Site, day[x.Request].Party, x.Period));

    /// <summary>To be had, in order, and there and back within one span.</summary>
    public static void Available(ITransfers transfers, SharedEquipment equipment, SiteId site, TimeWindow period, string what, Action<string, string> report)
    {
        if (Way(transfers, equipment.Site, site) is not { } there || Way(transfers, site, equipment.Site) is not { } back)
            report("way", $"{equipment.Code} cannot get to {what}");
        else if (!equipment.Availability.Any(x => x.Begin.AddMilliseconds(there) <= period.Begin && period.End.AddMilliseconds(back) <= x.End))
            report("availability", $"{equipment.Code} is not to be had for {what}");
        if (equipment.Outages.Any(x => x.Begin < period.End && period.Begin < x.End))
            report("outage", $"{equipment.Code} is out of order during {what}");
    }

    public static void Together(DayIndex day, ITransfers transfers, Use[] uses, Action<string, string> report)
    {
        foreach (var of in uses.GroupBy(x => x.Equipment))
        {
            var equipment = day[of.Key];
            var ordered = of.OrderBy(x => x.Period.Begin).ToList();
            for (var i = 1; i < ordered.Count; i++)
                if (Way(transfers, ordered[i - 1].Site, ordered[i].Site) is not { } way || ordered[i - 1].Period.End.AddMilliseconds(way) > ordered[i].Period.Begin)
                    report("double", $"{equipment.Code} is wanted at two places at {ordered[i].Period.Begin:O}");
            if (equipment.MostPerDay is { } most && of.Sum(Hours) > most.Milliseconds)
                report("limit", $"{equipment.Code} is used longer in a day than its owner allows");
            if (equipment.MostPerBorrower is { } each)
                foreach (var by in of.Where(x => x.Party != equipment.Owner).GroupBy(x => x.Party))
                    if (by.Sum(Hours) > each.Milliseconds)
                        report("limit", $"{day[by.Key].Code} has {equipment.Code} longer than its owner allows");

            double Hours(Use use) => (use.Period.End - use.Period.Begin).TotalMilliseconds - equipment.SetUp.Milliseconds;
        }
    }

    static long? Way(ITransfers transfers, SiteId from, SiteId to) => from == to ? 0 : transfers.Between(from, to)?.Duration.Milliseconds;
}
