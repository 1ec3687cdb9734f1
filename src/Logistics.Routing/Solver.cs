using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>Plans tours: insertion, then ruin-and-recreate under simulated annealing, with a phase of its own for fewer vehicles.</summary>
public static class Solver
{
    /// <summary>Share of the budget given to fewer vehicles, where the objective puts them first.</summary>
    const double FleetShare = 0.2;

    /// <summary>
    /// Always returns a plan that keeps every rule, the best found; what could not be served is in <see cref="Solution.Unassigned"/> with its reason.
    /// Cancelling keeps the best so far. Repeats itself for the same problem, seed and <see cref="WorkLimit"/>.
    /// </summary>
    public static Solution Solve(
        Problem problem, SolverOptions options, IStoppingCriterion stop, IProgress<SolverProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stop);
        var model = new Model(problem, options.Objective);
        var budget = new Budget(stop, progress, cancellation);
        var search = new RuinAndRecreate(model, options.Seed, budget);

        search.Construct();
        if (options.Objective == Objective.Hierarchical)
            search.ReduceFleet(until: FleetShare);
        search.Improve();
        search.Finish();

        return SolutionWriter.Write(model, search.Best, search.Explain()) with { Iterations = budget.Iterations };
    }
}
