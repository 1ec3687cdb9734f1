using System.Globalization;
using Logistics.Routing;
using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Quality.Routing;

/// <summary>Our plans on a sample of the Li and Lim instances beside the best known, vehicles first (SINTEF's order).</summary>
/// <remarks>Options: --size, --sample (every so many instances in name order) or --only NAME, --seconds (of processor time) or --work (iterations), --seed.</remarks>
static class LiLimTable
{
    public static int Run(string[] args)
    {
        var size = Option(args, "--size", "100");
        var seconds = double.Parse(Option(args, "--seconds", "10"), CultureInfo.InvariantCulture);
        var sample = int.Parse(Option(args, "--sample", "12"), CultureInfo.InvariantCulture);
        var seed = ulong.Parse(Option(args, "--seed", "1"), CultureInfo.InvariantCulture);
        var work = long.Parse(Option(args, "--work", "0"), CultureInfo.InvariantCulture);
        var only = Option(args, "--only", "");
        if (SharedData.Find($"bench/li_lim/{size}") is not { } folder || SharedData.Find("bench/li_lim/bks.csv") is not { } table)
        {
            Console.Error.WriteLine($"shared/bench/li_lim/{size} is not beside this checkout.");
            return 2;
        }

        var best = File.ReadLines(table).Skip(1).Select(line => line.Split(',')).ToDictionary(
            row => row[0].ToUpperInvariant(),
            row => (Vehicles: int.Parse(row[5], CultureInfo.InvariantCulture), Distance: double.Parse(row[6], CultureInfo.InvariantCulture)));
        var files = Directory.GetFiles(folder, "*.txt").Order(StringComparer.OrdinalIgnoreCase).Where(file => best.ContainsKey(NameOf(file))).ToList();
        files = only.Length > 0 ? [.. files.Where(file => NameOf(file).Equals(only, StringComparison.OrdinalIgnoreCase))] : EverySoMany(files, sample);

        Console.WriteLine($"{"instance",-10} {"vehicles",8} {"distance",11} {"best",5} {"distance",11} {"gap",8} {"iterations",11} {"cpu s",8} check");
        var (ours, theirs, gaps) = (0, 0, new List<double>());
        foreach (var file in files)
        {
            var instance = LiLim.Read(file);
            var limit = new CpuLimit(seconds);
            var solution = Solver.Solve(instance.Problem, new(seed, Objective.Hierarchical), work > 0 ? new WorkLimit(work) : limit);
            var elapsed = limit.Used;
            var known = best[NameOf(file)];
            var distance = solution.Totals.Decimetres / (double)Euclid.Scale;
            var gap = 100 * (distance / known.Distance - 1);
            var violations = Checker.Check(instance.Problem, solution, Objective.Hierarchical).Count + solution.Unassigned.Count;
            ours += solution.Totals.Vehicles;
            theirs += known.Vehicles;
            if (solution.Totals.Vehicles == known.Vehicles)
                gaps.Add(gap);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{instance.Name,-10} {solution.Totals.Vehicles,8} {distance,11:0.00} {known.Vehicles,5} {known.Distance,11:0.00} {gap,7:0.00}% {solution.Iterations,11} {elapsed,8:0.0} {(violations == 0 ? "ok" : violations + " violations")}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"sum {ours} vehicles, best known {theirs}; vehicles equal on {gaps.Count} of {files.Count}, mean distance gap there {(gaps.Count == 0 ? 0 : gaps.Average()):0.000}%"));
        return 0;
    }

    static List<string> EverySoMany(List<string> files, int sample) =>
        sample >= files.Count ? files : [.. Enumerable.Range(0, sample).Select(i => files[(int)((i + 0.5) * files.Count / sample)])];

    static string NameOf(string file) => Path.GetFileNameWithoutExtension(file).ToUpperInvariant();

    static string Option(string[] args, string name, string otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
    }
}
