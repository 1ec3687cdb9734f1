namespace Logistics.Cli.Commands;

/// <summary>Files are written aside and moved into place when whole: an interrupted command leaves the old ones.</summary>
static class OutputFolder
{
    /// <exception cref="CommandFailed">The place cannot be written.</exception>
    public static Task WriteFileAsync(Terminal terminal, FileInfo file, Action<Stream> write, CancellationToken cancellation) =>
        WriteAsync(terminal, file.Directory!, [(file.Name, write)], cancellation);

    /// <summary>All files or none: each is written under a temporary name first, and moved once all are there; the first of the list moves last.</summary>
    /// <exception cref="CommandFailed">The place cannot be written.</exception>
    public static async Task WriteAsync(Terminal terminal, DirectoryInfo folder, IReadOnlyList<(string Name, Action<Stream> Write)> files, CancellationToken cancellation)
    {
        var written = new List<(string Aside, string Final)>();
        try
        {
            folder.Create();
            foreach (var (name, write) in files.Reverse())
            {
                cancellation.ThrowIfCancellationRequested();
                var final = Path.Combine(folder.FullName, name);
                var aside = $"{final}.{Environment.ProcessId}.part";
                written.Add((aside, final));
                await using var stream = File.Create(aside);
                write(stream);
            }
            foreach (var (aside, final) in written)
                File.Move(aside, final, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Output", folder, failure.Message]);
        }
        finally
        {
            foreach (var (aside, _) in written)
                File.Delete(aside);
        }
    }
}
