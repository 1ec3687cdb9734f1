using System.Globalization;
using Google.Protobuf;

namespace Logistics.OrTools.Wire;

/// <summary>Between a <see cref="LinearModel"/> and MPSolver's messages.</summary>
static class LinearWire
{
    /// <param name="indifferent">Leaves the costs out: any solution will do.</param>
    public static byte[] Request(LinearModel model, SolveLimits limits, bool indifferent = false) => new MPModelRequest
    {
        Model = Model(model, indifferent),
        SolverType = model.HasIntegers
            ? MPModelRequest.Types.SolverType.ScipMixedIntegerProgramming
            : MPModelRequest.Types.SolverType.GlopLinearProgramming,
        SolverTimeLimitSeconds = limits.Time.TotalSeconds,
        SolverSpecificParameters = model.HasIntegers ? ScipParameters(limits) : GlopParameters(limits),
    }.ToByteArray();

    /// <exception cref="ArgumentException">The engine calls the model invalid.</exception>
    public static Outcome<LinearSolution> Outcome(LinearModel model, byte[] payload)
    {
        var response = MPSolutionResponse.Parser.ParseFrom(payload);
        var status = response.HasStatus ? response.Status : MPSolverResponseStatus.MpsolverUnknownStatus;
        var engine = model.HasIntegers ? "SCIP" : "GLOP";
        switch (status)
        {
            case MPSolverResponseStatus.MpsolverOptimal:
                return new Outcome<LinearSolution>.Optimal(Solution(model, response, optimal: true));
            case MPSolverResponseStatus.MpsolverFeasible:
                return new Outcome<LinearSolution>.Feasible(Solution(model, response, optimal: false));
            case MPSolverResponseStatus.MpsolverInfeasible:
                return new Outcome<LinearSolution>.Infeasible();
            case MPSolverResponseStatus.MpsolverUnbounded:
                return new Outcome<LinearSolution>.Unbounded();
            case MPSolverResponseStatus.MpsolverNotSolved:
            case MPSolverResponseStatus.MpsolverCancelledByUser:
                return new Outcome<LinearSolution>.LimitReached();
            case MPSolverResponseStatus.MpsolverModelInvalid:
            case MPSolverResponseStatus.MpsolverModelInvalidSolutionHint:
            case MPSolverResponseStatus.MpsolverModelInvalidSolverParameters:
                throw new ArgumentException($"{engine} refuses the model: {response.StatusStr}", nameof(model));
            default:
                return new Outcome<LinearSolution>.Unavailable($"{engine} gave up: {status} {response.StatusStr}".TrimEnd());
        }
    }

    static MPModelProto Model(LinearModel model, bool indifferent)
    {
        var proto = new MPModelProto { Maximize = model.Maximized, ObjectiveOffset = model.Constant };
        foreach (var column in model.Columns)
            proto.Variable.Add(new MPVariableProto
            {
                LowerBound = column.Lower,
                UpperBound = column.Upper,
                ObjectiveCoefficient = indifferent ? 0 : column.Cost,
                IsInteger = column.Whole,
            });
        foreach (var row in model.Rows)
            proto.Constraint.Add(new MPConstraintProto
            {
                LowerBound = row.Lower,
                UpperBound = row.Upper,
                VarIndex = { row.Variables },
                Coefficient = { row.Coefficients },
            });
        if (model.Hints.Count > 0)
            proto.SolutionHint = new MPAssignment { VarIndex = { model.Hints.Keys }, VarValue = { model.Hints.Values } };
        return proto;
    }

    // SCIP's own names: https://www.scipopt.org/doc/html/PARAMETERS.php
    static string ScipParameters(SolveLimits limits)
    {
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"limits/gap = {limits.RelativeGap}"),
            string.Create(CultureInfo.InvariantCulture, $"randomization/randomseedshift = {limits.Seed}"),
        ];
        if (limits.Nodes is { } nodes)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"limits/nodes = {nodes}"));
        return string.Join('\n', lines);
    }

    // The text form of GLOP's own parameter message.
    static string GlopParameters(SolveLimits limits)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"random_seed: {limits.Seed}");
        return limits.Work is { } work
            ? string.Create(CultureInfo.InvariantCulture, $"{text} max_deterministic_time: {work}")
            : text;
    }

    static LinearSolution Solution(LinearModel model, MPSolutionResponse response, bool optimal)
    {
        // GLOP states no bound: at the optimum of a linear program the value is its own.
        double? bound = response.HasBestObjectiveBound ? response.BestObjectiveBound
            : optimal && !model.HasIntegers ? response.ObjectiveValue
            : null;
        return new LinearSolution(
            response.ObjectiveValue,
            bound,
            [.. response.VariableValue],
            duals: optimal && !model.HasIntegers ? [.. response.DualValue] : [],
            reducedCosts: optimal && !model.HasIntegers ? [.. response.ReducedCost] : []);
    }
}
