using System.Globalization;

namespace Logistics.Quality.Routing;

/// <summary>What was asked on the command line.</summary>
sealed record RunOptions
{
    public const string Help = """
        --sample N      N instances of each set, evenly spaced by name (default: all)
        --only A,B      these instances alone
        --seconds S     for each solve (default: of the set)
        --work N        so many iterations instead; the plan repeats itself
        --threads N     (default 1)
        --seeds 1,2,3   the median plan over these seeds counts for an instance (default 1)
        --clock cpu     seconds of processor time, S for each thread: fair on a machine that others use (default: wall)
        --label TEXT    of the engine, in the results file (default: fingerprint of the Logistics.Routing assembly)
        --solver        let Google OR-Tools combine the routes met on the way
        --fresh         solve again what the results file has
        """;

    public int? Sample { get; init; }

    public IReadOnlyList<string> Only { get; init; } = [];

    public double? Seconds { get; init; }

    public long? Work { get; init; }

    public int Threads { get; init; } = 1;

    public IReadOnlyList<ulong> Seeds { get; init; } = [1];

    public bool ByProcessor { get; init; }

    public bool Fresh { get; init; }

    public bool Solver { get; init; }

    public string Label { get; init; } = typeof(Logistics.Routing.Solver).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public static RunOptions Of(string[] args)
    {
        var options = new RunOptions();
        for (var k = 0; k < args.Length; k++)
            options = args[k] switch
            {
                "--solver" => options with { Solver = true },
                "--fresh" => options with { Fresh = true },
                "--sample" => options with { Sample = int.Parse(args[++k], CultureInfo.InvariantCulture) },
                "--only" => options with { Only = args[++k].Split(',') },
                "--seconds" => options with { Seconds = double.Parse(args[++k], CultureInfo.InvariantCulture) },
                "--work" => options with { Work = long.Parse(args[++k], CultureInfo.InvariantCulture) },
                "--threads" => options with { Threads = int.Parse(args[++k], CultureInfo.InvariantCulture) },
                "--seeds" or "--seed" => options with { Seeds = [.. args[++k].Split(',').Select(seed => ulong.Parse(seed, CultureInfo.InvariantCulture))] },
                "--clock" => options with { ByProcessor = args[++k] == "cpu" },
                "--label" => options with { Label = args[++k] },
                _ => throw new ArgumentException($"There is no option {args[k]}."),
            };
        return options;
    }

    /// <summary>What a result depends on, beside the instance and the seed.</summary>
    public string Terms(double seconds) => string.Create(CultureInfo.InvariantCulture,
        $"{(Work is { } work ? $"{work} iterations" : $"{seconds} s {(ByProcessor ? "cpu" : "wall")}")}, {Threads} threads,{(Solver ? " OR-Tools," : "")} engine {Label}");
}
