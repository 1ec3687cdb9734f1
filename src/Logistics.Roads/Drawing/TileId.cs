using System.Globalization;

namespace Logistics.Roads.Drawing;

/// <summary>A square of the map in Web Mercator: at zoom 0 one holds the world, and each holds four of the next zoom. X counts eastward, Y southward, both from 0.</summary>
/// <remarks>The scheme of https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames.</remarks>
public readonly record struct TileId
{
    /// <summary>Nothing is drawn finer: whoever looks closer enlarges the tiles of this zoom. One unit is then a decimetre of ground at Montpellier.</summary>
    public const int MaxZoom = 16;

    /// <summary>Units along each side of a tile, whatever its zoom.</summary>
    public const int Extent = 4096;

    /// <exception cref="ArgumentOutOfRangeException">The zoom is not within 0 and <see cref="MaxZoom"/>, or the world has no such tile.</exception>
    public TileId(int zoom, int x, int y)
    {
        if (!Exists(zoom, x, y))
            throw new ArgumentOutOfRangeException(nameof(zoom), string.Create(CultureInfo.InvariantCulture, $"There is no tile {zoom}/{x}/{y}."));
        (Zoom, X, Y) = (zoom, x, y);
    }

    public int Zoom { get; }

    public int X { get; }

    public int Y { get; }

    public static bool Exists(int zoom, int x, int y) => zoom is >= 0 and <= MaxZoom && x >= 0 && y >= 0 && x < 1 << zoom && y < 1 << zoom;

    /// <summary>The corner in the northwest.</summary>
    public WorldPoint Origin => new(X * Extent, Y * Extent);

    /// <summary>The four of the next zoom; none below <see cref="MaxZoom"/>.</summary>
    public IEnumerable<TileId> Children()
    {
        if (Zoom == MaxZoom)
            yield break;
        for (var child = 0; child < 4; child++)
            yield return new(Zoom + 1, 2 * X + (child & 1), 2 * Y + (child >> 1));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Zoom}/{X}/{Y}");
}
