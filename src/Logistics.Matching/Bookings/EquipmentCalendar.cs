using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Measures;

namespace Logistics.Matching.Bookings;

/// <summary>Equipment at work somewhere.</summary>
/// <param name="Party">Who has it: who asked, or who hosts a batch.</param>
/// <param name="Period">Setting up and use; the end is exclusive.</param>
/// <param name="Hours">Use alone: what counts against limits and in fairness.</param>
readonly record struct EquipmentUse(EquipmentId Equipment, SiteId Site, PartyId Party, TimeWindow Period, Duration Hours);

/// <summary>
/// Where each piece of equipment is at what time. It begins and ends each span of its availability where it stands; to use it elsewhere it must
/// be driven there and back within that span.
/// </summary>
sealed class EquipmentCalendar(DayIndex day, ITransfers transfers)
{
    static readonly List<EquipmentUse> None = [];

    /// <summary>In the order in which they begin.</summary>
    readonly Dictionary<EquipmentId, List<EquipmentUse>> uses = [];
    readonly Dictionary<(SiteId, SiteId), TimeSpan?> ways = [];

    public void Add(EquipmentUse use)
    {
        if (!uses.TryGetValue(use.Equipment, out var list))
            uses[use.Equipment] = list = [];
        var at = list.Count;
        while (at > 0 && list[at - 1].Period.Begin > use.Period.Begin)
            at--;
        list.Insert(at, use);
    }

    public void Remove(EquipmentUse use) => uses[use.Equipment].Remove(use);

    /// <summary>A calendar with the same uses, to try something on.</summary>
    public EquipmentCalendar Copy()
    {
        var copy = new EquipmentCalendar(day, transfers);
        foreach (var use in uses.Values.SelectMany(x => x))
            copy.Add(use);
        return copy;
    }

    /// <summary>Driving from the one to the other; null: no road.</summary>
    public TimeSpan? Way(SiteId from, SiteId to)
    {
        if (from == to)
            return TimeSpan.Zero;
        if (!ways.TryGetValue((from, to), out var way))
            ways[(from, to)] = way = transfers.Between(from, to)?.Duration.ToTimeSpan();
        return way;
    }

    /// <summary>It stands there, or is brought there.</summary>
    public static bool ComesTo(SharedEquipment equipment, SiteId site) => equipment.Site == site || equipment.Hosts.Contains(site);

    /// <summary>The owner lends it to them, or owns it.</summary>
    public bool LentTo(SharedEquipment equipment, PartyId party) =>
        equipment.Owner == party || (equipment.Borrowers.Count > 0 ? equipment.Borrowers.Contains(party) : day[party].Territory == equipment.Territory);

    /// <summary>Spans in which a use at the site must lie wholly: what is to be had, less the ways there and back, less outages.</summary>
    public IEnumerable<TimeWindow> Spans(SharedEquipment equipment, SiteId site, bool outages = true)
    {
        if (Way(equipment.Site, site) is not { } there || Way(site, equipment.Site) is not { } back)
            return [];
        return equipment.Availability.Where(x => x.Begin + there <= x.End - back).Select(x => new TimeWindow(x.Begin + there, x.End - back))
            .SelectMany(x => outages ? Without(x, equipment.Outages) : [x]);
    }

    /// <summary>The earliest begin of a use of so long within the span, clear of the other uses and the ways between sites; null: none.</summary>
    public DateTimeOffset? Earliest(SharedEquipment equipment, SiteId site, TimeWindow span, TimeSpan size)
    {
        var begin = span.Begin;
        foreach (var other in uses.GetValueOrDefault(equipment.Id, None))
        {
            if (Way(other.Site, site) is not { } from || Way(site, other.Site) is not { } to)
                return null;
            if (begin + size + to > other.Period.Begin && begin < other.Period.End + from)
                begin = other.Period.End + from;
        }
        return begin + size <= span.End ? begin : null;
    }

    /// <summary>Whether so long a use more keeps what the owner allows in a day, to all and to one.</summary>
    public bool WithinLimits(SharedEquipment equipment, PartyId party, Duration hours)
    {
        var list = uses.GetValueOrDefault(equipment.Id, None);
        return (equipment.MostPerDay is not { } most || Total(list) + hours <= most)
            && (equipment.MostPerBorrower is not { } each || party == equipment.Owner || Total(list.Where(x => x.Party == party)) + hours <= each);
    }

    static Duration Total(IEnumerable<EquipmentUse> uses) => uses.Aggregate(Duration.Zero, (sum, x) => sum + x.Hours);

    static IEnumerable<TimeWindow> Without(TimeWindow span, ValueList<TimeWindow> outages)
    {
        var begin = span.Begin;
        foreach (var outage in outages.OrderBy(x => x.Begin))
        {
            if (outage.End <= begin || outage.Begin >= span.End)
                continue;
            if (outage.Begin > begin)
                yield return new TimeWindow(begin, outage.Begin);
            begin = outage.End;
        }
        if (begin < span.End || begin == span.Begin)
            yield return new TimeWindow(begin, span.End);
    }
}
