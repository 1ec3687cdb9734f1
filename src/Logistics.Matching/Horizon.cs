using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;

namespace Logistics.Matching;

/// <summary>
/// Looks some days ahead: today's goods and those expected, today's openings and those known, shared together by the same leximin. Of the
/// answer only what each recipient should hold tonight is kept; who gets which lot today is then decided as on any other day.
/// </summary>
/// <remarks>
/// One past day of the same weekday for each day to come is enough for the best rate of regret that any rule can have (arXiv 2602.10469). What
/// can be given today is given today, as far as the policy says (1000 in a thousand: all of it); only to whom is decided with foresight.
/// Future shares are divisible and bear no charge: nothing of them is promised.
/// </remarks>
static class Horizon
{
    /// <returns>Today's problem, with goods that wait for another day taken out, and the points each recipient should hold; null: look no further than today.</returns>
    public static (Problem Problem, long[]? Targets) Targets(Problem today, MatchingInput input, long[]? promised, CancellationToken cancellation)
    {
        var days = Math.Min(today.Terms.LookAheadDays, input.Ahead.Count);
        if (days == 0 || today.Pairs.Length == 0)
            return (today, null);
        var alone = DivisibleCore.SolveFairly(today, new Limits(today, promised), null, cancellation);
        if (alone is null)
            return (today, null);
        var wide = new HorizonProblem(today, input, days);
        var plan = wide.Share(alone, promised, cancellation);
        if (plan is null)
            return (today, null);

        var ledger = new Ledger(today, plan);
        if (today.Terms.NonIdlingPermille >= 1000)
            return (today, ledger.Received);
        // What waits is no longer there to be given today; indivisible lots are given or wait whole.
        var lots = today.Lots.Select((x, i) => x.Indivisible ? x : x with { Grams = x.Grams - ledger.LotLeft[i] + Undying(x, ledger.LotLeft[i]) }).ToArray();
        return (today.With(lots), ledger.Received);
    }

    /// <summary>What is left of a lot that has no other day is offered today all the same.</summary>
    static long Undying(LotRow lot, long left) => lot.Freshness == Freshness.LastChance ? left : 0;
}

/// <summary>Several days as one problem: a pair is a lot beside a need of one of the days on which the lot still lives.</summary>
sealed class HorizonProblem
{
    readonly Problem today;
    readonly MatchingInput input;
    readonly Problem wide;
    readonly int[] pairToday;

    public HorizonProblem(Problem today, MatchingInput input, int days)
    {
        (this.today, this.input) = (today, input);
        var lots = today.Lots.Select(x => x with { Smallest = 0, Indivisible = false }).ToList();
        var needs = today.Needs.ToList();
        var storages = today.Storages.ToList();
        var recipients = today.Recipients.ToList();
        var recipientAt = recipients.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        var families = today.EarlierByFamily.ToList();
        var pairs = new List<(PairRow Row, int Today)>();
        for (var p = 0; p < today.Pairs.Length; p++)
            pairs.Add((today.Pairs[p], p));

        for (var d = 0; d < days; d++)
        {
            var there = new AheadDay(input, input.Ahead[d], d + 1);
            var firstNeed = needs.Count;
            foreach (var need in there.Needs)
            {
                if (!recipientAt.TryGetValue(need.Recipient, out var recipient))
                {
                    recipient = recipientAt[need.Recipient] = recipients.Count;
                    recipients.Add(there.Recipient(need.Recipient, today.Terms));
                    families.AddRange(there.Received(need.Recipient));
                }
                needs.Add(new NeedRow(need.Id, recipient, need.Wanted.Grams, Urgency.Ordinary, need));
            }
            // Phantoms: the goods of that day as they are expected.
            var firstPhantom = lots.Count;
            lots.AddRange(there.Lots.Select(x => new LotRow(x.Id, x.Quantity.Expected.Grams, 0, false, 0, x.Date.FreshnessOn(input.Day.Day.Date), x)));
            var storageAt = new Dictionary<(SiteId, TemperatureClass), int>();
            for (var i = 0; i < lots.Count; i++)
            {
                var lot = lots[i].Lot;
                if (there.Allowed(lot, waits: i < firstPhantom) is not { } judge)
                    continue;
                for (var j = firstNeed; j < needs.Count; j++)
                    if (needs[j].Family == lot.Family && judge(needs[j].Need) is { } room)
                    {
                        if (!storageAt.TryGetValue((needs[j].Need.Site, lot.Temperature), out var storage))
                        {
                            storage = storageAt[(needs[j].Need.Site, lot.Temperature)] = storages.Count;
                            storages.Add(new StorageRow(needs[j].Need.Site, lot.Temperature, room));
                        }
                        pairs.Add((new PairRow(i, j, storage, 0, 0), -1));
                    }
            }
        }
        var sorted = pairs.OrderBy(x => x.Row.Lot).ThenBy(x => x.Row.Need).ToArray();
        pairToday = [.. sorted.Select(x => x.Today)];
        PairRow[] rows = [.. sorted.Select(x => x.Row)];
        wide = new Problem
        {
            // Waste of today is settled before (see Share); over the days what matters is that as much as can be is given, and to whom.
            Terms = today.Terms with { Order = AimOrder.Usual },
            Lots = [.. lots],
            Needs = [.. needs],
            Recipients = [.. recipients],
            EarlierByFamily = [.. families],
            Storages = [.. storages],
            Doors = today.Doors,
            Links = today.Links,
            Pairs = rows,
            FirstPair = Problem.PositionsOf(rows.Select(x => x.Lot), lots.Count),
            PairsOfNeed = Problem.ByNeed(rows, needs.Count),
        };
    }

    /// <summary>Grams by pair of today in a fairest sharing of all the days; null where the days do not fit together.</summary>
    /// <param name="alone">A best sharing of today alone: what it saves is saved here too, as far as the policy says.</param>
    public long[]? Share(long[] alone, long[]? promised, CancellationToken cancellation)
    {
        var given = new long[wide.Lots.Length];
        var urgent = new long[today.Pairs.Length];
        for (var p = 0; p < alone.Length; p++)
        {
            given[today.Pairs[p].Lot] += alone[p];
            if (today.Needs[today.Pairs[p].Need].Urgency != Urgency.Ordinary)
                urgent[p] = alone[p];
        }
        var limits = new Limits(wide);
        for (var q = 0; q < pairToday.Length; q++)
            if (pairToday[q] is var p and >= 0)
                limits.Least[q] = Math.Max(promised?[p] ?? 0, urgent[p]);
        // Who is served urgently today is settled too: urgency comes before foresight.
        var least = Array.ConvertAll(given, x => (long)((Int128)x * today.Terms.NonIdlingPermille / 1000));
        for (var i = 0; i < today.Lots.Length; i++)
            if (today.Lots[i].Freshness == Freshness.LastChance)
                least[i] = given[i];
        if (DivisibleCore.SolveOverDays(wide, limits, new TodaysPart(least, given, IsToday), cancellation) is not { } grams)
            return null;
        var ofToday = new long[today.Pairs.Length];
        for (var q = 0; q < grams.Length; q++)
            if (pairToday[q] is var p and >= 0)
                ofToday[p] = grams[q];
        return ofToday;
    }

    bool IsToday(int pair) => pairToday[pair] >= 0;
}

/// <summary>What must and may leave each lot today, in grams.</summary>
sealed record TodaysPart(long[] Least, long[] Most, Predicate<int> IsToday);
