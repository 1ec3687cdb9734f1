using Logistics.Measures;

namespace Logistics.Domain.Policies;

/// <summary>What the members decided, dated and versioned; every plan names the version it used.</summary>
public sealed record Policy
{
    public required string Version { get; init; }

    public required DateOnly DecidedOn { get; init; }

    /// <summary>First day it holds (inclusive); null: the day it was decided.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Chance, in percent, that a lot weighs more than its high estimate: the risk a full vehicle runs. The plan prints it.</summary>
    public required decimal QuantityRiskPercent { get; init; }

    /// <summary>Goods arrive at least this long before they could no longer be handed out.</summary>
    public required Duration SafetyMargin { get; init; }

    /// <summary>Greatest distance between donor and recipient, as the crow flies; null: none.</summary>
    public Distance? Radius { get; init; }

    /// <summary>What one kilogram of food saved from waste spares the climate.</summary>
    public required EmissionFactor FoodFactor { get; init; }

    /// <summary>Who receives what, and in which order aims come.</summary>
    public SharingTerms Sharing { get; init; } = SharingTerms.Default;

    /// <summary>Who votes on the next policy.</summary>
    public Electorate Electorate { get; init; } = Electorate.Default;

    /// <summary>The vote it came out of; null for a policy that was adopted in another way.</summary>
    public PolicySignature? Signature { get; init; }
}

/// <summary>A factor is never shown without where it comes from.</summary>
/// <param name="GramsCo2ePerKilogram">Grams of CO2 equivalent per kilogram of food.</param>
public sealed record EmissionFactor(int GramsCo2ePerKilogram, string Source, int Year);
