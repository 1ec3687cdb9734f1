using System.CommandLine;

namespace Logistics.Cli.Commands.Vrp;

/// <summary><c>logistics vrp</c>: the routing engine alone, on the instance files of the field.</summary>
static class VrpCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock) => new("vrp", terminal.Words["Vrp"])
    {
        VrpSolveCommand.Create(terminal, clock),
        VrpCheckCommand.Create(terminal, clock),
    };
}
