using System.CommandLine;
using Logistics.Formats.Roads;

namespace Logistics.Cli.Commands.Roads;

/// <summary><c>logistics roads info FILE</c>: what a network rests on and what was odd about its map.</summary>
static class RoadsInfoCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words["Roads.File"] };
        var json = new Option<bool>("--json") { Description = words["Roads.Json"] };
        var geoJson = new Option<bool>("--geojson") { Description = words["Roads.Info.GeoJson"] };
        var command = new Command("info", words["Roads.Info"]) { file, json, geoJson };
        command.Run(terminal, (arguments, cancellation) =>
        {
            Forms.OneAtMost(terminal, arguments, json, geoJson);
            var asked = arguments.GetRequiredValue(file);
            var roads = RoadFiles.Load(terminal, asked, Environment.ProcessorCount, cancellation);
            // Who asks for information asks whether the file is whole.
            RoadFiles.Guard(terminal, asked, () =>
            {
                roads.Verify();
                return true;
            });
            if (arguments.GetValue(json))
                NetworkWriter.WriteJson(roads, terminal.Raw);
            else if (arguments.GetValue(geoJson))
                NetworkWriter.WriteGeoJson(roads, terminal.Raw);
            else
                NetworkReport.Show(terminal, roads);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
