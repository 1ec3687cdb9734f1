using System.Globalization;
using Logistics.Formats.Roads;
using Logistics.Roads;
using Logistics.Roads.Drawing;

namespace Logistics.Cli.Commands.Roads;

/// <summary>How one tile is written, and what its file's name ends with.</summary>
sealed record TileForm(string Extension, Action<TileId, RoadDrawing, Stream> Write);

/// <param name="Heaviest">The tile of <paramref name="MostBytes"/>.</param>
sealed record WrittenTiles(int Count, long Bytes, long MostBytes, TileId Heaviest);

/// <summary>A folder of tiles, written aside and moved into place when whole: an interrupted command leaves the old one.</summary>
static class TileFolder
{
    const string Index = "tiles.json";

    /// <exception cref="CommandFailed">
    /// The folder is there, not empty, and was not written by this command, or something else has come to lie in it: nobody's files are deleted by mistake.
    /// </exception>
    public static void Require(Terminal terminal, DirectoryInfo folder)
    {
        folder.Refresh();
        if (!folder.Exists || !folder.EnumerateFileSystemInfos().Any())
            return;
        if (Stranger(folder, 0) is { } other)
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.TileFolder", folder, Path.GetRelativePath(folder.FullName, other.FullName)]);
        if (!File.Exists(Path.Combine(folder.FullName, Index)))
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.NoTileIndex", folder]);
    }

    /// <exception cref="CommandFailed">Nothing is drawn at these zooms, or the folder cannot be written; the old one stays.</exception>
    public static WrittenTiles Write(
        Terminal terminal, DirectoryInfo folder, RoadMap map, int from, int to, TileForm form, IProgress<double>? progress, CancellationToken cancellation)
    {
        var final = Path.TrimEndingDirectorySeparator(folder.FullName);
        var (aside, old) = ($"{final}.{Environment.ProcessId}.part", $"{final}.{Environment.ProcessId}.old");
        try
        {
            Directory.CreateDirectory(aside);
            var written = WriteTiles(aside, map, from, to, form, progress, cancellation);
            if (written.Count == 0)
                throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.NoTiles", from, to]);
            using (var index = File.Create(Path.Combine(aside, Index)))
                DrawingWriter.WriteTileJson(map.Network, $"{{z}}/{{x}}/{{y}}{form.Extension}", from, to, index);
            Require(terminal, folder); // drawing took its time: something may have come to lie there
            if (Directory.Exists(final))
                Directory.Move(final, old);
            Directory.Move(aside, final);
            if (Directory.Exists(old))
                Directory.Delete(old, recursive: true);
            return written;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Output", folder, failure.Message]);
        }
        finally
        {
            if (Directory.Exists(aside))
                Directory.Delete(aside, recursive: true);
            if (Directory.Exists(old) && !Directory.Exists(final))
                Directory.Move(old, final);
        }
    }

    static WrittenTiles WriteTiles(string folder, RoadMap map, int from, int to, TileForm form, IProgress<double>? progress, CancellationToken cancellation)
    {
        var written = new WrittenTiles(0, 0, 0, default);
        foreach (var (tile, drawing) in map.Tiles(from, to))
        {
            cancellation.ThrowIfCancellationRequested();
            var column = Path.Combine(folder, Text(tile.Zoom), Text(tile.X));
            Directory.CreateDirectory(column);
            using var stream = File.Create(Path.Combine(column, Text(tile.Y) + form.Extension));
            form.Write(tile, drawing, stream);
            written = new(
                written.Count + 1, written.Bytes + stream.Length, Math.Max(written.MostBytes, stream.Length), stream.Length > written.MostBytes ? tile : written.Heaviest);
            progress?.Report(Before(tile, map.Network.Bounds));
        }
        return written;
    }

    /// <summary>What share of the network's box lies in quarters that the walk over the tiles, quarter by quarter at each zoom, has left behind.</summary>
    static double Before(TileId tile, Bounds bounds)
    {
        var (first, last) = (Share(Of(bounds.SouthWest.LongitudeE7, bounds.NorthEast.LatitudeE7)), Share(Of(bounds.NorthEast.LongitudeE7, bounds.SouthWest.LatitudeE7)));
        return last > first ? Math.Clamp((Share(tile) - first) / (last - first), 0, 1) : 0;

        // The quarters that lead to a tile, read as digits to base four, only grow on the way.
        static double Share(TileId tile) => Enumerable.Range(1, tile.Zoom).Sum(zoom =>
            ((tile.X >> (tile.Zoom - zoom) & 1) + 2 * (tile.Y >> (tile.Zoom - zoom) & 1)) * Math.Pow(0.25, zoom));

        static TileId Of(int longitudeE7, int latitudeE7)
        {
            var at = WebMercator.Of(new(longitudeE7, latitudeE7), TileId.MaxZoom);
            const int MostTiles = 1 << TileId.MaxZoom;
            return new(TileId.MaxZoom, Math.Min(at.X / TileId.Extent, MostTiles - 1), Math.Min(at.Y / TileId.Extent, MostTiles - 1));
        }
    }

    /// <summary>The first thing at or below a folder that is neither the index nor <c>zoom/x/y</c> as this class writes it. Links are strangers and not followed.</summary>
    /// <param name="depth">0 at the top, where zooms lie; 1 where columns, 2 where tiles.</param>
    static FileSystemInfo? Stranger(DirectoryInfo folder, int depth)
    {
        const int Tiles = 2;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var stranger = entry switch
            {
                { LinkTarget: not null } => entry,
                DirectoryInfo below => depth < Tiles && IsNumber(below.Name) ? Stranger(below, depth + 1) : below,
                _ when depth == 0 => entry.Name == Index ? null : entry,
                _ => depth == Tiles && entry.Extension is (".mvt" or ".geojson") && IsNumber(Path.GetFileNameWithoutExtension(entry.Name)) ? null : entry,
            };
            if (stranger is not null)
                return stranger;
        }
        return null;

        static bool IsNumber(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
