using System.CommandLine;
using Logistics.Roads;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>--side any|curb|opposite</c>: on which side of the vehicle the stops lie.</summary>
sealed class SideChoice(Terminal terminal)
{
    public Option<string> Option { get; } = new("--side") { Description = terminal.Words["Roads.Side"], HelpName = "any|curb|opposite", DefaultValueFactory = _ => "any" };

    /// <exception cref="CommandFailed">It is none of the three.</exception>
    public ApproachSide Of(ParseResult arguments) => arguments.GetValue(Option) switch
    {
        "any" => ApproachSide.Any,
        "curb" => ApproachSide.Curb,
        "opposite" => ApproachSide.Opposite,
        var other => throw new CommandFailed(ExitCode.BadInput, terminal.Words["Roads.BadSide", other ?? ""]),
    };
}
