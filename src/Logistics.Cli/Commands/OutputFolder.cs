namespace Logistics.Cli.Commands;

/// <summary>Files are written aside and moved into place when whole: an interrupted command leaves the old ones.</summary>
static class OutputFolder
{
    /// <exception cref="CommandFailed">The place cannot be written.</exception>
    public static void WriteFile(Terminal terminal, FileInfo file, Action<Stream> write) => Write(terminal, file.Directory!, [(file.Name, write)], null);

    /// <summary>All files or none: each is written under a temporary name first, and moved once all are there; the first of the list moves last.</summary>
    /// <param name="replaces">Pattern of files that belong to what was there before: those not written anew go, so that nobody prints them.</param>
    /// <exception cref="CommandFailed">The place cannot be written.</exception>
    public static void Write(Terminal terminal, DirectoryInfo folder, IReadOnlyList<(string Name, Action<Stream> Write)> files, string? replaces)
    {
        var written = new List<(string Aside, string Final)>();
        try
        {
            folder.Create();
            foreach (var (name, write) in files.Reverse())
            {
                var final = Path.Combine(folder.FullName, name);
                var aside = $"{final}.{Environment.ProcessId}.part";
                written.Add((aside, final));
                using var stream = File.Create(aside);
                write(stream);
            }
            if (replaces is not null)
                foreach (var old in folder.GetFiles(replaces).Where(old => written.All(x => x.Final != old.FullName)))
                    old.Delete();
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
