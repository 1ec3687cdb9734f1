using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Model;

/// <summary>
/// A day's sharing in numbers: who may be given what, within which limits. Rows stand in stable order (see <see cref="StableOrder"/>), so
/// that nothing computed from a problem can depend on how the declarations were listed. Amounts are grams.
/// </summary>
sealed class Problem
{
    public required LotRow[] Lots { get; init; }

    public required NeedRow[] Needs { get; init; }

    public required RecipientRow[] Recipients { get; init; }

    /// <summary>Room left for one temperature class at one site.</summary>
    public required StorageRow[] Storages { get; init; }

    /// <summary>Pairs that every rule allows, sorted by lot then need.</summary>
    public required PairRow[] Pairs { get; init; }

    /// <summary>Pairs of lot i are at positions FirstPair[i] (inclusive) to FirstPair[i + 1] (exclusive).</summary>
    public required int[] FirstPair { get; init; }

    /// <summary>Pairs of need j, as positions in <see cref="Pairs"/>.</summary>
    public required int[][] PairsOfNeed { get; init; }

    public static Problem Build(MatchingInput input, List<RefusedPair> refused)
    {
        var day = input.Day;
        var lots = day.Day.Lots.InStableOrder(x => x.Id.Value, input.Seed).Select(lot => new LotRow(
            lot.Id, lot.Quantity.Expected.Grams, SmallestShareRule.Of(lot).Grams, lot.Indivisible, lot.Crates, lot.Date.FreshnessOn(day.Day.Date), lot)).ToArray();

        var recipients = day.Day.Needs.Select(x => x.Recipient).Distinct().InStableOrder(x => x.Value, input.Seed)
            .Select(id => new RecipientRow(id, day[id].AttestedPersons, day[id].ReceivedEarlier.Grams)).ToArray();
        var recipientRow = recipients.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var needs = day.Day.Needs.InStableOrder(x => x.Id.Value, input.Seed)
            .Select(need => new NeedRow(need.Id, recipientRow[need.Recipient], need.Wanted.Grams, need.Urgency, need)).ToArray();

        var storages = new List<StorageRow>();
        var storageRow = new Dictionary<(SiteId, TemperatureClass), int>();
        var context = new RuleContext(day, input.Transfers);
        var needsOfFamily = needs.Select((x, i) => (x.Need.Family, i)).ToLookup(x => x.Family, x => x.i);
        var pairs = new List<PairRow>();
        var firstPair = new int[lots.Length + 1];
        for (var i = 0; i < lots.Length; i++)
        {
            var lot = lots[i].Lot;
            foreach (var j in needsOfFamily[lot.Family])
            {
                var need = needs[j].Need;
                var pair = new Pair(context, lot, need);
                if (RuleBook.Judge(pair) is { } refusal)
                {
                    refused.Add(new RefusedPair(lot.Id, need.Id, refusal));
                    continue;
                }
                if (!storageRow.TryGetValue((need.Site, lot.Temperature), out var storage))
                {
                    storage = storageRow[(need.Site, lot.Temperature)] = storages.Count;
                    storages.Add(new StorageRow(need.Site, lot.Temperature, pair.To.StorageLeft[lot.Temperature].Grams));
                }
                pairs.Add(new PairRow(i, j, storage, pair.Transfer!.Value.Distance.Decimetres));
            }
            firstPair[i + 1] = pairs.Count;
        }
        var ofNeed = pairs.Select((x, p) => (x.Need, p)).ToLookup(x => x.Need, x => x.p);
        return new Problem
        {
            Lots = lots,
            Needs = needs,
            Recipients = recipients,
            Storages = [.. storages],
            Pairs = [.. pairs],
            FirstPair = firstPair,
            PairsOfNeed = [.. Enumerable.Range(0, needs.Length).Select(j => ofNeed[j].ToArray())],
        };
    }
}

/// <param name="Grams">What is expected.</param>
/// <param name="Smallest">The least anyone may be given; the whole lot when it is indivisible.</param>
sealed record LotRow(LotId Id, long Grams, long Smallest, bool Indivisible, int Crates, Freshness Freshness, Lot Lot);

sealed record NeedRow(NeedId Id, int Recipient, long Wanted, Urgency Urgency, Need Need);

sealed record RecipientRow(PartyId Id, int Persons, long Earlier);

sealed record StorageRow(SiteId Site, TemperatureClass Class, long Room);

/// <param name="Distance">Decimetres by road.</param>
readonly record struct PairRow(int Lot, int Need, int Storage, long Distance);
