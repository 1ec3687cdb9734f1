using System.CommandLine;
using Logistics.Cli.Commands.Instances;
using Logistics.Cli.Commands.Matching;
using Logistics.Cli.Commands.Roads;
using Logistics.Cli.Commands.Vrp;

namespace Logistics.Cli.Commands;

static class Root
{
    public static RootCommand Create(Terminal terminal, TimeProvider clock) => new(terminal.Words["Root"])
    {
        PlanCommand.Create(terminal, clock),
        MatchCommand.Create(terminal),
        CheckCommand.Create(terminal),
        DemoCommand.Create(terminal, clock),
        VrpCommand.Create(terminal, clock),
        RoadsCommand.Create(terminal, clock),
        BackupCommand.Create(terminal, clock),
        RestoreCommand.Create(terminal),
        MigrateCommand.Create(terminal),
        StoreCheckCommand.Create(terminal, clock),
    };
}
