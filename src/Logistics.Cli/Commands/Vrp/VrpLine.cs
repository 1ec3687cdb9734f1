using System.Globalization;
using Logistics.Routing;

namespace Logistics.Cli.Commands.Vrp;

/// <summary>The last line of <c>solve</c> and <c>check</c>, the same for machines in every language.</summary>
static class VrpLine
{
    /// <param name="cost">As the format's best-known table writes it.</param>
    public static string Of(Solution solution, string cost, bool feasible, TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture,
        $"vehicles={solution.Totals.Vehicles} cost={cost} unassigned={solution.Unassigned.Count} feasible={(feasible ? "true" : "false")} seconds={elapsed.TotalSeconds:0.00} iterations={solution.Iterations}");

    /// <summary>Left out although nothing allows it.</summary>
    public static IEnumerable<int> Missing(Problem problem, Solution solution) =>
        solution.Unassigned.Select(each => each.Request).Where(request => problem.Requests[request].Priority == Request.Required);
}
