using Logistics.Domain;
using Logistics.Host.Access;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Links of routes in memory.</summary>
sealed class MemoryRouteLinks(Func<DateTimeOffset> now) : IRouteLinks
{
    readonly Lock door = new();
    readonly List<(string Digest, RouteLink Link)> links = [];

    public Task AddAsync(RouteLink link, byte[] digest, Guid? by, CancellationToken cancellation)
    {
        lock (door)
            links.Add((Convert.ToHexString(digest), link));
        return Task.CompletedTask;
    }

    public Task<RouteLink?> OpenAsync(byte[] digest, CancellationToken cancellation) =>
        Change(x => x.Digest == Convert.ToHexString(digest) && x.Link.ReadsUntil > now(), link => link with { Openings = link.Openings + 1, OpenedAt = now() });

    public Task<RouteLink?> FindAsync(Guid id, CancellationToken cancellation) => Change(x => x.Link.Id == id && x.Link.TellsUntil > now(), link => link);

    public Task<IReadOnlyList<RouteLink>> ListAsync(DateOnly date, ShiftId shift, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult<IReadOnlyList<RouteLink>>([.. links.Select(x => x.Link).Where(x => x.Date == date && x.Shift == shift && x.TellsUntil > now()).Reverse()]);
    }

    public Task<IReadOnlyList<RouteLink>> OfDateAsync(DateOnly date, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult<IReadOnlyList<RouteLink>>([.. links.Select(x => x.Link).Where(x => x.Date == date && x.TellsUntil > now()).Reverse()]);
    }

    public Task SeeAsync(Guid id, PlanId plan, CancellationToken cancellation) => Change(x => x.Link.Id == id, link => link with { SeenPlan = plan, SeenAt = now() });

    public Task<bool> EndAsync(Guid id, Guid? territory, Guid? by, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(links.RemoveAll(x => x.Link.Id == id && (territory is null || x.Link.Territory.Value == territory)) > 0);
    }

    Task<RouteLink?> Change(Predicate<(string Digest, RouteLink Link)> which, Func<RouteLink, RouteLink> how)
    {
        lock (door)
        {
            var at = links.FindIndex(which);
            if (at >= 0)
                links[at] = (links[at].Digest, how(links[at].Link));
            return Task.FromResult(at >= 0 ? links[at].Link : null);
        }
    }
}
