using Logistics.OrTools;
using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>What was found out about the best plan there is, in the search's own terms, or why nothing was.</summary>
sealed record Finding(PlanValue? Value, BoundMethod Method, string Reason)
{
    public static Finding Nothing(string reason) => new(null, default, reason);

    /// <summary>For any plan of the same problem: where it is worth the bound it is the best there is, to the last microeuro.</summary>
    public Bound Of(Model model, Snapshot plan, ObjectiveValue written)
    {
        if (Value is not { } value)
            return new Bound.Unknown(Reason);
        return new Bound.Proven(PlanValue.Of(model, plan) == value ? written : BoundWriter.ValueOf(model, value), Method);
    }
}

/// <summary>What can be proven about a plan: small days by enumeration, larger ones by column generation where there is an engine for it.</summary>
static class Proof
{
    /// <param name="model">The problem.</param>
    /// <param name="plan">The best known; it stays as it is until the task ends.</param>
    /// <param name="pool">Routes met on the way; they spare the engine work. It, too, stays as it is.</param>
    /// <param name="client">Null: no engine.</param>
    /// <param name="limits">Of each linear program.</param>
    /// <param name="cancellation">Ends it with what is proven by then.</param>
    public static async Task<Finding> FindAsync(
        Model model, Snapshot plan, RoutePool? pool, ISolverClient? client, SolveLimits limits, CancellationToken cancellation)
    {
        if (RelaxedRules.WhyNone(model.Problem) is { } rule)
            return Finding.Nothing(rule);
        // Off the caller's thread at once: weighing takes seconds.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (ExactSmall.Solve(model, plan, cancellation) is { } exact)
            return new(exact.Bound, BoundMethod.Enumeration, "");
        if (ColumnGeneration.WhyNone(model, plan) is { } reason)
            return Finding.Nothing(reason);
        if (client is null or NoSolver)
            return Finding.Nothing("OR-Tools was not asked.");
        if (await ColumnGeneration.BoundAsync(model, pool, plan, client, limits, cancellation).ConfigureAwait(false) is not { } cost)
            return Finding.Nothing("There was no time to price any routes.");
        return new(PlanValue.Of(model, plan) with { Cost = cost }, BoundMethod.ColumnGeneration, "");
    }

    public static async Task<Bound> OfAsync(
        Model model, Snapshot plan, ObjectiveValue written, RoutePool? pool, ISolverClient? client, SolveLimits limits, CancellationToken cancellation) =>
        (await FindAsync(model, plan, pool, client, limits, cancellation).ConfigureAwait(false)).Of(model, plan, written);
}
