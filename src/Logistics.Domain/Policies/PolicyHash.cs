using Logistics.Domain.Goods;

namespace Logistics.Domain.Policies;

/// <summary>The name that a policy's content gives itself: any decision can say by which rules it was taken, and anyone can check it.</summary>
/// <remarks>
/// Covers all that the policy decides. Not covered, because a vote gives them afterwards: the version's name, the dates and the signature.
/// So a candidate and the policy that it became have the same hash.
/// </remarks>
public static class PolicyHash
{
    /// <summary>SHA-256 of <see cref="TextOf"/> in UTF-8, as 64 hexadecimal digits.</summary>
    public static string Of(Policy policy) => Canonical(policy).Hash();

    /// <summary>The text that is hashed, one fact per line.</summary>
    public static string TextOf(Policy policy) => Canonical(policy).ToString();

    static CanonicalText Canonical(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var text = new CanonicalText("ramasse-policy 1")
            .Line("quantityRiskPercent", policy.QuantityRiskPercent)
            .Line("safetyMarginMilliseconds", policy.SafetyMargin.Milliseconds)
            .Line("radiusDecimetres", policy.Radius is { } radius ? radius.Decimetres.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none")
            .Line("foodFactor.gramsCo2ePerKilogram", policy.FoodFactor.GramsCo2ePerKilogram)
            .Line("foodFactor.source", policy.FoodFactor.Source)
            .Line("foodFactor.year", policy.FoodFactor.Year);
        AddSharing(text, policy.Sharing);
        text.Line("electorate.voices", policy.Electorate.Voices.ToString())
            .Line("electorate.quorumPercent", policy.Electorate.QuorumPercent);
        foreach (var college in policy.Electorate.Colleges)
            text.Line($"electorate.college.{college.Weight}", college.Name);
        return text;
    }

    static void AddSharing(CanonicalText text, SharingTerms terms)
    {
        text.Line("basis.persons", terms.Basis.Persons).Line("basis.equal", terms.Basis.Equal).Line("basis.auditedNeed", terms.Basis.AuditedNeed)
            .Line("rationing", terms.Rationing.ToString())
            .Line("halfLifeDays", terms.HalfLifeDays);
        foreach (var family in Enum.GetValues<Family>())
            text.Line($"points.{family}", terms.Points[family]);
        text.Line("equityTolerancePermille", terms.EquityTolerancePermille)
            .Line("costTolerancePermille", terms.CostTolerancePermille)
            .Line("nonIdlingPermille", terms.NonIdlingPermille)
            .Line("lookAheadDays", terms.LookAheadDays);
        foreach (var quality in Enum.GetValues<Quality>())
            text.Line($"preferences.{quality}", terms.Preferences[quality]);
        text.Line("order", terms.Order)
            .Line("steps.order", terms.Steps.Order)
            .Line("steps.milliseconds", terms.Steps.Hours.Milliseconds)
            .Line("steps.crates", terms.Steps.Crates)
            .Line("steps.decimetres", terms.Steps.Kilometres.Decimetres)
            .Line("promiseCut", terms.PromiseCut.ToString());
    }
}
