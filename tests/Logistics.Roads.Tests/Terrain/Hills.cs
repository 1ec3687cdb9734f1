using System.Buffers.Binary;
using Logistics.Roads.Terrain;

namespace Logistics.Roads.Tests.Terrain;

/// <summary>Elevation made up for tests: one tile of 1,201 heights a side, which holds <see cref="TinyMap"/>'s corner.</summary>
static class Hills
{
    /// <param name="metres">Takes degrees of longitude east of 3 and of latitude north of 43.</param>
    public static Elevation Of(Func<double, double, double> metres, List<string>? asked = null) => new(name =>
    {
        asked?.Add(name);
        return name == "N43E003.hgt" ? new MemoryStream(Tile(1201, metres)) : null;
    });

    /// <summary>Climbs towards the north by so many percent from 0 m at the tile's southern border.</summary>
    public static Elevation Ramp(double percent) => Of((_, north) => north * 111_195.08 * percent / 100);

    public static byte[] Tile(int side, Func<double, double, double> metres)
    {
        var bytes = new byte[2 * side * side];
        for (var row = 0; row < side; row++)
            for (var column = 0; column < side; column++)
                BinaryPrimitives.WriteInt16BigEndian(
                    bytes.AsSpan(2 * (row * side + column)), (short)Math.Round(metres((double)column / (side - 1), 1 - (double)row / (side - 1))));
        return bytes;
    }
}
