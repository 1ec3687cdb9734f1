using Logistics.Domain.Allocations;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>The people at the recipient's must be able to receive a useful share today; how much more is a matter of quantities, not of rules.</summary>
sealed class ReceptionRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        MostToday(pair.To) is { } most && (most <= Mass.Zero || most < SmallestShareRule.Of(pair.Lot)) ? new Refusal.ReceptionFull(Mass.Max(Mass.Zero, most)) : null;

    /// <summary>
    /// The most that people can receive at a site today, all classes together; null: nobody set a limit. Where goods are sorted it is no more
    /// than can be sorted in the hours that the site is open.
    /// </summary>
    public static Mass? MostToday(Site site)
    {
        if (site.Hub is not { } hub)
            return site.ReceptionLeft;
        var open = site.OpeningWindows.Aggregate(TimeSpan.Zero, (sum, x) => sum + (x.End - x.Begin));
        var sorted = new Mass((long)((Int128)hub.HourlyCapacity.Grams * open.Ticks / TimeSpan.TicksPerHour));
        return site.ReceptionLeft is { } left ? Mass.Min(left, sorted) : sorted;
    }
}
