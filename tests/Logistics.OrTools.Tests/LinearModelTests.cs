namespace Logistics.OrTools.Tests;

public sealed class LinearModelTests(WarmPool pool)
{
    const double Tolerance = 1e-6;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_linear_program_gives_its_optimum_its_duals_and_its_reduced_costs()
    {
        var solver = pool.Require();
        var model = LinearModel.Maximize();
        model.Constant = 100;
        var x = model.Real(0, double.PositiveInfinity, cost: 3);
        var y = model.Real(0, double.PositiveInfinity, cost: 2);
        var z = model.Real(0, double.PositiveInfinity, cost: 1);
        var wood = model.AtMost(4, x, y, z);
        var hours = model.AtMost(6, x, 3 * y, 2 * z);

        // At (4, 0, 0): 3 x 4 = 12. Wood binds and is worth 3; hours are left over (4 < 6) and worth 0; z would cost 3 - 1 = 2 each.
        var best = Optimal(solver, model);
        Assert.Equal(112, best.Objective, Tolerance);
        Assert.Equal(112, best.Bound!.Value, Tolerance);
        Assert.Equal(4, best[x], Tolerance);
        Assert.Equal(3, best.DualOf(wood), Tolerance);
        Assert.Equal(0, best.DualOf(hours), Tolerance);
        Assert.Equal(1 - 3, best.ReducedCostOf(z), Tolerance);
        Assert.True(best.HasDuals);
    }

    [Fact]
    public void A_column_added_later_improves_the_master()
    {
        var solver = pool.Require();
        var master = LinearModel.Minimize();
        var rows = Enumerable.Range(0, 3).Select(_ => master.Exactly(1)).ToArray();
        foreach (var row in rows)
            master.Add(row, master.Real(0, double.PositiveInfinity, cost: 10));
        Assert.Equal(30, Optimal(solver, master).Objective, Tolerance);

        // One route for rows 0 and 1 at 12 instead of 20.
        var both = master.Real(0, double.PositiveInfinity, cost: 12);
        master.Add(rows[0], both);
        master.Add(rows[1], both);
        Assert.Equal(22, Optimal(solver, master).Objective, Tolerance);
    }

    [Fact]
    public void Whole_variables_are_whole_and_their_bound_is_proven()
    {
        var solver = pool.Require();
        var model = LinearModel.Maximize();
        var x = model.Whole(0, 10, cost: 5);
        var y = model.Whole(0, 10, cost: 4);
        model.AtMost(24, 6 * x, 4 * y);
        model.AtMost(6, x, 2 * y);

        // The relaxation is 21 at (3, 1.5); whole: (4, 0) gives 20, (2, 2) gives 18, (3, 1) gives 19.
        var best = Optimal(solver, model);
        Assert.Equal(20, best.Objective, Tolerance);
        Assert.Equal(20, best.Bound!.Value, Tolerance);
        Assert.Equal(4, best.Rounded(x));
        Assert.False(best.HasDuals);
        Assert.Throws<InvalidOperationException>(() => best.DualOf(new LinearRow(0)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zero_bound_is_zero_and_not_forgotten(bool whole)
    {
        var solver = pool.Require();
        var model = LinearModel.Minimize();
        var x = whole ? model.Whole(0, 10, cost: 1) : model.Real(0, 10, cost: 1);
        var y = whole ? model.Whole(-5, 0, cost: -1) : model.Real(-5, 0, cost: -1);
        model.AtMost(0, -1 * y, x);
        model.AtLeast(0, x);

        var best = Optimal(solver, model);
        Assert.Equal(0, best.Objective, Tolerance);
        Assert.Equal(0, best[y], Tolerance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_cannot_be_is_infeasible(bool whole)
    {
        var solver = pool.Require();
        var model = LinearModel.Minimize();
        var x = whole ? model.Whole(0, 10, cost: 1) : model.Real(0, 10, cost: 1);
        var y = whole ? model.Whole(0, double.PositiveInfinity, cost: -1) : model.Real(0, double.PositiveInfinity, cost: -1);
        model.AtLeast(12, x, y);
        model.AtMost(11, x, y);

        Assert.IsType<Outcome<LinearSolution>.Infeasible>(solver.Solve(model, Models.Seconds(10), Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_grows_without_end_is_unbounded(bool whole)
    {
        var solver = pool.Require();
        var model = LinearModel.Maximize();
        var x = whole ? model.Whole(0, double.PositiveInfinity, cost: 1) : model.Real(0, double.PositiveInfinity, cost: 1);
        var y = model.Real(0, double.PositiveInfinity, cost: 1);
        model.AtMost(3, x, -1 * y);

        var outcome = solver.Solve(model, Models.Seconds(10), Cancellation);
        Assert.True(outcome is Outcome<LinearSolution>.Unbounded, $"{outcome}");
    }

    [Fact]
    public void A_variable_twice_in_a_row_is_the_callers_mistake()
    {
        var solver = pool.Require();
        var model = LinearModel.Minimize();
        var x = model.Real(0, 10, cost: 1);
        model.AtLeast(1, x, x);

        Assert.Throws<ArgumentException>(() => solver.Solve(model, Models.Seconds(10), Cancellation));
    }

    [Fact]
    public void A_variable_of_another_model_an_empty_range_and_no_number_are_misuse()
    {
        var model = LinearModel.Minimize();
        Assert.Throws<ArgumentException>(() => model.AtMost(1, new LinearVariable(0)));
        Assert.Throws<ArgumentException>(() => model.Real(5, 4));
        Assert.Throws<ArgumentException>(() => model.Real(double.NaN, 4));
        Assert.Throws<ArgumentException>(() => model.Real(0, 1, cost: double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => model.Add(new LinearRow(0), model.Real(0, 1)));
    }

    static LinearSolution Optimal(ISolverClient solver, LinearModel model) =>
        Assert.IsType<Outcome<LinearSolution>.Optimal>(solver.Solve(model, Models.Seconds(10), Cancellation)).Solution;
}
