using System.Globalization;
using Logistics.Formats.Instances;
using Logistics.Routing;
using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Quality.Routing;

/// <summary>The best plan known: vehicles where they come first; requests that even it leaves out.</summary>
sealed record BestKnown(int? Vehicles, decimal Cost, int LeftOut = 0);

/// <summary>A question, and what its plans cost in the figures of its table.</summary>
sealed record BenchQuestion(Problem Problem, Func<Solution, decimal> CostOf);

/// <param name="Open">Reads or generates it.</param>
/// <param name="Best">Null when nothing is known yet.</param>
sealed record BenchInstance(string Name, Func<BenchQuestion> Open, BestKnown? Best);

/// <summary>A row of the table: instances, how they are counted, and what is known of them.</summary>
/// <param name="Name">On the command line.</param>
/// <param name="Folder">Of the instances, below <c>shared/bench</c>.</param>
/// <param name="Extension">Of instance files.</param>
/// <param name="Table">Of best-known costs, below <c>shared/bench</c>; instances without a row are left out.</param>
/// <param name="VehiclesColumn">Null when vehicles do not count.</param>
/// <param name="CostColumn">Rows with an empty cell are left out.</param>
/// <param name="Goal">From the table, printed under ours.</param>
sealed record BenchSet(
    string Name, string Folder, string Extension, string Table, string? VehiclesColumn, string CostColumn,
    Objective Objective, Convention? Convention, double Seconds, string Goal)
{
    /// <summary>Of generated days: pickups and deliveries together; 0 for a set that lies in files.</summary>
    public int Stops { get; init; }

    static readonly IReadOnlyList<BenchSet> All =
    [
        new("solomon", "solomon", ".txt", "solomon/bks.csv", "hier_vehicles", "hier_distance", Objective.Hierarchical, null, 10,
            "vehicles in sum <= best known + 2, distance <= 0.2 %; stretch: equal, 0.0 %"),
        new("solomon-distance", "solomon", ".txt", "solomon/bks.csv", null, "distonly_distance", Objective.Distance, null, 10, "distance <= 0.2 %; stretch 0.0 %"),
        new("gh200", "homberger/200", ".txt", "homberger/bks.csv", "hier_vehicles", "hier_distance", Objective.Hierarchical, null, 60, "no row in the issue's table"),
        new("gh1000", "homberger/1000", ".txt", "homberger/bks_1000_distance_only_dimacs.csv", null, "distance_trunc_1dec", Objective.Distance,
            Formats.Instances.Convention.Dimacs, 60, "<= 2.0 % (PyVRP 1.85–2.28 % on one thread); stretch 1.5 %"),
        LiLim(100, 10, "402 vehicles in sum, distance <= 0.1 %; stretch 0.0 %"),
        LiLim(200, 60, "vehicles equal on >= 85 %, distance there <= 0.5 %; stretch 95 %"),
        LiLim(400, 60, "vehicles equal on >= 70 %, distance there <= 1.2 %; stretch 85 %"),
        LiLim(600, 60, "vehicles <= +1.5 % in sum; stretch +0.8 %"),
        LiLim(1000, 60, "vehicles <= +2.5 % in sum; stretch +1.5 %"),
        new("sartori", "sartori_buriol/instances", ".txt", "sartori_buriol/bks.csv", "vehicles", "cost_minutes", Objective.Hierarchical, null, 60,
            "vehicles equal on >= 7 of 9, cost there <= 0.8 %; stretch 0.3 %"),
        new("cvrplib", "cvrplib_x", ".vrp", "cvrplib_x/bks.csv", null, "cost_rounded_int", Objective.Distance, null, 60, "<= 0.8 % (PyVRP 0.65 %); stretch 0.5 %"),
        new("mdvrptw", "mdvrptw", ".vrp", "mdvrptw/bks.csv", null, "cost_scaled1000_int", Objective.Distance, null, 60, "<= 1.85 % (PyVRP); stretch half"),
        new("mtvrptwr", "mtvrptwr", ".vrp", "mtvrptwr/bks.csv", null, "cost_trunc_1dec", Objective.Distance, null, 60, "<= 0.95 % (PyVRP); stretch half"),
        new("pcvrptw", "pcvrptw", ".vrp", "pcvrptw/bks.csv", null, "cost_dist_plus_lost_prizes_trunc_1dec", Objective.Cost, null, 60, "<= 1.01 % (PyVRP); stretch half"),
        new("hfvrp", "hfvrp", ".vrp", "hfvrp/bks.csv", null, "cost_scaled1000_int", Objective.Cost, null, 60, "<= 1.39 % (PyVRP); stretch half"),
        new("sdvrptw", "sdvrptw", ".vrp", "sdvrptw/bks.csv", null, "cost_as_in_sol", Objective.Distance, null, 60, "beside a 300 s plan, not a best known"),
        Food(50, 2, "<= 0.5 %"),
        Food(200, 10, "<= 1 %"),
        Food(500, 30, "<= 1.5 %"),
        Food(1000, 60, "<= 2 %"),
    ];

    /// <summary>Best known is the best plan in the results file, so run ten seeds for long first (<c>--seeds 1,…,10 --seconds …</c>).</summary>
    static BenchSet Food(int stops, double seconds, string goal) => new(
        $"food{stops}", "", "", "", null, "", Objective.Cost, null, seconds, goal + " of the best plan in the results file")
    { Stops = stops };

    static BenchSet LiLim(int size, double seconds, string goal) => new(
        $"lilim{size}", $"li_lim/{size}", ".txt", "li_lim/bks.csv", "hier_vehicles", "hier_distance", Objective.Hierarchical, null, seconds, goal);

    public static IEnumerable<string> Names => All.Select(set => set.Name).Append("all");

    /// <summary>Null when there is none of that name.</summary>
    public static IReadOnlyList<BenchSet>? Named(string name) =>
        name == "all" ? All : All.Where(set => set.Name == name).ToList() is { Count: > 0 } found ? found : null;

    /// <summary>Instances by name, those in files where they have a best-known cost; null when the data is not beside this checkout.</summary>
    public IReadOnlyList<BenchInstance>? Instances(ResultsFile results)
    {
        if (Stops > 0)
            return [.. Enumerable.Range(1, FoodDays.Count).Select(seed => ($"day-{Stops}-{seed}", seed))
                .Select(day => new BenchInstance(day.Item1, () => FoodDays.Make(Stops, day.seed), results.Best(day.Item1)))];
        if (SharedData.Find($"bench/{Folder}") is not { } folder || SharedData.Find($"bench/{Table}") is not { } table)
            return null;
        var best = Bench.Table(table).Where(row => row[CostColumn].Length > 0).ToDictionary(row => row["instance"], Known, StringComparer.OrdinalIgnoreCase);
        return [.. Directory.GetFiles(folder, "*" + Extension)
            .Select(path => (Name: Path.GetFileNameWithoutExtension(path), Path: path))
            .Where(file => best.ContainsKey(file.Name))
            .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
            .Select(file => new BenchInstance(file.Name, () => Read(file.Path), best[file.Name]))];
    }

    BenchQuestion Read(string path)
    {
        var instance = Bench.Read(path, Convention);
        return new(instance.Problem, solution => instance.CostOf(solution, Objective));
    }

    BestKnown Known(IReadOnlyDictionary<string, string> row)
    {
        var cost = decimal.Parse(row[CostColumn], CultureInfo.InvariantCulture);
        // Half of the heterogeneous table is unscaled: thousandths, of a unit cost in hundredths.
        if (Name == "hfvrp" && row[CostColumn].Contains('.', StringComparison.Ordinal))
            cost *= 100_000;
        return new(VehiclesColumn is null ? null : int.Parse(row[VehiclesColumn], CultureInfo.InvariantCulture), cost);
    }
}
