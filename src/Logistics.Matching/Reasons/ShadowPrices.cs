using Logistics.Domain;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;

namespace Logistics.Matching.Reasons;

/// <summary>What the whole network would save by one change, and by no other.</summary>
/// <param name="Gain">More that the flow of the divisible goods gives.</param>
/// <param name="Proven">
/// True when a maximum flow proves, before and after, that no sharing gives more. In a day without smallest shares and whole lots exactly the gain
/// is then given.
/// </param>
public sealed record ShadowPrice(Change Change, Mass Gain, bool Proven);

/// <summary>
/// The bottlenecks of a day, for the monthly meeting: which fridge, which hour, which consent or vehicle would save most. Each is the
/// difference of two flows whose days differ by one change.
/// </summary>
/// <remarks>
/// Only changes that start where undistributed goods can still be brought to (the source side of the minimum cut) can save anything, so only
/// these are tried (Ford and Fulkerson 1956). Goods that are all given have no shadow price: the list is then empty.
/// </remarks>
public static class ShadowPrices
{
    /// <param name="tries">How many changes, at most, are measured: those that stand at most undistributed goods first.</param>
    /// <returns>The dearest first; of equal ones those earlier in the members' order of sizes.</returns>
    public static ValueList<ShadowPrice> Rank(MatchingInput input, int tries = 100, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var problem = Problem.Build(input, out var refused);
        var limits = new Limits(problem);
        if (DivisibleCore.Solve(problem, limits, cancellation) is not { } grams)
            return [];
        var cut = new SourceSide(problem, grams);
        if (cut.LeftOver == 0)
            return [];

        var stands = new Dictionary<Change, long>();
        foreach (var pair in refused.All)
            if (cut.Reaches(pair.Lot))
            {
                var (lot, need) = (input.Day[pair.Lot], input.Day[pair.Need]);
                foreach (var cure in new Cures(input, lot, need, Cures.UsualCrate).Of(pair.Refusal))
                    Stand(cure.At(cure.Least), Math.Min(lot.Quantity.Expected.Grams, need.Wanted.Grams));
            }
        var crates = input.Day.Day.Territories.ToDictionary(x => x.Id, x => x.Policy.Sharing.Steps.Crates);
        foreach (var (site, held, offered) in cut.FullStorages)
        {
            var count = crates[input.Day[site].Territory];
            Stand(new Change.MoreRoom(site, held, count, new Mass(count * Cures.UsualCrate.Grams)), offered);
        }

        var (given, most) = (grams.Sum(), DivisibleCore.MostGivable(problem, limits, cancellation));
        return
        [
            .. stands.OrderByDescending(x => x.Value).Take(tries).Select(x => Price(x.Key)).OfType<ShadowPrice>()
                .OrderByDescending(x => x.Gain).ThenBy(x => x.Change.Kind is { } kind ? (int)kind : int.MaxValue),
        ];

        void Stand(Change change, long offered) => stands[change] = stands.GetValueOrDefault(change) + offered;

        ShadowPrice? Price(Change change)
        {
            var changed = Problem.Build(input.With(change));
            var everywhere = new Limits(changed);
            var mostThen = DivisibleCore.MostGivable(changed, everywhere, cancellation);
            // The maximum flow comes first: it is cheap, and where it gains nothing nothing is gained.
            if (mostThen <= most || DivisibleCore.Solve(changed, everywhere, cancellation)?.Sum() is not { } then || then <= given)
                return null;
            return new ShadowPrice(change, new Mass(then - given), Proven: given == most && then == mostThen);
        }
    }

    /// <summary>
    /// What goods that nobody receives can still be brought to by letting others pass theirs on: from a lot to all that may take it, and from a
    /// need or a storage that is full back to the lots that fill it.
    /// </summary>
    sealed class SourceSide
    {
        readonly HashSet<LotId> lots = [];
        readonly Dictionary<int, long> storages = [];
        readonly Problem problem;

        public SourceSide(Problem problem, long[] grams)
        {
            this.problem = problem;
            var ledger = new Ledger(problem, grams);
            LeftOver = ledger.LotLeft.Sum();
            var ofStorage = Enumerable.Range(0, problem.Pairs.Length).ToLookup(p => problem.Pairs[p].Storage);
            var waiting = new Queue<int>(Enumerable.Range(0, problem.Lots.Length).Where(i => ledger.LotLeft[i] > 0));
            lots.UnionWith(waiting.Select(i => problem.Lots[i].Id));
            var (needs, doors) = (new HashSet<int>(), new HashSet<int>());
            while (waiting.TryDequeue(out var lot))
                for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
                {
                    var pair = problem.Pairs[p];
                    if (needs.Add(pair.Need))
                        BackFrom(problem.PairsOfNeed[pair.Need]);
                    if (problem.Storages[pair.Storage].Door is >= 0 and var door && ledger.DoorLeft[door] == 0 && doors.Add(door))
                        BackFrom(Enumerable.Range(0, problem.Pairs.Length).Where(q => problem.Storages[problem.Pairs[q].Storage].Door == door));
                    if (ledger.StorageLeft[pair.Storage] > 0)
                        continue;
                    if (!storages.ContainsKey(pair.Storage))
                        BackFrom(ofStorage[pair.Storage]);
                    storages[pair.Storage] = storages.GetValueOrDefault(pair.Storage) + ledger.LotLeft[lot];
                }

            void BackFrom(IEnumerable<int> pairs)
            {
                foreach (var q in pairs)
                    if (grams[q] > 0 && lots.Add(problem.Lots[problem.Pairs[q].Lot].Id))
                        waiting.Enqueue(problem.Pairs[q].Lot);
            }
        }

        public long LeftOver { get; }

        public bool Reaches(LotId lot) => lots.Contains(lot);

        /// <summary>In the problem's order, with the grams of undistributed lots that stand before each.</summary>
        public IEnumerable<(SiteId Site, Domain.Goods.TemperatureClass Class, long Offered)> FullStorages =>
            storages.OrderBy(x => x.Key).Select(x => (problem.Storages[x.Key].Site, problem.Storages[x.Key].Class, x.Value));
    }
}
