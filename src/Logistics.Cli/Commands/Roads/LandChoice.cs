using System.CommandLine;
using System.Globalization;
using Logistics.Roads;
using Logistics.Roads.Terrain;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>--elevation DIR --zones FILE --zones-on DATE</c>: what a map is read with besides itself.</summary>
sealed class LandChoice(Terminal terminal, TimeProvider clock)
{
    readonly Option<DirectoryInfo> elevation = new("--elevation") { Description = terminal.Words["Roads.Elevation"], HelpName = "DIR" };
    readonly Option<FileInfo> zones = new("--zones") { Description = terminal.Words["Roads.Zones"], HelpName = "FILE" };
    readonly Option<string> zonesOn = new("--zones-on") { Description = terminal.Words["Roads.ZonesOn"], HelpName = "YYYY-MM-DD" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[elevation, zones, zonesOn])
            command.Add(option);
    }

    /// <exception cref="CommandFailed">There is no such folder, no such date, a date without zones, or everything that is wrong with the zones.</exception>
    public ReadOptions Of(ParseResult arguments, ReadOptions options) =>
        options with { Elevation = ElevationOf(arguments), Zones = ZonesOf(arguments) };

    Elevation? ElevationOf(ParseResult arguments) =>
        arguments.GetValue(elevation) is not { } folder ? null
        : folder.Exists ? Elevation.Open(folder.FullName)
        : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Folder", folder]);

    EmissionZones? ZonesOf(ParseResult arguments)
    {
        if (arguments.GetValue(zones) is not { } file)
            return arguments.GetValue(zonesOn) is null ? null : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.ZonesOn"]);
        var reading = RoadFiles.Guard(terminal, file, () =>
        {
            using var stream = file.OpenRead();
            return EmissionZonesFile.Read(stream, DayOf(arguments), terminal.Words.Culture);
        });
        return reading.Zones ?? throw new CommandFailed(
            ExitCode.BadInput, string.Join(Environment.NewLine, reading.Problems.Select(problem => $"{file}{problem.Pointer}: {problem.Code} {problem.Cause} {problem.Action}")));
    }

    DateOnly DayOf(ParseResult arguments) =>
        arguments.GetValue(zonesOn) is not { } text ? DateOnly.FromDateTime(clock.GetLocalNow().DateTime)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Date", text]);
}
