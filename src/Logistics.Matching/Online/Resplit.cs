using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Model;
using Logistics.Measures;

namespace Logistics.Matching.Online;

/// <summary>What is on board of one lot, and to whom it was promised.</summary>
public sealed record OnBoard
{
    public required DayIndex Day { get; init; }

    /// <summary>All of today's promises, of all lots: who is how well served.</summary>
    public required ValueList<Allocation> Promised { get; init; }

    public required LotId Lot { get; init; }

    /// <summary>Promises of the lot that are not handed over yet, in the order in which they were made.</summary>
    public required ValueList<AllocationId> Remaining { get; init; }

    /// <summary>What the scales showed for these promises together.</summary>
    public required Mass Weighed { get; init; }

    /// <summary>Breaks ties, as in the matching.</summary>
    public required long Seed { get; init; }
}

/// <param name="Promised">What was promised.</param>
/// <param name="Now">What is to be handed over.</param>
public sealed record ResplitShare(AllocationId Allocation, NeedId Need, Mass Promised, Mass Now);

/// <summary>What each remaining promise becomes, in the order of the question.</summary>
/// <param name="Split">False: the weight is near enough, and promises stay as they are.</param>
/// <param name="Rest">Weighed less all that is to be handed over. After a split: what nobody of these can take, never below zero.</param>
public sealed record ResplitAnswer(ValueList<ResplitShare> Shares, bool Split, Mass Rest);

/// <summary>
/// Shares out again what is on board when it weighs more than a tenth more or less than was promised. What lacks is cut in the order that the
/// members voted, urgent needs last; what is too much goes to the worst served who have room. Who is worst served is told by the voted rule of rationing, as in the sharing.
/// </summary>
/// <remarks>
/// Given in at most 100,000 parts, one at a time to whoever is then worst served: exact for nested caps up to one part, which is a gram up to
/// 100 kg (Federgruen and Groenevelt 1986). The balance is exact to the gram. Pure; the order of the day's lists does not matter.
/// </remarks>
public static class Resplit
{
    const int MostParts = 100_000;

    public static ResplitAnswer Share(OnBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (board.Weighed < Mass.Zero)
            throw new ArgumentException($"A weight is never negative; got {board.Weighed}.", nameof(board));
        var byId = board.Promised.ToDictionary(x => x.Id);
        var promises = board.Remaining.Select(x => byId[x]).ToList();
        if (promises.Find(x => x.Lot != board.Lot) is { } other)
            throw new ArgumentException($"Promise {other.Id} is of another lot.", nameof(board));
        var promised = promises.Sum(x => x.Quantity.Grams);
        if (Math.Abs(board.Weighed.Grams - promised) * 10 <= promised)
            return Answer(promises, [.. promises.Select(x => x.Quantity.Grams)], board.Weighed, split: false);
        return Answer(promises, new Split(board, promises).Run(), board.Weighed, split: true);
    }

    static ResplitAnswer Answer(List<Allocation> promises, long[] grams, Mass weighed, bool split) => new(
        [.. promises.Select((x, i) => new ResplitShare(x.Id, x.Need, x.Quantity, new Mass(grams[i])))], split, weighed - new Mass(grams.Sum()));

    sealed class Split
    {
        readonly List<Allocation> promises;
        readonly Lot lot;
        readonly SharingTerms terms;
        readonly PartyId[] party;
        readonly NeedId[] need;
        readonly SiteId[] site;
        readonly int[] urgency;
        readonly int[] tieOrder;
        readonly long[] most, given, least;
        readonly Dictionary<PartyId, RecipientRow> rulers;
        readonly Dictionary<PartyId, long> today;
        readonly Dictionary<NeedId, long> needRoom = [];
        readonly Dictionary<SiteId, long> siteRoom = [];
        readonly long weighed;
        readonly bool lacks;

        public Split(OnBoard board, List<Allocation> promises)
        {
            var day = board.Day;
            (this.promises, lot, weighed) = (promises, day[board.Lot], board.Weighed.Grams);
            terms = day[lot.Territory].Policy.Sharing;
            lacks = weighed < promises.Sum(x => x.Quantity.Grams);
            need = [.. promises.Select(x => x.Need)];
            party = [.. need.Select(x => day[x].Recipient)];
            site = [.. need.Select(x => day[x].Site)];
            urgency = [.. need.Select(x => day[x].Urgency is Urgency.Ordinary ? (int)Urgency.Class3 + 1 : (int)day[x].Urgency)];
            tieOrder = [.. Enumerable.Range(0, promises.Count).InStableOrder(i => promises[i].Id.Value, board.Seed)];
            most = [.. promises.Select(x => lacks ? x.Quantity.Grams : long.MaxValue)];
            given = new long[promises.Count];
            least = [.. promises.Select((x, i) => Math.Min(Math.Max(lot.SmallestShare.Grams, day[site[i]].LeastShare.Grams), x.Quantity.Grams))];

            // Everybody is measured as in the sharing itself: by the voted rule of rationing, among all who ask today.
            var claims = day.Day.Needs.ToLookup(x => (x.Recipient, x.Family), x => x.Wanted.Grams);
            PartyId[] askers = [.. day.Day.Needs.Select(x => x.Recipient).Distinct()];
            rulers = new RecipientRows(day, terms).Of(askers, (id, family) => claims[(id, family)].Sum()).ToDictionary(x => x.Id);
            var remaining = promises.Select(x => x.Id).ToHashSet();
            var handedOver = board.Promised.Where(x => !remaining.Contains(x.Id)).ToList();
            today = askers.ToDictionary(x => x, x => handedOver.Where(y => day[y.Need].Recipient == x).Sum(y => y.Quantity.Grams * (long)terms.Points[day[y.Lot].Family]));
            foreach (var one in need.Distinct())
                needRoom[one] = Math.Max(0, day[one].Wanted.Grams - handedOver.Where(x => x.Need == one).Sum(x => x.Quantity.Grams));
            foreach (var one in site.Distinct())
            {
                var there = handedOver.Where(x => day[x.Need].Site == one).ToList();
                var room = day[one].StorageLeft[lot.Temperature].Grams - there.Where(x => day[x.Lot].Temperature == lot.Temperature).Sum(x => x.Quantity.Grams);
                if (day[one].ReceptionLeft is { } reception)
                    room = Math.Min(room, reception.Grams - there.Sum(x => x.Quantity.Grams));
                siteRoom[one] = Math.Max(0, room);
            }
        }

