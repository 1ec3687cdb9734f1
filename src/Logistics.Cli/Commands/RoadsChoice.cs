using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Roads;
using Logistics.Roads.Profiles;

namespace Logistics.Cli.Commands;

/// <summary>Which roads a plan is made on: those asked for, else the file's own, else the bundled sketch where it covers every site, else straight lines.</summary>
static class RoadsChoice
{
    /// <exception cref="CommandFailed">The extract or graph file asked for cannot be read.</exception>
    public static IRoads Open(Terminal terminal, FileInfo? asked, FileInfo territoryFile, RoadsHint? hint, DayDeclarations day, CancellationToken cancellation)
    {
        if (asked is not null)
            return Read(terminal, asked, cancellation);
        if (hint is RoadsHint.Extract extract)
            return Read(terminal, new FileInfo(Path.Combine(territoryFile.DirectoryName!, extract.Path)), cancellation);
        // By day only: a sketch of streets knows nothing of their traffic.
        using var map = SketchMap.Open();
        var sketch = RoadNetwork.Read(map, Profile.Default, new ReadOptions { Name = terminal.Words["Roads.Sketch"] }, cancellation);
        return hint is RoadsHint.Sketch || day.Sites.All(site => sketch.Covers(site.Position)) ? sketch : new StraightLine();
    }

    static RoadNetwork Read(Terminal terminal, FileInfo file, CancellationToken cancellation)
    {
        try
        {
            return RoadNetwork.Load(file.FullName, Profile.Default, new ReadOptions { Name = file.Name, Slices = Profile.Default.Week }, cancellation);
        }
        catch (MapDataException failure)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Roads", file, failure.Message]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.NoFile", file, failure.Message]);
        }
    }
}
