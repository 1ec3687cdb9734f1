using System.CommandLine;
using System.Diagnostics;
using Logistics.Domain.Days;
using Logistics.Formats.Plans;
using Logistics.Planning.Checking;

namespace Logistics.Cli.Commands;

/// <summary><c>logistics check PLAN FILE</c>: a second opinion on any plan, also one edited by hand.</summary>
static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var plan = new Argument<FileInfo>("PLAN") { Description = words["Check.Plan"] };
        var file = new Argument<FileInfo>("FILE") { Description = words["Plan.File"] };
        var command = new Command("check", words["Check"]) { plan, file };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var territory = await TerritoryFiles.ReadAsync(terminal, arguments.GetRequiredValue(file), strict: false, cancellation);
            var day = new DayIndex(territory.Day);
            var bytes = await Shell.ReadAsync(terminal, arguments.GetRequiredValue(plan), cancellation);
            switch (PlanReader.Read(new MemoryStream(bytes), day, words.Culture))
            {
                case PlanReading.Accepted accepted:
                    var violations = PlanChecker.Check(day, accepted.Plan);
                    if (violations.Count == 0)
                    {
                        terminal.Say(words["Check.Holds", accepted.Plan.Allocations.Count, accepted.Plan.Routes.Count]);
                        return ExitCode.Done;
                    }
                    terminal.Say(words["Check.Violations", violations.Count]);
                    var sayer = new ViolationWords(day, accepted.Plan, words.Culture);
                    foreach (var violation in violations)
                        terminal.Say($"  {sayer.Say(violation)}");
                    return ExitCode.Failed;
                case PlanReading.Rejected rejected:
                    terminal.Problems(rejected.Problems);
                    throw new CommandFailed(ExitCode.BadInput, words["Error.Rejected", arguments.GetRequiredValue(plan), rejected.Problems.Count]);
                default:
                    throw new UnreachableException();
            }
        });
        return command;
    }
}
