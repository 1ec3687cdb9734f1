using Logistics.OrTools;

namespace Logistics.Cli.Commands;

/// <summary>Google OR-Tools that may still be starting: a question asked before waits, whoever asks goes on.</summary>
sealed class LateSolver(Task<ISolverClient> starting) : ISolverClient
{
    public async Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, CancellationToken cancellation) =>
        await (await starting.WaitAsync(cancellation)).SolveAsync(model, limits, cancellation);

    public async Task<Outcome<ConstraintSolution>> SolveAsync(ConstraintModel model, SolveLimits limits, CancellationToken cancellation) =>
        await (await starting.WaitAsync(cancellation)).SolveAsync(model, limits, cancellation);
}
