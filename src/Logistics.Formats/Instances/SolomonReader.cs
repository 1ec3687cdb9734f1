using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>
/// A title; VEHICLE, then number and capacity; CUSTOMER, then one row for each node: number, x, y, demand, ready, due, service. Node 0 is the depot.
/// </summary>
static class SolomonReader
{
    public static Draft? Read(IReadOnlyList<TextLine> lines, ProblemList problems)
    {
        var rows = lines.Skip(1).Where(line => line.IsRow).ToList();
        if (rows.Count == 0)
        {
            problems.Add(InstanceCodes.Missing, "", "VEHICLE");
            return null;
        }
        var text = new TextLines(problems);
        var fleet = text.Numbers(rows[0], 2);
        var vehicles = fleet is null ? null : text.Whole(rows[0], fleet[0], 1, InstanceReader.MostNodes);
        var capacity = fleet is null ? null : text.Whole(rows[0], fleet[1], 0, (int)Routing.Problem.LargestLoad);
        var nodes = new RowReader(problems).Read(rows.Skip(1), 7).Select(row => NotNegative(row, text)).ToList();
        return problems.Any ? null : new()
        {
            Name = lines[0].Text,
            Format = InstanceFormat.Solomon,
            Nodes = nodes!,
            Vehicles = [.. Enumerable.Repeat(new DraftVehicle { Capacity = capacity!.Value }, vehicles!.Value)],
            HasTimes = true,
            Convention = Convention.Double,
            Objective = Objective.Hierarchical,
        };
    }

    static DraftNode? NotNegative(RowReader.Row row, TextLines text) =>
        text.NotNegative(row.Line, row.Numbers[3]) is null ? null : RowReader.NodeOf(row);
}
