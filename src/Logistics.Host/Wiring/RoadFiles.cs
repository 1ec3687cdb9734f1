using Logistics.Roads;
using Logistics.Roads.Profiles;

namespace Logistics.Host.Wiring;

/// <summary>Which map the host reads: the extract that <c>LOGISTICS__ROADS</c> names, else the bundled sketch.</summary>
static class RoadFiles
{
    static readonly string sketch = Path.Combine(AppContext.BaseDirectory, "data", "osm", "sketch.osm");

    public static string? Find(string? asked) => asked ?? (File.Exists(sketch) ? sketch : null);

    /// <exception cref="Worker.StartFailedException">The file cannot be read, or is no map.</exception>
    public static RoadNetwork Read(string path, CancellationToken cancellation)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return RoadNetwork.Read(stream, VanProfile.Default, new ReadOptions { Name = Path.GetFileName(path) }, cancellation);
        }
        catch (Exception e) when (e is MapDataException or IOException or UnauthorizedAccessException)
        {
            throw new Worker.StartFailedException(Texts.Format("Roads.Unreadable", path, e.Message), e);
        }
    }
}
