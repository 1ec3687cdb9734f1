using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Knows territories by their codes and nothing of geometry, which is PostGIS's matter.</summary>
sealed class MemoryPlaces(Func<IEnumerable<DayDeclarations>> days) : IPlaces
{
    readonly Dictionary<TerritoryId, string> outlines = [];

    public Task<(TerritoryId Territory, DateOnly Latest)?> FindAsync(string code, CancellationToken cancellation) => Task.FromResult(
        days().OrderByDescending(x => x.Date).SelectMany(x => x.Territories.Where(y => y.Code == code).Select(y => ((TerritoryId, DateOnly)?)(y.Id, x.Date))).FirstOrDefault());

    public Task<string> SitesAsync(TerritoryId territory, SiteQuestion question, TerritoryId? bound, CancellationToken cancellation) =>
        Task.FromResult($$"""{"type":"FeatureCollection","features":[],"asked":"{{territory.Value}} {{question.Date:O}} {{question.Limit}} {{question.Within}} {{question.Near}} {{bound?.Value}}"}""");

    public Task<string?> OutlineAsync(TerritoryId territory, CancellationToken cancellation) => Task.FromResult(outlines.GetValueOrDefault(territory));

    public Task<string?> DrawAsync(TerritoryId territory, string geometry, string source, CancellationToken cancellation)
    {
        outlines[territory] = geometry;
        return Task.FromResult<string?>(null);
    }
}
