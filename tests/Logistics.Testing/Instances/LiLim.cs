using System.Globalization;
using Logistics.Routing;

namespace Logistics.Testing.Instances;

/// <summary>
/// The pickup-and-delivery instances of Li and Lim (2001). First line: vehicles, capacity, speed; then one line for each node:
/// number, x, y, demand, earliest, latest, service, its pickup, its delivery (0 for none). Node 0 is the depot.
/// </summary>
public static class LiLim
{
    public sealed record Instance(string Name, Problem Problem, IReadOnlyDictionary<int, (int Request, VisitKind Kind)> Nodes);

    public static Instance Read(string path)
    {
        var rows = File.ReadLines(path).Select(Numbers).Where(row => row.Length > 0).ToList();
        var (vehicles, capacity) = (rows[0][0], rows[0][1]);
        var nodes = rows[1..];
        var points = nodes.Select(node => ((double)node[1], (double)node[2])).ToList();
        var requests = new List<Request>();
        var meaning = new Dictionary<int, (int, VisitKind)>();
        foreach (var node in nodes.Where(node => node[8] != 0))
        {
            meaning[node[0]] = (requests.Count, VisitKind.Pickup);
            meaning[node[8]] = (requests.Count, VisitKind.Delivery);
            requests.Add(new() { Pickup = ActivityOf(node), Delivery = ActivityOf(nodes[node[8]]), Load = [node[3]] });
        }
        var vehicle = new Vehicle { Type = 0, Start = 0, End = 0, Shift = Window(nodes[0]) };
        var problem = new Problem(
            [Euclid.Table(points)], [new VehicleType { Capacity = [capacity] }], [.. Enumerable.Repeat(vehicle, vehicles)], requests);
        return new(Path.GetFileNameWithoutExtension(path), problem, meaning);
    }

    /// <summary>Routes of a solution file: lines "Route k : n n n".</summary>
    public static IReadOnlyList<IReadOnlyList<int>> ReadRoutes(string path) =>
        [.. File.ReadLines(path)
            .Where(line => line.StartsWith("Route", StringComparison.OrdinalIgnoreCase) && line.Contains(':', StringComparison.Ordinal))
            .Select(line => Numbers(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]))];

    /// <summary>The published routes as a plan of ours.</summary>
    public static Solution Replay(Instance instance, IReadOnlyList<IReadOnlyList<int>> routes) =>
        Routing.Replay.Of(
            instance.Problem,
            [.. routes.Select((route, vehicle) => new TourOrder(vehicle, [.. route.Select(node => new TourStep(instance.Nodes[node].Kind, instance.Nodes[node].Request))]))],
            Objective.Hierarchical);

    static Activity ActivityOf(int[] node) => new(node[0], Window(node), node[6] * Euclid.Scale);

    static TimeWindow Window(int[] node) => new(node[4] * Euclid.Scale, node[5] * Euclid.Scale);

    static int[] Numbers(string line) =>
        [.. line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
}
