using Logistics.OrTools;
using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// A lower bound on the cost of every plan, by column generation: GLOP gives duals over the routes known, <see cref="Pricing"/> the least reduced cost over a relaxation that
/// holds all routes, <see cref="LagrangianValue"/> the bound. The best value so far is valid at any time. (Lübbecke and Desrosiers 2005, Operations Research 53:1007.)
/// </summary>
sealed class ColumnGeneration
{
    /// <summary>The partial routes one pricing may make, some 100 bytes each.</summary>
    const int MostLabels = 1_500_000;

    /// <summary>A bound this near to the plan, as a share, is not worth more time.</summary>
    const double NearEnough = 1e-6;

    readonly Model model;
    readonly ISolverClient client;
    readonly SolveLimits limits;
    readonly IReadOnlyList<int> served;
    readonly RouteRules[] rules;
    readonly RouteMaster master;
    readonly long target;
    readonly HashSet<string> known = [];
    long best = long.MinValue;

    ColumnGeneration(Model model, ISolverClient client, SolveLimits limits, Snapshot incumbent)
    {
        (this.model, this.client, this.limits) = (model, client, limits);
        target = incumbent.Cost;
        served = [.. Enumerable.Range(0, model.Requests).Where(r => Carriage.IsPossible(model, r))];
        var arcs = Enumerable.Range(0, model.Problem.Tables.Count).Select(profile => ShortestArcs.Of(model, profile)).ToArray();
        rules = [.. model.VehiclesOfKind.Select(vehicles => new RouteRules(model, vehicles[0], arcs[model.ProfileOf[vehicles[0]]]))];
        master = new RouteMaster(model, served, Math.Max(1, target));
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
            await generation.RunAsync(cancellation).ConfigureAwait(false);
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

    bool Add(PricedRoute route)
    {
        if (!known.Add($"{route.Kind} {route.Cost} {string.Join(' ', route.Nodes.Order())}"))
            return false;
        master.Add(route);
        return true;
    }

    async Task RunAsync(CancellationToken cancellation)
    {
        while (best < target - (long)(target * NearEnough) && await master.DualsAsync(client, limits, cancellation).ConfigureAwait(false) is { } duals)
            if (!TryFind(duals, cancellation) && !TryProve(duals, cancellation))
                return;
    }

    bool TryFind(long[] duals, CancellationToken cancellation)
    {
        var added = 0;
        for (var kind = 0; kind < rules.Length; kind++)
        {
            var pricing = new Pricing(model, kind, rules[kind], duals, Pricing.Care.Quick, MostLabels);
            pricing.Run(cancellation);
            added += pricing.Found().Count(Add);
        }
        return added > 0;
    }

    /// <summary>False when the pricing was cut short, which proves nothing, or nothing is left to find.</summary>
    bool TryProve(long[] duals, CancellationToken cancellation)
    {
        var least = new long[rules.Length];
        var added = 0;
        for (var kind = 0; kind < rules.Length; kind++)
        {
            var pricing = new Pricing(model, kind, rules[kind], duals, Pricing.Care.Proof, MostLabels);
            if (!pricing.Run(cancellation))
                return false;
            least[kind] = pricing.Least!.Value;
            added += pricing.Found().Count(Add);
        }
        // Nothing left out: only now do the duals prove anything.
        best = Math.Max(best, LagrangianValue.Of(model, served, duals, least));
        return added > 0;
    }
}
