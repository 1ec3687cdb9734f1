using System.Diagnostics;
using System.Globalization;
using Logistics.Domain.Goods;
using Logistics.Matching;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Matching.Verification;
using Logistics.OrTools;

namespace Logistics.Quality.Matching;

/// <summary>How long one day takes on one thread, from small to large, without the companion; and the memory of the process at its highest so far.</summary>
static class SizesTable
{
    /// <summary>A step is repeated until it has taken so long, and its shortest time counts.</summary>
    static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    static readonly (int Lots, int Associations)[] Sizes = [(100, 50), (512, 200), (2000, 500), (5000, 2000)];

    public static int Run(BoardOptions options)
    {
        Console.WriteLine("| lots x associations | pairs | day to problem | core, tiers 1–3 | core, all tiers | neediest first | shares, all tiers | whole matcher | certificate checked | peak memory |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (lots, associations) in Sizes.Where(x => options.Only is null || options.Only == $"{x.Lots}x{x.Associations}"))
            Print(lots, associations);
        return 0;
    }

    static void Print(int lots, int associations)
    {
        var input = DayOf(lots, associations, seed: 1);
        var build = Time(() => Problem.Build(input));
        var problem = Problem.Build(input);
        var fair = Time(() => DivisibleCore.SolveFairly(problem, new Limits(problem), null, CancellationToken.None));
        var core = Time(() => DivisibleCore.SolveFully(problem, new Limits(problem), null, CancellationToken.None));
        var greedy = Time(() => GreedyNeediest.Solve(problem));
        var shares = Time(() => Sharing.Solve(problem, CancellationToken.None));
        MatchingResult? result = null;
        var whole = Time(() => result = new Matcher(new NoSolver()).Match(input));
        var wrong = 0;
        var check = Time(() => wrong = result!.Certificates.Sum(x => CertificateVerifier.Verify(x).Count));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {input.Day.Day.Lots.Count} x {associations} | {problem.Pairs.Length} | {build} | {fair} | {core} | {greedy} | {shares} | {whole} | {check}{(wrong > 0 ? $", {wrong} wrong" : "")} | {process.PeakWorkingSet64 / 1_000_000} MB |"));
    }

    /// <summary>A day of so many lots and associations.</summary>
    public static MatchingInput DayOf(int lots, int associations, int seed)
    {
        // Two days, so that there is a weekday with as many lots as asked; needs are those of the first.
        var period = new Period(new Town(TownShape.OfSize(lots, associations), seed), days: 2, supply: 1);
        var held = period.LotsOf(0).Concat(period.LotsOf(1)).Take(lots).Select(x => new HeldLot(x with { Last = Math.Max(x.Last, 0) }, x.Grams)).ToList();
        return new BoardDay(period, number: 0, held, [.. period.Town.Associations.Select(_ => FamilyMasses.Zero)]).Input;
    }

    /// <summary>Processor time, since others use the machine; everything here runs on one thread.</summary>
    static string Time(Action step)
    {
        var (total, least) = (TimeSpan.Zero, TimeSpan.MaxValue);
        while (total < Enough)
        {
            var start = Environment.CpuUsage.TotalTime;
            step();
            var took = Environment.CpuUsage.TotalTime - start;
            total += took;
            least = took < least ? took : least;
            if (took == TimeSpan.Zero)
                total += TimeSpan.FromMilliseconds(10);
        }
        return least.TotalMilliseconds switch
        {
            < 10 => least.TotalMilliseconds.ToString("0.0 ms", CultureInfo.InvariantCulture),
            < 1000 => least.TotalMilliseconds.ToString("0 ms", CultureInfo.InvariantCulture),
            _ => least.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture),
        };
    }
}
