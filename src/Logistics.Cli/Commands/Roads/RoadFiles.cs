using Logistics.Roads;
using Profile = Logistics.Roads.Profiles.Profile;

namespace Logistics.Cli.Commands.Roads;

/// <summary>Opens what the person named, graph file or map, and says why when that cannot be.</summary>
static class RoadFiles
{
    /// <summary>With a bar while a map is read: a graph file is there at once.</summary>
    /// <exception cref="CommandFailed">The file cannot be read, or is neither.</exception>
    public static RoadNetwork Load(Terminal terminal, FileInfo file, int threads, CancellationToken cancellation) =>
        Load(terminal, file, Profile.Default, new ReadOptions { Threads = threads }, cancellation);

    /// <summary>As the other, a map for another vehicle; a graph file has its own.</summary>
    /// <exception cref="CommandFailed">The file cannot be read, or is neither.</exception>
    public static RoadNetwork Load(Terminal terminal, FileInfo file, Profile profile, ReadOptions options, CancellationToken cancellation) =>
        Waiting.While(terminal, terminal.Words["Roads.Reading", file.Name], progress => Guard(terminal, file, () =>
            RoadNetwork.Load(file.FullName, profile, options with { Name = file.Name, Slices = profile.Week, Progress = progress }, cancellation)));

    /// <exception cref="CommandFailed">The file cannot be read or written.</exception>
    public static T Guard<T>(Terminal terminal, FileInfo file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (MapDataException failure)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Map", file, failure.Message]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.NoFile", file, failure.Message]);
        }
    }
}
