using Logistics.Domain;
using Logistics.Domain.Policies;
using Logistics.Domain.Policies.Ballots;
using Logistics.Formats;
using Logistics.Formats.Policies;

namespace Logistics.Cli.Commands.Matching;

static class PolicyFiles
{
    /// <exception cref="CommandFailed">It cannot be read, or it has problems: all of them are shown first.</exception>
    public static async Task<Policy> ReadAsync(Terminal terminal, FileInfo file, CancellationToken cancellation) =>
        PolicyReader.Read(await Shell.ReadAsync(terminal, file, cancellation), terminal.Words.Culture) switch
        {
            PolicyReading.Accepted accepted => accepted.Policy,
            PolicyReading.Rejected rejected => throw Refused(terminal, file, rejected.Problems),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<Election> ReadBallotAsync(Terminal terminal, FileInfo file, CancellationToken cancellation) =>
        BallotReader.Read(await Shell.ReadAsync(terminal, file, cancellation), terminal.Words.Culture) switch
        {
            BallotReading.Accepted accepted => accepted.Election,
            BallotReading.Rejected rejected => throw Refused(terminal, file, rejected.Problems),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    static CommandFailed Refused(Terminal terminal, FileInfo file, ValueList<Problem> problems)
    {
        terminal.Problems(problems);
        return new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Rejected", file, problems.Count]);
    }
}

/// <summary>Several files of one command: what is wrong with each is told before the command ends.</summary>
sealed class Inputs(Terminal terminal)
{
    readonly List<CommandFailed> failures = [];

    /// <summary>Default when it failed; <see cref="Check"/> ends the command then.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (CommandFailed failure)
        {
            failures.Add(failure);
            return default;
        }
    }

    /// <exception cref="CommandFailed">Anything failed; every failure is told.</exception>
    public void Check()
    {
        if (failures.Count == 0)
            return;
        foreach (var failure in failures.SkipLast(1))
            terminal.Note(failure.Message);
        throw failures[^1];
    }
}
