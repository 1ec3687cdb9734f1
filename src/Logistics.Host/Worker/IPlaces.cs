using Logistics.Domain;
using Logistics.Storage;

namespace Logistics.Host.Worker;

/// <summary>Where things are, as the store tells it in GeoJSON. Every member throws <see cref="StoreAwayException"/> when it cannot be reached.</summary>
public interface IPlaces
{
    /// <summary>A territory by its code, with the latest date it declared; null: there is none.</summary>
    Task<(TerritoryId Territory, DateOnly Latest)?> FindAsync(string code, CancellationToken cancellation);

    /// <param name="bound">The one territory whose rows may be read; null: all.</param>
    Task<string> SitesAsync(TerritoryId territory, SiteQuestion question, TerritoryId? bound, CancellationToken cancellation);

    /// <summary>The territory's ground; null: nobody drew it.</summary>
    Task<string?> OutlineAsync(TerritoryId territory, CancellationToken cancellation);

    /// <returns>Null: it is kept; else what is wrong with it.</returns>
    Task<string?> DrawAsync(TerritoryId territory, string geometry, string source, CancellationToken cancellation);
}
