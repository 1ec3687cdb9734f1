namespace Logistics.OrTools.Tests;

/// <summary>The engines against an enumeration nobody can doubt, on small random models.</summary>
public sealed class AgainstBruteForceTests(WarmPool pool)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Knapsacks_agree_with_the_enumeration_of_all_subsets()
    {
        var solver = pool.Require();
        for (var seed = 1; seed <= 15; seed++)
        {
            var random = new Random(seed);
            var items = Enumerable.Range(0, random.Next(1, 11)).Select(_ => (Weight: random.Next(1, 40), Value: random.Next(0, 60))).ToArray();
            var capacity = random.Next(0, 120);

            var expected = Enumerable.Range(0, 1 << items.Length)
                .Select(subset => items.Where((_, i) => (subset >> i & 1) == 1).ToArray())
                .Where(chosen => chosen.Sum(item => item.Weight) <= capacity)
                .Max(chosen => chosen.Sum(item => item.Value));

            var constraint = new ConstraintModel();
            var literals = items.Select(_ => constraint.Boolean()).ToArray();
            constraint.AtMost(capacity, [.. literals.Select((literal, i) => items[i].Weight * literal)]);
            constraint.Maximize([.. literals.Select((literal, i) => items[i].Value * literal)]);
            var exact = solver.Solve(constraint, Models.Seconds(10), Cancellation);
            Assert.True(exact is Outcome<ConstraintSolution>.Optimal { Solution: var a } && a.Objective == expected && a.Bound == expected,
                $"seed {seed}: expected {expected}, CP-SAT said {exact} {exact.Best?.Objective}");

            var linear = LinearModel.Maximize();
            var variables = items.Select(item => linear.ZeroOrOne(cost: item.Value)).ToArray();
            linear.AtMost(capacity, [.. variables.Select((variable, i) => items[i].Weight * variable)]);
            var mixed = solver.Solve(linear, Models.Seconds(10), Cancellation);
            Assert.True(mixed is Outcome<LinearSolution>.Optimal { Solution: var b } && Math.Abs(b.Objective - expected) < 1e-6,
                $"seed {seed}: expected {expected}, SCIP said {mixed} {mixed.Best?.Objective}");
        }
    }

    [Fact]
    public void Assignments_agree_with_the_enumeration_of_all_permutations()
    {
        var solver = pool.Require();
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var size = random.Next(1, 7);
            var costs = new int[size, size];
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    costs[i, j] = random.Next(-20, 100);
            var expected = Permutations(size).Min(order => order.Select((j, i) => costs[i, j]).Sum());

            var constraint = new ConstraintModel();
            var chosen = new Literal[size, size];
            // An assignment's linear program has whole corners: GLOP must find the same value.
            var linear = LinearModel.Minimize();
            var rows = Enumerable.Range(0, 2 * size).Select(_ => linear.Exactly(1)).ToArray();
            var terms = new List<Term>();
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                {
                    chosen[i, j] = constraint.Boolean();
                    terms.Add(costs[i, j] * chosen[i, j]);
                    var flow = linear.Real(0, double.PositiveInfinity, cost: costs[i, j]);
                    linear.Add(rows[i], flow);
                    linear.Add(rows[size + j], flow);
                }
            for (var i = 0; i < size; i++)
            {
                constraint.ExactlyOne([.. Enumerable.Range(0, size).Select(j => chosen[i, j])]);
                constraint.ExactlyOne([.. Enumerable.Range(0, size).Select(j => chosen[j, i])]);
            }
            constraint.Minimize([.. terms]);

            var exact = solver.Solve(constraint, Models.Seconds(10), Cancellation).Best;
            Assert.True(exact?.Objective == expected, $"seed {seed}: expected {expected}, CP-SAT said {exact?.Objective}");
            var relaxed = solver.Solve(linear, Models.Seconds(10), Cancellation).Best;
            Assert.NotNull(relaxed);
            Assert.True(Math.Abs(relaxed.Objective - expected) < 1e-6, $"seed {seed}: expected {expected}, GLOP said {relaxed.Objective}");

            // Strong duality, with the duals the wire gave: every row's right-hand side is 1.
            var duals = rows.Sum(row => relaxed.DualOf(row));
            Assert.True(Math.Abs(duals - expected) < 1e-6, $"seed {seed}: expected {expected}, the duals add up to {duals}");
        }
    }

    static IEnumerable<int[]> Permutations(int size) => size == 0
        ? [[]]
        : Permutations(size - 1).SelectMany(shorter => Enumerable.Range(0, size).Select(at => (int[])[.. shorter[..at], size - 1, .. shorter[at..]]));
}
