using System.CommandLine;
using Logistics.Roads;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>--elevation DIR</c>: what a map is read with besides itself.</summary>
sealed class LandChoice(Terminal terminal)
{
    public Option<DirectoryInfo> Elevation { get; } = new("--elevation") { Description = terminal.Words["Roads.Elevation"], HelpName = "DIR" };

    /// <exception cref="CommandFailed">There is no such folder.</exception>
    public ReadOptions Of(ParseResult arguments, ReadOptions options) => options with { Elevation = ElevationOf(arguments) };

    Logistics.Roads.Terrain.Elevation? ElevationOf(ParseResult arguments) =>
        arguments.GetValue(Elevation) is not { } folder ? null
        : folder.Exists ? Logistics.Roads.Terrain.Elevation.Open(folder.FullName)
        : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Folder", folder]);
}
