using System.CommandLine;
using System.Globalization;
using Logistics.Formats.Demo;
using Logistics.Formats.Territories;

namespace Logistics.Cli.Commands;

/// <summary><c>logistics demo</c>: an invented day, of the demonstration's size or larger.</summary>
static class DemoCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var sites = new Option<int>("--sites") { Description = words["Demo.Sites"], DefaultValueFactory = _ => 60 };
        var lots = new Option<int>("--lots") { Description = words["Demo.Lots"], DefaultValueFactory = _ => 80 };
        var needs = new Option<int?>("--needs") { Description = words["Demo.Needs"] };
        var seed = new Option<long>("--seed") { Description = words["Plan.Seed"], DefaultValueFactory = _ => 1 };
        var date = new Option<string?>("--date") { Description = words["Demo.Date"] };
        var output = new Option<FileInfo>("--out") { Description = words["Demo.Out"], Required = true };
        var command = new Command("demo", words["Demo"]) { sites, lots, needs, seed, date, output };
        command.Run(terminal, (arguments, _) =>
        {
            Shell.Within(terminal, "--sites", 12, 5_000, arguments.GetValue(sites));
            Shell.Within(terminal, "--lots", 1, 20_000, arguments.GetValue(lots));
            Shell.Within(terminal, "--needs", 1, 40_000, arguments.GetValue(needs) ?? arguments.GetValue(lots) * 1.5);
            var day = DemoDay.Make(new DemoOptions
            {
                Date = DateOf(terminal, clock, arguments.GetValue(date)),
                Sites = arguments.GetValue(sites),
                Lots = arguments.GetValue(lots),
                Needs = arguments.GetValue(needs) ?? arguments.GetValue(lots) * 3 / 2,
                Seed = arguments.GetValue(seed),
            });
            var file = arguments.GetRequiredValue(output);
            OutputFolder.WriteFile(terminal, file, stream => TerritoryWriter.Write(day, stream, new RoadsHint.Sketch()));
            terminal.Say(words["Demo.Done", file, day.Sites.Count, day.Lots.Count, day.Needs.Count, day.Vehicles.Count]);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    static DateOnly DateOf(Terminal terminal, TimeProvider clock, string? text)
    {
        if (text is null)
            return DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and < 2100
            ? date
            : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.Date", text]);
    }
}
