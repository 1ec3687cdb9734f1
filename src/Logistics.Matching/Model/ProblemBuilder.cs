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
sealed class ProblemBuilder(MatchingInput input)
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

    /// <summary>Where territories voted differently each pool is seen anew under its own terms (see <see cref="Pools"/>); these serve for words alone.</summary>
    SharingTerms Terms => day.Day.Territories.MinBy(x => x.Code, StringComparer.Ordinal)?.Policy.Sharing ?? SharingTerms.Default;

    public Problem Build(out RefusalBook? refused, bool keepRefusals)
    {
        var lots = day.Day.Lots.InStableOrder(x => x.Id.Value, input.Seed).Select(lot => Row(lot, day.Day.Date)).ToArray();
        var parties = day.Day.Needs.Select(x => x.Recipient).Distinct().InStableOrder(x => x.Value, input.Seed).ToArray();
        var claims = day.Day.Needs.ToLookup(x => (x.Recipient, x.Family), x => x.Wanted.Grams);
        var recipients = new RecipientRows(day, Terms).Of(parties, (id, family) => claims[(id, family)].Sum());
        var rowOf = parties.Index().ToDictionary(x => x.Item, x => x.Index);
        var needs = day.Day.Needs.InStableOrder(x => x.Id.Value, input.Seed)
            .Select(need => new NeedRow(need.Id, rowOf[need.Recipient], need.Wanted.Grams, need.Urgency, need)).ToArray();

        var context = new RuleContext(day, input.Transfers);
        var needsOfFamily = needs.Select((x, i) => (x.Need.Family, i)).ToLookup(x => x.Family, x => x.i);
        refused = keepRefusals ? new RefusalBook(context, Array.ConvertAll(lots, x => x.Lot), Array.ConvertAll(needs, x => x.Need)) : null;
        var needFacts = Array.ConvertAll(needs, x => new NeedFacts(context, x.Need));
        var takers = Array.ConvertAll(parties, id => day[id]);
        var consents = new Dictionary<PartyId, bool[]>();
        for (var i = 0; i < lots.Length; i++)
        {
            var lot = new LotFacts(context, lots[i].Lot);
            if (!consents.TryGetValue(lot.Lot.Donor, out var agreed))
                consents[lot.Lot.Donor] = agreed = context.Consents.Allows(lot.Lot.Donor, takers);
            foreach (var j in needsOfFamily[lot.Lot.Family])
                // Among strangers of one family the donor's agreement is the first rule that can say no, and the one that mostly does: see the order in RuleBook.
                if (!agreed[needs[j].Recipient] && parties[needs[j].Recipient] != lot.Lot.Donor)
                    refused?.Add(i, j, new Refusal.NoConsent(lot.Lot.Donor, parties[needs[j].Recipient]));
                else
                    Judge(context, i, lot, j, needFacts[j], refused);
        }
        return Rows(Terms, lots, needs, recipients, EarlierByFamily(parties));
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

    void Judge(RuleContext context, int lotRow, LotFacts lotFacts, int needRow, NeedFacts needFacts, RefusalBook? refused)
    {
        var ruling = RuleBook.Judge(context, lotFacts, needFacts);
        if (ruling.Refusal is { } refusal)
        {
            refused?.Add(lotRow, needRow, refusal);
            return;
        }
        var (lot, need) = (lotFacts.Lot, needFacts.Need);
        // Brought or fetched, where both are allowed: whichever is less driving, brought when they are alike.
        var pair = ruling.Allowed.Length > 1 ? ruling.Allowed.MinBy(x => charges.Of(x, x.Transfer!.Value))! : ruling.Pair;
        var transfer = pair.Transfer!.Value;
        pairs.Add(new PairRow(lotRow, needRow, StorageOf(pair.To, lot.Temperature), transfer.Distance.Decimetres, LinkOf(pair, transfer), Wish(lot, need), pair.Mode, pair.To.Hub?.LossPermille ?? 0,
            pair.Context.Declines.Of(lot.Id, need.Id)?.Most.Grams ?? long.MaxValue, pair.To.LeastShare.Grams));
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

    long[] EarlierByFamily(PartyId[] parties) =>
        [.. parties.SelectMany(id => Enum.GetValues<Family>().Select(x => day[id].ReceivedByFamily[x].Grams))];
}
