using System.CommandLine;
using System.Globalization;
using System.Text;
using Logistics.Formats.Roads;
using Logistics.Measures;
using Logistics.Roads;
using Logistics.Roads.Guidance;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads path FILE --from LON,LAT --to LON,LAT [--at SLICE|TIME] [--side any|curb|opposite] [--steps] [--explain] [--json|--geojson|--gpx]</c>: the quickest way between two places.</summary>
static class RoadsPathCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words["Roads.File"] };
        var from = new Option<string>("--from") { Description = words["Roads.From"], HelpName = "LON,LAT", Required = true };
        var to = new Option<string>("--to") { Description = words["Roads.To"], HelpName = "LON,LAT", Required = true };
        var json = new Option<bool>("--json") { Description = words["Roads.Json"] };
        var geoJson = new Option<bool>("--geojson") { Description = words["Roads.GeoJson"] };
        var gpx = new Option<bool>("--gpx") { Description = words["Roads.Gpx"] };
        var steps = new Option<bool>("--steps") { Description = words["Roads.Steps"] };
        var explain = new Option<bool>("--explain") { Description = words["Roads.Explain"] };
        var at = new SliceChoice(terminal);
        var side = new SideChoice(terminal);
        var command = new Command("path", words["Roads.Path"]) { file, from, to, at.Option, side.Option, steps, explain, json, geoJson, gpx };
        command.Run(terminal, (arguments, cancellation) =>
        {
            Forms.OneAtMost(terminal, arguments, json, geoJson, gpx);
            var stand = side.Of(arguments);
            var start = PlaceOf(terminal, "--from", arguments.GetRequiredValue(from));
            var end = PlaceOf(terminal, "--to", arguments.GetRequiredValue(to));
            var roads = at.Of(arguments, arguments.GetRequiredValue(file), RoadFiles.Load(terminal, arguments.GetRequiredValue(file), Environment.ProcessorCount, cancellation));
            var walks = Snapped(terminal, roads, start).Walk + Snapped(terminal, roads, end).Walk;
            var path = roads.Path(new RoadStop(start, stand), new(end, stand)) ?? throw new CommandFailed(ExitCode.Failed, words["Roads.NoPath"]);
            var story = new PathStory(words.Culture) { HasSteps = arguments.GetValue(steps), HasParts = arguments.GetValue(explain) };
            if (arguments.GetValue(json))
                PathWriter.WriteJson(path, roads, story, terminal.Raw);
            else if (arguments.GetValue(geoJson))
                PathWriter.WriteGeoJson(path, roads, story, terminal.Raw);
            else if (arguments.GetValue(gpx))
                PathWriter.WriteGpx(path, roads, story, terminal.Raw);
            else
            {
                terminal.Say(words["Roads.Path.Line", path.Distance.Metres / 1000, path.Duration.Milliseconds / 60_000.0, path.Geometry.Count, walks.Metres, roads.Source.Attribution]);
                Tell(terminal, path, story);
            }
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Each instruction with the way until the next; then where the time comes from.</summary>
    static void Tell(Terminal terminal, RoadPath path, PathStory story)
    {
        var (words, number) = (terminal.Words, 0);
        if (story.HasSteps)
            foreach (var step in path.Steps)
                terminal.Say(step.Kind == ManoeuvreKind.Arrive
                    ? words["Roads.Path.End", ++number, GuidanceWords.Of(step, story.Culture)]
                    : words["Roads.Path.Step", ++number, GuidanceWords.Of(step, story.Culture), GuidanceWords.Of(step.Distance, story.Culture)]);
        if (story.HasParts && path.Parts is { } parts)
        {
            terminal.Say(words["Roads.Path.Parts", GuidanceWords.Of(parts.Total, story.Culture)]);
            foreach (var line in GuidanceWords.Of(parts, story.Culture))
                terminal.Say("  " + line);
        }
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
        var snap = roads.Snap(place) ?? throw new CommandFailed(ExitCode.BadInput, FarPlace.Said(terminal.Words, roads, place, name));
        if (snap.Island is { } island)
            terminal.Note(terminal.Words["Roads.Island", name, island.Metres, snap.Walk.Metres]);
        return snap;
    }
}
