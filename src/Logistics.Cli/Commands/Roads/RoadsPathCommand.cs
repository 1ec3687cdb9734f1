using System.CommandLine;
using System.Globalization;
using System.Text;
using Logistics.Formats.Roads;
using Logistics.Measures;
using Logistics.Roads;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads path FILE --from LON,LAT --to LON,LAT</c>: the quickest way between two places.</summary>
static class RoadsPathCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words["Roads.File"] };
        var from = new Option<string>("--from") { Description = words["Roads.From"], Required = true };
        var to = new Option<string>("--to") { Description = words["Roads.To"], Required = true };
        var json = new Option<bool>("--json") { Description = words["Roads.Json"] };
        var geoJson = new Option<bool>("--geojson") { Description = words["Roads.GeoJson"] };
        var gpx = new Option<bool>("--gpx") { Description = words["Roads.Gpx"] };
        var at = new SliceChoice(terminal);
        var side = new SideChoice(terminal);
        var command = new Command("path", words["Roads.Path"]) { file, from, to, at.Option, side.Option, json, geoJson, gpx };
        command.Run(terminal, (arguments, cancellation) =>
        {
            Forms.OneAtMost(terminal, arguments, json, geoJson, gpx);
            var stand = side.Of(arguments);
            var start = PlaceOf(terminal, "--from", arguments.GetRequiredValue(from));
            var end = PlaceOf(terminal, "--to", arguments.GetRequiredValue(to));
            var roads = at.Of(arguments, arguments.GetRequiredValue(file), RoadFiles.Load(terminal, arguments.GetRequiredValue(file), Environment.ProcessorCount, cancellation));
            var walks = Snapped(terminal, roads, start).Walk + Snapped(terminal, roads, end).Walk;
            var path = roads.Path(new RoadStop(start, stand), new(end, stand)) ?? throw new CommandFailed(ExitCode.Failed, words["Roads.NoPath"]);
            if (arguments.GetValue(json))
                PathWriter.WriteJson(path, roads, terminal.Raw);
            else if (arguments.GetValue(geoJson))
                PathWriter.WriteGeoJson(path, roads, terminal.Raw);
            else if (arguments.GetValue(gpx))
                PathWriter.WriteGpx(path, roads, terminal.Raw);
            else
                terminal.Say(words["Roads.Path.Line", path.Distance.Metres / 1000, path.Duration.Milliseconds / 60_000.0, path.Geometry.Count, walks.Metres, roads.Source.Attribution]);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Read by the rules of the CSV, which has the same problems.</summary>
    static Position PlaceOf(Terminal terminal, string option, string text)
    {
        if (PlacesReader.Read(Encoding.UTF8.GetBytes(text), terminal.Words.Culture) is PlacesReading.Accepted { Places: [var place] })
            return place;
        throw new CommandFailed(ExitCode.BadInput, terminal.Words["Roads.BadPlace", option, text]);
    }

    static Snap Snapped(Terminal terminal, RoadNetwork roads, Position place)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{place.Longitude},{place.Latitude}");
        var snap = roads.Snap(place) ?? throw new CommandFailed(ExitCode.BadInput, terminal.Words["Roads.FarAway", name]);
        if (snap.Island is { } island)
            terminal.Note(terminal.Words["Roads.Island", name, island.Metres, snap.Walk.Metres]);
        return snap;
    }
}
