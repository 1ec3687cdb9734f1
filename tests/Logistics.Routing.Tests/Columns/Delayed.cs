using Logistics.OrTools;

namespace Logistics.Routing.Tests.Columns;

/// <summary>A solver whose answers come after a random delay, as from a busy machine.</summary>
sealed class Delayed(ISolverClient inner, int seed) : ISolverClient
{
    readonly Random random = new(seed);

    /// <summary>Told of each question.</summary>
    public Action? Asked { get; init; }

    public async Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, CancellationToken cancellation)
    {
        Asked?.Invoke();
        await Task.Delay(Draw(), cancellation);
        return await inner.SolveAsync(model, limits, cancellation);
    }

    public async Task<Outcome<ConstraintSolution>> SolveAsync(ConstraintModel model, SolveLimits limits, CancellationToken cancellation)
    {
        Asked?.Invoke();
        await Task.Delay(Draw(), cancellation);
        return await inner.SolveAsync(model, limits, cancellation);
    }

    int Draw()
    {
        lock (random)
            return random.Next(30);
    }
}
