using Logistics.OrTools;
using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>What can be proven about a plan: small days by enumeration, larger ones by column generation where there is an engine for it.</summary>
static class Proof
{
    /// <param name="model">The problem.</param>
    /// <param name="plan">The best known; it stays as it is until the task ends.</param>
    /// <param name="written">Its value.</param>
    /// <param name="pool">Routes met on the way, read before this returns; they spare the engine work.</param>
    /// <param name="client">Null: no engine.</param>
    /// <param name="limits">Of each linear program.</param>
    /// <param name="cancellation">Ends it with what is proven by then.</param>
    public static async Task<Bound> OfAsync(
        Model model, Snapshot plan, ObjectiveValue written, RoutePool? pool, ISolverClient? client, SolveLimits limits, CancellationToken cancellation)
    {
        if (RelaxedRules.WhyNone(model.Problem) is { } rule)
            return new Bound.Unknown(rule);
        if (ExactSmall.Solve(model, plan, cancellation) is { } exact)
            return exact.Of(model, plan, written);
        if (ColumnGeneration.WhyNone(model, plan) is { } reason)
            return new Bound.Unknown(reason);
        if (client is null or NoSolver)
            return new Bound.Unknown("OR-Tools was not asked.");
        if (await ColumnGeneration.BoundAsync(model, pool, plan, client, limits, cancellation).ConfigureAwait(false) is not { } cost)
            return new Bound.Unknown("Pricing all routes took too long, or OR-Tools did not answer.");
        var value = PlanValue.Of(model, plan) with { Cost = cost };
        return new Bound.Proven(cost == plan.Cost ? written : BoundWriter.ValueOf(model, value), BoundMethod.ColumnGeneration);
    }
}
