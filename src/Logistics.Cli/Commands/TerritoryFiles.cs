using Logistics.Formats.Territories;

namespace Logistics.Cli.Commands;

static class TerritoryFiles
{
    /// <summary>Reads a territory file; its warnings go to standard error.</summary>
    /// <exception cref="CommandFailed">It cannot be read, or it has problems: all of them are shown first.</exception>
    public static async Task<TerritoryReading.Accepted> ReadAsync(Terminal terminal, FileInfo file, CancellationToken cancellation)
    {
        var bytes = await Shell.ReadAsync(terminal, file, cancellation);
        switch (TerritoryReader.Read(bytes, terminal.Words.Culture))
        {
            case TerritoryReading.Accepted accepted:
                foreach (var warning in accepted.Warnings)
                    terminal.Note($"{warning.Code} {terminal.Words["Warning"]}: {warning.Cause} → {warning.Action}");
                return accepted;
            case TerritoryReading.Rejected rejected:
                terminal.Problems(rejected.Problems);
                throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Rejected", file, rejected.Problems.Count]);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
