using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>
/// Lines "KEY: value"; NODES, then rows: number, latitude, longitude, demand, ready, due, service, pickup, delivery; EDGES, then the matrix of whole
/// minutes, which need not be symmetric. Node 0 is the depot; vehicles are as many as it takes.
/// </summary>
static class SartoriReader
{
    public static Draft? Read(string name, IReadOnlyList<TextLine> lines, ProblemList problems)
    {
        var text = new TextLines(problems);
        var nodesAt = IndexOf(lines, "NODES");
        var edgesAt = IndexOf(lines, "EDGES");
        var end = IndexOf(lines, "EOF") is var at and >= 0 ? at : lines.Count;
        if (nodesAt < 0 || edgesAt < nodesAt || end < edgesAt)
        {
            problems.Add(InstanceCodes.Missing, "", nodesAt < 0 ? "NODES" : "EDGES");
            return null;
        }
        var header = Header(lines.Take(nodesAt));
        var size = ValueOf(header, "SIZE", text, problems);
        var capacity = ValueOf(header, "CAPACITY", text, problems);
        var reader = new RowReader(problems);
        var rows = reader.Read(lines.Take(edgesAt).Skip(nodesAt + 1), 9);
        if (size is not null && !problems.Any && rows.Count != size)
            problems.Add(InstanceCodes.RowsMissing, "", rows.Count, size);
        var nodes = problems.Any ? [] : reader.Paired(rows);
        var matrix = problems.Any ? null : MatrixText.Square([.. lines.Take(end).Skip(edgesAt + 1)], nodes.Count, text, problems);
        return problems.Any ? null : new()
        {
            Name = header.GetValueOrDefault("NAME").Value ?? name,
            Format = InstanceFormat.Sartori,
            Nodes = nodes,
            Matrix = matrix,
            Vehicles = [.. Enumerable.Repeat(new DraftVehicle { Capacity = capacity!.Value }, Math.Max(1, nodes.Count / 2))],
            HasTimes = true,
            Convention = Convention.Integer,
            Objective = Objective.Hierarchical,
        };
    }

    static int IndexOf(IReadOnlyList<TextLine> lines, string word)
    {
        for (var k = 0; k < lines.Count; k++)
            if (lines[k].Text == word)
                return k;
        return -1;
    }

    static Dictionary<string, (string? Value, TextLine Line)> Header(IEnumerable<TextLine> lines)
    {
        var header = new Dictionary<string, (string?, TextLine)>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
            if (line.Text.Split(':', 2) is [var key, var value])
                header[key.Trim()] = (value.Trim(), line);
        return header;
    }

    static int? ValueOf(Dictionary<string, (string? Value, TextLine Line)> header, string key, TextLines text, ProblemList problems)
    {
        if (header.TryGetValue(key, out var found))
            return text.Number(found.Line, found.Value!) is { } value ? text.Whole(found.Line, value, 1, (int)Routing.Problem.LargestLoad) : null;
        problems.Add(InstanceCodes.Missing, "", key);
        return null;
    }
}
