using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Policies;

/// <summary>
/// All that a vote decides about who receives what. Territories whose terms are equal share their goods in one pool; where terms differ, each
/// territory's goods are shared under its own, and only what is left goes to others who are named by consent.
/// </summary>
/// <remarks>Law and urgent needs stand before all of this and are not voted on. Values are checked by the policy reader (see docs/policy-file.md).</remarks>
public sealed record SharingTerms
{
    /// <summary>What holds until members vote: attested persons, leximin, eight weeks of half-life, two percent of tolerance.</summary>
    public static readonly SharingTerms Default = new();

    public EntitlementBasis Basis { get; init; } = EntitlementBasis.ByPersons;

    public Rationing Rationing { get; init; } = Rationing.Leximin;

    /// <summary>After so many days a kilogram received counts half in the ledger.</summary>
    public int HalfLifeDays { get; init; } = 56;

    /// <summary>What a kilogram of each family counts in equity.</summary>
    public FamilyPoints Points { get; init; } = FamilyPoints.Alike;

    /// <summary>How far below its fairest level, in thousandths, anyone may be left to spare kilometres; 0 to 200.</summary>
    public int EquityTolerancePermille { get; init; } = 20;

    /// <summary>How much dearer than the cheapest, in thousandths, rounds may become to respect preferences; 0 to 200.</summary>
    public int CostTolerancePermille { get; init; }

    /// <summary>
    /// What must at least be given today of the most that could be, in thousandths: 1000 gives all that can be given; less lets food that keeps
    /// wait for somebody who is worse served.
    /// </summary>
    public int NonIdlingPermille { get; init; } = 1000;

    /// <summary>Days to come that are looked at: their openings, and the goods of a past day of the same weekday; 0 to 6.</summary>
    public int LookAheadDays { get; init; }

    public PreferenceWeights Preferences { get; init; } = PreferenceWeights.Default;

    /// <summary>Which aim comes before which; see <see cref="AimOrder"/> for the orders that may be voted.</summary>
    public ValueList<Aim> Order { get; init; } = AimOrder.Usual;

    public ChangeSteps Steps { get; init; } = ChangeSteps.Default;

    /// <summary>Whose promise is cut first when less is there than was promised.</summary>
    public PromiseCut PromiseCut { get; init; } = PromiseCut.BestServedFirst;
}

/// <summary>What entitles to a share, in percent of three measures that sum to 100.</summary>
/// <param name="Persons">By attested persons.</param>
/// <param name="Equal">The same for every structure.</param>
/// <param name="AuditedNeed">By the weekly need that was declared and audited.</param>
public sealed record EntitlementBasis(int Persons, int Equal, int AuditedNeed)
{
    public static readonly EntitlementBasis ByPersons = new(100, 0, 0);
}

/// <summary>The rule by which too little is shared (O'Neill 1982; Aumann and Maschler 1985; Thomson 2003 for the classical ones).</summary>
public enum Rationing
{
    /// <summary>The worst served, counted with what was received earlier, as high as can be; then the next.</summary>
    Leximin,

    /// <summary>Everyone the same part of what is asked for today.</summary>
    Proportional,

    /// <summary>Constrained equal awards: everyone the same per entitled share, nobody more than asked.</summary>
    EqualAwards,

    /// <summary>Constrained equal losses: everyone lacks the same amount, nobody less than nothing.</summary>
    EqualLosses,

    /// <summary>Equal awards up to half of what is asked, equal losses beyond.</summary>
    Talmud,
}

/// <summary>Points per kilogram, 1 to 16 each.</summary>
public sealed record FamilyPoints(int Protein, int Dairy, int FruitAndVegetables, int Starch, int Other, int Hygiene)
{
    public static readonly FamilyPoints Alike = new(1, 1, 1, 1, 1, 1);

    public int this[Family family] => family switch
    {
        Family.Protein => Protein,
        Family.Dairy => Dairy,
        Family.FruitAndVegetables => FruitAndVegetables,
        Family.Starch => Starch,
        Family.Other => Other,
        Family.Hygiene => Hygiene,
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };
}

/// <summary>What a wish for a quality weighs, 0 to 100 each; a need states which qualities it wishes for.</summary>
public sealed record PreferenceWeights(int Organic, int Local)
{
    public static readonly PreferenceWeights Default = new(Organic: 1, Local: 1);

    public int this[Quality quality] => quality switch
    {
        Quality.Organic => Organic,
        Quality.Local => Local,
        _ => throw new ArgumentOutOfRangeException(nameof(quality)),
    };
}

/// <summary>What a sharing seeks after law and urgent needs.</summary>
public enum Aim { Waste, Equity, Kilometres, Quality }

/// <summary>The orders of aims that may be voted: waste or equity first, and kilometres and quality never before both of them.</summary>
public static class AimOrder
{
    public static readonly ValueList<Aim> Usual = [Aim.Waste, Aim.Equity, Aim.Kilometres, Aim.Quality];

    /// <summary>Every order that may be voted, the usual one first.</summary>
    public static readonly ValueList<ValueList<Aim>> Votable =
    [
        Usual,
        [Aim.Waste, Aim.Equity, Aim.Quality, Aim.Kilometres],
        [Aim.Waste, Aim.Kilometres, Aim.Equity, Aim.Quality],
        [Aim.Equity, Aim.Waste, Aim.Kilometres, Aim.Quality],
        [Aim.Equity, Aim.Waste, Aim.Quality, Aim.Kilometres],
    ];
}

/// <summary>
/// The steps in which a smallest change is sought for someone who asks "why not me?", and in which order kinds of change are compared:
/// the earlier in the list, the smaller the change.
/// </summary>
public sealed record ChangeSteps(ValueList<ChangeKind> Order, Duration Hours, int Crates, Distance Kilometres)
{
    public static readonly ChangeSteps Default = new(
        [ChangeKind.Hours, ChangeKind.Crates, ChangeKind.Kilometres, ChangeKind.Consent], Duration.FromMinutes(60), 1, Distance.FromMetres(5_000));
}

public enum ChangeKind { Hours, Crates, Kilometres, Consent }

/// <summary>Whose promise is cut first when goods fall short of what was promised; urgent needs always last.</summary>
public enum PromiseCut
{
    /// <summary>By the same rule that shares: whoever is best served gives up first.</summary>
    BestServedFirst,

    /// <summary>Everyone the same part.</summary>
    InProportion,

    /// <summary>Whoever was promised last gives up first.</summary>
    LatestFirst,
}
