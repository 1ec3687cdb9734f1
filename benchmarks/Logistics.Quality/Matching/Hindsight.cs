using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;

namespace Logistics.Quality.Matching;

/// <summary>
/// What nobody can do: the whole period as one question, with every lot, opening and absence known from the first day, and every lot divisible
/// to the gram. Least waste first, then the leximin of what each association receives in the whole period. No rule can waste less; and since
/// the fairest sharing is also a largest flow, no rule can leave the worst served with more.
/// </summary>
static class Hindsight
{
    public static Tally Run(Period period)
    {
        var problem = Build(period);
        // No lot is today's alone: the whole period is to come.
        var nothing = new TodaysPart(Least: new long[problem.Lots.Length], Most: new long[problem.Lots.Length], IsToday: _ => false);
        var grams = DivisibleCore.SolveOverDays(problem, new Limits(problem), nothing, CancellationToken.None)
            ?? throw new InvalidOperationException("Nothing given is a sharing, so there is one.");
        var tally = new Tally(period.Town.Associations.Count) { Offered = period.Offered };
        var given = new long[problem.Lots.Length];
        for (var p = 0; p < grams.Length; p++)
        {
            given[problem.Pairs[p].Lot] += grams[p];
            tally.Received[period.Town.AssociationOf(problem.Recipients[problem.Needs[problem.Pairs[p].Need].Recipient].Id).Number] += grams[p];
        }
        for (var i = 0; i < given.Length; i++)
            if (problem.Lots[i].Freshness == Freshness.LastChance)
                tally.Wasted += problem.Lots[i].Grams - given[i];
            else
                tally.Kept += problem.Lots[i].Grams - given[i];
        return tally;
    }

    /// <summary>Days are built as the product builds them, with every lot that lives, and laid side by side.</summary>
    static Problem Build(Period period)
    {
        var town = period.Town;
        var lotRow = new Dictionary<LotId, int>();
        var lots = new List<LotRow>();
        var pairsOfLot = new List<List<PairRow>>();
        var (needs, storages) = (new List<NeedRow>(), new List<StorageRow>());
        RecipientRow[] recipients = [.. town.Associations.Select(x => new RecipientRow(x.Party.Id, x.Party.AttestedPersons, Weight: x.Party.AttestedPersons, Received: 0, Earlier: 0))];
        var alive = new List<HeldLot>();
        for (var day = 0; day < period.Days; day++)
        {
            alive.RemoveAll(x => x.Lot.Last < day);
            alive.AddRange(period.LotsOf(day).Select(lot => new HeldLot(lot, lot.Grams)));
            var problem = new BoardDay(period, day, alive, [.. town.Associations.Select(_ => FamilyMasses.Zero)], divisible: true).Problem;
            var (firstNeed, firstStorage) = (needs.Count, storages.Count);
            needs.AddRange(problem.Needs.Select(x => x with { Recipient = town.AssociationOf(problem.Recipients[x.Recipient].Id).Number, Urgency = Urgency.Ordinary }));
            storages.AddRange(problem.Storages);
            foreach (var row in problem.Lots.Where(x => !lotRow.ContainsKey(x.Id)))
            {
                lotRow[row.Id] = lots.Count;
                lots.Add(row);
                pairsOfLot.Add([]);
            }
            foreach (var held in alive.Where(x => x.Lot.First == day))
            {
                // What dies within the period is saved before what outlives it.
                var i = lotRow[held.Lot.Id];
                lots[i] = lots[i] with { Freshness = held.Lot.Last < period.Days ? Freshness.LastChance : Freshness.Keeps };
            }
            foreach (var pair in problem.Pairs)
            {
                var (lot, need) = (lotRow[problem.Lots[pair.Lot].Id], firstNeed + pair.Need);
                if (!period.OpeningOf(town.Associations[needs[need].Recipient], day)!.NoShow)
                    pairsOfLot[lot].Add(new PairRow(lot, need, firstStorage + pair.Storage, Distance: 0, Link: 0));
            }
        }
        PairRow[] pairs = [.. pairsOfLot.SelectMany(x => x)];
        return new Problem
        {
            Terms = SharingTerms.Default,
            Lots = [.. lots],
            Needs = [.. needs],
            Recipients = recipients,
            EarlierByFamily = new long[recipients.Length * Problem.Families],
            Storages = [.. storages],
            Doors = [],
            Links = [new LinkRow(town.Donors[0].Site.Id, town.Associations[0].Site.Id, Cost.Zero)],
            Pairs = pairs,
            FirstPair = Problem.PositionsOf(pairs.Select(x => x.Lot), lots.Count),
            PairsOfNeed = Problem.ByNeed(pairs, needs.Count),
        };
    }
}
