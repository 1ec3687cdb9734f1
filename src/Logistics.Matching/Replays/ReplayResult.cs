using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Matching.Outcomes;
using Logistics.Measures;

namespace Logistics.Matching.Replays;

/// <summary>What a series of days would have come to under one policy.</summary>
public sealed record ReplayResult
{
    public required Policy Policy { get; init; }

    public required int Days { get; init; }

    /// <summary>What was declared, each lot once: given, wasted or kept.</summary>
    public required Mass Offered { get; init; }

    public required Mass Given { get; init; }

    /// <summary>What died before anybody had it.</summary>
    public required Mass Waste { get; init; }

    /// <summary>What is left on the last evening and still lives.</summary>
    public required Mass Kept { get; init; }

    /// <summary>What urgent needs asked for, day by day, and what they were given.</summary>
    public required Mass UrgentAsked { get; init; }

    public required Mass UrgentGiven { get; init; }

    /// <summary>Way from donors to recipients for a tonne; null when nothing was given.</summary>
    public required Distance? PerTonne { get; init; }

    /// <summary>Of what was received in these days alone, under the policy's own basis.</summary>
    public required Evenness Evenness { get; init; }

    /// <summary>Everyone who stated a need, by code.</summary>
    public required ValueList<PartyReplay> Parties { get; init; }
}

/// <param name="LevelPermille">Part of what was received beside the entitled part, in thousandths; null for who has no claim of its own.</param>
public sealed record PartyReplay(PartyId Party, string Code, string Name, FamilyMasses Received, int? LevelPermille);

/// <summary>What an order of aims costs or saves, in kilograms given, beside the policy's own order.</summary>
/// <param name="Difference">Positive: more is given than under the policy's own order.</param>
public sealed record OrderPrice(ValueList<Aim> Order, Mass Given, Mass Difference, Mass Waste, int? MinPermille, Distance? PerTonne);
