using System.Buffers.Binary;
using System.Diagnostics;
using Google.Protobuf;

namespace Logistics.OrTools.Wire;

/// <summary>Between a <see cref="ConstraintModel"/> and CP-SAT's messages.</summary>
static class ConstraintWire
{
    /// <summary>The payload of a request: length of the parameters, parameters, model.</summary>
    public static byte[] Request(ConstraintModel model, SolveLimits limits)
    {
        var parameters = Parameters(limits);
        var proto = Model(model);
        var size = parameters.CalculateSize();
        var payload = new byte[4 + size + proto.CalculateSize()];
        BinaryPrimitives.WriteInt32LittleEndian(payload, size);
        parameters.WriteTo(payload.AsSpan(4, size));
        proto.WriteTo(payload.AsSpan(4 + size));
        return payload;
    }

    /// <exception cref="ArgumentException">The engine calls the model invalid.</exception>
    public static Outcome<ConstraintSolution> Outcome(ConstraintModel model, byte[] payload)
    {
        var response = CpSolverResponse.Parser.ParseFrom(payload);
        return response.Status switch
        {
            CpSolverStatus.CpOptimal => new Outcome<ConstraintSolution>.Optimal(Solution(model, response)),
            CpSolverStatus.CpFeasible => new Outcome<ConstraintSolution>.Feasible(Solution(model, response)),
            CpSolverStatus.CpInfeasible => new Outcome<ConstraintSolution>.Infeasible(),
            CpSolverStatus.CpUnknown => new Outcome<ConstraintSolution>.LimitReached(),
            CpSolverStatus.CpModelInvalid => throw new ArgumentException($"CP-SAT refuses the model: {response.SolutionInfo}", nameof(model)),
            _ => new Outcome<ConstraintSolution>.Unavailable($"CP-SAT answered with an unknown status, {(int)response.Status}"),
        };
    }

    static SatParameters Parameters(SolveLimits limits)
    {
        var parameters = new SatParameters
        {
            MaxTimeInSeconds = limits.Time.TotalSeconds,
            NumWorkers = limits.Workers,
            RandomSeed = limits.Seed,
            RelativeGapLimit = limits.RelativeGap,
        };
        if (limits.Work is { } work)
            parameters.MaxDeterministicTime = work;
        return parameters;
    }

    static CpModelProto Model(ConstraintModel model)
    {
        var proto = new CpModelProto();
        foreach (var (lower, upper) in model.Variables)
            proto.Variables.Add(new IntegerVariableProto { Domain = { lower, upper } });
        foreach (var constraint in model.Constraints)
            proto.Constraints.Add(Constraint(constraint));
        if (model.Objective is { } goal)
        {
            // The engine minimizes.
            var sign = goal.Maximized ? -1 : 1;
            proto.Objective = new CpObjectiveProto { Vars = { goal.Indices }, Coeffs = { goal.Coefficients.Select(c => sign * c) } };
        }
        if (model.Hints.Count > 0)
            proto.SolutionHint = new CpAssignment { Vars = { model.Hints.Keys }, Values = { model.Hints.Values } };
        return proto;
    }

    static ConstraintProto Constraint(ConstraintModel.Constraint constraint)
    {
        var proto = new ConstraintProto { EnforcementLiteral = { constraint.OnlyIf } };
        switch (constraint)
        {
            case ConstraintModel.Constraint.Linear linear:
                proto.Linear = new LinearConstraintProto
                {
                    Vars = { linear.Indices },
                    Coeffs = { linear.Coefficients },
                    Domain = { linear.Lower, linear.Upper },
                };
                break;
            case ConstraintModel.Constraint.Logic { Kind: ConstraintModel.LogicKind.Or } logic:
                proto.BoolOr = new LiteralsProto { Literals = { logic.Literals } };
                break;
            case ConstraintModel.Constraint.Logic { Kind: ConstraintModel.LogicKind.And } logic:
                proto.BoolAnd = new LiteralsProto { Literals = { logic.Literals } };
                break;
            case ConstraintModel.Constraint.Logic { Kind: ConstraintModel.LogicKind.AtMostOne } logic:
                proto.AtMostOne = new LiteralsProto { Literals = { logic.Literals } };
                break;
            case ConstraintModel.Constraint.Logic { Kind: ConstraintModel.LogicKind.ExactlyOne } logic:
                proto.ExactlyOne = new LiteralsProto { Literals = { logic.Literals } };
                break;
            case ConstraintModel.Constraint.Span span:
                proto.Interval = new IntervalConstraintProto
                {
                    Start = Expression(span.Start),
                    Size = Expression(span.Size),
                    End = Expression(span.End),
                };
                break;
            case ConstraintModel.Constraint.Disjoint disjoint:
                proto.NoOverlap = new NoOverlapConstraintProto { Intervals = { disjoint.Spans } };
                break;
            default:
                throw new UnreachableException();
        }
        return proto;
    }

    static LinearExpressionProto Expression(Term term)
    {
        var expression = new LinearExpressionProto { Offset = term.Constant };
        if (term.Index >= 0)
        {
            expression.Vars.Add(term.Index);
            expression.Coeffs.Add(term.Coefficient);
        }
        return expression;
    }

    static ConstraintSolution Solution(ConstraintModel model, CpSolverResponse response)
    {
        long[] values = [.. response.Solution];
        if (model.Objective is not { } goal)
            return new ConstraintSolution(0, bound: null, values);

        var objective = goal.Constant;
        for (var i = 0; i < goal.Indices.Length; i++)
            objective += goal.Coefficients[i] * values[goal.Indices[i]];
        var bound = goal.Constant + (goal.Maximized ? -response.InnerObjectiveLowerBound : response.InnerObjectiveLowerBound);
        return new ConstraintSolution(objective, bound, values);
    }
}
