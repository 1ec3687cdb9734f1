namespace Logistics.OrTools;

/// <summary>Has models solved. Safe for many callers at once; they queue when the engines are busy.</summary>
public interface ISolverClient
{
    /// <exception cref="ArgumentException">The engine calls the model invalid.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the engine was killed, whatever it had found is lost.</exception>
    Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, CancellationToken cancellation);

    /// <inheritdoc cref="SolveAsync(LinearModel, SolveLimits, CancellationToken)"/>
    Task<Outcome<ConstraintSolution>> SolveAsync(ConstraintModel model, SolveLimits limits, CancellationToken cancellation);

    /// <summary>The same, for a search that has a thread of its own to wait on.</summary>
    /// <inheritdoc cref="SolveAsync(LinearModel, SolveLimits, CancellationToken)"/>
    Outcome<LinearSolution> Solve(LinearModel model, SolveLimits limits, CancellationToken cancellation) =>
        SolveAsync(model, limits, cancellation).GetAwaiter().GetResult();

    /// <inheritdoc cref="Solve(LinearModel, SolveLimits, CancellationToken)"/>
    Outcome<ConstraintSolution> Solve(ConstraintModel model, SolveLimits limits, CancellationToken cancellation) =>
        SolveAsync(model, limits, cancellation).GetAwaiter().GetResult();
}
