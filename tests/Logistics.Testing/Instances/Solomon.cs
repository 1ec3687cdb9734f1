using System.Globalization;
using Logistics.Measures;
using Logistics.Routing;

namespace Logistics.Testing.Instances;

/// <summary>
/// The instances of Solomon (1987) and of Gehring and Homberger, deliveries from one depot: a title, the fleet (number, capacity), then one line for each
/// customer: number, x, y, demand, ready, due, service. Customer 0 is the depot.
/// </summary>
public static class Solomon
{
    public static Problem Read(string path)
    {
        var rows = File.ReadLines(path).Select(Numbers).Where(row => row is { Length: 2 or 7 }).ToList();
        var (vehicles, capacity) = (rows[0]![0], rows[0]![1]);
        var nodes = rows.Where(row => row!.Length == 7).Select(row => row!).ToList();
        var vehicle = new Vehicle { Type = 0, Start = 0, End = 0, Shift = Window(nodes[0]) };
        return new(
            [Euclid.Table([.. nodes.Select(node => ((double)node[1], (double)node[2]))])],
            [new VehicleType { Capacity = [capacity], CostPerKilometre = new Cost(Euclid.Scale) }],
            [.. Enumerable.Repeat(vehicle, vehicles)],
            [.. nodes.Skip(1).Select(node => new Request { Delivery = new(node[0], Window(node), node[6] * Euclid.Scale), Load = [node[3]] })]);
    }

    static TimeWindow Window(int[] node) => new(node[4] * Euclid.Scale, node[5] * Euclid.Scale);

    /// <summary>Null for a line that is not all numbers.</summary>
    static int[]? Numbers(string line)
    {
        var words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
            if (!int.TryParse(words[i], NumberStyles.Integer, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        return numbers;
    }
}
