namespace Logistics.Domain.Parties;

/// <summary>A donor agrees that a recipient may receive its goods. A null side means any partner of the territory.</summary>
/// <param name="ValidFrom">First day, inclusive; null: always was.</param>
/// <param name="ValidUntil">Last day, inclusive; null: until withdrawn.</param>
/// <remarks>A consent that names both sides may join two territories; a wildcard never does.</remarks>
public sealed record Consent(TerritoryId Territory, PartyId? From, PartyId? To, DateOnly? ValidFrom, DateOnly? ValidUntil)
{
    public bool Covers(DateOnly date) => (ValidFrom is null || ValidFrom <= date) && (ValidUntil is null || date <= ValidUntil);
}
