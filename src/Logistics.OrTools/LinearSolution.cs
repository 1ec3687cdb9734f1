namespace Logistics.OrTools;

/// <summary>What a linear engine found. Floating point: round whole variables, and never post money or kilograms unrounded.</summary>
public sealed class LinearSolution
{
    readonly double[] values;
    readonly double[] duals;
    readonly double[] reducedCosts;

    internal LinearSolution(double objective, double? bound, double[] values, double[] duals, double[] reducedCosts)
    {
        Objective = objective;
        Bound = bound;
        this.values = values;
        this.duals = duals;
        this.reducedCosts = reducedCosts;
    }

    /// <summary>The model's constant included.</summary>
    public double Objective { get; }

    /// <summary>
    /// No solution is better than this, as far as the engine's floating point goes; null when the engine gave none.
    /// Where a proof is printed, recompute it exactly.
    /// </summary>
    public double? Bound { get; }

    /// <summary>By index of the variable.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>True for a linear program solved to the end: <see cref="DualOf"/> and <see cref="ReducedCostOf"/> answer.</summary>
    public bool HasDuals => duals.Length > 0 || reducedCosts.Length > 0;

    public double this[LinearVariable variable] => values[variable.Index];

    /// <summary>The value nearest to a whole number, for a whole variable.</summary>
    public long Rounded(LinearVariable variable) => (long)Math.Round(values[variable.Index]);

    /// <summary>Change of the objective per unit of the row's right-hand side.</summary>
    /// <exception cref="InvalidOperationException">The model had whole variables, or a limit came first.</exception>
    public double DualOf(LinearRow row) => HasDuals ? duals[row.Index] : throw NoDuals();

    /// <summary>Change of the objective per unit of the variable, with the others following.</summary>
    /// <exception cref="InvalidOperationException">The model had whole variables, or a limit came first.</exception>
    public double ReducedCostOf(LinearVariable variable) => HasDuals ? reducedCosts[variable.Index] : throw NoDuals();

    static InvalidOperationException NoDuals() =>
        new("Only a linear program without whole variables, solved to the end, has dual values.");
}
