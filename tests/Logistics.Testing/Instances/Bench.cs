using Logistics.Formats.Instances;

namespace Logistics.Testing.Instances;

/// <summary>Instances and published routes under <c>shared/bench</c>, which must be readable.</summary>
public static class Bench
{
    public static Instance Read(string path, Convention? convention = null, bool judging = false) =>
        InstanceReader.Read(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path), new(Convention: convention, Judging: judging)) switch
        {
            InstanceReading.Accepted accepted => accepted.Instance,
            InstanceReading.Rejected rejected => throw new InvalidDataException($"{path}: {string.Join("; ", rejected.Problems)}"),
            _ => throw new InvalidOperationException(),
        };

    public static RouteReading.Accepted Routes(string path, Instance instance) => RouteText.Read(File.ReadAllBytes(path), instance) switch
    {
        RouteReading.Accepted accepted => accepted,
        RouteReading.Rejected rejected => throw new InvalidDataException($"{path}: {string.Join("; ", rejected.Problems)}"),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Rows of a table by the names in its first line.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Table(string path)
    {
        var rows = File.ReadLines(path).Select(Cells).ToList();
        return rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    /// <summary>Only the last cell of a table may stand in quotes and hold commas.</summary>
    static string[] Cells(string line) => line.Split('"') is [var plain, var quoted, ..]
        ? [.. plain.Split(',')[..^1], quoted]
        : line.Split(',');
}
