using Logistics.Roads;
using Logistics.Roads.Profiles;

namespace Logistics.Host.Wiring;

/// <summary>Which map the host reads: the extract or graph file that <c>LOGISTICS__ROADS</c> names, else the bundled sketch.</summary>
static class RoadFiles
{
    /// <exception cref="Worker.StartFailedException">The file cannot be read, or is no map.</exception>
    public static RoadNetwork Read(string? asked, CancellationToken cancellation)
    {
        if (asked is null)
        {
            using var sketch = SketchMap.Open();
            return RoadNetwork.Read(sketch, Profile.Default, new ReadOptions { Name = Texts.Get("Roads.Sketch") }, cancellation);
        }
        try
        {
            return RoadNetwork.Load(asked, Profile.Default, new ReadOptions { Name = Path.GetFileName(asked), Slices = Profile.Default.Week }, cancellation);
        }
        catch (Exception e) when (e is MapDataException or IOException or UnauthorizedAccessException)
        {
            throw new Worker.StartFailedException(Texts.Format("Roads.Unreadable", asked, e.Message), e);
        }
    }
}
