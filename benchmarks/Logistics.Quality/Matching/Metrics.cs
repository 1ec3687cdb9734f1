namespace Logistics.Quality.Matching;

/// <summary>What came of a period under a rule: sums over its days, of what was really handed over.</summary>
sealed class Tally
{
    readonly HashSet<(int Donor, int Association)> links = [];
    readonly HashSet<(int Day, int Association)> visits = [];
    readonly HashSet<string> lotsGiven = [];
    int linkDay = -1;

    public Tally(int associations) => Received = new long[associations];

    /// <summary>Grams of the whole period, by association; nothing fades here.</summary>
    public long[] Received { get; }

    public long Offered { get; set; }

    /// <summary>Grams that died.</summary>
    public long Wasted { get; set; }

    /// <summary>Grams that were still good when the period ended, and given to nobody.</summary>
    public long Kept { get; set; }

    public long UrgentWanted { get; set; }

    public long UrgentGiven { get; set; }

    public long Decimetres { get; private set; }

    public int Links { get; private set; }

    public int Parts { get; private set; }

    public int Visits => visits.Count;

    public int Lots => lotsGiven.Count;

    /// <summary>Matchings that the verifier found something wrong in.</summary>
    public int Broken { get; set; }

    /// <summary>Days on which neediest-first, from the same state, was better in urgent or saved grams.</summary>
    public int BelowGreedy { get; set; }

    public void Give(int day, int donor, int association, string lot, long grams, long decimetres)
    {
        if (day != linkDay)
        {
            links.Clear();
            linkDay = day;
        }
        Received[association] += grams;
        Parts++;
        lotsGiven.Add(lot);
        visits.Add((day, association));
        if (!links.Add((donor, association)))
            return;
        Links++;
        Decimetres += decimetres;
    }
}

/// <summary>The figures of the table. Every figure is of goods handed over, not of promises.</summary>
/// <param name="Waste">Of what was offered, what died.</param>
/// <param name="Kept">Of what was offered, what was still good at the end.</param>
/// <param name="MinFill">The least that any association received of what it needed over the whole period.</param>
/// <param name="Min">The least share received beside the share entitled.</param>
/// <param name="P10">The same for the one of ten who is worst served.</param>
/// <param name="KmPerTonne">Road between donor and association, once a day for each two that meet, for a tonne handed over: a proxy, no routes.</param>
/// <param name="KgPerStop">For each two that meet on a day.</param>
/// <param name="KgPerVisit">For each association that receives on a day, whoever gives.</param>
/// <param name="Urgent">Of urgent needs, what was met.</param>
sealed record Metrics(
    double Waste, double Kept, double MinFill, double Min, double P10, double Gini, double Hoover, double Jain,
    double KmPerTonne, double KgPerStop, double KgPerVisit, double PartsPerLot, double Urgent)
{
    /// <param name="needed">Grams needed over the period, by association: what entitles it.</param>
    public static Metrics Of(Tally tally, IReadOnlyList<double> needed)
    {
        var given = (double)tally.Received.Sum();
        var entitled = needed.Sum();
        var fill = tally.Received.Select((x, a) => x / needed[a]).ToList();
        var shares = tally.Received.Select((x, a) => given == 0 ? 0 : x / given / (needed[a] / entitled)).Order().ToList();
        return new Metrics(
            Waste: (double)tally.Wasted / tally.Offered,
            Kept: (double)tally.Kept / tally.Offered,
            MinFill: fill.Min(),
            Min: shares[0],
            P10: Percentile(shares, 0.10),
            Gini: GiniOf(shares),
            Hoover: tally.Received.Select((x, a) => Math.Abs((given == 0 ? 0 : x / given) - needed[a] / entitled)).Sum() / 2,
            Jain: JainOf(shares),
            KmPerTonne: Ratio(tally.Decimetres / 10_000.0, given / 1e6),
            KgPerStop: Ratio(given / 1000, tally.Links),
            KgPerVisit: Ratio(given / 1000, tally.Visits),
            PartsPerLot: Ratio(tally.Parts, tally.Lots),
            Urgent: tally.UrgentWanted == 0 ? 1 : (double)tally.UrgentGiven / tally.UrgentWanted);
    }

    /// <summary>sum_i (2i - n - 1) f_(i) / (n sum f), f sorted, every association counting once: 0 where all are equal.</summary>
    public static double GiniOf(IReadOnlyList<double> sorted)
    {
        var (n, sum, weighted) = (sorted.Count, sorted.Sum(), 0.0);
        for (var i = 1; i <= n; i++)
            weighted += (2 * i - n - 1) * sorted[i - 1];
        return Ratio(weighted, n * sum);
    }

    /// <summary>(sum f)^2 / (n sum f^2): 1 where all are equal.</summary>
    public static double JainOf(IReadOnlyList<double> shares) => Ratio(shares.Sum() * shares.Sum(), shares.Count * shares.Sum(x => x * x));

    /// <summary>The nearest rank: the smallest value that at least so large a part of all do not exceed.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double part) => sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];

    static double Ratio(double of, double by) => by == 0 ? 0 : of / by;
}
