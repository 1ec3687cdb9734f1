namespace Logistics.Roads.Drawing;

/// <summary>Draws a network, tile by tile or in a box: fewer roads and fewer points the farther one is away.</summary>
/// <remarks>Immutable and safe to share between threads; the network's own graph file stays open with it. The same network gives the same drawings.</remarks>
public sealed class RoadMap
{
    /// <summary>How far lines reach over the edges of their tile, in units: eight pixels of 512 to the tile, half the widest line.</summary>
    public const int Buffer = 64;

    /// <summary>No drawn line is farther than this from the road it stands for, in units, before rounding to whole units: a quarter of a pixel.</summary>
    public const double Tolerance = 2;

    readonly RoadNetwork network;
    readonly Strokes broad, named; // without names, for zooms that show none, and with them
    readonly IReadOnlyList<NamedPlace> places;
    readonly Candidates everything;

    /// <param name="network">Read once through; takes some tenths of a second for a city.</param>
    public RoadMap(RoadNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        (this.network, places) = (network, network.Places());
        var (roads, ends) = (network.Roads, new EdgeEnds(network.Roads));
        var looks = new Look[roads.EdgeCount];
        for (var edge = 0; edge < looks.Length; edge++)
            looks[edge] = new((RoadClass)roads.Edges[edge].Class, roads.Edges[edge].Label, ends.IsOneWay(edge), ends.IsRestricted(edge));
        named = new(roads, ends, looks, mostPoints: 100);
        broad = new(roads, ends, Array.ConvertAll(looks, look => new Look(look.Class, 0, false, false)), mostPoints: 1000);
        everything = new([.. Enumerable.Range(0, broad.Count)], [.. Enumerable.Range(0, named.Count)], [.. Enumerable.Range(0, places.Count)]);
    }

    public RoadNetwork Network => network;

    /// <summary>What a tile shows, <see cref="Buffer"/> included; places only of the tile itself. Empty where there is nothing.</summary>
    public RoadDrawing Tile(TileId tile) => Draw(tile, everything);

    /// <summary>What a box shows at a zoom, lines cut at its sides.</summary>
    public RoadDrawing Box(Bounds box, int zoom)
    {
        ArgumentNullException.ThrowIfNull(box);
        ArgumentOutOfRangeException.ThrowIfNegative(zoom);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zoom, TileId.MaxZoom);
        var frame = Frame.Of(box, zoom);
        return Draw(frame, everything, point => point.X >= frame.West && point.X <= frame.East && point.Y >= frame.North && point.Y <= frame.South);
    }

    /// <summary>All tiles that show anything, each before those within it.</summary>
    /// <param name="from">The first zoom; <paramref name="to"/> is the last, both included.</param>
    public IEnumerable<(TileId Tile, RoadDrawing Drawing)> Tiles(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, TileId.MaxZoom);
        return Within(new(0, 0, 0), everything, from, to);
    }

    IEnumerable<(TileId, RoadDrawing)> Within(TileId tile, Candidates candidates, int from, int to)
    {
        if (tile.Zoom >= from && Draw(tile, candidates) is { IsEmpty: false } drawing)
            yield return (tile, drawing);
        if (tile.Zoom == to)
            yield break;
        foreach (var child in tile.Children())
            if (Near(child, candidates) is { IsEmpty: false } fewer)
                foreach (var found in Within(child, fewer, from, to))
                    yield return found;
    }

    Candidates Near(TileId tile, Candidates candidates)
    {
        var box = Frame.Of(tile, Buffer).ToBox();
        return new(
            tile.Zoom < Visibility.NamesFrom ? Array.FindAll(candidates.Broad, stroke => box.Meets(broad.BoxOf(stroke))) : [],
            Array.FindAll(candidates.Named, stroke => box.Meets(named.BoxOf(stroke))),
            Array.FindAll(candidates.Places, place => box.Meets(new(
                places[place].Position.LongitudeE7, places[place].Position.LatitudeE7, places[place].Position.LongitudeE7, places[place].Position.LatitudeE7))));
    }

    RoadDrawing Draw(TileId tile, Candidates candidates) => Draw(
        Frame.Of(tile, Buffer), candidates, point => point.X / TileId.Extent == tile.X && point.Y / TileId.Extent == tile.Y);

    RoadDrawing Draw(Frame frame, Candidates candidates, Func<WorldPoint, bool> holds)
    {
        var (strokes, indexes) = frame.Zoom < Visibility.NamesFrom ? (broad, candidates.Broad) : (named, candidates.Named);
        var roads = Roads(frame, strokes, indexes);
        var shown = new List<DrawnPlace>();
        foreach (var place in candidates.Places)
            if (Visibility.From(places[place].Kind) <= frame.Zoom && WebMercator.Of(places[place].Position, frame.Zoom) is var at && holds(at))
                shown.Add(new(places[place], at));
        GC.KeepAlive(network);
        return new(frame.Zoom, roads, shown);
    }

    List<DrawnRoad> Roads(Frame frame, Strokes strokes, int[] indexes)
    {
        var box = frame.ToBox();
        var lines = new Dictionary<Look, List<IReadOnlyList<WorldPoint>>>();
        foreach (var stroke in indexes)
        {
            var look = strokes.LookOf(stroke);
            if (Visibility.From(look.Class) > frame.Zoom || !box.Meets(strokes.BoxOf(stroke)))
                continue;
            var line = strokes.Project(network.Roads, stroke, frame.Zoom);
            if (line.Count < 2 || frame.Clip(Simplifier.Simplify(line, Tolerance)) is not { Count: > 0 } parts)
                continue;
            if (!lines.TryGetValue(look, out var alike))
                lines.Add(look, alike = []);
            alike.AddRange(parts);
        }
        return [.. lines.OrderByDescending(look => look.Key.Class).ThenBy(look => look.Key.Label).ThenBy(look => look.Key.IsOneWay).ThenBy(look => look.Key.IsRestricted)
            .Select(look => Drawn(look.Key, look.Value))];
    }

    DrawnRoad Drawn(Look look, List<IReadOnlyList<WorldPoint>> lines)
    {
        var label = network.Roads.LabelAt(look.Label);
        return new(look.Class, label.Name, label.Reference, look.IsOneWay, look.IsRestricted, lines);
    }

    /// <summary>What may be seen: strokes without and with names, and places, all by number.</summary>
    sealed record Candidates(int[] Broad, int[] Named, int[] Places)
    {
        public bool IsEmpty => Broad.Length + Named.Length + Places.Length == 0;
    }
}
