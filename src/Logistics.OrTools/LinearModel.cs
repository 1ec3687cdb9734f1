using System.Diagnostics.CodeAnalysis;

namespace Logistics.OrTools;

/// <summary>A variable of one <see cref="LinearModel"/>, by its position there.</summary>
public readonly record struct LinearVariable(int Index)
{
    [SuppressMessage("Usage", "CA2225", Justification = "model.Exactly(1, x, y) reads better than two named alternates.")]
    public static implicit operator LinearTerm(LinearVariable variable) => new(variable, 1);

    public static LinearTerm operator *(double coefficient, LinearVariable variable) => new(variable, coefficient);
}

/// <summary>A coefficient times a variable.</summary>
public readonly record struct LinearTerm(LinearVariable Variable, double Coefficient);

/// <summary>A constraint of one <see cref="LinearModel"/>, by its position there.</summary>
public readonly record struct LinearRow(int Index);

/// <summary>
/// A linear or mixed-integer program, built by rows (<see cref="AtMost"/> and its siblings) or by columns (<see cref="Add"/>,
/// as column generation does). It may grow between solves. Not thread-safe while it grows.
/// </summary>
/// <remarks>Bounds may be infinite; coefficients and costs are finite. GLOP solves it when no variable is integer, else SCIP.</remarks>
public sealed class LinearModel
{
    readonly List<Column> columns = [];
    readonly List<Row> rows = [];
    readonly Dictionary<int, double> hints = [];

    LinearModel(bool maximized) => Maximized = maximized;

    /// <summary>An empty model whose total cost is to be as small as can be.</summary>
    public static LinearModel Minimize() => new(maximized: false);

    /// <summary>An empty model whose total cost (a gain, then) is to be as large as can be.</summary>
    public static LinearModel Maximize() => new(maximized: true);

    public bool Maximized { get; }

    public int VariableCount => columns.Count;

    public int RowCount => rows.Count;

    /// <summary>True when at least one variable must be whole.</summary>
    public bool HasIntegers { get; private set; }

    /// <summary>False when finite bounds alone keep the objective finite.</summary>
    internal bool MayBeUnbounded { get; private set; }

    /// <summary>A constant added to the objective.</summary>
    public double Constant { get; set; }

    internal IReadOnlyList<Column> Columns => columns;

    internal IReadOnlyList<Row> Rows => rows;

    internal IReadOnlyDictionary<int, double> Hints => hints;

    /// <summary>Any real number from <paramref name="lower"/> to <paramref name="upper"/>, both included.</summary>
    public LinearVariable Real(double lower, double upper, double cost = 0) => Variable(lower, upper, cost, whole: false);

    /// <summary>Any whole number from <paramref name="lower"/> to <paramref name="upper"/>, both included.</summary>
    public LinearVariable Whole(double lower, double upper, double cost = 0) => Variable(lower, upper, cost, whole: true);

    /// <summary>0 or 1.</summary>
    public LinearVariable ZeroOrOne(double cost = 0) => Variable(0, 1, cost, whole: true);

    /// <summary><paramref name="lower"/> ≤ sum of the terms ≤ <paramref name="upper"/>. A variable may occur once.</summary>
    public LinearRow Between(double lower, double upper, params ReadOnlySpan<LinearTerm> terms)
    {
        CheckBounds(lower, upper);
        foreach (var term in terms)
            Check(term);
        var row = new Row(lower, upper);
        foreach (var term in terms)
            row.Add(term);
        rows.Add(row);
        return new LinearRow(rows.Count - 1);
    }

    public LinearRow AtMost(double upper, params ReadOnlySpan<LinearTerm> terms) => Between(double.NegativeInfinity, upper, terms);

    public LinearRow AtLeast(double lower, params ReadOnlySpan<LinearTerm> terms) => Between(lower, double.PositiveInfinity, terms);

    public LinearRow Exactly(double value, params ReadOnlySpan<LinearTerm> terms) => Between(value, value, terms);

    /// <summary>Adds one term to a row that exists: how a new column enters a master problem.</summary>
    public void Add(LinearRow row, LinearTerm term)
    {
        Check(term);
        if ((uint)row.Index >= (uint)rows.Count)
            throw new ArgumentException($"Row {row.Index} is not of this model, which has {rows.Count}.", nameof(row));
        rows[row.Index].Add(term);
    }

    /// <summary>A value to start from. Hints may be partial and even wrong; a hint given twice counts once, the last.</summary>
    public void Hint(LinearVariable variable, double value)
    {
        Check(variable);
        CheckFinite(value);
        hints[variable.Index] = value;
    }

    LinearVariable Variable(double lower, double upper, double cost, bool whole)
    {
        CheckBounds(lower, upper);
        CheckFinite(cost);
        columns.Add(new Column(lower, upper, cost, whole));
        HasIntegers |= whole;
        MayBeUnbounded |= double.IsInfinity(lower) || double.IsInfinity(upper);
        return new LinearVariable(columns.Count - 1);
    }

    void Check(LinearTerm term)
    {
        Check(term.Variable);
        CheckFinite(term.Coefficient);
    }

    void Check(LinearVariable variable)
    {
        if ((uint)variable.Index >= (uint)columns.Count)
            throw new ArgumentException($"Variable {variable.Index} is not of this model, which has {columns.Count}.", nameof(variable));
    }

    static void CheckBounds(double lower, double upper)
    {
        if (!(lower <= upper) || double.IsPositiveInfinity(lower) || double.IsNegativeInfinity(upper))
            throw new ArgumentException($"No number lies between {lower} and {upper}.", nameof(lower));
    }

    static void CheckFinite(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException($"{number} is not a finite number.", nameof(number));
    }

    internal readonly record struct Column(double Lower, double Upper, double Cost, bool Whole);

    internal sealed record Row(double Lower, double Upper)
    {
        public List<int> Variables { get; } = [];

        public List<double> Coefficients { get; } = [];

        public void Add(LinearTerm term)
        {
            Variables.Add(term.Variable.Index);
            Coefficients.Add(term.Coefficient);
        }
    }
}
