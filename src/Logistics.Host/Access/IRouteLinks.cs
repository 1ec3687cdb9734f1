using Logistics.Domain;

namespace Logistics.Host.Access;

/// <summary>A link by which whoever has it opens one route without an account: one vehicle's round on one day, whatever plan is in force.</summary>
/// <param name="ReadsUntil">Until then it shows the route, exclusive.</param>
/// <param name="TellsUntil">Until then a device that opened it may tell what happened, exclusive: it may have been without a network for days.</param>
/// <param name="Openings">How often it was opened.</param>
/// <param name="SeenPlan">The plan that somebody said to have read last, and when; null: none yet.</param>
public sealed record RouteLink(
    Guid Id, TerritoryId Territory, DateOnly Date, ShiftId Shift, DateTimeOffset MadeAt, DateTimeOffset ReadsUntil, DateTimeOffset TellsUntil, int Openings = 0,
    DateTimeOffset? OpenedAt = null, PlanId? SeenPlan = null, DateTimeOffset? SeenAt = null);

/// <summary>Links of routes. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface IRouteLinks
{
    Task AddAsync(RouteLink link, byte[] digest, Guid? by, CancellationToken cancellation);

    /// <summary>The link that still shows its route, counted as opened; null: there is none such.</summary>
    Task<RouteLink?> OpenAsync(byte[] digest, CancellationToken cancellation);

    /// <summary>The link by which something may still be told; null: there is none such.</summary>
    Task<RouteLink?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Links of a route that have not ended, the newest first.</summary>
    Task<IReadOnlyList<RouteLink>> ListAsync(DateOnly date, ShiftId shift, CancellationToken cancellation);

    /// <summary>Links of a date's routes that have not ended, the newest first.</summary>
    Task<IReadOnlyList<RouteLink>> OfDateAsync(DateOnly date, CancellationToken cancellation);

    /// <summary>Notes that whoever opened the link has read this plan.</summary>
    Task SeeAsync(Guid id, PlanId plan, CancellationToken cancellation);

    /// <param name="territory">Null: of any.</param>
    /// <returns>False when there is no such link.</returns>
    Task<bool> EndAsync(Guid id, Guid? territory, Guid? by, CancellationToken cancellation);
}
