using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>
/// First line: vehicles, capacity, speed (which nothing uses); then one row for each node: number, x, y, demand, ready, due, service, its pickup, its delivery (0 for none).
/// Node 0 is the depot.
/// </summary>
static class LiLimReader
{
    public static Draft? Read(string name, IReadOnlyList<TextLine> lines, ProblemList problems)
    {
        var text = new TextLines(problems);
        var fleet = text.Numbers(lines[0], 3);
        var vehicles = fleet is null ? null : text.Whole(lines[0], fleet[0], 1, InstanceReader.MostNodes);
        var capacity = fleet is null ? null : text.Whole(lines[0], fleet[1], 0, (int)Routing.Problem.LargestLoad);
        var reader = new RowReader(problems);
        var rows = reader.Read(lines.Skip(1), 9);
        var nodes = problems.Any ? [] : reader.Paired(rows);
        return problems.Any ? null : new()
        {
            Name = name,
            Format = InstanceFormat.LiLim,
            Nodes = nodes,
            Vehicles = [.. Enumerable.Repeat(new DraftVehicle { Capacity = capacity!.Value }, vehicles!.Value)],
            HasTimes = true,
            Convention = Convention.Double,
            Objective = Objective.Hierarchical,
        };
    }
}
