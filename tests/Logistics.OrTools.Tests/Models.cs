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

    /// <summary>Cover every row exactly once, cheaply: hard for its size, and solvable, since the first columns cover one row each.</summary>
    static IEnumerable<(int Cost, int[] Covered)> Columns(int rows, int columns)
    {
        var random = new Random(1);
        for (var column = 0; column < columns; column++)
        {
            var covered = column < rows
                ? [column]
                : Enumerable.Range(0, rows).OrderBy(_ => random.Next()).Take(random.Next(3, 9)).ToArray();
            yield return (100 + covered.Length * random.Next(50, 100), covered);
        }
    }

    /// <summary>30 x 300 takes a second or two to prove, 60 x 1,500 many minutes.</summary>
    public static ConstraintModel Partition(int rows, int columns)
    {
        var model = new ConstraintModel();
        var covers = Enumerable.Range(0, rows).Select(_ => new List<Literal>()).ToArray();
        var costs = new List<Term>();
        foreach (var (cost, covered) in Columns(rows, columns))
        {
            var literal = model.Boolean();
            foreach (var row in covered)
                covers[row].Add(literal);
            costs.Add(cost * literal);
        }
        foreach (var cover in covers)
            model.ExactlyOne([.. cover]);
        model.Minimize([.. costs]);
        return model;
    }

    /// <summary>The same for SCIP.</summary>
    public static LinearModel LinearPartition(int rows, int columns)
    {
        var model = LinearModel.Minimize();
        var covers = Enumerable.Range(0, rows).Select(_ => model.Exactly(1)).ToArray();
        foreach (var (cost, covered) in Columns(rows, columns))
        {
            var variable = model.ZeroOrOne(cost);
            foreach (var row in covered)
                model.Add(covers[row], variable);
        }
        return model;
    }

    public static ConstraintModel Endless() => Partition(60, 1500);
}
