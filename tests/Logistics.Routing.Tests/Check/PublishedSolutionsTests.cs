using System.Globalization;
using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Routing.Tests.Check;

/// <summary>The best plans known to the field are the authority on our checker.</summary>
public class PublishedSolutionsTests
{
    [Fact]
    public void The_checker_accepts_every_published_Li_and_Lim_plan_at_its_stated_cost()
    {
        var table = SharedData.Require("bench/li_lim/bks.csv");
        var checkedPlans = 0;
        foreach (var row in File.ReadLines(table).Skip(1).Select(line => line.Split(',')))
        {
            var (name, size) = (row[0], row[1]);
            var instance = FileNamed($"bench/li_lim/{size}", name, ".txt");
            var plan = FileNamed($"bench/li_lim/solutions/{size}", name, ".sol");
            if (instance is null || plan is null || row[8].Length == 0)
                continue;
            var read = LiLim.Read(instance);
            var solution = LiLim.Replay(read, LiLim.ReadRoutes(plan));
            var violations = Checker.Check(read.Problem, solution, Objective.Hierarchical);
            Assert.True(violations.Count == 0, $"{name}: {string.Join("; ", violations.Take(3))}");
            Assert.Empty(solution.Unassigned);
            Assert.Equal(int.Parse(row[8], CultureInfo.InvariantCulture), solution.Tours.Count);
            Assert.Equal(double.Parse(row[9], CultureInfo.InvariantCulture), solution.Totals.Decimetres / (double)Euclid.Scale, 0.011);
            checkedPlans++;
        }
        Assert.True(checkedPlans >= 50, $"only {checkedPlans} plans were found");
    }

    static string? FileNamed(string folder, string name, string extension) =>
        SharedData.Find(folder) is { } found
            ? Directory.GetFiles(found, "*" + extension).FirstOrDefault(file => Path.GetFileNameWithoutExtension(file).Equals(name, StringComparison.OrdinalIgnoreCase))
            : null;
}
