namespace Logistics.OrTools;

/// <summary>Stands in when no companion runs: every solve is <c>Unavailable</c>, for the reason given.</summary>
public sealed class NoSolver(string reason = "no companion") : ISolverClient
{
    public Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, CancellationToken cancellation) =>
        Answer<LinearSolution>(cancellation);

    public Task<Outcome<ConstraintSolution>> SolveAsync(ConstraintModel model, SolveLimits limits, CancellationToken cancellation) =>
        Answer<ConstraintSolution>(cancellation);

    Task<Outcome<T>> Answer<T>(CancellationToken cancellation)
        where T : class => cancellation.IsCancellationRequested
            ? Task.FromCanceled<Outcome<T>>(cancellation)
            : Task.FromResult<Outcome<T>>(new Outcome<T>.Unavailable(reason));
}
