using System.Diagnostics.CodeAnalysis;

namespace Logistics.OrTools;

/// <summary>A whole-number variable of one <see cref="ConstraintModel"/>, by its position there.</summary>
public readonly record struct IntegerVariable(int Index)
{
    [SuppressMessage("Usage", "CA2225", Justification = "model.AtMost(10, x, y) reads better than two named alternates.")]
    public static implicit operator Term(IntegerVariable variable) => new(variable.Index, 1, 0);

    public static Term operator *(long coefficient, IntegerVariable variable) => new(variable.Index, coefficient, 0);
}

/// <summary>Something that is true or false: a 0/1 variable, or the negation of one.</summary>
public readonly record struct Literal
{
    internal Literal(int code) => Code = code;

    /// <summary>The engine's own: the index of the variable, or -index-1 when negated.</summary>
    internal int Code { get; }

    internal int Index => Code >= 0 ? Code : ~Code;

    [SuppressMessage("Usage", "CA2225", Justification = "!literal is the usual way to write it.")]
    public static Literal operator !(Literal literal) => new(~literal.Code);

    [SuppressMessage("Usage", "CA2225", Justification = "model.AtMost(10, a, b) reads better than two named alternates.")]
    public static implicit operator Term(Literal literal) => 1 * literal;

    public static Term operator *(long coefficient, Literal literal) => literal.Code >= 0
        ? new(literal.Code, coefficient, 0)
        : new(~literal.Code, -coefficient, coefficient); // c (1 - x)
}

/// <summary>A coefficient times a variable, plus a constant.</summary>
public readonly record struct Term
{
    internal Term(int index, long coefficient, long constant)
    {
        Index = index;
        Coefficient = coefficient;
        Constant = constant;
    }

    internal int Index { get; }

    internal long Coefficient { get; }

    internal long Constant { get; }
}

/// <summary>A span from a start to an end, for <see cref="ConstraintModel.NoOverlap"/>.</summary>
public readonly record struct Interval
{
    internal Interval(int constraint) => Constraint = constraint;

    internal int Constraint { get; }
}

/// <summary>
/// Whole-number variables, constraints and one objective, for the CP-SAT engine. Everything is exact: sums are computed in 64 bits
/// and the engine refuses a model whose sums could overflow. Not thread-safe while it grows.
/// </summary>
/// <remarks>
/// A constraint may be made conditional: with <c>onlyIf</c> literals it counts only when all of them are true.
/// </remarks>
public sealed class ConstraintModel
{
    readonly List<(long Lower, long Upper)> variables = [];
    readonly List<Constraint> constraints = [];
    readonly Dictionary<int, long> hints = [];

    public int VariableCount => variables.Count;

    public int ConstraintCount => constraints.Count;

    internal IReadOnlyList<(long Lower, long Upper)> Variables => variables;

    internal IReadOnlyList<Constraint> Constraints => constraints;

    internal IReadOnlyDictionary<int, long> Hints => hints;

    internal Goal? Objective { get; private set; }

    /// <summary>Any whole number from <paramref name="lower"/> to <paramref name="upper"/>, both included.</summary>
    public IntegerVariable Integer(long lower, long upper)
    {
        if (lower > upper)
            throw new ArgumentException($"No number lies between {lower} and {upper}.", nameof(lower));
        variables.Add((lower, upper));
        return new IntegerVariable(variables.Count - 1);
    }

    public Literal Boolean() => new(Integer(0, 1).Index);

    /// <summary><paramref name="lower"/> ≤ sum of the terms ≤ <paramref name="upper"/>.</summary>
    public void Between(long lower, long upper, ReadOnlySpan<Term> terms, params ReadOnlySpan<Literal> onlyIf)
    {
        if (lower > upper)
            throw new ArgumentException($"No number lies between {lower} and {upper}.", nameof(lower));
        var (indices, coefficients, constant) = Sum(terms);
        Add(new Constraint.Linear(indices, coefficients, Shift(lower, constant), Shift(upper, constant)), onlyIf);
    }

    public void AtMost(long upper, ReadOnlySpan<Term> terms, params ReadOnlySpan<Literal> onlyIf) =>
        Between(long.MinValue, upper, terms, onlyIf);

    public void AtLeast(long lower, ReadOnlySpan<Term> terms, params ReadOnlySpan<Literal> onlyIf) =>
        Between(lower, long.MaxValue, terms, onlyIf);

    public void Exactly(long value, ReadOnlySpan<Term> terms, params ReadOnlySpan<Literal> onlyIf) =>
        Between(value, value, terms, onlyIf);

    public void AtLeastOne(params ReadOnlySpan<Literal> literals) => AddLogic(LogicKind.Or, literals, []);

    public void AtMostOne(params ReadOnlySpan<Literal> literals) => AddLogic(LogicKind.AtMostOne, literals, []);

    public void ExactlyOne(params ReadOnlySpan<Literal> literals) => AddLogic(LogicKind.ExactlyOne, literals, []);

