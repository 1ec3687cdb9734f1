using System.Numerics;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Model;
using Logistics.Measures;

namespace Logistics.Matching.Outcomes;

/// <summary>What one day's matching amounts to; anyone can count again.</summary>
public sealed record DayFigures
{
    public required Mass Offered { get; init; }

    public required Mass Given { get; init; }

    /// <summary>Of what is given, what hubs are expected to lose in sorting.</summary>
    public required Mass ExpectedLoss { get; init; }

    /// <summary>What urgent needs asked for, and what they were given.</summary>
    public required Mass UrgentAsked { get; init; }

    public required Mass UrgentGiven { get; init; }

    /// <summary>Way from donor to recipient, each pair of places once, divided by what was given; null when nothing was.</summary>
    public required Distance? PerTonne { get; init; }

    /// <summary>Of each partner that stated a need, what it receives today.</summary>
    public required IReadOnlyDictionary<PartyId, FamilyMasses> Received { get; init; }

    /// <summary>Levels with what was received earlier and today, under the basis of the policy.</summary>
    public required Evenness Evenness { get; init; }

    /// <param name="terms">Under which the levels are counted.</param>
    public static DayFigures Of(DayIndex day, MatchingResult result, ITransfers transfers, SharingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(transfers);
        ArgumentNullException.ThrowIfNull(terms);
        var given = Total(result.Allocations.Select(x => x.Quantity));
        var recipients = RecipientsOf(day);
        var ofParty = result.Allocations.ToLookup(x => day[x.Need].Recipient);
        var received = recipients.ToDictionary(x => x.Id, x => FamilyMasses.Of(family => Total(ofParty[x.Id].Where(y => day[y.Lot].Family == family).Select(y => y.Quantity))));
        return new DayFigures
        {
            Offered = Total(day.Day.Lots.Select(x => x.Quantity.Expected)),
            Given = given,
            ExpectedLoss = Total(result.Allocations.Select(x => day[day[x.Need].Site].Hub?.LossOf(x.Quantity) ?? Mass.Zero)),
            UrgentAsked = Total(day.Day.Needs.Where(x => x.Urgency != Urgency.Ordinary).Select(x => x.Wanted)),
            UrgentGiven = Total(result.Allocations.Where(x => day[x.Need].Urgency != Urgency.Ordinary).Select(x => x.Quantity)),
            PerTonne = given == Mass.Zero ? null : PerTonneOf(Way(day, result.Allocations, transfers), given),
            Received = received,
            Evenness = Evenness.Of(
                recipients.ToDictionary(x => x.Id, x => x.ReceivedByFamily.Total + x.ReceivedEarlier + received[x.Id].Total), SharesOf(terms.Basis, recipients)),
        };
    }

    /// <summary>Entitled shares among those who share.</summary>
    internal static Dictionary<PartyId, BigInteger> SharesOf(EntitlementBasis basis, IReadOnlyCollection<Party> parties)
    {
        var shares = new EntitledShares(basis, parties);
        return parties.ToDictionary(x => x.Id, x => (BigInteger)shares.Of(x));
    }

    /// <summary>Partners that stated a need, in the order of the declarations.</summary>
    internal static List<Party> RecipientsOf(DayIndex day)
    {
        var asking = day.Day.Needs.Select(x => x.Recipient).ToHashSet();
        return [.. day.Day.Parties.Where(x => asking.Contains(x.Id))];
    }

    /// <summary>From each place where something is taken to each where some of it is left, once.</summary>
    internal static Distance Way(DayIndex day, IEnumerable<Allocation> allocations, ITransfers transfers) => new(allocations
        .Select(x => (From: day[x.Lot].Site, To: day[x.Need].Site)).Distinct().Sum(x => transfers.Between(x.From, x.To)?.Distance.Decimetres ?? 0));

    internal static Distance PerTonneOf(Distance way, Mass given) => new((long)((Int128)way.Decimetres * 1_000_000 / given.Grams));

    internal static Mass Total(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, x) => sum + x);
}
