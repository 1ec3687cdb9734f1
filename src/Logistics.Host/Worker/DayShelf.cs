using Logistics.Domain;
using Logistics.Domain.Days;

namespace Logistics.Host.Worker;

/// <summary>
/// Plans as pages read them. Which plan is current is always asked of the store; a plan once read is kept, since a stored plan never changes.
/// </summary>
public sealed class DayShelf(StoreDoor door, TimeProvider clock)
{
    const int Room = 8;

    readonly Lock @lock = new();
    readonly LinkedList<PlannedDay> kept = [];

    public Task<IReadOnlyList<DayState>> DaysAsync(CancellationToken cancellation) => door.Store.DaysAsync(cancellation);

    /// <summary>The day a visitor means without saying: the first planned one whose last pick-up is not over, else the last planned; null when none is.</summary>
    public async Task<DayState?> DefaultDayAsync(CancellationToken cancellation)
    {
        var planned = (await DaysAsync(cancellation)).Where(day => day.Current is not null).OrderBy(day => day.Date).ToList();
        // A day lasts until tomorrow in some zone; whether it is over is a matter of its own instants.
        var earliest = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        foreach (var state in planned.Where(day => day.Date >= earliest))
            if (await ByIdAsync(state.Current!.Value, cancellation) is { } day && day.Index.Day.Lots.Any(lot => lot.PickupWindow.End >= clock.GetUtcNow()))
                return state;
        return planned.LastOrDefault();
    }

    /// <summary>The current plan of a day; null when it has none.</summary>
    public async Task<PlannedDay?> CurrentAsync(DateOnly date, CancellationToken cancellation)
    {
        var day = (await DaysAsync(cancellation)).FirstOrDefault(day => day.Date == date);
        return day?.Current is { } id ? await ByIdAsync(id, cancellation) : null;
    }

    public async Task<PlannedDay?> ByIdAsync(PlanId id, CancellationToken cancellation)
    {
        lock (@lock)
            for (var node = kept.First; node is not null; node = node.Next)
                if (node.Value.Plan.Id == id)
                {
                    kept.Remove(node);
                    kept.AddFirst(node);
                    return node.Value;
                }
        if (await door.Store.PlanAsync(id, cancellation) is not { } stored)
            return null;
        var planned = new PlannedDay(new DayIndex(stored.Declarations), stored.Plan, stored.Version);
        Keep(planned);
        return planned;
    }

    /// <summary>Spares reading a plan that was just stored.</summary>
    public void Keep(PlannedDay planned)
    {
        lock (@lock)
        {
            kept.AddFirst(planned);
            while (kept.Count > Room)
                kept.RemoveLast();
        }
    }

    /// <summary>The plan that holds a route, and the route.</summary>
    public async Task<(PlannedDay Day, Route Route)?> RouteAsync(RouteId id, CancellationToken cancellation)
    {
        if (await door.Store.PlanOfRouteAsync(id, cancellation) is not { } plan || await ByIdAsync(plan, cancellation) is not { } day)
            return null;
        return day.Plan.Routes.FirstOrDefault(route => route.Id == id) is { } route ? (day, route) : null;
    }
}
