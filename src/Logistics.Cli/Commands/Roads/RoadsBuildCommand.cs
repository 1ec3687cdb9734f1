using System.CommandLine;
using Logistics.Roads;
using Profile = Logistics.Roads.Profiles.Profile;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads build EXTRACT [--profile NAME|FILE] [--elevation DIR] --out REGION.roads</c>: a map becomes a graph file, and what was odd about the map is told.</summary>
static class RoadsBuildCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var extract = new Argument<FileInfo>("EXTRACT") { Description = words["Roads.Extract"] };
        var output = new Option<FileInfo>("--out") { Description = words["Roads.Build.Out"], Required = true };
        var threads = new Option<int>("--threads") { Description = words["Roads.Threads"], DefaultValueFactory = _ => Environment.ProcessorCount };
        var profile = new ProfileChoice(terminal);
        var land = new LandChoice(terminal);
        var command = new Command("build", words["Roads.Build"]) { extract, output, profile.Option, land.Elevation, threads };
        command.Run(terminal, (arguments, cancellation) =>
        {
            Shell.Within(terminal, "--threads", 1, 64, arguments.GetValue(threads));
            var options = land.Of(arguments, new() { Threads = arguments.GetValue(threads) });
            Build(terminal, arguments.GetRequiredValue(extract), profile.Of(arguments), options, arguments.GetRequiredValue(output), cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <exception cref="CommandFailed">The map cannot be used, or the file not written.</exception>
    public static void Build(Terminal terminal, FileInfo extract, Profile profile, ReadOptions options, FileInfo file, CancellationToken cancellation)
    {
        var roads = RoadFiles.Load(terminal, extract, profile, options, cancellation);
        Save(terminal, roads, file);
        NetworkReport.Show(terminal, roads);
        file.Refresh();
        terminal.Say(terminal.Words["Roads.Build.Done", file, file.Length / 1e6, roads.Generation]);
    }

    static void Save(Terminal terminal, RoadNetwork roads, FileInfo file)
    {
        try
        {
            roads.Save(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Output", file, failure.Message]);
        }
    }
}
