using System.CommandLine;
using Logistics.Storage.Backups;

namespace Logistics.Cli.Commands.Instances;

/// <summary><c>logistics backup OUT</c>: everything an instance keeps, in one file that either store restores.</summary>
static class BackupCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var output = new Argument<FileInfo>("OUT") { Description = words["Backup.Out"] };
        var command = new Command("backup", words["Backup"]) { output };
        var instance = new InstanceChoice(terminal, command);
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var file = arguments.GetRequiredValue(output);
            if (file.Exists)
                throw new CommandFailed(ExitCode.BadInput, words["Backup.Exists", file]);
            var manifest = await instance.WithStoreAsync(
                terminal, arguments, store => WriteAsync(terminal, instance.DataFolder(terminal, arguments), file, (files, stream) => Backup.WriteAsync(store, files, clock.GetUtcNow(), stream, cancellation), cancellation),
                cancellation);
            terminal.Say(words["Backup.Done", file, manifest.Tables.Count, manifest.Tables.Sum(x => x.Rows), manifest.Files.Count, new FileInfo(file.FullName).Length / 1_000_000m, manifest.Schema]);
            return ExitCode.Done;
        });
        return command;
    }

    static async Task<BackupManifest> WriteAsync(
        Terminal terminal, string dataFolder, FileInfo file, Func<IEnumerable<(string, byte[])>, Stream, Task<BackupManifest>> write, CancellationToken cancellation)
    {
        try
        {
            return await ArchiveFile.WriteAsync(file.FullName, stream => write(InstanceFiles.Read(dataFolder), stream), cancellation);
        }
        catch (InvalidDataException)
        {
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Backup.Unreadable", file]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Output", file, failure.Message]);
        }
    }
}
