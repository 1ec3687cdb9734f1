using System.Globalization;

namespace Logistics.Quality.Routing;

/// <summary>The one line by which a set is judged.</summary>
sealed class Summary(BenchSet set)
{
    readonly List<decimal> gaps = [];
    readonly List<double> proven = [];
    int ours, theirs, instances, unfit;

    /// <summary>In per cent.</summary>
    public static decimal Gap(decimal cost, decimal best) => best == 0 ? 0 : 100 * (cost / best - 1);

    public void Add(Result result, BestKnown best)
    {
        instances++;
        if (result.Proven is { } bound)
            proven.Add(bound);
        ours += result.Vehicles;
        theirs += best.Vehicles ?? 0;
        if (result.Violations > 0 || result.Unassigned > best.LeftOut)
            unfit++;
        else if (best.Vehicles is null || result.Vehicles == best.Vehicles)
            gaps.Add(Gap(result.Cost, best.Cost));
    }

    public void Print()
    {
        var mean = gaps.Count == 0 ? 0 : gaps.Average();
        var most = gaps.Count == 0 ? 0 : gaps.Max();
        Console.WriteLine(set.VehiclesColumn is null
            ? string.Create(CultureInfo.InvariantCulture, $"ours: mean gap {mean:0.000}%, largest {most:0.00}%, on {gaps.Count} of {instances} instances; {unfit} without a plan that serves all")
            : string.Create(CultureInfo.InvariantCulture,
                $"ours: {ours} vehicles, best known {theirs} ({Gap(ours, theirs):+0.00;-0.00;0.00}%); equal on {gaps.Count} of {instances}, mean distance gap there {mean:0.000}%, largest {most:0.00}%; {unfit} without a plan that serves all"));
        if (proven.Count > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"proven: median gap {100 * proven.Order().ElementAt((proven.Count - 1) / 2):0.00}%, largest {100 * proven.Max():0.00}%, a bound known on {proven.Count} of {instances}"));
        Console.WriteLine($"goal: {set.Goal}");
    }
}
