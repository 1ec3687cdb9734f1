using System.CommandLine;

namespace Logistics.Cli.Commands;

/// <summary>What every command does around its work.</summary>
static class Shell
{
    /// <summary>Runs the work; a failure that it names becomes one line on standard error and its exit code.</summary>
    public static void Run(this Command command, Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(async (arguments, cancellation) =>
        {
            // Let the command line put its Ctrl-C handler in place before the work begins.
            await Task.Yield();
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
            catch (Exception defect) when (defect is InvalidOperationException or ArgumentException or ArithmeticException or KeyNotFoundException)
            {
                // Misuse of our own rooms: never the user's fault, and never a bare stack trace.
                terminal.Note(terminal.Words["Error.Defect"]);
                terminal.Note($"{defect.GetType().Name}: {defect.Message}");
                terminal.Note(defect.StackTrace ?? "");
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

    /// <exception cref="CommandFailed">The value lies outside the range, or is no number; both ends are allowed.</exception>
    public static void Within(Terminal terminal, string option, double least, double most, double value)
    {
        if (!(value >= least && value <= most))
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Range", option, least, most]);
    }
}
