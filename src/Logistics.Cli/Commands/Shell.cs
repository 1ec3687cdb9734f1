using System.CommandLine;

namespace Logistics.Cli.Commands;

/// <summary>What every command does around its work.</summary>
static class Shell
{
    /// <summary>Runs the work; a failure that it names becomes one line on standard error and its exit code.</summary>
    public static void Run(this Command command, Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(async (arguments, cancellation) =>
        {
            try
            {
                return await work(arguments, cancellation);
            }
            catch (CommandFailed failed)
            {
                terminal.Note(failed.Message);
                return failed.ExitCode;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                terminal.Note(terminal.Words["Error.Cancelled"]);
                return ExitCode.Failed;
            }
        });

    /// <summary>The whole file.</summary>
    /// <exception cref="CommandFailed">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(Terminal terminal, FileInfo file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(file.FullName, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.NoFile", file, failure.Message]);
        }
    }

    /// <exception cref="CommandFailed">The value is too small.</exception>
    public static void AtLeast(Terminal terminal, string option, long least, long value)
    {
        if (value < least)
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Range", option, least]);
    }
}
