namespace Logistics.OrTools.Tests;

/// <summary>Models the tests share.</summary>
static class Models
{
    public static SolveLimits Seconds(double seconds) => new() { Time = TimeSpan.FromSeconds(seconds) };

    /// <summary>Maximize x up to 4: the smallest thing that proves an engine is alive.</summary>
    public static ConstraintModel Tiny()
    {
        var model = new ConstraintModel();
        model.Maximize(model.Integer(0, 4));
        return model;
    }

    /// <summary>Covers 60 rows exactly once by 1,500 random columns: minutes of work, and solutions along the way.</summary>
    public static ConstraintModel HardPartition(int seed = 1)
    {
        var random = new Random(seed);
        var model = new ConstraintModel();
        var rows = Enumerable.Range(0, 60).Select(_ => new List<Literal>()).ToArray();
        var costs = new List<Term>();
        for (var column = 0; column < 1500; column++)
        {
            var literal = model.Boolean();
            // The first 60 columns cover one row each, so a solution always exists.
            var covered = column < rows.Length ? [column] : Enumerable.Range(0, rows.Length).OrderBy(_ => random.Next()).Take(random.Next(3, 9)).ToArray();
            foreach (var row in covered)
                rows[row].Add(literal);
            costs.Add((100 + covered.Length * random.Next(50, 100)) * literal);
        }
        foreach (var row in rows)
            model.ExactlyOne([.. row]);
        model.Minimize([.. costs]);
        return model;
    }

    /// <summary>The same shape for SCIP.</summary>
    public static LinearModel HardLinearPartition(int seed = 1)
    {
        var random = new Random(seed);
        var model = LinearModel.Minimize();
        var rows = Enumerable.Range(0, 60).Select(_ => model.Exactly(1)).ToArray();
        for (var column = 0; column < 4000; column++)
        {
            var covered = column < rows.Length ? [column] : Enumerable.Range(0, rows.Length).OrderBy(_ => random.Next()).Take(random.Next(3, 9)).ToArray();
            var variable = model.ZeroOrOne(cost: 100 + covered.Length * random.Next(50, 100));
            foreach (var row in covered)
                model.Add(rows[row], variable);
        }
        return model;
    }
}
