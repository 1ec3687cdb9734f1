using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Logistics.Measures;

namespace Logistics.Roads.Terrain;

/// <summary>Heights above the sea from SRTM tiles: files <c>N42E001.hgt</c> or <c>N42E001.hgt.zip</c> of one degree each, named after their south-west corner.</summary>
/// <remarks>
/// A tile is a square of big-endian 16-bit metres, 1,201 a side (three seconds of arc) or 3,601 (one second), row by row from the north, its
/// borders shared with its neighbours; -32,768 is a gap. Between four heights the surface is bilinear. Tiles are read when first asked for;
/// safe to share between threads. Format: NASA, SRTM User's Guide (2015), 2.1.
/// </remarks>
public sealed class Elevation
{
    const int Gap = short.MinValue, UnitsPerDegree = 10_000_000;

    // One byte more than the largest tile has tells a file that is none.
    const int MostBytes = 2 * 3601 * 3601 + 1;

    readonly ConcurrentDictionary<(int North, int East), Lazy<Tile?>> tiles = new();
    readonly Func<string, Stream?> open;

    /// <param name="open">Gives the tile of a name such as <c>N42E001.hgt</c>, or null; the stream is closed by the reader.</param>
    public Elevation(Func<string, Stream?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        this.open = open;
    }

    /// <summary>The tiles in a folder. Where it has none, heights are unknown and roads are taken as level.</summary>
    public static Elevation Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new(name => File.Exists(Path.Combine(folder, name)) ? File.OpenRead(Path.Combine(folder, name)) : Unzip(Path.Combine(folder, name + ".zip"), name));
    }

    /// <summary>Metres above the sea, or null where the tiles have none.</summary>
    /// <exception cref="MapDataException">The tile is not of a size that tiles have, or its archive is corrupt.</exception>
    /// <exception cref="IOException">The tile cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The tile may not be read.</exception>
    public double? MetresAt(Position position)
    {
        var (north, south) = FloorDivide(position.LatitudeE7);
        var (east, west) = FloorDivide(position.LongitudeE7);
        return tiles.GetOrAdd((north, east), corner => new(() => Load(corner))).Value?.At(south, west);
    }

    static (int Degrees, int Units) FloorDivide(int units)
    {
        var (degrees, rest) = Math.DivRem(units, UnitsPerDegree);
        return rest < 0 ? (degrees - 1, rest + UnitsPerDegree) : (degrees, rest);
    }

    Tile? Load((int North, int East) corner)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{(corner.North < 0 ? 'S' : 'N')}{Math.Abs(corner.North):00}{(corner.East < 0 ? 'W' : 'E')}{Math.Abs(corner.East):000}.hgt");
        var bytes = new byte[MostBytes];
        int length;
        try
        {
            using var stream = open(name);
            if (stream is null)
                return null;
            length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Told as the map's fault, with the tile's name: who builds would else look for it at the file that is written.
            throw new MapDataException($"An elevation tile cannot be read: {cause.Message}", name, cause);
        }
        foreach (var side in (ReadOnlySpan<int>)[1201, 3601])
            if (length == 2 * side * side)
            {
                var heights = new short[side * side];
                for (var i = 0; i < heights.Length; i++)
                    heights[i] = BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(2 * i));
                return new(heights, side);
            }
        throw new MapDataException("An elevation tile is not of a size that tiles have (1,201 or 3,601 heights a side).", name);
    }

    static MemoryStream? Unzip(string path, string name)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var entry = zip.Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new MapDataException($"The archive holds no {name}.", Path.GetFileName(path));
            using var packed = entry.Open();
            var bytes = new byte[MostBytes];
            return new(bytes, 0, packed.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException cause)
        {
            throw new MapDataException("The archive of an elevation tile is corrupt.", Path.GetFileName(path), cause);
        }
    }

    /// <param name="Heights">Row by row from the north-west corner.</param>
    sealed record Tile(short[] Heights, int Side)
    {
        /// <param name="south">How far north of the south-west corner, in 1e-7 degree; likewise <paramref name="west"/>.</param>
        public double? At(int south, int west)
        {
            double x = (double)west / UnitsPerDegree * (Side - 1), y = (1 - (double)south / UnitsPerDegree) * (Side - 1);
            int column = Math.Min((int)x, Side - 2), row = Math.Min((int)y, Side - 2);
            int a = Heights[row * Side + column], b = Heights[row * Side + column + 1];
            int c = Heights[(row + 1) * Side + column], d = Heights[(row + 1) * Side + column + 1];
            if (a == Gap || b == Gap || c == Gap || d == Gap)
                return null;
            double right = x - column, down = y - row;
            return (a * (1 - right) + b * right) * (1 - down) + (c * (1 - right) + d * right) * down;
        }
    }
}
