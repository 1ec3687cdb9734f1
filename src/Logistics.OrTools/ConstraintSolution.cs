namespace Logistics.OrTools;

/// <summary>What CP-SAT found. Whole numbers throughout, exact.</summary>
public sealed class ConstraintSolution
{
    readonly long[] values;

    internal ConstraintSolution(long objective, long? bound, long[] values)
    {
        Objective = objective;
        Bound = bound;
        this.values = values;
    }

    /// <summary>Recomputed from the values; 0 for a model without an objective.</summary>
    public long Objective { get; }

    /// <summary>No solution is better than this; null for a model without an objective.</summary>
    public long? Bound { get; }

    /// <summary>By index of the variable.</summary>
    public ReadOnlySpan<long> Values => values;

    public long this[IntegerVariable variable] => values[variable.Index];

    public bool this[Literal literal] => (values[literal.Index] == 1) == (literal.Code >= 0);
}
