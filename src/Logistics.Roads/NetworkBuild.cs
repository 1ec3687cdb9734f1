using System.Runtime.CompilerServices;
using Logistics.Roads.Files;
using Logistics.Roads.Graph;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;

namespace Logistics.Roads;

/// <summary>From a map to compiled roads, slice by slice: who forgets a slice before asking for the next holds no more than the first and one other.</summary>
sealed class NetworkBuild
{
    // Of the whole work; the rest is building the hierarchies.
    const double ReadingShare = 0.4;

    readonly IMapReader reader;
    readonly MapHeader header;
    readonly Profile profile;
    ReadOptions options;
    readonly TimeSlice[] slices;
    readonly List<SliceMeta> done = [];
    readonly CancellationToken cancellation;
    Box bounds = Box.Empty;

    /// <exception cref="MapDataException">The map's first bytes are not those of a map.</exception>
    /// <exception cref="ArgumentException">The profile has no slice of a name that is asked for.</exception>
    public NetworkBuild(Stream map, Profile profile, ReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads, nameof(options));
        (this.profile, this.options, this.cancellation) = (profile, options, cancellation);
        slices = options.Slices.Count == 0 ? [profile.Slice()] : [.. options.Slices.Select(profile.Slice)];
        reader = MapFile.Open(map, options.Threads);
        header = reader.ReadHeader();
    }

    /// <summary>To be asked when all slices have come.</summary>
    public RoadFileMeta Meta => new() { Source = SourceOf(header, options.Name), Profile = profile.Name, Bounds = bounds, Slices = [.. done] };

    /// <summary>In the order they were asked for. To be gone through once.</summary>
    /// <param name="keep">Given the graph of each slice before it is compiled, when somebody wants it.</param>
    /// <exception cref="MapDataException">The map is corrupt or cut short, or holds no road for the vehicle.</exception>
    public IEnumerable<CompiledRoads> Slices(Action<RoadGraph>? keep = null)
    {
        CompiledRoads? first = null;
        // The first takes about twice as long as another: it seeks the order.
        var (share, from) = ((1 - ReadingShare) / (slices.Length + 1), ReadingShare);
        var graphs = Importer.Import(reader, profile, slices, options.Progress.Part(0, ReadingShare), cancellation, new(options.Elevation, options.Zones));
        options = options with { Elevation = null, Zones = null }; // tiles of a region are large, and no longer asked
        while (graphs.Count > 0)
        {
            var to = from + (first is null ? 2 : 1) * share;
            var roads = Next(graphs, first, options.Progress.Part(from, to), keep);
            if (first is null)
                foreach (var point in roads.Points.Span)
                    bounds = bounds.Plus(point);
            (first, from) = (first ?? roads, to);
            yield return roads;
        }
    }

    // Fully optimised from the start, as a method that runs once would not be: the graph, and with the last one all that was read, can then be
    // collected as soon as they are no longer used, which is before the longest and largest part of the work.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    CompiledRoads Next(Queue<Func<(RoadGraph Graph, ImportReport Report)>> graphs, CompiledRoads? first, IProgress<double>? progress, Action<RoadGraph>? keep)
    {
        var (graph, report) = graphs.Dequeue()();
        keep?.Invoke(graph);
        done.Add(new(slices[done.Count].Name, slices[done.Count].Holds, report));
        return first is null
            ? CompiledRoads.Of(graph, options.Threads, progress, cancellation)
            : first.Slice(graph, options.Threads, progress, cancellation);
    }

    static RoadSource SourceOf(MapHeader header, string name) => header.Generator == SketchMap.Generator
        ? new(name, RoadSourceKind.Sketch, "Sketch network drawn for demonstration, not a map", header.AsOf)
        : new(name, RoadSourceKind.OpenStreetMap, "© OpenStreetMap contributors, ODbL 1.0", header.AsOf);
}
