using System.CommandLine;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads</c>: the road engine alone, on extracts and graph files.</summary>
static class RoadsCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock) => new("roads", terminal.Words["Roads"])
    {
        RoadsBuildCommand.Create(terminal, clock),
        RoadsFetchCommand.Create(terminal, clock),
        RoadsInfoCommand.Create(terminal),
        RoadsPathCommand.Create(terminal),
        RoadsMatrixCommand.Create(terminal),
        RoadsTilesCommand.Create(terminal),
    };
}
