namespace Logistics.OrTools.Tests;

public sealed class ConstraintModelTests(WarmPool pool)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Desks_and_tables_earn_ninety()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var desks = model.Integer(0, 4);
        var tables = model.Integer(0, 3);
        model.AtMost(12, [3 * desks, 4 * tables]);
        model.Maximize(20 * desks, 30 * tables, ConstraintModel.Fixed(1000));

        // 3 tables fill the 12 hours: 3 x 30 = 90, above 4 desks (80) and 1 desk with 2 tables (80).
        var best = Optimal(solver, model);
        Assert.Equal(1090, best.Objective);
        Assert.Equal(1090, best.Bound);
        Assert.Equal(0, best[desks]);
        Assert.Equal(3, best[tables]);
    }

    [Fact]
    public void A_negated_literal_counts_when_it_is_false()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var a = model.Boolean();
        var b = model.Boolean();
        model.AtLeastOne(a, b);
        model.Between(1, 1, [5 * !a, -4 * !a]); // (5 - 4) x not a = 1: a is false
        model.Minimize(7 * !b, 2 * b);

        var best = Optimal(solver, model);
        Assert.False(best[a]);
        Assert.True(best[!a]);
        Assert.True(best[b]);
        Assert.Equal(2, best.Objective);
    }

    [Fact]
    public void A_condition_that_is_false_frees_its_constraint()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var load = model.Integer(0, 100);
        var cold = model.Boolean();
        model.AtMost(30, [load], cold);
        model.Maximize(load, 50 * cold);

        // Cold earns 30 + 50 = 80; warm earns 100.
        var best = Optimal(solver, model);
        Assert.False(best[cold]);
        Assert.Equal(100, best[load]);
    }

    [Fact]
    public void A_cause_brings_all_its_effects()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var cause = model.Boolean();
        var effects = Enumerable.Range(0, 3).Select(_ => model.Boolean()).ToArray();
        model.Implies(cause, effects);
        model.AtMostOne(effects[0], !effects[1]);
        model.Maximize([10 * cause, .. effects.Select(effect => -3 * effect)]);

        // 10 - 3 x 3 = 1 beats 0.
        Assert.Equal(1, Optimal(solver, model).Objective);
    }

    [Fact]
    public void Two_jobs_on_one_oven_follow_each_other()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var end = model.Integer(0, 100);
        var spans = new List<Interval>();
        foreach (var minutes in (long[])[20, 35])
        {
            var start = model.Integer(0, 100);
            var finish = model.Integer(0, 100);
            spans.Add(model.Interval(start, ConstraintModel.Fixed(minutes), finish));
            model.AtLeast(0, [end, -1 * finish]);
        }
        model.NoOverlap([.. spans]);
        model.Minimize(end);

        Assert.Equal(20 + 35, Optimal(solver, model).Objective);
    }

    [Fact]
    public void An_absent_span_overlaps_nothing()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var here = model.Boolean();
        var fixedSpan = model.Interval(ConstraintModel.Fixed(0), ConstraintModel.Fixed(10), ConstraintModel.Fixed(10));
        var optional = model.Interval(ConstraintModel.Fixed(5), ConstraintModel.Fixed(10), ConstraintModel.Fixed(15), here);
        model.NoOverlap(fixedSpan, optional);
        model.Maximize(here);

        Assert.False(Optimal(solver, model)[here]);
    }

    [Fact]
    public void What_cannot_be_is_infeasible()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var x = model.Integer(0, 4);
        model.AtLeast(5, [x]);

        var outcome = solver.Solve(model, Models.Seconds(10), Cancellation);
        Assert.IsType<Outcome<ConstraintSolution>.Infeasible>(outcome);
        Assert.Null(outcome.Best);
    }

    [Fact]
    public void Without_an_objective_any_solution_is_optimal_and_bounds_nothing()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var x = model.Integer(3, 9);
        model.Exactly(14, [2 * x]);

        var best = Optimal(solver, model);
        Assert.Equal(7, best[x]);
        Assert.Null(best.Bound);
    }

    [Fact]
    public void Sums_that_could_overflow_are_refused_as_the_callers_mistake()
    {
        var solver = pool.Require();
        var model = new ConstraintModel();
        var x = model.Integer(0, long.MaxValue / 2);
        model.AtMost(10, [long.MaxValue / 2 * x]);

        var refusal = Assert.Throws<ArgumentException>(() => solver.Solve(model, Models.Seconds(10), Cancellation));
        Assert.Contains("CP-SAT refuses the model", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hint_is_a_solution_when_there_is_no_time_to_search_for_one()
    {
        var solver = pool.Require();
        var model = Models.Endless();
        var hurried = Models.Seconds(60) with { Work = 0.2 };
        Assert.IsType<Outcome<ConstraintSolution>.LimitReached>(solver.Solve(model, hurried, Cancellation));

        // Each of the first 60 columns covers one row.
        for (var column = 0; column < model.VariableCount; column++)
            model.Hint(new IntegerVariable(column), column < 60 ? 1 : 0);
        Assert.NotNull(solver.Solve(model, hurried, Cancellation).Best);
    }

    [Fact]
    public void A_variable_of_another_model_and_an_empty_range_are_misuse()
    {
        var model = new ConstraintModel();
        var stranger = new IntegerVariable(0);
        Assert.Throws<ArgumentException>(() => model.AtMost(1, [stranger]));
        Assert.Throws<ArgumentException>(() => model.Maximize(stranger));
        Assert.Throws<ArgumentException>(() => model.Hint(stranger, 1));
        Assert.Throws<ArgumentException>(() => model.Integer(5, 4));
        Assert.Throws<ArgumentException>(() => model.Between(5, 4, []));
    }

    static ConstraintSolution Optimal(ISolverClient solver, ConstraintModel model) =>
        Assert.IsType<Outcome<ConstraintSolution>.Optimal>(solver.Solve(model, Models.Seconds(10), Cancellation)).Solution;
}
