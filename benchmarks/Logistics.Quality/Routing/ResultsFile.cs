using System.Globalization;
using Logistics.Testing;

namespace Logistics.Quality.Routing;

/// <summary>One solve.</summary>
/// <param name="Proven">The gap that is proven, 0 to 1; null where no bound is known.</param>
sealed record Result(string Instance, ulong Seed, int Vehicles, decimal Cost, int Unassigned, int Violations, long Iterations, double Elapsed, double? Proven);

/// <summary>Every solve ever done of one set, one line each, so that a run that was stopped goes on where it was.</summary>
sealed class ResultsFile
{
    const string Header = "terms,instance,seed,vehicles,cost,unassigned,violations,iterations,elapsed,proven";

    readonly Dictionary<(string Terms, string Instance, ulong Seed), Result> done = [];

    public ResultsFile(string set)
    {
        Path = System.IO.Path.Combine(Checkout.Root ?? ".", "artifacts", "quality", set + ".csv");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (!File.Exists(Path))
            File.WriteAllText(Path, Header + "\n");
        foreach (var line in File.ReadLines(Path).Skip(1))
            if (line.Split('"') is ["", var terms, var rest] && rest.Split(',') is ["", var instance, var seed, .. { Length: 6 or 7 } cells])
            {
                var result = new Result(
                    instance, ulong.Parse(seed, CultureInfo.InvariantCulture), Whole(cells[0]), decimal.Parse(cells[1], CultureInfo.InvariantCulture),
                    Whole(cells[2]), Whole(cells[3]), long.Parse(cells[4], CultureInfo.InvariantCulture), double.Parse(cells[5], CultureInfo.InvariantCulture),
                    cells is [.., { Length: > 0 } proven] && cells.Length == 7 ? double.Parse(proven, CultureInfo.InvariantCulture) : null);
                done[(terms, instance, result.Seed)] = result;
            }
    }

    public string Path { get; }

    public Result? Find(string terms, string instance, ulong seed) => done.GetValueOrDefault((terms, instance, seed));

    /// <summary>The best plan of an instance under any terms; null when there is none yet.</summary>
    public BestKnown? Best(string instance) => done.Values.Where(result => result.Instance == instance && result.Violations == 0)
        .OrderBy(result => result.Unassigned).ThenBy(result => result.Cost).Select(result => new BestKnown(null, result.Cost, result.Unassigned)).FirstOrDefault();

    public void Add(string terms, Result result)
    {
        done[(terms, result.Instance, result.Seed)] = result;
        File.AppendAllText(Path, string.Create(CultureInfo.InvariantCulture,
            $"\"{terms}\",{result.Instance},{result.Seed},{result.Vehicles},{result.Cost},{result.Unassigned},{result.Violations},{result.Iterations},{result.Elapsed:0.00},{result.Proven:0.000000}\n"));
    }

    static int Whole(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
