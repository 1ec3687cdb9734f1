using System.Globalization;
using Logistics.Routing;
using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Quality.Routing;

/// <summary>Other solvers on the same instances, measured elsewhere on one thread (<c>shared/bench/peers.csv</c>); instances they were not run on are not there.</summary>
static class Peers
{
    public static void Print(BenchSet set, IReadOnlyDictionary<string, BestKnown> best)
    {
        if (SharedData.Find("bench/peers.csv") is not { } file)
            return;
        var rows = Bench.Table(file).Where(row => best.ContainsKey(row["instance"])
            && row["objective"].StartsWith("vehicles", StringComparison.Ordinal) == (set.Objective == Objective.Hierarchical));
        foreach (var group in rows.GroupBy(row => (Peer: row["peer"], Seconds: row["seconds"])).OrderBy(group => group.Key.Peer, StringComparer.Ordinal).ThenBy(group => Number(group.Key.Seconds)))
        {
            var equal = group.Where(row => set.VehiclesColumn is null || Number(row["vehicles"]) == best[row["instance"]].Vehicles).ToList();
            var gap = equal.Count == 0 ? 0 : equal.Average(row => Summary.Gap(Number(row["distance"]), best[row["instance"]].Cost));
            var vehicles = set.VehiclesColumn is null ? "" : string.Create(CultureInfo.InvariantCulture,
                $" {group.Sum(row => Number(row["vehicles"]))} vehicles, best known {group.Sum(row => best[row["instance"]].Vehicles)};");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"peer: {group.Key.Peer}, {group.Key.Seconds} s, 1 thread:{vehicles} mean gap {gap:0.000}% on {equal.Count} of its {group.Count()} instances here"));
        }
    }

    static decimal Number(string cell) => cell.Length == 0 ? 0 : decimal.Parse(cell, CultureInfo.InvariantCulture);
}
