using System.CommandLine;
using Logistics.Formats.Roads;
using Logistics.Roads.Drawing;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads tiles FILE --out DIR</c>: the network as a map is drawn from it.</summary>
static class RoadsTilesCommand
{
    // The most that maps on the web commonly load; one unit of a tile is then half a metre.
    const int UsualMaxZoom = 14;

    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words["Roads.File"] };
        var output = new Option<DirectoryInfo>("--out") { Description = words["Roads.Tiles.Out"], HelpName = "DIR", Required = true };
        var minZoom = new Option<int>("--min-zoom") { Description = words["Roads.Tiles.MinZoom"], DefaultValueFactory = _ => 0 };
        var maxZoom = new Option<int>("--max-zoom") { Description = words["Roads.Tiles.MaxZoom"], DefaultValueFactory = _ => UsualMaxZoom };
        var geoJson = new Option<bool>("--geojson") { Description = words["Roads.Tiles.GeoJson"] };
        var command = new Command("tiles", words["Roads.Tiles"]) { file, output, minZoom, maxZoom, geoJson };
        command.Run(terminal, (arguments, cancellation) =>
        {
            var (from, to) = (arguments.GetValue(minZoom), arguments.GetValue(maxZoom));
            Shell.Within(terminal, "--min-zoom", 0, TileId.MaxZoom, from);
            Shell.Within(terminal, "--max-zoom", 0, TileId.MaxZoom, to);
            if (from > to)
                throw new CommandFailed(ExitCode.BadInput, words["Error.Zooms", from, to]);
            var folder = arguments.GetRequiredValue(output);
            TileFolder.Require(terminal, folder);
            var roads = RoadFiles.Load(terminal, arguments.GetRequiredValue(file), Environment.ProcessorCount, cancellation);
            var form = arguments.GetValue(geoJson)
                ? new TileForm(".geojson", (_, drawing, stream) => DrawingWriter.WriteGeoJson(drawing, roads.Source, stream))
                : new TileForm(".mvt", (tile, drawing, stream) => stream.Write(VectorTileWriter.Write(tile, drawing)));
            var written = Waiting.While(terminal, words["Roads.Tiles.Drawing", roads.Source.Name], progress =>
                TileFolder.Write(terminal, folder, new RoadMap(roads), from, to, form, progress, cancellation));
            terminal.Say(words["Roads.Tiles.Done", folder, written.Count, from, to, written.Bytes / 1e6, written.MostBytes / 1e3, written.Heaviest, roads.Source.Attribution]);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