        public long[] Run()
        {
            if (!lacks)
            {
                // Nobody loses by a surplus: what was promised stays, and the rest is shared.
                for (var i = 0; i < promises.Count; i++)
                    Give(i, promises[i].Quantity.Grams);
                ByRank(weighed - given.Sum(), ToWorstServed);
                return given;
            }
            do
            {
                for (var i = 0; i < given.Length; i++)
                    Give(i, -given[i]);
                ByRank(weighed, terms.PromiseCut switch
                {
                    PromiseCut.InProportion => InProportion,
                    PromiseCut.LatestFirst => FirstPromisedFirst,
                    _ => ToWorstServed,
                });
            }
            while (CloseCrumb());
            return given;
        }

        /// <summary>Urgent needs by class, then those entitled, then the others; by proportion and by date the last two are one.</summary>
        void ByRank(long left, Action<int[], long> share)
        {
            var together = lacks && terms.PromiseCut != PromiseCut.BestServedFirst;
            foreach (var rank in tieOrder.GroupBy(i => (urgency[i], !together && rulers[party[i]].Weight == 0)).OrderBy(x => x.Key))
            {
                int[] members = [.. rank];
                var before = members.Sum(i => given[i]);
                share(members, left);
                left -= members.Sum(i => given[i]) - before;
            }
        }

        void ToWorstServed(int[] members, long left)
        {
            var part = Math.Max(1, left / MostParts);
            var levels = Array.ConvertAll(members, Level);
            while (left > 0)
            {
                var worst = -1;
                for (var k = 0; k < members.Length; k++)
                    if (Room(members[k]) > 0 && (worst < 0 || levels[k] < levels[worst]))
                        worst = k;
                if (worst < 0)
                    return;
                var grams = Math.Min(Math.Min(part, left), Room(members[worst]));
                Give(members[worst], grams);
                left -= grams;
                for (var k = 0; k < members.Length; k++)
                    if (party[members[k]] == party[members[worst]])
                        levels[k] = Level(members[k]);
            }
        }

        void InProportion(int[] members, long left)
        {
            Int128 all = members.Sum(i => most[i]), until = 0;
            left = Math.Min(left, (long)all);
            foreach (var i in members)
            {
                // Differences of running sums add up to what is left.
                var before = all == 0 ? 0 : (long)(left * until / all);
                until += most[i];
                Give(i, (all == 0 ? 0 : (long)(left * until / all)) - before);
            }
        }

        void FirstPromisedFirst(int[] members, long left)
        {
            foreach (var i in members.Order())
            {
                var grams = Math.Min(left, Room(i));
                Give(i, grams);
                left -= grams;
            }
        }

        /// <summary>
        /// A share below the smallest useful one is not worth a stop: the smallest gives up what it has, as long as the others can take it. False when
        /// there is none.
        /// </summary>
        bool CloseCrumb()
        {
            var crumb = -1;
            foreach (var i in tieOrder)
                if (!lot.Indivisible && given[i] > 0 && given[i] < least[i] && (crumb < 0 || given[i] < given[crumb])
                    && urgency[i] > (int)Urgency.Class3 && most.Sum() - most[i] >= weighed)
                    crumb = i;
            if (crumb < 0)
                return false;
            most[crumb] = 0;
            return true;
        }

        long Room(int i) => Math.Min(most[i] - given[i], lacks ? long.MaxValue : Math.Min(needRoom[need[i]], siteRoom[site[i]]));

        void Give(int i, long grams)
        {
            given[i] += grams;
            needRoom[need[i]] -= grams;
            siteRoom[site[i]] -= grams;
            today[party[i]] += grams * terms.Points[lot.Family];
        }

        /// <summary>Points per entitled part; grams alone where nobody of a rank is entitled.</summary>
        Int128 Level(int i)
        {
            var (ruler, points) = (rulers[party[i]], today[party[i]]);
            var held = (Int128)ruler.HeadStart(points) + points;
            return ruler.Weight > 0 ? (held << 40) / ruler.Weight : held;
        }
    }
}
