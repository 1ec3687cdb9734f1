using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Eligibility;
using Logistics.Matching.Model;

namespace Logistics.Matching;

/// <summary>A day to come as it is expected: who is open, what is wanted, and whether a lot may then still be given.</summary>
sealed class AheadDay
{
    readonly DayIndex day;
    readonly RuleContext context;
    readonly int offset;
    readonly HashSet<SiteId> sites;
    readonly HashSet<PartyId> parties;
    readonly HashSet<TerritoryId> territories;

    /// <param name="offset">Days from the one that is planned.</param>
    public AheadDay(MatchingInput input, DayIndex day, int offset)
    {
        (this.day, this.offset) = (day, offset);
        context = new RuleContext(day, input.Transfers);
        sites = [.. day.Day.Sites.Select(x => x.Id)];
        parties = [.. day.Day.Parties.Select(x => x.Id)];
        territories = [.. day.Day.Territories.Select(x => x.Id)];
        Needs = [.. day.Day.Needs.InStableOrder(x => x.Id.Value, input.Seed)];
        Lots = [.. day.Day.Lots.InStableOrder(x => x.Id.Value, input.Seed)];
    }

    public ValueList<Need> Needs { get; }

    public ValueList<Lot> Lots { get; }

    /// <summary>Somebody who asks for nothing today: what was received before counts all the same.</summary>
    public RecipientRow Recipient(PartyId id, SharingTerms terms) => new RecipientRows(day, terms).Of(
        [.. Needs.Select(x => x.Recipient).Distinct()], (party, family) => Needs.Where(x => x.Recipient == party && x.Family == family).Sum(x => x.Wanted.Grams))
        .Single(x => x.Id == id);

    public IEnumerable<long> Received(PartyId id) => Enum.GetValues<Family>().Select(x => day[id].ReceivedByFamily[x].Grams);

    /// <summary>Judges the needs of this day for a lot: the room of the storage where the answer is yes. Null when the lot is no longer there.</summary>
    /// <param name="waits">True for a lot of an earlier day: it is taken at the same hours, as long as it lives.</param>
    public Func<Need, long?>? Allowed(Lot lot, bool waits)
    {
        if (!sites.Contains(lot.Site) || !parties.Contains(lot.Donor) || !territories.Contains(lot.Territory) || (waits && lot.Date.Date < day.Day.Date))
            return null;
        var there = waits
            ? lot with { PickupWindow = new TimeWindow(lot.PickupWindow.Begin.AddDays(Shift(lot)), lot.PickupWindow.End.AddDays(Shift(lot))) }
            : lot;
        return need =>
        {
            var (pair, refusal, _) = RuleBook.Judge(context, there, need);
            return refusal is null ? pair.To.StorageLeft[lot.Temperature].Grams + Emptied(pair.To, lot.Temperature) : null;
        };
    }

    /// <summary>Whole days between the lot's own day and this one.</summary>
    int Shift(Lot lot) => Math.Max(0, day.Day.Date.DayNumber - DateOnly.FromDateTime(lot.PickupWindow.Begin.UtcDateTime).DayNumber);

    /// <summary>What leaves the stores until then makes room.</summary>
    long Emptied(Site site, TemperatureClass held) => site.DailyOutflow[held].Grams * offset;
}
