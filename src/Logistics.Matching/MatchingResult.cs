using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Plans;
using Logistics.Matching.Verification;

namespace Logistics.Matching;

/// <summary>Who receives what, who does not and why, and who has which equipment. Each list is in the order of the declarations.</summary>
public sealed record MatchingResult
{
    public required ValueList<Allocation> Allocations { get; init; }

    /// <summary>Each need that did not receive all it wanted.</summary>
    public required ValueList<Unmet> Unmet { get; init; }

    /// <summary>Each lot of which something stays.</summary>
    public required ValueList<Leftover> Leftovers { get; init; }

    /// <summary>
    /// Each pair of one family that a hard rule forbids; pairs of different families are not listed. Empty on a day with more than 600,000 such
    /// pairs: then <see cref="UnlistedRefusals"/> counts them, and <see cref="Refusals"/> answers for any one of them.
    /// </summary>
    public required ValueList<RefusedPair> RefusedPairs { get; init; }

    /// <summary>How many pairs of one family are forbidden, by kind of refusal with an example each, where they are too many to list; else empty.</summary>
    public ValueList<RefusalCount> UnlistedRefusals { get; init; } = [];

    /// <summary>The first rule that forbids a pair: from the list, or from the rules where there is none.</summary>
    internal Refusal? RefusalOf(MatchingInput input, LotId lot, NeedId need) => UnlistedRefusals.Count > 0
        ? new Refusals(input).Of(lot, need)
        : RefusedPairs.FirstOrDefault(x => x.Lot == lot && x.Need == need)?.Refusal;

    /// <summary>For each lot that is given, who would have it next if a taker declined: the first is asked first.</summary>
    public ValueList<Fallback> Fallbacks { get; init; } = [];

    public required ValueList<Booking> Bookings { get; init; }

    public required ValueList<UnmetRequest> UnmetRequests { get; init; }

    /// <summary>Kilograms given, and the most that any sharing under the same rules could give; null where goods were not shared by our rule.</summary>
    public required MatchingBound? Bound { get; init; }

    /// <summary>One for each pool of territories that share under the same terms; see <see cref="CertificateVerifier"/>.</summary>
    public ValueList<MatchingCertificate> Certificates { get; init; } = [];

    /// <summary>How far the whole shares are from what the certificates prove; null where goods were not shared by our rule.</summary>
    public TierFigures? Tiers { get; init; }

    /// <summary>True when Google OR-Tools took part.</summary>
    public required bool Companion { get; init; }

    /// <summary>Set when the matching is complete but something about it must be said, such as that the companion took no part.</summary>
    public MatchingNote? Note { get; init; }
}

/// <param name="Next">Needs that could still take of the lot, by urgency, then whoever stands lowest, then whoever is cheapest to reach; three at the most.</param>
public sealed record Fallback(LotId Lot, ValueList<NeedId> Next);

/// <summary>What must be said beside a matching; the words are made where people read.</summary>
public enum MatchingNote
{
    /// <summary>The companion is not there, or did not answer: shares were rounded and improved by our own search, and the bound is that of goods that can be split.</summary>
    NoCompanion,

    /// <summary>The companion is there but was not asked, because the day is too large for its model or no work was allowed: the bound is that of goods that can be split.</summary>
    NotAsked,
}
