using Logistics.Formats.Territories;

namespace Logistics.Cli.Commands;

static class TerritoryFiles
{
    /// <summary>Reads a territory file; its warnings, and what had to be left out of it, go to standard error.</summary>
    /// <param name="strict">True: a file with one wrong entry is refused whole.</param>
    /// <exception cref="CommandFailed">It cannot be read, or it has problems that nothing can be planned with: all of them are shown first.</exception>
    public static async Task<TerritoryReading.Accepted> ReadAsync(Terminal terminal, FileInfo file, bool strict, CancellationToken cancellation)
    {
        var words = terminal.Words;
        var bytes = await Shell.ReadAsync(terminal, file, cancellation);
        switch (strict ? TerritoryReader.Read(bytes, words.Culture) : TerritoryReader.ReadSound(bytes, words.Culture))
        {
            case TerritoryReading.Accepted accepted:
                foreach (var warning in accepted.Warnings)
                    terminal.Note($"{warning.Code} {words["Warning"]}: {warning.Cause} → {warning.Action}");
                if (accepted.LeftOut.Count > 0)
                    TellLeftOut(terminal, file, accepted);
                return accepted;
            case TerritoryReading.Rejected rejected:
                terminal.Problems(rejected.Problems);
                throw new CommandFailed(ExitCode.BadInput, words["Error.Rejected", file, rejected.Problems.Count]);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    static void TellLeftOut(Terminal terminal, FileInfo file, TerritoryReading.Accepted accepted)
    {
        terminal.Problems(accepted.Problems);
        // What is sound itself but names something that is not has no problem of its own: it is told all the same.
        foreach (var entry in accepted.LeftOut.Where(entry => !accepted.Problems.Any(x => x.Pointer == entry || x.Pointer.StartsWith(entry + "/", StringComparison.Ordinal))))
            terminal.Note(terminal.Words["Note.NamesLeftOut", entry]);
        terminal.Note(terminal.Words["Note.LeftOut", file, accepted.Problems.Count, accepted.LeftOut.Count]);
    }
}
