using System.CommandLine;
using Logistics.Roads;
using Profile = Logistics.Roads.Profiles.Profile;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads build EXTRACT [--profile NAME|FILE] [--slices NAME,NAME…] [--elevation DIR] [--zones FILE [--zones-on DATE]] [--threads N] --out REGION.roads</c>: a map becomes a graph file, and what was odd about the map is told.</summary>
static class RoadsBuildCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var extract = new Argument<FileInfo>("EXTRACT") { Description = words["Roads.Extract"] };
        var output = new Option<FileInfo>("--out") { Description = words["Roads.Build.Out"], HelpName = "FILE", Required = true };
        var threads = new Option<int>("--threads") { Description = words["Roads.Threads"], DefaultValueFactory = _ => Environment.ProcessorCount };
        var profile = new ProfileChoice(terminal);
        var land = new LandChoice(terminal, clock);
        var slices = new Option<string?>("--slices") { Description = words["Roads.Build.Slices"], HelpName = "NAME,NAME…" };
        var command = new Command("build", words["Roads.Build"]) { extract, output, profile.Option, slices, threads };
        land.AddTo(command);
        command.Run(terminal, (arguments, cancellation) =>
        {
            Shell.Within(terminal, "--threads", 1, 64, arguments.GetValue(threads));
            var vehicle = profile.Of(arguments);
            var options = land.Of(arguments, new() { Threads = arguments.GetValue(threads), Slices = SlicesOf(terminal, arguments.GetValue(slices), vehicle) });
            Build(terminal, arguments.GetRequiredValue(extract), vehicle, options, arguments.GetRequiredValue(output), cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    static IReadOnlyList<string> SlicesOf(Terminal terminal, string? asked, Profile profile)
    {
        if (asked is null)
            return profile.Week;
        string[] names = [.. asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (names.Length == 0)
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Roads.NoSlices", string.Join(", ", profile.Week)]);
        string[] unknown = [.. names.Where(name => !profile.Week.Contains(name))];
        return unknown.Length == 0 ? names : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Roads.BadSlices", string.Join(", ", unknown), string.Join(", ", profile.Week)]);
    }

    /// <summary>Whether a file begins like a graph file; it is left at its start. The engine refuses those too, in English.</summary>
    static bool IsGraph(FileStream map)
    {
        if (!map.CanSeek)
            return false;
        var start = new byte[5];
        var length = map.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        map.Position = 0;
        return start.AsSpan(0, length).SequenceEqual("ROADS"u8);
    }

    /// <summary>Reads the map into the graph file, and tells what came of it.</summary>
    /// <exception cref="CommandFailed">The map cannot be read, or the file not written.</exception>
    public static void Build(Terminal terminal, FileInfo extract, Profile profile, ReadOptions options, FileInfo output, CancellationToken cancellation)
    {
        using var map = RoadFiles.Guard(terminal, extract, extract.OpenRead);
        if (RoadFiles.Guard(terminal, extract, () => IsGraph(map)))
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Built", extract]);
        try
        {
            Waiting.While(terminal, terminal.Words["Roads.Reading", extract.Name], progress =>
            {
                RoadNetwork.Build(map, profile, output.FullName, options with { Name = extract.Name, Slices = options.Slices.Count == 0 ? profile.Week : options.Slices, Progress = progress }, cancellation);
                return true;
            });
        }
        catch (MapDataException failure)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Map", extract, failure.Message]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Output", output, failure.Message]);
        }
        var roads = RoadFiles.Guard(terminal, output, () => RoadNetwork.Open(output.FullName));
        NetworkReport.Show(terminal, roads);
        if (options.Zones is { } zones)
            NetworkReport.ShowIdle(terminal, roads, zones);
        output.Refresh();
        terminal.Say(terminal.Words["Roads.Build.Done", output, output.Length / 1e6, roads.Generation]);
    }
}
