using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Eligibility;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching.Reasons;

/// <summary>Where goods could be kept cold for a partner that has no room: a place, its figures, and what the partner would then receive.</summary>
public sealed record Remedy
{
    public required NeedId Need { get; init; }

    public required LotId Lot { get; init; }

    public required TemperatureClass Class { get; init; }

    public required ColdPlace Place { get; init; }

    /// <summary>By road from there to the recipient.</summary>
    public required Distance Away { get; init; }

    /// <summary>From when the goods are there until they must be handed out, which the place is free for.</summary>
    public required TimeWindow Kept { get; init; }

    /// <summary>The room it offers, at most what the need lacks.</summary>
    public required Mass Room { get; init; }

    /// <summary>What the need would receive more in all, by matching the day again in full with that room.</summary>
    public required Mass Gain { get; init; }
}

/// <summary>Where cold goods may be kept for somebody else.</summary>
public abstract record ColdPlace
{
    ColdPlace() { }

    /// <summary>A shared cold room that is lent to the recipient and free at that time.</summary>
    public sealed record SharedColdRoom(EquipmentId Equipment) : ColdPlace;

    /// <summary>The refrigerator of another partner who has room left after the sharing: a loan to ask for.</summary>
    public sealed record Fridge(SiteId Site) : ColdPlace;
}

/// <summary>
/// Storage as a remedy: where a lot is refused, or a need goes short, for lack of cold, the shared cold rooms and the neighbours' refrigerators
/// that could hold the goods until they are handed out.
/// </summary>
public static class Remedies
{
    /// <param name="near">Farther by road than this is not near enough to be of use.</param>
    /// <param name="rematches">How many places, at most, are checked by matching the day again.</param>
    /// <returns>Only places with which the need does receive more; the nearest first, of equal ones by name.</returns>
    public static ValueList<Remedy> Find(MatchingInput input, MatchingResult result, LotId lot, NeedId need, Distance near, ISolverClient solver,
        int rematches = 4, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(result);
        var (day, goods, wanted) = (input.Day, input.Day[lot], input.Day[need]);
        if (goods.Temperature == TemperatureClass.Ambient || goods.Family != wanted.Family || !LacksCold(input, result, goods, wanted))
            return [];
        var missing = wanted.Wanted - Received(result, need);
        // Judged as if there were room: when would the goods be received, and until when must they be kept?
        var roomy = input.With(new Change.MoreRoom(wanted.Site, goods.Temperature, Crates: 0, missing));
        var pair = new Pair(new RuleContext(roomy.Day, input.Transfers), roomy.Day[lot], wanted);
        if (missing <= Mass.Zero || RuleBook.Judge(pair) is not null || pair.Reception is not { } reception)
            return [];
        var kept = new TimeWindow(reception, reception + day[wanted.Site].HandOutDuration.ToTimeSpan());

        var matcher = new Matcher(solver);
        return
        [
            .. ColdRooms(input, result, goods, wanted, kept).Concat(Fridges(input, result, goods, wanted))
                .Where(x => x.Room > Mass.Zero && x.Away <= near).OrderBy(x => x.Away).ThenBy(x => x.Name, StringComparer.Ordinal).Take(rematches)
                .Select(x => (Offer: x, Gain: Gain(x.Room))).Where(x => x.Gain > Mass.Zero)
                .Select(x => new Remedy
                {
                    Need = need,
                    Lot = lot,
                    Class = goods.Temperature,
                    Place = x.Offer.Place,
                    Away = x.Offer.Away,
                    Kept = kept,
                    Room = Mass.Min(x.Offer.Room, missing),
                    Gain = x.Gain,
                }),
        ];

        Mass Gain(Mass room)
        {
            var more = new Change.MoreRoom(wanted.Site, goods.Temperature, Crates: 0, Mass.Min(room, missing));
            return Received(matcher.Match(input.With(more), cancellation), need) - Received(result, need);
        }
    }

    readonly record struct Offer(ColdPlace Place, string Name, Distance Away, Mass Room);

    static bool LacksCold(MatchingInput input, MatchingResult result, Lot lot, Need need)
    {
        var left = input.Day[need.Site].StorageLeft[lot.Temperature] - Filled(input, result, need.Site, lot.Temperature);
        var least = Mass.Max(new Mass(1), SmallestShareRule.Of(lot));
        return result.RefusalOf(input, lot.Id, need.Id) switch
        {
            null => left < need.Wanted - Received(result, need.Id) && left < Mass.Max(least, Counterfactuals.Telling),
            Refusal.NoStorage => true,
            Refusal.BelowSmallestShare => left < least,
            _ => false,
        };
    }

    static IEnumerable<Offer> ColdRooms(MatchingInput input, MatchingResult result, Lot lot, Need need, TimeWindow kept)
    {
        // What a shared cold room holds frozen nobody declares: it is offered for chilled goods only.
        if (lot.Temperature != TemperatureClass.Chilled)
            yield break;
        foreach (var room in input.Day.Day.Equipment.Where(x => x.Kind == EquipmentKind.ColdRoom && LentTo(input, x, need.Recipient) && IsFree(result, x, kept)))
            if (input.Transfers.Between(room.Site, need.Site) is { } transfer)
                yield return new Offer(new ColdPlace.SharedColdRoom(room.Id), room.Code, transfer.Distance, room.HourlyCapacity ?? lot.Quantity.Expected);
    }

    static IEnumerable<Offer> Fridges(MatchingInput input, MatchingResult result, Lot lot, Need need) =>
        from site in input.Day.Day.Sites
        where site.Id != need.Site && site.Id != lot.Site && IsThere(input, site) && site.AcceptedFamilies.Contains(lot.Family) && !site.RefusedKinds.Contains(lot.Kind)
        let transfer = input.Transfers.Between(site.Id, need.Site)
        where transfer is not null
        select new Offer(new ColdPlace.Fridge(site.Id), site.Code, transfer.Value.Distance,
            site.StorageLeft[lot.Temperature] - Filled(input, result, site.Id, lot.Temperature));

    /// <summary>Only who is open and habilitated may keep food for another.</summary>
    static bool IsThere(MatchingInput input, Site site) => site.OpeningWindows.Count > 0 && input.Day[site.Party].Habilitated;

    static bool LentTo(MatchingInput input, SharedEquipment equipment, PartyId party) => equipment.Owner == party
        || (equipment.Borrowers.Count > 0 ? equipment.Borrowers.Contains(party) : input.Day[party].Territory == equipment.Territory);

    /// <summary>To be had, setting up included, and not booked.</summary>
    static bool IsFree(MatchingResult result, SharedEquipment equipment, TimeWindow kept)
    {
        var begin = kept.Begin - equipment.SetUp.ToTimeSpan();
        return equipment.Availability.Any(x => x.Begin <= begin && kept.End <= x.End)
            && result.Bookings.All(x => x.Equipment != equipment.Id || x.Period.End <= begin || kept.End <= x.Period.Begin);
    }

    static Mass Filled(MatchingInput input, MatchingResult result, SiteId site, TemperatureClass held) => new(result.Allocations
        .Where(x => input.Day[x.Need].Site == site && input.Day[x.Lot].Temperature == held).Sum(x => x.Quantity.Grams));

    static Mass Received(MatchingResult result, NeedId need) => new(result.Allocations.Where(x => x.Need == need).Sum(x => x.Quantity.Grams));
}
