using Logistics.OrTools;
using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// A lower bound on the cost of every plan, by column generation: first the plan's own duals, then those that GLOP finds near the best so far over the routes known; what they
/// prove says <see cref="DualTrial"/>. The best value so far is valid at any time. (Lübbecke and Desrosiers 2005, Operations Research 53:1007.)
/// </summary>
sealed class ColumnGeneration
{
    /// <summary>How far new duals may be from the best so far, see <see cref="RouteMaster.DualsAsync"/>; less after each that proves no more.</summary>
    const double FirstReach = 0.08;
    const double LeastReach = 0.001;
    const double Narrower = 0.4;

    /// <summary>Partial routes of all pricings together, so that it ends where nobody looks at a clock.</summary>
    const long MostLabels = 2_000_000;

    /// <summary>A bound that rises by less, as a share of the plan's cost, has not risen.</summary>
    const double LeastRise = 1e-5;

    /// <summary>A bound this near to the plan, as a share, is not worth more time.</summary>
    const double NearEnough = 1e-6;

    readonly Model model;
    readonly ISolverClient client;
    readonly SolveLimits limits;
    readonly BoundGround ground;
    readonly RouteMaster master;
    readonly long target;
    readonly HashSet<string> known = [];
    long best = long.MinValue;

    ColumnGeneration(Model model, ISolverClient client, SolveLimits limits, Snapshot incumbent)
    {
        (this.model, this.client, this.limits) = (model, client, limits);
        target = incumbent.Cost;
        ground = BoundGround.Of(model);
        master = new RouteMaster(model, ground.Served, target);
    }

    /// <summary>
    /// No plan that serves what <paramref name="incumbent"/> serves costs less, in shares. It must leave out nothing of any priority but what no vehicle may carry.
    /// Ends by itself, or at the cancellation with the best so far; null when there is none yet.
    /// </summary>
    public static async Task<long?> BoundAsync(
        Model model, RoutePool? pool, Snapshot incumbent, ISolverClient client, SolveLimits limits, CancellationToken cancellation)
    {
        if (WhyNone(model, incumbent) is not null)
            return null;
        // Off the caller's thread at once.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var generation = new ColumnGeneration(model, client, limits, incumbent);
        generation.Offer(pool, incumbent);
        try
        {
            await generation.RunAsync(new(PlanDuals.Of(model, incumbent, generation.ground.Rules), new long[generation.ground.Rules.Count]), cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The best so far is as valid as ever.
        }
        return generation.best == long.MinValue ? null : Math.Max(0, Math.Min(generation.best, generation.target));
    }

    /// <summary>Null, or one line that says why no bound can be given.</summary>
    public static string? WhyNone(Model model, Snapshot incumbent)
    {
        if (RelaxedRules.WhyNone(model.Problem) is { } rule)
            return rule;
        if (model.Requests > Pricing.MostRequests)
            return $"There are {model.Requests} requests; routes are priced for at most {Pricing.MostRequests}.";
        if (model.Objective == Objective.Hierarchical)
            return "Vehicles come first: routes are priced for money and for distance only.";
        if (incumbent.IsEmpty || incumbent.LeftOut != Carriage.LeftOutByAll(model))
            return "The plan leaves out what might be served, so its cost cannot be compared.";
        return null;
    }

    void Offer(RoutePool? pool, Snapshot incumbent)
    {
        for (var v = 0; v < model.Vehicles; v++)
            if (incumbent.CountOf(v) > 0)
                Add(new(model.KindOf[v], incumbent.NodesOf(v)[1..^1].ToArray(), incumbent.CostOf(v)));
        if (pool is null)
            return;
        foreach (var at in pool.MostRecent(Recombiner.MostColumns))
            Add(new(pool.Routes[at].Kind, pool.Routes[at].Nodes.ToArray(), pool.Routes[at].Cost));
    }

    void Add(PricedRoute route)
    {
        if (known.Add($"{route.Kind} {route.Cost} {string.Join(' ', route.Nodes.Order())}"))
            master.Add(route);
    }

    async Task RunAsync(RouteDuals start, CancellationToken cancellation)
    {
        var (centre, reach, labels) = (start, FirstReach, 0L);
        var trial = new DualTrial(ground, start, cancellation);
        while (true)
        {
            var before = best;
            do
                best = Math.Max(best, trial.Value);
            while (trial.Hope > best && trial.Deepen(cancellation));
            cancellation.ThrowIfCancellationRequested();
            foreach (var route in trial.Found())
                Add(route);
            labels += trial.Labels;
            if (best - (double)before > target * LeastRise)
                centre = trial.Duals;
            else
                reach *= Narrower;
            if (best >= target - (long)(target * NearEnough) || reach < LeastReach || labels > MostLabels
                || await master.DualsAsync(centre, reach, client, limits, cancellation).ConfigureAwait(false) is not { } duals)
                return;
            trial = new DualTrial(ground, duals, cancellation);
        }
    }
}
