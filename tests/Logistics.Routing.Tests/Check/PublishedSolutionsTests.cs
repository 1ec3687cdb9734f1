using System.Globalization;
using Logistics.Formats.Instances;
using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Routing.Tests.Check;

/// <summary>The best plans known to the field are the authority on our checker.</summary>
public class PublishedSolutionsTests
{
    /// <param name="folder">Of the instances, below <c>shared/bench</c>.</param>
    /// <param name="solutions">Folder of the route files; those of Sartori and Buriol carry their figures in their names.</param>
    [Theory]
    [InlineData("li_lim/100", "li_lim/solutions/100", "li_lim/bks.csv", "solfile_vehicles", "solfile_distance", null, 56)]
    [InlineData("li_lim/200", "li_lim/solutions/200", "li_lim/bks.csv", "solfile_vehicles", "solfile_distance", null, 30)]
    [InlineData("li_lim/400", "li_lim/solutions/400", "li_lim/bks.csv", "solfile_vehicles", "solfile_distance", null, 20)]
    [InlineData("li_lim/600", "li_lim/solutions/600", "li_lim/bks.csv", "solfile_vehicles", "solfile_distance", null, 5)]
    [InlineData("li_lim/1000", "li_lim/solutions/1000", "li_lim/bks.csv", "solfile_vehicles", "solfile_distance", null, 5)]
    [InlineData("homberger/1000", "homberger/1000_dimacs_sol", "homberger/bks_1000_distance_only_dimacs.csv", "routes_in_bks", "distance_trunc_1dec", Convention.Dimacs, 30)]
    [InlineData("sartori_buriol/instances", "sartori_buriol/solutions", "sartori_buriol/bks.csv", "vehicles", "cost_minutes", null, 9)]
    [InlineData("cvrplib_x", "cvrplib_x", "cvrplib_x/bks.csv", "routes_in_bks", "cost_rounded_int", null, 53)]
    [InlineData("mdvrptw", "mdvrptw", "mdvrptw/bks.csv", null, "cost_scaled1000_int", null, 15)]
    [InlineData("pcvrptw", "pcvrptw", "pcvrptw/bks.csv", "routes_in_bks", "cost_dist_plus_lost_prizes_trunc_1dec", null, 5)]
    [InlineData("hfvrp", "hfvrp", "hfvrp/bks.csv", null, "cost_scaled1000_int", null, 13)]
    [InlineData("sdvrptw", "sdvrptw", "sdvrptw/bks.csv", null, "cost_as_in_sol", null, 7)]
    public void The_checker_accepts_every_published_plan_at_its_stated_cost(
        string folder, string solutions, string table, string? vehiclesColumn, string costColumn, Convention? convention, int least)
    {
        var instances = Files(folder);
        var plans = Files(solutions);
        var checkedPlans = 0;
        var faults = new List<string>();
        foreach (var row in Bench.Table(SharedData.Require("bench/" + table)))
        {
            var name = row["instance"];
            var path = instances.FirstOrDefault(file => NameOf(file).Equals(name, StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".sol", StringComparison.Ordinal));
            var plan = plans.FirstOrDefault(file => file != path
                && (NameOf(file).Equals(name, StringComparison.OrdinalIgnoreCase) || NameOf(file).StartsWith(name + ".", StringComparison.OrdinalIgnoreCase)));
            if (path is null || plan is null || row[costColumn].Length == 0)
                continue;
            var instance = Bench.Read(path, convention);
            var solution = Bench.Replay(plan, instance, instance.Objective);
            var violations = Checker.Check(instance.Problem, solution, instance.Objective);
            var cost = instance.CostOf(solution, instance.Objective);
            if (violations.Count > 0)
                faults.Add($"{name}: {string.Join("; ", violations.Take(3))}");
            if (solution.Unassigned.Any(each => instance.Problem.Requests[each.Request].Priority > 0))
                faults.Add($"{name}: not all are served");
            if (vehiclesColumn is not null && int.Parse(row[vehiclesColumn], CultureInfo.InvariantCulture) != solution.Tours.Count)
                faults.Add($"{name}: {solution.Tours.Count} vehicles, not {row[vehiclesColumn]}");
            if (!IsStated(cost, row[costColumn], instance))
                faults.Add($"{name}: costs {instance.Show(cost)}, not {row[costColumn]}");
            checkedPlans++;
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.True(checkedPlans >= least, $"only {checkedPlans} plans were found");
    }

    static bool IsStated(decimal cost, string stated, Instance instance)
    {
        var best = decimal.Parse(stated, CultureInfo.InvariantCulture);
        // Half of the heterogeneous table is in hundredths of unrounded distances; replaying told which.
        if (instance.Format == InstanceFormat.Vrplib && stated.Contains('.', StringComparison.Ordinal))
            return Math.Abs(cost / 100_000 - best) <= 0.011m;
        return Math.Abs(cost - best) <= (instance.Convention == Convention.Double ? 0.011m : 0);
    }

    static string[] Files(string folder) => Directory.GetFiles(SharedData.Require("bench/" + folder));

    static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
