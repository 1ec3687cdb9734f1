using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Matching.Verification;

/// <summary>
/// What lets somebody who trusts none of our code check that goods that can be split could not be shared better: the network of all limits, a
/// flow on it, for each tier before equity potentials that prove it best, and the rulers by which recipients are compared.
/// </summary>
/// <remarks>
/// It speaks of the sharing to the gram, from which whole shares are then made; <see cref="TierFigures"/> says how far the plan is from it.
/// Immutable once made; thread safe.
/// </remarks>
public sealed record MatchingCertificate
{
    /// <summary>Arcs with their limits in grams; a flow obeys them, and what enters a node leaves it.</summary>
    public required ValueList<CertificateArc> Arcs { get; init; }

    /// <summary>The tiers before equity, in their order.</summary>
    public required ValueList<CertificateStorey> Storeys { get; init; }

    /// <summary>Empty where who holds what was decided over several days: then nothing is claimed of today's equity alone.</summary>
    public required ValueList<CertificateRecipient> Recipients { get; init; }

    /// <summary>False where limits crossed and had to be split (two classes for one need in a full storage, a storage of two partners): the proof holds for the split.</summary>
    public required bool Nested { get; init; }

    /// <summary>False where the members voted that kilograms of different families count differently: which lots are given is then settled before equity.</summary>
    public required bool CountsAlike { get; init; }

    /// <summary>What the ways used must cost at the least, by the linear relaxation; null when not asked.</summary>
    public required Cost? ChargeAtLeast { get; init; }
}

/// <param name="Tail">Node it leaves.</param>
/// <param name="Head">Node it enters.</param>
/// <param name="Lower">Least, in grams.</param>
/// <param name="Upper">Most, in grams.</param>
/// <param name="Points">Points per gram of what it carries; 0 where goods of all kinds come together, and no limit applies.</param>
/// <param name="Flow">In points.</param>
/// <param name="Lot">Set on the arc that brings a lot in.</param>
public readonly record struct CertificateArc(int Tail, int Head, long Lower, long Upper, long Points, long Flow, LotId? Lot = null);

/// <param name="Costs">By arc: what the tier seeks to make small.</param>
/// <param name="Potentials">By node: an arc with cost + tail's - head's above zero carries its least, below zero its most.</param>
public sealed record CertificateStorey(ValueList<long> Costs, ValueList<long> Potentials);

/// <param name="Arc">Carries all that the recipient is given today, in points, out of its node.</param>
/// <param name="Earlier">What the rule counts as held before, in points.</param>
/// <param name="Weight">Entitled share; 0: it comes after all who have one.</param>
/// <param name="TurnAt">For the Talmud rule, half of the claim; null for other rules.</param>
/// <param name="EarlierBeyond">For the Talmud rule, what counts as held once more than half is given.</param>
public readonly record struct CertificateRecipient(PartyId Party, int Arc, long Earlier, long Weight, long? TurnAt, long EarlierBeyond);
