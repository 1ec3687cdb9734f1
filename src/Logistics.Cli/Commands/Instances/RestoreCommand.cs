using System.CommandLine;
using Logistics.Storage;
using Logistics.Storage.Backups;
using Logistics.Storage.Embedding;

namespace Logistics.Cli.Commands.Instances;

/// <summary><c>logistics restore FILE</c>: an empty instance becomes the one that was backed up.</summary>
static class RestoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var input = new Argument<FileInfo>("FILE") { Description = words["Restore.File"] };
        var only = new Option<bool>("--verify") { Description = words["Restore.Verify"] };
        var command = new Command("restore", words["Restore"]) { input, only };
        var instance = new InstanceChoice(terminal, command);
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var file = arguments.GetRequiredValue(input);
            await using var archive = Open(terminal, file);
            var (manifest, problems) = await BackupArchive.VerifyAsync(archive, cancellation);
            if (manifest is null)
            {
                foreach (var problem in problems)
                    terminal.Note($"{problem.Entry} : {words[$"Restore.{problem.Fault}"]}".TrimStart(' ', ':'));
                throw new CommandFailed(ExitCode.BadInput, words["Restore.Rejected", file, problems.Count]);
            }
            if (arguments.GetValue(only))
            {
                terminal.Say(words["Restore.Whole", file, manifest.MadeAt, manifest.Tables.Count, manifest.Tables.Sum(x => x.Rows), manifest.Files.Count, manifest.Schema]);
                return ExitCode.Done;
            }
            var folder = instance.DataFolder(terminal, arguments);
            using var held = Hold(folder);
            var others = new List<string>();
            await foreach (var (name, content) in Restore.FilesAsync(manifest, archive, cancellation))
                if (InstanceFiles.IsInTheWay(folder, name, content))
                    others.Add(name);
            if (others.Count > 0)
                throw new CommandFailed(ExitCode.BadInput, words["Restore.FilesInTheWay", folder, string.Join(", ", others)]);
            return await instance.WithStoreAsync(terminal, arguments, store => FillAsync(terminal, store, manifest, archive, folder, cancellation), cancellation);
        });
        return command;
    }

    static async Task<int> FillAsync(
        Terminal terminal, Store store, BackupManifest manifest, Stream archive, string folder, CancellationToken cancellation)
    {
        var words = terminal.Words;
        if (await Restore.ObstacleAsync(store, manifest, cancellation) is { } obstacle)
            throw new CommandFailed(ExitCode.BadInput, words[$"Restore.{obstacle}"]);
        // Keys first: they are harmless without the tables, and the tables are of no use without them.
        await foreach (var (name, content) in Restore.FilesAsync(manifest, archive, cancellation))
            InstanceFiles.Write(folder, name, content);
        await Restore.TablesAsync(store, manifest, archive, cancellation);
        terminal.Say(words["Restore.Done", manifest.MadeAt, manifest.Tables.Count, manifest.Tables.Sum(x => x.Rows), manifest.Files.Count, manifest.Schema, Migrator.Known]);
        return ExitCode.Done;
    }

    static IDisposable Hold(string folder)
    {
        try
        {
            return InstanceFiles.Hold(folder);
        }
        catch (EmbeddedStartException held)
        {
            throw new CommandFailed(ExitCode.Failed, held.Message);
        }
    }

    static FileStream Open(Terminal terminal, FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.NoFile", file, failure.Message]);
        }
    }
}
