using System.Diagnostics;
using System.Globalization;
using Logistics.Measures;
using Logistics.Roads;

namespace Logistics.Benchmarks.Roads;

/// <summary>A new process, a graph file that it has never seen, one question: what a service pays when it starts.</summary>
static class ColdStart
{
    /// <param name="from">Longitude,latitude in degrees; likewise <paramref name="to"/>.</param>
    public static void Run(string file, string from, string to)
    {
        var watch = Stopwatch.StartNew();
        var roads = RoadNetwork.Open(file);
        var opened = watch.Elapsed;
        var path = roads.Path(PositionOf(from), PositionOf(to));
        var answered = watch.Elapsed;
        var process = Process.GetCurrentProcess();
        var sinceStart = TimeProvider.System.GetLocalNow().DateTime - process.StartTime;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"opened after {opened.TotalMilliseconds:0} ms, answered after {answered.TotalMilliseconds:0} ms ({path?.Distance.Metres / 1000:0.0} km); {sinceStart.TotalMilliseconds:0} ms since the process began; {Memory()}"));
        var random = new Random(1);
        var (low, high) = (roads.Bounds.SouthWest, roads.Bounds.NorthEast);
        var places = Enumerable.Range(0, 1000).Select(_ => new Position(random.Next(low.LongitudeE7, high.LongitudeE7), random.Next(low.LatitudeE7, high.LatitudeE7))).ToList();
        watch.Restart();
        roads.Matrix(places, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first table of 1,000 places after {watch.ElapsedMilliseconds} ms more; {Memory()}"));
    }

    /// <summary>What the process has for itself, and what of the mapped file it has touched: pages that the system may take back and that processes share.</summary>
    static string Memory()
    {
        if (!OperatingSystem.IsLinux())
            return $"{Environment.WorkingSet >> 20} MB resident";
        var status = File.ReadAllLines("/proc/self/status").Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1]);
        int Megabytes(string key) => int.Parse(status[key].Trim().Split(' ')[0], CultureInfo.InvariantCulture) >> 10;
        return $"{Megabytes("RssAnon")} MB of its own and {Megabytes("RssFile")} MB of files in memory";
    }

    static Position PositionOf(string text)
    {
        var degrees = text.Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new((int)Math.Round(degrees[0] * 1e7), (int)Math.Round(degrees[1] * 1e7));
    }
}
