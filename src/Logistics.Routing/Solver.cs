using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>
/// Plans tours: insertion, then ruin-and-recreate under simulated annealing, with a phase of its own for fewer vehicles; OR-Tools puts the routes met on the way
/// together anew and helps to prove a bound. A day of a few requests is solved by weighing every plan.
/// </summary>
public static class Solver
{
    /// <summary>Where the objective puts fewer vehicles first: shares, each of the budget that is left then, given to a cheap plan of any number of them, and to fewer of them.</summary>
    const double ShapeShare = 0.1;
    const double FleetShare = 0.22;

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
        var start = StartingTours.Of(problem, options.Objective, options.Initial);
        var model = new Model(start.Problem, options.Objective);
        using var islands = new Islands(model, options, stop, new Reporter(model, progress), cancellation);

        islands.Construct(start);
        if (!islands.TrySolveExactly())
        {
            if (options.Objective == Objective.Hierarchical)
            {
                islands.Shape(ShapeShare);
                islands.ReduceFleet(FleetShare);
            }
            islands.Improve();
        }
        var unassigned = islands.Finish();

        var solution = start.Answer(model, SolutionWriter.Write(model, islands.Best, unassigned));
        return solution with { Iterations = islands.Iterations, Bound = islands.Prove(solution.Objective) };
    }
}
