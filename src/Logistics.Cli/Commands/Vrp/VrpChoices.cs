using System.CommandLine;
using Logistics.Formats.Instances;
using Logistics.Routing;

namespace Logistics.Cli.Commands.Vrp;

/// <summary>What <c>solve</c> and <c>check</c> both ask: which format, which objective, which convention.</summary>
sealed class VrpChoices
{
    public VrpChoices(Terminal terminal)
    {
        var words = terminal.Words;
        File = new("FILE") { Description = words["Vrp.File"] };
        Format = new("--format") { Description = words["Vrp.Format"], DefaultValueFactory = _ => "auto" };
        Format.AcceptOnlyFromAmong("auto", "solomon", "lilim", "sartori", "vrplib", "vroom");
        Objective = new("--objective") { Description = words["Vrp.Objective"] };
        Objective.AcceptOnlyFromAmong("cost", "hierarchical", "distance");
        Convention = new("--convention") { Description = words["Vrp.Convention"] };
        Convention.AcceptOnlyFromAmong("double", "dimacs", "rounded", "exact", "integer");
    }

    public Argument<FileInfo> File { get; }

    public Option<string> Format { get; }

    public Option<string?> Objective { get; }

    public Option<string?> Convention { get; }

    /// <summary>The bytes of FILE, and whether they are VROOM's JSON.</summary>
    public async Task<(byte[] Bytes, bool IsVroom)> OpenAsync(Terminal terminal, ParseResult arguments, CancellationToken cancellation)
    {
        var bytes = await Shell.ReadAsync(terminal, arguments.GetRequiredValue(File), cancellation);
        var first = bytes.AsSpan().TrimStart(" \t\r\n\uFEFF"u8);
        var isVroom = arguments.GetValue(Format) == "vroom" || (arguments.GetValue(Format) == "auto" && first.StartsWith("{"u8));
        return (bytes, isVroom);
    }

    /// <exception cref="CommandFailed">It has problems: all of them are shown first.</exception>
    public Instance Read(Terminal terminal, ParseResult arguments, byte[] bytes, bool judging)
    {
        var file = arguments.GetRequiredValue(File);
        InstanceFormat? format = arguments.GetValue(Format) is { } name and not "auto" ? Enum.Parse<InstanceFormat>(name, ignoreCase: true) : null;
        Convention? convention = arguments.GetValue(Convention) is { } counted ? Enum.Parse<Convention>(counted, ignoreCase: true) : null;
        switch (InstanceReader.Read(bytes, Path.GetFileNameWithoutExtension(file.Name), new(format, convention, judging), terminal.Words.Culture))
        {
            case InstanceReading.Accepted accepted:
                return accepted.Instance;
            case InstanceReading.Rejected rejected:
                terminal.Problems(rejected.Problems);
                throw new CommandFailed(ExitCode.BadInput, terminal.Words["Vrp.Rejected", file, rejected.Problems.Count]);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public Objective ObjectiveOf(ParseResult arguments, Objective otherwise) =>
        arguments.GetValue(Objective) is { } name ? Enum.Parse<Objective>(name, ignoreCase: true) : otherwise;

    /// <summary>VROOM minimises what its vehicles cost; its questions have neither the distance nor the vehicles of a table to minimise instead.</summary>
    /// <exception cref="CommandFailed">Another objective was named.</exception>
    public void RefuseObjectiveOfVroom(Terminal terminal, ParseResult arguments)
    {
        if (ObjectiveOf(arguments, Routing.Objective.Cost) != Routing.Objective.Cost)
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Vrp.VroomObjective", arguments.GetValue(Objective)!]);
    }

    /// <exception cref="CommandFailed">It cannot be read, or it has problems: all of them are shown first.</exception>
    public static async Task<RouteReading.Accepted> RoutesAsync(Terminal terminal, FileInfo file, Instance instance, CancellationToken cancellation)
    {
        var bytes = await Shell.ReadAsync(terminal, file, cancellation);
        switch (RouteText.Read(bytes, instance, terminal.Words.Culture))
        {
            case RouteReading.Accepted accepted:
                return accepted;
            case RouteReading.Rejected rejected:
                terminal.Problems(rejected.Problems);
                throw new CommandFailed(ExitCode.BadInput, terminal.Words["Vrp.Rejected", file, rejected.Problems.Count]);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
