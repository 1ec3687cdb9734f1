using System.CommandLine;
using System.Globalization;
using Logistics.Formats.Roads;
using Logistics.Roads;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads matrix FILE --points CSV</c>: times and distances between all pairs of places.</summary>
static class RoadsMatrixCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words["Roads.File"] };
        var points = new Option<FileInfo>("--points") { Description = words["Roads.Points"], HelpName = "CSV", Required = true };
        var output = new Option<FileInfo?>("--out") { Description = words["Roads.Matrix.Out"], HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = words["Roads.Matrix.Json"] };
        var csv = new Option<bool>("--csv") { Description = words["Roads.Matrix.Csv"] };
        var at = new SliceChoice(terminal);
        var side = new SideChoice(terminal);
        var command = new Command("matrix", words["Roads.Matrix"]) { file, points, at.Option, side.Option, output, json, csv };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            Forms.OneAtMost(terminal, arguments, json, csv);
            var stand = side.Of(arguments);
            var list = arguments.GetRequiredValue(points);
            var reading = PlacesReader.Read(await Shell.ReadAsync(terminal, list, cancellation), words.Culture);
            if (reading is not PlacesReading.Accepted { Places: var places })
            {
                var problems = ((PlacesReading.Rejected)reading).Problems;
                terminal.Problems(problems);
                throw new CommandFailed(ExitCode.BadInput, words["Roads.Points.Rejected", list, problems.Count]);
            }
            var roads = at.Of(arguments, arguments.GetRequiredValue(file), RoadFiles.Load(terminal, arguments.GetRequiredValue(file), Environment.ProcessorCount, cancellation));
            // Places beyond the roads are said, not guessed: their rows and columns stay empty.
            for (var i = 0; i < places.Count; i++)
                if (!roads.Covers(places[i]))
                    terminal.Note(FarPlace.Said(words, roads, places[i], string.Create(CultureInfo.InvariantCulture, $"{places[i].Longitude},{places[i].Latitude} ({i + 1})")));
            var matrix = roads.Matrix([.. places.Select(place => new RoadStop(place, stand))], cancellation);
            Action<Stream> write = arguments.GetValue(csv) ? stream => MatrixWriter.WriteCsv(matrix, stream) : stream => MatrixWriter.WriteJson(matrix, roads, stream);
            if (arguments.GetValue(output) is { } target)
                OutputFolder.WriteFile(terminal, target, write);
            else
                write(terminal.Raw);
            return ExitCode.Done;
        });
        return command;
    }
}
