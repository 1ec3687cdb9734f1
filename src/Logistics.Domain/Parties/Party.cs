using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Parties;

public enum PartyKind
{
    FoodBank, SocialGrocery, Association, CommunalSocialCentre, Kitchen, Shop, Wholesaler, Grower, ThirdPlace, Municipality, Other
}

/// <summary>Whoever gives, receives or lends: any partner can be donor and recipient.</summary>
public sealed record Party
{
    public required PartyId Id { get; init; }

    /// <summary>The name the file gives it, unique among parties.</summary>
    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required string Name { get; init; }

    public required PartyKind Kind { get; init; }

    public string? Phone { get; init; }

    /// <summary>Of the establishment; null: not told, or it has none.</summary>
    public Siret? Siret { get; init; }

    /// <summary>Null: not told, or it is no association.</summary>
    public Rna? Rna { get; init; }

    /// <summary>
    /// Persons this partner serves, attested once for the partner and not per need, so that splitting a need in two earns nothing.
    /// It is the entitled share; 0 means the partner has no claim of its own and comes after those who have.
    /// </summary>
    public int AttestedPersons { get; init; }

    /// <summary>
    /// Goods already received over the period the policy looks back on, told by family and faded by the policy's half-life; fairness counts from here.
    /// </summary>
    public FamilyMasses ReceivedByFamily { get; init; } = FamilyMasses.Zero;

    /// <summary>The same where the family is not known: counted with the points of <see cref="Family.Other"/>.</summary>
    public Mass ReceivedEarlier { get; init; }

    /// <summary>What it needs in a week, declared and audited; counts only where the policy entitles by it.</summary>
    public Mass AuditedWeeklyNeed { get; init; }

    /// <summary>Habilitated to distribute food aid (code de l'action sociale et des familles, art. L. 266-2).</summary>
    public bool Habilitated { get; init; } = true;

    /// <summary>Attests that it hands out food before its use-by date even when less than 48 hours are left (code de l'environnement, art. D. 541-310).</summary>
    public bool RedistributesShortDated { get; init; }

    /// <summary>True when it may give only under a written agreement: shops above 400 m², large caterers, industry and wholesale (code de l'environnement, art. L. 541-15-6).</summary>
    public bool ConventionRequired { get; init; }

    public CollectionMeans Collection { get; init; } = CollectionMeans.PlainCar;
}
