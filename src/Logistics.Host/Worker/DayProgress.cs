using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Domain.Routes;
using Logistics.Measures;

namespace Logistics.Host.Worker;

/// <summary>Whether whoever drives knows the round as it is now.</summary>
public enum Acknowledged
{
    /// <summary>No link was given: nobody can say so.</summary>
    NoLink,

    /// <summary>A link was given and not opened, or nothing was read by it.</summary>
    NotYet,

    /// <summary>An older one was read.</summary>
    Older,

    Yes,
}

/// <summary>How one round goes, as it was told.</summary>
/// <param name="Done">Numbers of the halts at which everything was told.</param>
/// <param name="Left">Allocations of which something was refused or left.</param>
/// <param name="Late">How long the next halt should have begun; null: it is not late by more than <see cref="DayProgress.Tolerance"/>, or the round is over.</param>
/// <param name="Incidents">The latest last.</param>
public sealed record RoundProgress(IReadOnlySet<int> Done, int Of, int Left, Duration? Late, IReadOnlyList<Incident> Incidents, DateTimeOffset? LastTold, Acknowledged Acknowledged);

/// <summary>What was told of a day, and what its drivers read.</summary>
public sealed record DayNews(IReadOnlyList<Proof> Proofs, IReadOnlyList<Incident> Incidents, IReadOnlyList<Access.RouteLink> Links)
{
    public static async Task<DayNews> ReadAsync(DateOnly date, IDayStore store, CancellationToken cancellation)
    {
        var (proofs, incidents, links) = (store.Proofs.OfDateAsync(date, null, cancellation), store.Proofs.IncidentsAsync(date, null, cancellation), store.RouteLinks.OfDateAsync(date, cancellation));
        return new(await proofs, await incidents, await links);
    }
}

/// <summary>How the rounds of a day go: from proofs, incidents and what drivers read.</summary>
public sealed class DayProgress
{
    /// <summary>Traffic and talk: less than this is no lateness.</summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(15);

    readonly Dictionary<ShiftId, RoundProgress> rounds = [];

    public RoundProgress? this[ShiftId shift] => rounds.GetValueOrDefault(shift);

    public static async Task<DayProgress> OfAsync(PlannedDay day, DayNews news, DayShelf shelf, DateTimeOffset now, CancellationToken cancellation)
    {
        var proofs = news.Proofs;
        var corrected = proofs.Select(x => x.Corrects).OfType<ProofId>().ToHashSet();
        var lines = proofs.Where(x => !corrected.Contains(x.Id)).SelectMany(proof => proof.Lines.Select(line => (proof.ReceivedAt, line))).ToList();
        var told = lines.ToLookup(x => (x.line.Allocation, x.line.Handling));
        var incidents = news.Incidents.OrderBy(x => x.OccurredAt).ToLookup(x => x.Driver);
        var links = news.Links.ToLookup(x => x.Shift);
        var progress = new DayProgress();
        foreach (var route in day.Plan.Routes)
        {
            var done = route.Stops.Index().Where(x => x.Item.Activities.Count > 0 && x.Item.Activities.All(y => told.Contains((y.Allocation, HandlingOf(y))))).Select(x => x.Index).ToHashSet();
            var own = route.Stops.SelectMany(x => x.Activities).SelectMany(x => told[(x.Allocation, HandlingOf(x))]).ToList();
            var next = route.Stops.Index().FirstOrDefault(x => x.Item.Activities.Count > 0 && !done.Contains(x.Index)).Item;
            var late = next is not null && now > next.ServiceBegin + Tolerance.ToTimeSpan() && now < route.Return.AddHours(12) && done.Count > 0 ? Duration.FromTimeSpan(now - next.ServiceBegin) : (Duration?)null;
            progress.rounds[route.Shift] = new(
                done, route.Stops.Count(x => x.Activities.Count > 0), own.Where(x => x.line.Deed is Deed.Refused or Deed.Left or Deed.Lost).Select(x => x.line.Allocation).Distinct().Count(), late,
                [.. incidents[route.Driver]], own.Count == 0 ? null : own.Max(x => x.ReceivedAt), await ReadAsync(day, route, [.. links[route.Shift]], shelf, cancellation));
        }
        return progress;
    }

    static Handling HandlingOf(Activity activity) => activity.Kind == ActivityKind.Pickup ? Handling.Pickup : Handling.Delivery;

    /// <summary>A round that a later plan left as it is was read with the earlier plan.</summary>
    static async Task<Acknowledged> ReadAsync(PlannedDay day, Route route, IReadOnlyList<Access.RouteLink> links, DayShelf shelf, CancellationToken cancellation)
    {
        if (links.Count == 0)
            return Acknowledged.NoLink;
        var seen = links.Select(x => x.SeenPlan).OfType<PlanId>().Distinct().ToList();
        foreach (var plan in seen)
            if (plan == day.Plan.Id || (await shelf.ByIdAsync(plan, cancellation))?.Plan.Routes.Any(x => x.Id == route.Id) == true)
                return Acknowledged.Yes;
        return seen.Count == 0 ? Acknowledged.NotYet : Acknowledged.Older;
    }
}
