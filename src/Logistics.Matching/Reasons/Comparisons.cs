using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Needs;
using Logistics.Measures;

namespace Logistics.Matching.Reasons;

/// <summary>Where one need stands beside a lot: all that may decide between it and another.</summary>
public sealed record Standing
{
    public required NeedId Need { get; init; }

    public required PartyId Party { get; init; }

    public required Urgency Urgency { get; init; }

    public required Mass OfLot { get; init; }

    /// <summary>What it still lacks after the sharing.</summary>
    public required Mass Missing { get; init; }

    /// <summary>Room left for the lot's class at its site after the sharing.</summary>
    public required Mass Room { get; init; }

    /// <summary>The rule that keeps the lot from it; null: none.</summary>
    public required Refusal? Refusal { get; init; }

    /// <summary>Received per entitled part of all that today's recipients received, in thousandths: before today, without this lot, with it; null without entitlement.</summary>
    public required SharePermille? Share { get; init; }

    /// <summary>By road from the lot; null when it cannot be reached.</summary>
    public required Distance? Away { get; init; }
}

/// <param name="Before">Before today.</param>
/// <param name="WithoutLot">With today's other lots.</param>
/// <param name="After">With all of today's lots.</param>
public sealed record SharePermille(int Before, int WithoutLot, int After);

/// <summary>What tells two needs apart, in the order in which a sharing asks.</summary>
public enum ComparisonPoint
{
    /// <summary>A rule keeps the lot from whoever asks.</summary>
    Refused,

    /// <summary>The other's need is more urgent.</summary>
    Urgency,

    /// <summary>Whoever asks has all that was wanted.</summary>
    NeedMet,

    /// <summary>Whoever asks has no room left.</summary>
    StorageFull,

    /// <summary>Whoever asks has no entitled share and the other has.</summary>
    NoEntitlement,

    /// <summary>Without the lot the other is worse served.</summary>
    Share,

    /// <summary>Both are served alike, and the other is nearer.</summary>
    Distance,

    /// <summary>None of these alone: another way would have made the sharing as a whole worse.</summary>
    Whole,
}

/// <summary>Why them and not me, for one lot, in facts.</summary>
public sealed record Comparison(LotId Lot, Standing Asks, Standing Received, ComparisonPoint Point, string PolicyVersion, long Seed);

/// <summary>Sets two needs beside each other for one lot. Reads declarations and result, solves nothing.</summary>
public static class Comparisons
{
    public static Comparison Compare(MatchingInput input, MatchingResult result, LotId lot, NeedId asks, NeedId received)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(result);
        var shares = new ServedShares(input.Day, result.Allocations, input.Day[lot]);
        Standing mine = Stand(input, result, shares, lot, asks), theirs = Stand(input, result, shares, lot, received);
        return new Comparison(lot, mine, theirs, Point(mine, theirs), input.Day[input.Day[lot].Territory].Policy.Version, input.Seed);
    }

    static Standing Stand(MatchingInput input, MatchingResult result, ServedShares shares, LotId lot, NeedId id)
    {
        var (day, goods, need) = (input.Day, input.Day[lot], input.Day[id]);
        var fills = result.Allocations.Where(x => day[x.Need].Site == need.Site && day[x.Lot].Temperature == goods.Temperature).Sum(x => x.Quantity.Grams);
        return new Standing
        {
            Need = id,
            Party = need.Recipient,
            Urgency = need.Urgency,
            OfLot = new Mass(result.Allocations.Where(x => x.Lot == lot && x.Need == id).Sum(x => x.Quantity.Grams)),
            Missing = need.Wanted - new Mass(result.Allocations.Where(x => x.Need == id).Sum(x => x.Quantity.Grams)),
            Room = day[need.Site].StorageLeft[goods.Temperature] - new Mass(fills),
            Refusal = goods.Family != need.Family ? new Refusal.OtherFamily(need.Family)
                : result.RefusalOf(input, lot, id),
            Share = shares.Of(need.Recipient),
            Away = input.Transfers.Between(goods.Site, need.Site)?.Distance,
        };
    }

    static ComparisonPoint Point(Standing mine, Standing theirs)
    {
        if (mine.Refusal is not null)
            return ComparisonPoint.Refused;
        if (theirs.Urgency != Urgency.Ordinary && (mine.Urgency == Urgency.Ordinary || theirs.Urgency < mine.Urgency))
            return ComparisonPoint.Urgency;
        if (mine.Missing <= Mass.Zero)
            return ComparisonPoint.NeedMet;
        if (mine.Room <= Mass.Zero)
            return ComparisonPoint.StorageFull;
        if (theirs.Share is not null && mine.Share is null)
            return ComparisonPoint.NoEntitlement;
        if (theirs.Share?.WithoutLot < mine.Share?.WithoutLot)
            return ComparisonPoint.Share;
        return theirs.Share == mine.Share && theirs.Away < mine.Away ? ComparisonPoint.Distance : ComparisonPoint.Whole;
    }
}
