using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Forecasts;
using Logistics.Matching.Outcomes;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching.Replays;

/// <summary>A day as it was declared, and the ways there were.</summary>
/// <param name="Transfers">Between all sites of the day.</param>
public sealed record PastDay(DayIndex Day, ITransfers Transfers);

/// <summary>
/// What everyone would have received if a policy had been in force: past days are shared again in the order of their dates, each from the
/// ledger and the leftovers that the policy itself made on the days before.
/// </summary>
/// <remarks>
/// The ledger opens with what partners had received by the first day; later statements of it say what happened in fact and are not used.
/// Who is first seen on a later day starts as a newcomer does. Where a policy looks ahead it knows the days before, and nothing of those to come:
/// in the first week there is no past day of the same weekday yet, and each day is shared on its own. Same days, policy and seed, same result; thread safe.
/// </remarks>
public sealed class PolicyReplay(ISolverClient solver)
{
    /// <param name="days">At least one; each date once.</param>
    /// <param name="policy">Takes the place of every territory's policy.</param>
    /// <param name="exactWork">As in <see cref="MatchingInput.ExactWork"/>, for each day.</param>
    public ReplayResult Run(IReadOnlyCollection<PastDay> days, Policy policy, long seed, double exactWork = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfZero(days.Count, nameof(days));
        var ledger = new List<LedgerEntry>();
        var tally = new Tally();
        DayIndex? before = null;
        var left = new Dictionary<LotId, Mass>();
        var declared = new List<DayDeclarations>();
        foreach (var past in days.OrderBy(x => x.Day.Day.Date))
        {
            Open(ledger, past.Day, policy, isFirst: before is null);
            var day = Stage(past.Day, before, left, policy, ledger, tally);
            var result = new Matcher(solver).Match(
                new MatchingInput { Day = day, Transfers = past.Transfers, Seed = seed, ExactWork = exactWork, Ahead = ExpectedDays.Of(day.Day, declared) }, cancellation);
            declared.Add(past.Day.Day);
            foreach (var allocation in result.Allocations)
                ledger.Add(new LedgerEntry(day[allocation.Need].Recipient, day[allocation.Lot].Family, allocation.Quantity, day.Day.Date, LedgerSource.Shared));
            tally.Add(past.Day, day, result, past.Transfers, policy.Sharing);
            left = result.Leftovers.GroupBy(x => x.Lot).ToDictionary(x => x.Key, x => DayFigures.Total(x.Select(y => y.Quantity)));
            before = day;
        }
        // The last day has no morrow: what would have lived is kept, the rest is lost.
        foreach (var (lot, rest) in left)
            if (before![lot].Date.Date > before.Day.Date)
                tally.Kept += rest;
            else
                tally.Waste += rest;
        return tally.Sum(policy);
    }

    /// <summary>What each order of aims that may be voted would have saved, all else being as in the policy.</summary>
    /// <returns>In the order of <see cref="AimOrder.Votable"/>; the price is against the policy's own order.</returns>
    public ValueList<OrderPrice> PriceOrders(IReadOnlyCollection<PastDay> days, Policy policy, long seed, double exactWork = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var runs = AimOrder.Votable.Select(order => (Order: order, Result: Run(days, policy with { Sharing = policy.Sharing with { Order = order } }, seed, exactWork, cancellation))).ToList();
        var own = runs.First(x => x.Order.Equals(policy.Sharing.Order)).Result;
        return [.. runs.Select(x => new OrderPrice(x.Order, x.Result.Given, x.Result.Given - own.Given, x.Result.Waste, x.Result.Evenness.MinPermille, x.Result.PerTonne))];
    }

