namespace Logistics.OrTools;

/// <summary>Three models small enough to solve by hand, one per engine, asked before the engines are trusted with a day.</summary>
public static class SelfTest
{
    static readonly SolveLimits Limits = new() { Time = TimeSpan.FromSeconds(10) };

    /// <returns>Null when all three optima are right; else one line that says which engine failed and how.</returns>
    public static async Task<string?> RunAsync(ISolverClient client, CancellationToken cancellation) =>
        await ConstraintAsync(client, cancellation).ConfigureAwait(false)
        ?? await IntegerAsync(client, cancellation).ConfigureAwait(false)
        ?? await LinearAsync(client, cancellation).ConfigureAwait(false);

    /// <summary>3x + 4y ≤ 12 with x ≤ 4, y ≤ 3: 20x + 30y is 90 at (0, 3), above 80 at (4, 0) and 80 at (1, 2).</summary>
    static async Task<string?> ConstraintAsync(ISolverClient client, CancellationToken cancellation)
    {
        var model = new ConstraintModel();
        var x = model.Integer(0, 4);
        var y = model.Integer(0, 3);
        model.AtMost(12, [3 * x, 4 * y]);
        model.Maximize(20 * x, 30 * y);
        var outcome = await client.SolveAsync(model, Limits, cancellation).ConfigureAwait(false);
        return outcome is Outcome<ConstraintSolution>.Optimal({ Objective: 90, Bound: 90 }) ? null : $"CP-SAT self-test: expected 90, got {Text(outcome)}";
    }

    /// <summary>2x + 2y ≤ 7 in whole numbers: x + y is 3, where the relaxation says 3.5.</summary>
    static async Task<string?> IntegerAsync(ISolverClient client, CancellationToken cancellation)
    {
        var model = LinearModel.Maximize();
        var x = model.Whole(0, 10, cost: 1);
        var y = model.Whole(0, 10, cost: 1);
        model.AtMost(7, 2 * x, 2 * y);
        var outcome = await client.SolveAsync(model, Limits, cancellation).ConfigureAwait(false);
        return outcome is Outcome<LinearSolution>.Optimal(var best) && Near(best.Objective, 3) ? null : $"SCIP self-test: expected 3, got {Text(outcome)}";
    }

    /// <summary>The same in real numbers: 3.5, and one more on the right is worth one half.</summary>
    static async Task<string?> LinearAsync(ISolverClient client, CancellationToken cancellation)
    {
        var model = LinearModel.Maximize();
        var x = model.Real(0, 10, cost: 1);
        var y = model.Real(0, 10, cost: 1);
        var row = model.AtMost(7, 2 * x, 2 * y);
        var outcome = await client.SolveAsync(model, Limits, cancellation).ConfigureAwait(false);
        return outcome is Outcome<LinearSolution>.Optimal(var best) && Near(best.Objective, 3.5) && Near(best.DualOf(row), 0.5)
            ? null
            : $"GLOP self-test: expected 3.5, got {Text(outcome)}";
    }

    static bool Near(double number, double expected) => Math.Abs(number - expected) < 1e-6;

    static string Text(Outcome<ConstraintSolution> outcome) => outcome switch
    {
        Outcome<ConstraintSolution>.Unavailable(var reason) => reason,
        { Best: { } best } => $"{best.Objective}",
        _ => outcome.GetType().Name,
    };

    static string Text(Outcome<LinearSolution> outcome) => outcome switch
    {
        Outcome<LinearSolution>.Unavailable(var reason) => reason,
        { Best: { } best } => $"{best.Objective}",
        _ => outcome.GetType().Name,
    };
}