    /// <summary>When <paramref name="cause"/> is true, so are all the <paramref name="effects"/>.</summary>
    public void Implies(Literal cause, params ReadOnlySpan<Literal> effects) => AddLogic(LogicKind.And, effects, [cause]);

    /// <summary>A span with start + size = end, present only when all <paramref name="onlyIf"/> are true.</summary>
    public Interval Interval(Term start, Term size, Term end, params ReadOnlySpan<Literal> onlyIf)
    {
        Exactly(0, [start, size, Negated(end)], onlyIf);
        Check(start);
        Check(size);
        Check(end);
        Add(new Constraint.Span(start, size, end), onlyIf);
        return new Interval(constraints.Count - 1);
    }

    /// <summary>A number that never changes, where a term is asked for.</summary>
    public static Term Fixed(long value) => new(NoVariable, 0, value);

    /// <summary>The term so many times over.</summary>
    public static Term Times(long factor, Term term) => new(term.Index, factor * term.Coefficient, factor * term.Constant);

    /// <summary>No two of the spans that are present overlap; they may touch.</summary>
    public void NoOverlap(params ReadOnlySpan<Interval> intervals)
    {
        var spans = new int[intervals.Length];
        for (var i = 0; i < spans.Length; i++)
            spans[i] = intervals[i].Constraint;
        Add(new Constraint.Disjoint(spans), []);
    }

    /// <summary>Replaces the objective, if there was one.</summary>
    public void Minimize(params ReadOnlySpan<Term> terms) => Objective = Aim(terms, maximized: false);

    /// <inheritdoc cref="Minimize"/>
    public void Maximize(params ReadOnlySpan<Term> terms) => Objective = Aim(terms, maximized: true);

    /// <summary>A value to start from. Hints may be partial and even wrong; a hint given twice counts once, the last.</summary>
    public void Hint(IntegerVariable variable, long value)
    {
        Check(variable.Index);
        hints[variable.Index] = value;
    }

    /// <inheritdoc cref="Hint(IntegerVariable, long)"/>
    public void Hint(Literal literal, bool value)
    {
        Check(literal.Index);
        hints[literal.Index] = value == (literal.Code >= 0) ? 1 : 0;
    }

    /// <summary>Starts the next solve from this solution of the same model.</summary>
    public void Hint(ConstraintSolution solution)
    {
        for (var index = 0; index < solution.Values.Length; index++)
            hints[index] = solution.Values[index];
    }

    const int NoVariable = -1;

    static Term Negated(Term term) => new(term.Index, -term.Coefficient, -term.Constant);

    // The open ends stay open, whatever the constant.
    static long Shift(long bound, long constant) => bound is long.MinValue or long.MaxValue ? bound : bound - constant;

    Goal Aim(ReadOnlySpan<Term> terms, bool maximized)
    {
        var (indices, coefficients, constant) = Sum(terms);
        return new Goal(indices, coefficients, constant, maximized);
    }

    (int[] Indices, long[] Coefficients, long Constant) Sum(ReadOnlySpan<Term> terms)
    {
        var indices = new List<int>(terms.Length);
        var coefficients = new List<long>(terms.Length);
        var constant = 0L;
        foreach (var term in terms)
        {
            constant += term.Constant;
            if (term.Index == NoVariable)
                continue;
            Check(term.Index);
            indices.Add(term.Index);
            coefficients.Add(term.Coefficient);
        }
        return ([.. indices], [.. coefficients], constant);
    }

    void AddLogic(LogicKind kind, ReadOnlySpan<Literal> literals, ReadOnlySpan<Literal> onlyIf) =>
        Add(new Constraint.Logic(kind, Codes(literals)), onlyIf);

    void Add(Constraint constraint, ReadOnlySpan<Literal> onlyIf)
    {
        constraint.OnlyIf = Codes(onlyIf);
        constraints.Add(constraint);
    }

    int[] Codes(ReadOnlySpan<Literal> literals)
    {
        var codes = new int[literals.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            Check(literals[i].Index);
            codes[i] = literals[i].Code;
        }
        return codes;
    }

    void Check(Term term)
    {
        if (term.Index != NoVariable)
            Check(term.Index);
    }

    void Check(int index)
    {
        if ((uint)index >= (uint)variables.Count)
            throw new ArgumentException($"Variable {index} is not of this model, which has {variables.Count}.", nameof(index));
    }

    internal enum LogicKind { Or, And, AtMostOne, ExactlyOne }

    internal sealed record Goal(int[] Indices, long[] Coefficients, long Constant, bool Maximized);

    internal abstract record Constraint
    {
        public int[] OnlyIf { get; set; } = [];

        internal sealed record Linear(int[] Indices, long[] Coefficients, long Lower, long Upper) : Constraint;

        internal sealed record Logic(LogicKind Kind, int[] Literals) : Constraint;

        internal sealed record Span(Term Start, Term Size, Term End) : Constraint;

        internal sealed record Disjoint(int[] Spans) : Constraint;
    }
}
