using System.Globalization;
using Logistics.Domain;
using Logistics.Formats.Instances;
using Logistics.Routing;
using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Formats.Tests.Instances;

/// <summary>
/// The best plans known to the field are the authority on our readers, conventions and checker: each published route file beside <c>shared/bench</c> replays at
/// the cost its table states. None is left out; in half of the heterogeneous table the cost is in other units (see <see cref="IsStated"/>).
/// </summary>
public class PublishedRoutesTests
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
    [InlineData("mtvrptwr", "mtvrptwr", "mtvrptwr/bks.csv", null, "cost_trunc_1dec", null, 34)]
    [InlineData("pcvrptw", "pcvrptw", "pcvrptw/bks.csv", "routes_in_bks", "cost_dist_plus_lost_prizes_trunc_1dec", null, 5)]
    [InlineData("hfvrp", "hfvrp", "hfvrp/bks.csv", null, "cost_scaled1000_int", null, 13)]
    [InlineData("sdvrptw", "sdvrptw", "sdvrptw/bks.csv", null, "cost_as_in_sol", null, 7)]
    public void Every_published_plan_is_accepted_at_its_stated_cost_and_refused_when_it_is_spoilt(
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
            var routes = Bench.Routes(plan, instance);
            var judgement = RouteJudgement.Of(instance, routes, instance.Objective);
            if (!judgement.IsFeasible)
                faults.Add($"{name}: {string.Join("; ", judgement.Violations.Take(3))}, {judgement.Missing.Count} missing, {judgement.Surplus} too many, states {judgement.WrongCost}");
            if (vehiclesColumn is not null && int.Parse(row[vehiclesColumn], CultureInfo.InvariantCulture) != judgement.Plan.Tours.Count)
                faults.Add($"{name}: {judgement.Plan.Tours.Count} vehicles, not {row[vehiclesColumn]}");
            if (!IsStated(judgement.Cost, row[costColumn], instance))
                faults.Add($"{name}: costs {instance.Show(judgement.Cost)}, not {row[costColumn]}");
            faults.AddRange(Mutants(instance, routes).Where(mutant => RouteJudgement.Of(instance, mutant.Routes, instance.Objective).IsFeasible)
                .Select(mutant => $"{name}: {mutant.What} is not noticed"));
            checkedPlans++;
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.True(checkedPlans >= least, $"only {checkedPlans} plans were found");
    }

    /// <summary>The plan spoilt in ways that no rule lets pass.</summary>
    static IEnumerable<(string What, RouteReading.Accepted Routes)> Mutants(Instance instance, RouteReading.Accepted routes)
    {
        var (first, second) = (routes.Orders[0], routes.Orders[1]);
        TourStep[] services = [.. first.Steps.Where(step => step.Kind != VisitKind.Reload)];
        var required = services.FirstOrDefault(step => instance.Problem.Requests[step.Index].Priority == Request.Required);
        if (required is not null)
            yield return ("a stop left out", With(routes, [first with { Steps = [.. first.Steps.Where(step => step != required)] }, .. routes.Orders.Skip(1)]));
        yield return ("a stop served twice", With(routes, [first, second with { Steps = [.. second.Steps, services[^1]] }, .. routes.Orders.Skip(2)]));
        yield return ("all goods in one vehicle", With(routes, [first with { Steps = [.. routes.Orders.SelectMany(order => order.Steps)] }]));
        yield return ("a cost that is not its own", routes with { StatedCost = "1234567.89" });
    }

    static RouteReading.Accepted With(RouteReading.Accepted routes, IReadOnlyList<TourOrder> orders) => new(orders.ToValueList(), null, routes.Surplus);

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
