using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Model;

/// <summary>Turns declarations into rows: every pair of one family is judged, and the first refusal is kept as the explanation.</summary>
sealed class ProblemBuilder(MatchingInput input, List<RefusedPair> refused)
{
    readonly DayIndex day = input.Day;
    readonly LinkCharges charges = new(input);
    readonly List<StorageRow> storages = [];
    readonly List<DoorRow> doors = [];
    readonly List<LinkRow> links = [];
    readonly List<PairRow> pairs = [];
    readonly Dictionary<(SiteId, TemperatureClass), int> storageAt = [];
    readonly Dictionary<SiteId, int> doorAt = [];
    readonly Dictionary<(SiteId, SiteId, Transfer), int> linkBetween = [];
    readonly Dictionary<TerritoryId, long[]> points = [];

    public Problem Build()
    {
        var lots = day.Day.Lots.InStableOrder(x => x.Id.Value, input.Seed).Select(lot => Row(lot, day.Day.Date)).ToArray();
        var parties = day.Day.Needs.Select(x => x.Recipient).Distinct().InStableOrder(x => x.Value, input.Seed).ToArray();
        var recipients = Recipients(parties, day.Day.Needs);
        var rowOf = parties.Index().ToDictionary(x => x.Item, x => x.Index);
        var needs = day.Day.Needs.InStableOrder(x => x.Id.Value, input.Seed)
            .Select(need => new NeedRow(need.Id, rowOf[need.Recipient], need.Wanted.Grams, need.Urgency, need)).ToArray();

        var context = new RuleContext(day, input.Transfers);
        var needsOfFamily = needs.Select((x, i) => (x.Need.Family, i)).ToLookup(x => x.Family, x => x.i);
        for (var i = 0; i < lots.Length; i++)
            foreach (var j in needsOfFamily[lots[i].Lot.Family])
                Judge(context, i, lots[i].Lot, j, needs[j].Need);
        return Rows(day.Day.Territories.Count > 0 ? day.Day.Territories[0].Policy.Sharing : SharingTerms.Default, lots, needs, recipients, EarlierByFamily(parties));
    }

    static LotRow Row(Lot lot, DateOnly today) => new(
        lot.Id, lot.Quantity.Expected.Grams, SmallestShareRule.Of(lot).Grams, lot.Indivisible, lot.Crates, lot.Date.FreshnessOn(today), lot);

    Problem Rows(SharingTerms terms, LotRow[] lots, NeedRow[] needs, RecipientRow[] recipients, long[] earlier)
    {
        PairRow[] all = [.. pairs];
        return new Problem
        {
            Terms = terms,
            Lots = lots,
            Needs = needs,
            Recipients = recipients,
            EarlierByFamily = earlier,
            Storages = [.. storages],
            Doors = [.. doors],
            Links = [.. links],
            Pairs = all,
            FirstPair = Problem.PositionsOf(all.Select(x => x.Lot), lots.Length),
            PairsOfNeed = Problem.ByNeed(all, needs.Length),
        };
    }

    void Judge(RuleContext context, int lotRow, Lot lot, int needRow, Need need)
    {
        var ruling = RuleBook.Judge(context, lot, need);
        if (ruling.Refusal is { } refusal)
        {
            refused.Add(new RefusedPair(lot.Id, need.Id, refusal));
            return;
        }
        // Brought or fetched, where both are allowed: whichever is less driving, brought when they are alike.
        var pair = ruling.Allowed.Length > 1 ? ruling.Allowed.MinBy(x => charges.Of(x, x.Transfer!.Value))! : ruling.Pair;
        var transfer = pair.Transfer!.Value;
        pairs.Add(new PairRow(lotRow, needRow, StorageOf(pair.To, lot.Temperature), transfer.Distance.Decimetres, LinkOf(pair, transfer), Wish(lot, need), pair.Mode));
    }

    int Wish(Lot lot, Need need)
    {
        if (need.Wishes.Count == 0)
            return 0;
        var weights = day[lot.Territory].Policy.Sharing.Preferences;
        return need.Wishes.Where(lot.Qualities.Contains).Sum(x => weights[x]);
    }

    int StorageOf(Site site, TemperatureClass held)
    {
        if (storageAt.TryGetValue((site.Id, held), out var row))
            return row;
        var door = -1;
        if (ReceptionRule.MostToday(site) is { } reception && !doorAt.TryGetValue(site.Id, out door))
        {
            door = doorAt[site.Id] = doors.Count;
            doors.Add(new DoorRow(site.Id, reception.Grams));
        }
        storages.Add(new StorageRow(site.Id, held, site.StorageLeft[held].Grams, door));
        return storageAt[(site.Id, held)] = storages.Count - 1;
    }

    int LinkOf(Pair pair, TransferEstimate transfer)
    {
        var key = (pair.From.Id, pair.To.Id, pair.Mode);
        if (linkBetween.TryGetValue(key, out var row))
            return row;
        links.Add(new LinkRow(pair.From.Id, pair.To.Id, charges.Of(pair, transfer)));
        return linkBetween[key] = links.Count - 1;
    }

    RecipientRow[] Recipients(PartyId[] parties, IEnumerable<Need> needs)
    {
        var claims = needs.GroupBy(x => x.Recipient).ToDictionary(x => x.Key, x => x.Sum(need => need.Wanted.Grams * Points(day[need.Recipient], need.Family)));
        var largest = claims.Count > 0 ? claims.Values.Max() : 0;
        var shares = day.Day.Territories.ToDictionary(x => x.Id, x => new EntitledShares(x.Policy.Sharing.Basis, day.Day.Parties.Where(p => p.Territory == x.Id)));
        return [.. parties.Select(id =>
        {
            var party = day[id];
            return Rulers.Row(day[party.Territory].Policy.Sharing.Rationing, id, party.AttestedPersons, shares[party.Territory].Of(party),
                PointsReceived(party), claims[id], largest);
        })];
    }

    /// <summary>Points counted so far; goods whose family is not known count as <see cref="Family.Other"/>.</summary>
    long PointsReceived(Party party) => Enum.GetValues<Family>().Sum(x => EarlierOf(party, x) * Points(party, x));

    static long EarlierOf(Party party, Family family) =>
        party.ReceivedByFamily[family].Grams + (family == Family.Other ? party.ReceivedEarlier.Grams : 0);

    long Points(Party party, Family family)
    {
        if (!points.TryGetValue(party.Territory, out var of))
            points[party.Territory] = of = Problem.PointsOf(day[party.Territory].Policy.Sharing.Points);
        return of[(int)family];
    }

    long[] EarlierByFamily(PartyId[] parties) =>
        [.. parties.SelectMany(id => Enum.GetValues<Family>().Select(x => day[id].ReceivedByFamily[x].Grams))];
}
