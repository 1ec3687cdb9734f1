using Logistics.OrTools;

namespace Logistics.Routing.Tests.Columns;

/// <summary>A solver whose answers come after a random delay, as from a busy machine.</summary>
sealed class Delayed(ISolverClient inner, int seed) : ISolverClient
{
    readonly Random random = new(seed);

    public async Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, CancellationToken cancellation)
    {
        await Task.Delay(random.Next(30), cancellation);
        return await inner.SolveAsync(model, limits, cancellation);
    }

    public async Task<Outcome<ConstraintSolution>> SolveAsync(ConstraintModel model, SolveLimits limits, CancellationToken cancellation)
    {
        await Task.Delay(random.Next(30), cancellation);
        return await inner.SolveAsync(model, limits, cancellation);
    }
}
