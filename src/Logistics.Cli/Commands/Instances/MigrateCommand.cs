using System.CommandLine;
using Logistics.Storage;

namespace Logistics.Cli.Commands.Instances;

/// <summary><c>logistics migrate</c>: brings an instance's tables to this program's schema, or with <c>--dry-run</c> tries it and takes it back.</summary>
static class MigrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var dry = new Option<bool>("--dry-run") { Description = words["Migrate.DryRun"] };
        var command = new Command("migrate", words["Migrate"]) { dry };
        var instance = new InstanceChoice(terminal, command);
        command.Run(terminal, (arguments, cancellation) =>
        {
            instance.RequireThere(terminal, arguments);
            return instance.WithStoreAsync(
                terminal, arguments, store => arguments.GetValue(dry) ? RehearseAsync(terminal, store, cancellation) : MigrateAsync(terminal, store, cancellation), cancellation);
        });
        return command;
    }

    static async Task<int> RehearseAsync(Terminal terminal, Store store, CancellationToken cancellation)
    {
        var words = terminal.Words;
        var rehearsal = await MigrationRehearsal.RunAsync(store, cancellation);
        if (rehearsal.Scripts.Count == 0)
        {
            terminal.Say(words["Migrate.UpToDate", rehearsal.From]);
            return ExitCode.Done;
        }
        terminal.Say(words["Migrate.Would", rehearsal.From, Migrator.Known]);
        foreach (var script in rehearsal.Scripts)
            terminal.Say(words["Migrate.Script", script.Version, script.Name, script.Elapsed.TotalMilliseconds]);
        if (rehearsal.Failure is { } failure)
            throw new CommandFailed(ExitCode.Failed, words["Migrate.WouldFail", rehearsal.Scripts[^1].Version, failure]);
        terminal.Say(words["Migrate.Went"]);
        return ExitCode.Done;
    }

    static async Task<int> MigrateAsync(Terminal terminal, Store store, CancellationToken cancellation)
    {
        try
        {
            var applied = await Migrator.MigrateAsync(store, cancellation);
            terminal.Say(applied.Count == 0 ? terminal.Words["Migrate.UpToDate", Migrator.Known] : terminal.Words["Migrate.Done", string.Join(", ", applied), Migrator.Known]);
            return ExitCode.Done;
        }
        catch (StoreRightsException refused)
        {
            throw new CommandFailed(ExitCode.Failed, refused.Message);
        }
    }
}