    /// <summary>Gives whoever is seen for the first time a place in the ledger.</summary>
    static void Open(List<LedgerEntry> entries, DayIndex day, Policy policy, bool isFirst)
    {
        var (date, known) = (day.Day.Date, entries.Select(x => x.Party).ToHashSet());
        var recipients = DayFigures.RecipientsOf(day);
        var newcomers = recipients.Where(x => !known.Contains(x.Id)).ToList();
        if (newcomers.Count == 0)
            return;
        var shares = DayFigures.SharesOf(policy.Sharing.Basis, recipients);
        var ledger = new EquityLedger(entries);
        var others = recipients.Where(x => known.Contains(x.Id) && shares[x.Id] > 0)
            .Select(x => (ledger.BalanceOf(x.Id, date, policy.Sharing.HalfLifeDays), shares[x.Id])).ToList();
        foreach (var party in newcomers)
        {
            var (balance, source) = isFirst
                ? (new LedgerBalance(party.ReceivedByFamily, party.ReceivedEarlier), LedgerSource.Opening)
                : (NewcomerStart.Of(others, shares[party.Id]), LedgerSource.Newcomer);
            entries.AddRange(Enum.GetValues<Family>().Select(family => new LedgerEntry(party.Id, family, balance.ByFamily[family], date, source)));
            entries.Add(new LedgerEntry(party.Id, Family: null, balance.Unknown, date, source));
        }
    }

    /// <summary>The day as it would have been: the policy, the ledger and the goods left over that it made itself.</summary>
    static DayIndex Stage(DayIndex declared, DayIndex? before, Dictionary<LotId, Mass> left, Policy policy, List<LedgerEntry> entries, Tally tally)
    {
        var day = declared.Day;
        var ledger = new EquityLedger(entries);
        var lots = day.Lots;
        if (before is not null)
        {
            lots = CarriedLots.Join(before, declared, left, out var wasted);
            tally.Waste += wasted;
        }
        return new DayIndex(day with
        {
            Lots = lots,
            Territories = [.. day.Territories.Select(x => x with { Policy = policy })],
            Parties = [.. day.Parties.Select(x => ledger.BalanceOf(x.Id, day.Date, policy.Sharing.HalfLifeDays) is var balance
                ? x with { ReceivedByFamily = balance.ByFamily, ReceivedEarlier = balance.Unknown } : x)],
        });
    }

    /// <summary>Adds the days up.</summary>
    sealed class Tally
    {
        readonly Dictionary<PartyId, FamilyMasses> received = [];
        readonly Dictionary<PartyId, Party> recipients = [];
        Mass given, urgentAsked, urgentGiven;
        long decimetres;
        int days;

        public Mass Waste { get; set; }

        public Mass Kept { get; set; }

        public void Add(DayIndex declared, DayIndex day, MatchingResult result, ITransfers transfers, SharingTerms terms)
        {
            var figures = DayFigures.Of(day, result, transfers, terms);
            days++;
            given += figures.Given;
            urgentAsked += figures.UrgentAsked;
            urgentGiven += figures.UrgentGiven;
            decimetres += DayFigures.Way(day, result.Allocations, transfers).Decimetres;
            foreach (var party in DayFigures.RecipientsOf(declared))
            {
                recipients[party.Id] = party;
                var (earlier, today) = (received.GetValueOrDefault(party.Id, FamilyMasses.Zero), figures.Received[party.Id]);
                received[party.Id] = FamilyMasses.Of(family => earlier[family] + today[family]);
            }
        }

        public ReplayResult Sum(Policy policy)
        {
            var evenness = Evenness.Of(received.ToDictionary(x => x.Key, x => x.Value.Total), DayFigures.SharesOf(policy.Sharing.Basis, [.. recipients.Values]));
            return new ReplayResult
            {
                Policy = policy,
                Days = days,
                Offered = given + Waste + Kept,
                Given = given,
                Waste = Waste,
                Kept = Kept,
                UrgentAsked = urgentAsked,
                UrgentGiven = urgentGiven,
                PerTonne = given == Mass.Zero ? null : DayFigures.PerTonneOf(new Distance(decimetres), given),
                Evenness = evenness,
                Parties = [.. recipients.Values.OrderBy(x => x.Code, StringComparer.Ordinal).ThenBy(x => x.Id.Value)
                    .Select(x => new PartyReplay(x.Id, x.Code, x.Name, received[x.Id], evenness.LevelPermille.TryGetValue(x.Id, out var level) ? level : null))],
            };
        }
    }
}
