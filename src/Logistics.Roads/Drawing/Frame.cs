using Logistics.Roads.Graph;

namespace Logistics.Roads.Drawing;

/// <summary>A rectangle of the map at one zoom, all four sides included, in the units of <see cref="WorldPoint"/>.</summary>
readonly record struct Frame(int Zoom, int West, int North, int East, int South)
{
    /// <summary>A tile and some of what surrounds it, so that lines keep their width to its edge.</summary>
    public static Frame Of(TileId tile, int buffer) => new(
        tile.Zoom, tile.Origin.X - buffer, tile.Origin.Y - buffer, tile.Origin.X + TileId.Extent + buffer, tile.Origin.Y + TileId.Extent + buffer);

    /// <summary>A box, rounded outward, so that a road along its side is inside.</summary>
    public static Frame Of(Bounds bounds, int zoom)
    {
        var (west, south) = WebMercator.Of(bounds.SouthWest, zoom);
        var (east, north) = WebMercator.Of(bounds.NorthEast, zoom);
        return new(zoom, west - 1, north - 1, east + 1, south + 1);
    }

    /// <summary>On the globe, a unit wider on all sides: what does not touch it does not touch the frame.</summary>
    public Box ToBox()
    {
        var size = (int)WebMercator.Size(Zoom);
        var northWest = WebMercator.ToPosition(new(Math.Max(West - 1, 0), Math.Max(North - 1, 0)), Zoom);
        var southEast = WebMercator.ToPosition(new(Math.Min(East + 1, size), Math.Min(South + 1, size)), Zoom);
        return new(northWest.LongitudeE7, South + 1 >= size ? -900_000_000 : southEast.LatitudeE7, southEast.LongitudeE7, North - 1 <= 0 ? 900_000_000 : northWest.LatitudeE7);
    }

    /// <summary>The parts of a line that lie inside, rounded to whole units; pieces shorter than a unit are left out.</summary>
    /// <remarks>Liang and Barsky, A new concept and method for line clipping, 1984.</remarks>
    public List<IReadOnlyList<WorldPoint>> Clip(IReadOnlyList<(double X, double Y)> line)
    {
        var parts = new List<IReadOnlyList<WorldPoint>>();
        var part = new List<WorldPoint>();
        for (var i = 1; i < line.Count; i++)
        {
            var (a, b) = (line[i - 1], line[i]);
            double enter = 0, leave = 1, dx = b.X - a.X, dy = b.Y - a.Y;
            if (!Cut(-dx, a.X - West, ref enter, ref leave) || !Cut(dx, East - a.X, ref enter, ref leave)
                || !Cut(-dy, a.Y - North, ref enter, ref leave) || !Cut(dy, South - a.Y, ref enter, ref leave))
            {
                End();
                continue;
            }
            if (enter > 0)
                End();
            Add(a.X + enter * dx, a.Y + enter * dy);
            Add(a.X + leave * dx, a.Y + leave * dy);
            if (leave < 1)
                End();
        }
        End();
        return parts;

        void Add(double x, double y)
        {
            var point = WebMercator.Round(x, y);
            if (part.Count == 0 || part[^1] != point)
                part.Add(point);
        }

        void End()
        {
            if (part.Count > 1)
                parts.Add([.. part]);
            part.Clear();
        }
    }

    /// <summary>Narrows the visible share of a piece by one side of the frame; false when nothing is left.</summary>
    static bool Cut(double step, double room, ref double enter, ref double leave)
    {
        if (step == 0)
            return room >= 0;
        var share = room / step;
        if (step < 0)
            enter = Math.Max(enter, share);
        else
            leave = Math.Min(leave, share);
        return enter <= leave;
    }
}
