using System.CommandLine;
using System.Globalization;
using Logistics.Roads;
using Logistics.Roads.Profiles;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>--at SLICE|DATE-TIME</c>: the traffic and the rules of which hour count.</summary>
sealed class SliceChoice(Terminal terminal)
{
    static readonly string[] forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm"];

    public Option<string> Option { get; } = new("--at") { Description = terminal.Words["Roads.At"], HelpName = "SLICE|YYYY-MM-DDTHH:MM" };

    /// <exception cref="CommandFailed">It is neither a slice of the network nor a time, or the graph file is corrupt there.</exception>
    public RoadNetwork Of(ParseResult arguments, FileInfo file, RoadNetwork roads)
    {
        if (arguments.GetValue(Option) is not { } asked)
            return roads;
        return RoadFiles.Guard(terminal, file, () =>
            roads.Slices.Contains(asked) ? roads.At(asked)
            : DateTime.TryParseExact(asked, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var when)
                ? roads.At(new Moment(DateOnly.FromDateTime(when), TimeOnly.FromDateTime(when)))
                : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Roads.BadSlice", asked, string.Join(", ", roads.Slices)]));
    }
}
