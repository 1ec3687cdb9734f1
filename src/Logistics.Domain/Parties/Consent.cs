namespace Logistics.Domain.Parties;

/// <summary>A donor agrees that a recipient may receive its goods. A null side means any partner of the territory.</summary>
/// <param name="ValidFrom">First day, inclusive; null: always was.</param>
/// <param name="ValidUntil">Last day, inclusive; null: until withdrawn.</param>
/// <remarks>A consent that names both sides may join two territories; a wildcard never does.</remarks>
public sealed record Consent(TerritoryId Territory, PartyId? From, PartyId? To, DateOnly? ValidFrom, DateOnly? ValidUntil)
{
    /// <summary>The name the day's file gives it, unique there; null for one that is only thought of.</summary>
    public string? Code { get; init; }

    /// <summary>The written agreement that backs it, where there is one.</summary>
    public Convention? Convention { get; init; }

    public bool Covers(DateOnly date) => (ValidFrom is null || ValidFrom <= date) && (ValidUntil is null || date <= ValidUntil);
}

/// <summary>A signed donation agreement: what the law asks of large donors before they give.</summary>
/// <param name="Reference">How the partners file it.</param>
/// <param name="ValidFrom">First day, inclusive.</param>
/// <param name="ValidUntil">Last day, inclusive; null: until it is ended.</param>
public sealed record Convention(string Reference, DateOnly ValidFrom, DateOnly? ValidUntil)
{
    public bool Covers(DateOnly date) => ValidFrom <= date && (ValidUntil is null || date <= ValidUntil);
}
