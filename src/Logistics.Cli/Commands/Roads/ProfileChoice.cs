using System.CommandLine;
using Logistics.Roads.Profiles;
using Profile = Logistics.Roads.Profiles.Profile;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>--profile NAME|FILE</c>: the vehicle that a map is read for, one of the program's own or a file of one's own.</summary>
sealed class ProfileChoice(Terminal terminal)
{
    public Option<string> Option { get; } = new("--profile") { Description = terminal.Words["Roads.Profile", string.Join(", ", ProfileFile.BuiltIn)], HelpName = "NAME|FILE" };

    /// <exception cref="CommandFailed">No such name nor file, or everything that is wrong with the file.</exception>
    public Profile Of(ParseResult arguments)
    {
        if (arguments.GetValue(Option) is not { } asked)
            return Profile.Default;
        if (ProfileFile.BuiltIn.Contains(asked))
            return Profile.Named(asked);
        var file = new FileInfo(asked);
        if (!file.Exists)
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Profile", asked, string.Join(", ", ProfileFile.BuiltIn)]);
        var reading = RoadFiles.Guard(terminal, file, () =>
        {
            using var stream = file.OpenRead();
            return ProfileFile.Read(stream, terminal.Words.Culture);
        });
        return reading.Profile ?? throw new CommandFailed(
            ExitCode.BadInput, string.Join(Environment.NewLine, reading.Problems.Select(problem => $"{file}{problem.Pointer}: {problem.Code} {problem.Cause} {problem.Action}")));
    }
}
