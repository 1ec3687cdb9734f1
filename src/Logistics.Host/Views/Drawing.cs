using System.Globalization;
using System.Text;
using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Host.Views;

/// <param name="Index">Position among the routes shown, from 1: decides colour and dash.</param>
public sealed record DrawnRoute(int Index, string Points, IReadOnlyList<DrawnStop> Stops);

public sealed record DrawnStop(double X, double Y, int Order);

/// <summary>
/// A small map drawn by the server, for browsers without script or WebGL.
/// </summary>
public sealed record MapDrawing(int Width, int Height, string RoadPath, IReadOnlyList<DrawnRoute> Routes)
{
    /// <param name="routes">At least one.</param>
    public static MapDrawing Of(IReadOnlyList<Route> routes, DayPositions positions, IEnumerable<IReadOnlyList<Position>> roads)
    {
        var frame = MapFrame.Of([.. routes.SelectMany(route => route.Legs.SelectMany(leg => leg.Geometry).Concat(route.Stops.Select(stop => positions[stop.Site])))], width: 1000);
        var drawn = routes.Select((route, i) => new DrawnRoute(
            i + 1,
            string.Join(' ', route.Legs.SelectMany(leg => leg.Geometry).Select(frame.Place).Distinct().Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}"))),
            [.. route.Stops.Index().Skip(1).SkipLast(1).Select(stop => (Place: frame.Place(positions[stop.Item.Site]), stop.Index)).Select(s => new DrawnStop(s.Place.X, s.Place.Y, s.Index))]));
        return new(frame.Width, frame.Height, frame.PathOf(roads), [.. drawn]);
    }
}

/// <summary>The paper of a drawn map. Plate carrée, widened by the cosine of the middle latitude: over a few tens of kilometres nobody sees the difference.</summary>
public sealed class MapFrame
{
    const int margin = 24;

    readonly double west, north, squeeze, scale, offset;

    MapFrame(IReadOnlyList<Position> all, int width)
    {
        Width = width;
        (west, north) = (all.Min(p => p.Longitude), all.Max(p => p.Latitude));
        double east = all.Max(p => p.Longitude), south = all.Min(p => p.Latitude);
        squeeze = Math.Cos(double.DegreesToRadians((south + north) / 2));
        // A lone street still gets a map: at least a hundredth of a degree across.
        var spanX = Math.Max((east - west) * squeeze, 0.01);
        var spanY = Math.Max(north - south, 0.006);
        scale = Math.Min((width - 2 * margin) / spanX, 0.9 * width / spanY);
        Height = (int)Math.Ceiling(spanY * scale) + 2 * margin;
        offset = (width - spanX * scale) / 2;
    }

    public int Width { get; }

    public int Height { get; }

    /// <param name="all">What must be on it: at least one.</param>
    public static MapFrame Of(IReadOnlyList<Position> all, int width) => new(all, width);

    public (double X, double Y) Place(Position p) => (Math.Round(offset + (p.Longitude - west) * squeeze * scale, 1), Math.Round(margin + (north - p.Latitude) * scale, 1));

    /// <summary>Roads as far as they are on it, as the <c>d</c> of an SVG path.</summary>
    public string PathOf(IEnumerable<IReadOnlyList<Position>> roads)
    {
        var path = new StringBuilder();
        foreach (var road in roads)
        {
            var places = road.Select(Place).ToList();
            if (!places.Any(p => p.X > -200 && p.X < Width + 200 && p.Y > -200 && p.Y < Height + 200))
                continue;
            (double X, double Y)? last = null;
            foreach (var p in places)
            {
                // Nothing smaller than a pixel and a half is worth a byte.
                if (last is { } l && Math.Abs(l.X - p.X) + Math.Abs(l.Y - p.Y) < 1.5 && p != places[^1])
                    continue;
                path.Append(last is null ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{p.X:0} {p.Y:0}");
                last = p;
            }
        }
        return path.ToString();
    }
}

/// <summary>Where sites are.</summary>
public sealed class DayPositions(Domain.Days.DayIndex day)
{
    public Position this[SiteId site] => day[site].Position;
}
