using System.Globalization;

namespace Logistics.Quality.Matching;

/// <summary>The scoreboard as Markdown: means over seeds with 95 % intervals, and differences to the two references, paired by town.</summary>
static class BoardTable
{
    /// <param name="Factor">From the stored figure to the printed one.</param>
    sealed record Column(string Name, Func<Metrics, double> Of, string Format, double Factor = 1);

    static readonly Column[] Columns =
    [
        new("waste %", x => x.Waste, "0.00", 100),
        new("kept %", x => x.Kept, "0.0", 100),
        new("min fill", x => x.MinFill, "0.000"),
        new("min f", x => x.Min, "0.000"),
        new("p10 f", x => x.P10, "0.000"),
        new("Gini", x => x.Gini, "0.000"),
        new("Hoover", x => x.Hoover, "0.000"),
        new("Jain", x => x.Jain, "0.000"),
        new("km/t", x => x.KmPerTonne, "0"),
        new("kg/stop", x => x.KgPerStop, "0.0"),
        new("kg/visit", x => x.KgPerVisit, "0.0"),
        new("parts/lot", x => x.PartsPerLot, "0.00"),
        new("urgent %", x => x.Urgent, "0.0", 100),
    ];

    static readonly string[] Compared = ["waste %", "min fill", "min f", "p10 f", "Gini", "km/t", "kg/stop"];

    public static void Print(BoardOptions options, IReadOnlyList<BoardResult> results)
    {
        Console.WriteLine($"{options.Days} days, seeds {options.First} to {options.First + options.Seeds - 1}; mean ± half of the 95 % interval (Student). f = share received / share entitled,");
        Console.WriteLine("each association counting once; Gini = sum_i (2i-n-1) f_(i) / (n sum f); fill = received / needed; kept: still good at the end; km/t: road between giver and");
        Console.WriteLine("receiver, once a day for each two that meet, a proxy and not routes; stop: two that meet on a day; visit: an association that receives on a day. Hindsight is divisible and clairvoyant.");
        foreach (var cell in results.GroupBy(x => (x.Density, x.Ratio)))
            PrintCell(options, string.Create(CultureInfo.InvariantCulture, $"{cell.Key.Density}, offered/needed {cell.Key.Ratio:0.0}"), [.. cell]);
        foreach (var reference in new[] { ShareRules.FirstCome, ShareRules.Greedy }.Where(options.Rules.Contains))
            PrintDifferences(options, reference, results);
        PrintChecks(results);
    }

    static void PrintCell(BoardOptions options, string title, IReadOnlyList<BoardResult> results)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine($"| rule | {string.Join(" | ", Columns.Select(x => x.Name))} |");
        Console.WriteLine($"|---|{string.Concat(Columns.Select(_ => "---|"))}");
        foreach (var rule in options.Rules)
        {
            var ofRule = results.Where(x => x.Rule == rule).ToList();
            Console.WriteLine($"| {rule} | {string.Join(" | ", Columns.Select(x => Known(rule, x) ? Text(Sample.Of([.. ofRule.Select(r => x.Of(r.Metrics) * x.Factor)]), x.Format) : "–"))} |");
        }
    }

    /// <summary>The bound says nothing of roads, parts and urgency.</summary>
    static bool Known(string rule, Column column) => rule != ShareRules.Hindsight || column.Name is "waste %" or "kept %" or "min fill" or "min f" or "p10 f" or "Gini" or "Hoover" or "Jain";

    /// <summary>Relative to the reference in the same town, then the mean over seeds.</summary>
    static void PrintDifferences(BoardOptions options, string reference, IReadOnlyList<BoardResult> results)
    {
        Console.WriteLine();
        Console.WriteLine($"### Beside {reference}, in %, paired by town");
        Console.WriteLine();
        Console.WriteLine($"| density, ratio | rule | {string.Join(" | ", Compared)} |");
        Console.WriteLine($"|---|---|{string.Concat(Compared.Select(_ => "---|"))}");
        var cells = results.GroupBy(x => string.Create(CultureInfo.InvariantCulture, $"{x.Density}, {x.Ratio:0.0}")).Select(x => (x.Key, Results: x.ToList())).ToList();
        foreach (var (key, ofCell) in cells.Append(("all", [.. results])))
            foreach (var rule in options.Rules.Where(x => x != reference))
                Console.WriteLine($"| {key} | {rule} | {string.Join(" | ", Columns.Where(x => Compared.Contains(x.Name)).Select(x => Known(rule, x) ? Text(Difference(ofCell, rule, reference, x), "+0.0;-0.0;0.0") : "–"))} |");
    }

    static Sample Difference(IReadOnlyList<BoardResult> results, string rule, string reference, Column column)
    {
        var ofReference = results.Where(x => x.Rule == reference).ToDictionary(x => (x.Density, x.Ratio, x.Seed), x => column.Of(x.Metrics));
        return Sample.Of([.. results.Where(x => x.Rule == rule).Select(x => (Ours: column.Of(x.Metrics), Theirs: ofReference[(x.Density, x.Ratio, x.Seed)]))
            .Where(x => x.Theirs != 0).Select(x => 100 * (x.Ours / x.Theirs - 1))]);
    }

    static void PrintChecks(IReadOnlyList<BoardResult> results)
    {
        Console.WriteLine();
        foreach (var rule in results.Where(x => x.Rule.StartsWith("ours", StringComparison.Ordinal)).GroupBy(x => x.Rule))
            Console.WriteLine($"{rule.Key}: {rule.Sum(x => x.Broken)} days with a broken rule by the verifier; {rule.Sum(x => x.BelowGreedy)} days below {ShareRules.Greedy} in (urgent, waste) from the same state.");
    }

    static string Text(Sample sample, string format) => sample.Count == 0 ? "–"
        : sample.Mean.ToString(format, CultureInfo.InvariantCulture)
            + (sample.Count > 1 ? " ± " + sample.Margin.ToString(format.Split(';')[0].TrimStart('+'), CultureInfo.InvariantCulture) : "");
}
