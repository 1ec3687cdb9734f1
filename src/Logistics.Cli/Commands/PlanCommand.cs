using System.CommandLine;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Plans;
using Logistics.Formats.Sheets;
using Logistics.Planning;
using Logistics.Planning.Checking;
using Logistics.Planning.Totals;
using Spectre.Console;

namespace Logistics.Cli.Commands;

/// <summary><c>logistics plan FILE</c>: the whole road, from declarations to the drivers' sheets.</summary>
static class PlanCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words["Plan.File"] };
        var roads = new Option<FileInfo?>("--roads") { Description = words["Plan.Roads"] };
        var output = new Option<DirectoryInfo?>("--out") { Description = words["Plan.Out"] };
        var seconds = new Option<double>("--seconds") { Description = words["Plan.Seconds"], DefaultValueFactory = _ => 10 };
        var work = new Option<long?>("--work") { Description = words["Plan.Work"] };
        var threads = new Option<int>("--threads") { Description = words["Plan.Threads"], DefaultValueFactory = _ => Environment.ProcessorCount };
        var seed = new Option<long>("--seed") { Description = words["Plan.Seed"], DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = words["Plan.Json"] };
        var alone = new Option<bool>("--no-solver") { Description = words["Plan.NoSolver"] };
        var strict = new Option<bool>("--strict") { Description = words["Plan.Strict"] };
        var past = new Option<DirectoryInfo?>("--past") { Description = words["Plan.Past"] };
        var keep = new Option<FileInfo?>("--keep") { Description = words["Plan.Keep"] };
        var feedback = new Option<int>("--feedback") { Description = words["Plan.Feedback"], DefaultValueFactory = _ => 0 };
        var command = new Command("plan", words["Plan"]) { file, roads, output, past, keep, seconds, work, threads, feedback, seed, json, alone, strict };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            Shell.Within(terminal, "--threads", 1, 64, arguments.GetValue(threads));
            Shell.Within(terminal, "--seconds", 0, TimeSpan.SecondsPerDay, arguments.GetValue(seconds));
            Shell.Within(terminal, "--work", 0, int.MaxValue, arguments.GetValue(work) ?? 0);
            Shell.Within(terminal, "--feedback", 0, 3, arguments.GetValue(feedback));
            var path = arguments.GetRequiredValue(file);
            var territory = await TerritoryFiles.ReadAsync(terminal, path, arguments.GetValue(strict), cancellation);
            var others = await OtherFiles.DaysAsync(terminal, arguments.GetValue(past), territory.Day, cancellation);
            var promises = await OtherFiles.PromisesAsync(terminal, arguments.GetValue(keep), territory.Day, cancellation);
            await using var lease = arguments.GetValue(alone) ? SolverLease.None(terminal) : SolverLease.Start(terminal, cancellation);

            var input = new DayInput
            {
                Declarations = territory.Day,
                Roads = RoadsChoice.Open(terminal, arguments.GetValue(roads), path, territory.Roads, territory.Day, cancellation),
                Solver = await lease.ClientAsync(),
                Budget = arguments.GetValue(work) is { } iterations
                    ? PlanningBudget.OfWork(iterations, arguments.GetValue(threads))
                    : PlanningBudget.OfTime(TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(threads)),
                Seed = arguments.GetValue(seed),
                Clock = clock,
                PlannedAt = clock.GetUtcNow(),
                FeedbackRounds = arguments.GetValue(feedback),
                OtherDays = others,
                Promises = promises,
            };
            var day = new DayIndex(territory.Day);
            var plan = PlanWithBar(terminal, input, cancellation);
            var totals = PlanTotals.Of(day, plan);
            day = plan.DayOf(day);

            if (cancellation.IsCancellationRequested)
                terminal.Note(words["Report.Interrupted"]);
            // An interrupted search keeps its best plan, and a plan that is known is written whole.
            if (arguments.GetValue(output) is { } folder)
                OutputFolder.Write(terminal, folder, FilesOf(day, plan, words), replaces: "sheet-*.html");
            if (arguments.GetValue(json))
                PlanWriter.Write(day, plan, words.Culture, terminal.Raw);
            else
                new Report(terminal, day, plan, totals).Print(arguments.GetValue(output));
            if (totals.UrgentUnmet > 0)
                terminal.Note(words["Report.UrgentWarning"]);
            return territory.LeftOut.Count > 0 ? ExitCode.LeftOut : totals.UrgentUnmet > 0 ? ExitCode.UrgentUnmet : ExitCode.Done;
        });
        return command;
    }

    static DayPlan PlanWithBar(Terminal terminal, DayInput input, CancellationToken cancellation)
    {
        try
        {
            return terminal.Notes.Progress().AutoClear(true).HideCompleted(true)
                .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .Start(context => DayPlanner.Plan(input, new Bar(context.AddTask(terminal.Words["Stage.Travel"], maxValue: 1), terminal.Words), cancellation));
        }
        catch (PlanRefusedException refused)
        {
            var words = new ViolationWords(new DayIndex(input.Declarations), refused.Plan, terminal.Words.Culture);
            foreach (var violation in refused.Violations.Take(10))
                terminal.Note($"  {words.Say(violation)}");
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Refused"]);
        }
    }

    /// <summary>The plan is first in the list, so it moves into place last: where it is, all it names is.</summary>
    static List<(string, Action<Stream>)> FilesOf(DayIndex day, DayPlan plan, Words words) =>
    [
        ("plan.json", stream => PlanWriter.Write(day, plan, words.Culture, stream)),
        ("routes.geojson", stream => RoutesGeoJsonWriter.Write(day, plan, words.Culture, stream)),
        .. plan.Routes.Select<Domain.Routes.Route, (string, Action<Stream>)>(route =>
            (Report.SheetName(day, route), stream => SheetWriter.Write(day, plan, route.Id, words.Culture, stream))),
    ];

    sealed class Bar(ProgressTask task, Words words) : IProgress<PlanningProgress>
    {
        public void Report(PlanningProgress value)
        {
            var stage = words[$"Stage.{value.Stage}"];
            task.Description = Markup.Escape(value.Detail is null ? stage : $"{stage} · {value.Detail}");
            task.Value = value.Fraction;
        }
    }
}
