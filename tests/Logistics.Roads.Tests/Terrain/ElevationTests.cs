using System.IO.Compression;
using Logistics.Measures;
using Logistics.Roads.Terrain;
using Logistics.Testing;

namespace Logistics.Roads.Tests.Terrain;

public sealed class ElevationTests
{
    static Position At(double east, double north) => new((int)Math.Round(east * 1e7), (int)Math.Round(north * 1e7));

    [Fact]
    public void Between_four_heights_the_surface_is_bilinear()
    {
        // 1,200 m across the tile to the east, 2,400 m to the north: one metre and two for each of its 1,200 steps.
        var hills = Hills.Of((east, north) => 1_200 * east + 2_400 * north);
        Assert.Equal(600 + 1_200, hills.MetresAt(At(3.5, 43.5))!.Value, 1e-6);
        Assert.Equal(0.5 + 2 * 0.25, hills.MetresAt(At(3 + 0.5 / 1200, 43 + 0.25 / 1200))!.Value, 1e-3);
        Assert.Equal(0, hills.MetresAt(At(3, 43))!.Value);
        Assert.Equal(1_200 + 2_400, hills.MetresAt(At(3.9999999, 43.9999999))!.Value, 0.01);
    }

    [Fact]
    public void A_tile_is_asked_for_once_by_the_name_of_its_south_west_corner()
    {
        var asked = new List<string>();
        var hills = Hills.Of((_, _) => 7, asked);
        foreach (var (east, north) in new[] { (3.1, 43.1), (3.9, 43.9), (-0.1, -0.1), (-179.5, 10), (151.2, -33.9), (0, 0) })
            hills.MetresAt(At(east, north));
        Assert.Equal(["N43E003.hgt", "S01W001.hgt", "N10W180.hgt", "S34E151.hgt", "N00E000.hgt"], asked);
    }

    [Fact]
    public void A_gap_and_a_tile_that_is_not_there_are_unknown()
    {
        var hills = Hills.Of((east, _) => east > 0.5 ? short.MinValue : 100);
        Assert.Equal(100, hills.MetresAt(At(3.2, 43.5)));
        Assert.Null(hills.MetresAt(At(3.8, 43.5)));
        Assert.Null(hills.MetresAt(At(4.2, 43.5)));
    }

    [Fact]
    public void Tiles_of_one_second_are_read_too()
    {
        var hills = new Elevation(_ => new MemoryStream(Hills.Tile(3601, (_, north) => 3_600 * north)));
        Assert.Equal(1_800, hills.MetresAt(At(3.5, 43.5))!.Value, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2 * 1201 * 1201 - 1)]
    [InlineData(2 * 3601 * 3601 + 2)]
    public void A_tile_of_another_size_is_refused_by_name(int length)
    {
        var unreadable = Assert.Throws<MapDataException>(() => new Elevation(_ => throw new IOException("the disk is ill")).MetresAt(At(3.5, 43.5)));
        Assert.Equal(("N43E003.hgt", true), (unreadable.Where, unreadable.Message.Contains("ill", StringComparison.Ordinal)));
        var refusal = Assert.Throws<MapDataException>(() => new Elevation(_ => new MemoryStream(new byte[length])).MetresAt(At(3.5, 43.5)));
        Assert.Equal("N43E003.hgt", refusal.Where);
    }

    [Fact]
    public void A_folder_may_hold_tiles_and_archives_and_damaged_archives_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("hills");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "N43E003.hgt"), Hills.Tile(1201, (_, _) => 3));
            var archive = Path.Combine(folder.FullName, "N43E004.hgt.zip");
            using (var zip = ZipFile.Open(archive, ZipArchiveMode.Create))
            using (var entry = zip.CreateEntry("folder/n43e004.HGT").Open())
                entry.Write(Hills.Tile(1201, (_, _) => 4));
            File.WriteAllBytes(Path.Combine(folder.FullName, "N43E005.hgt.zip"), File.ReadAllBytes(archive)[..100]);
            using (ZipFile.Open(Path.Combine(folder.FullName, "N43E006.hgt.zip"), ZipArchiveMode.Create))
            {
            }
            var hills = Elevation.Open(folder.FullName);
            Assert.Equal((3, 4, null), (hills.MetresAt(At(3.5, 43.5)), hills.MetresAt(At(4.5, 43.5)), hills.MetresAt(At(7.5, 43.5))));
            Assert.Contains("corrupt", Assert.Throws<MapDataException>(() => hills.MetresAt(At(5.5, 43.5))).Message, StringComparison.Ordinal);
            Assert.Contains("N43E006.hgt", Assert.Throws<MapDataException>(() => hills.MetresAt(At(6.5, 43.5))).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_highest_summit_of_Andorra_is_where_it_should_be()
    {
        var hills = Elevation.Open(Path.GetDirectoryName(SharedData.Require("osm/N42E001.hgt.zip"))!);
        // Coma Pedrosa, 2,942 m: the tile rounds summits off.
        var highest = Enumerable.Range(-20, 41).SelectMany(x => Enumerable.Range(-20, 41).Select(y => hills.MetresAt(At(1.4431 + x * 1e-4, 42.5917 + y * 1e-4)))).Max();
        Assert.InRange(highest!.Value, 2_850, 2_950);
    }
}
