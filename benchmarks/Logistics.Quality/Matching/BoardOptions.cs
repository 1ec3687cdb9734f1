using System.Globalization;
using Logistics.Matching;

namespace Logistics.Quality.Matching;

/// <summary>What was asked on the command line.</summary>
sealed record BoardOptions
{
    public const string Help = """
        matching            rules beside each other over made-up periods, as Markdown
          --days N          of each period (default 60)
          --seeds N         towns of each kind (default 10)
          --first N         number of the first seed (default 1)
          --density A,B     sparse, thin, usual, open, dense, villages, pantry (default: the first five)
          --ratio A,B       kilograms offered for each that is needed (default 0.6,1.0,1.6)
          --rules A;B       by name (default: all)
          --threads N       periods at a time (default 1); the figures do not depend on it
          --fresh           run again what the results file has
        matching-sizes      time and memory of one day, from small to large: [--only LOTSxASSOCIATIONS]
        matching-prints     a hash of what is decided on generated days, to set two versions beside each other: [--only LOTSxASSOCIATIONS]
        matching-verify     hard rules on generated days: [--count N] [--threads N]
        matching-exact      ours beside exact search on days of 20 lots and 10 associations: [--count N] (needs the companion)
        """;

    public int Days { get; init; } = 60;

    public int Seeds { get; init; } = 10;

    public int First { get; init; } = 1;

    public IReadOnlyList<TownShape> Densities { get; init; } = TownShape.Densities;

    public IReadOnlyList<double> Ratios { get; init; } = [0.6, 1.0, 1.6];

    public IReadOnlyList<string> Rules { get; init; } = [.. ShareRules.Names, ShareRules.Hindsight];

    public int Threads { get; init; } = 1;

    public bool Fresh { get; init; }

    public int? Count { get; init; }

    public string? Only { get; init; }

    public static BoardOptions Of(string[] args)
    {
        var options = new BoardOptions();
        for (var k = 0; k < args.Length; k++)
            options = args[k] switch
            {
                "--days" => options with { Days = Whole(args[++k]) },
                "--seeds" => options with { Seeds = Whole(args[++k]) },
                "--first" => options with { First = Whole(args[++k]) },
                "--density" => options with { Densities = [.. args[++k].Split(',').Select(TownShape.Named)] },
                "--ratio" => options with { Ratios = [.. args[++k].Split(',').Select(x => double.Parse(x, CultureInfo.InvariantCulture))] },
                "--rules" => options with { Rules = [.. args[++k].Split(';').Select(ShareRules.Checked)] },
                "--threads" => options with { Threads = Whole(args[++k]) },
                "--fresh" => options with { Fresh = true },
                "--count" => options with { Count = Whole(args[++k]) },
                "--only" => options with { Only = args[++k] },
                _ => throw new ArgumentException($"There is no option {args[k]}."),
            };
        return options;
    }

    static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What a result depends on, beside the town, the ratio, the seed and the rule.</summary>
    public string Terms => $"{Days} days, engine {typeof(Matcher).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8]}, board {typeof(Town).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8]}";
}
