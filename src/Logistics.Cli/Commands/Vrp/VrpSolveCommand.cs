using System.CommandLine;
using System.Text;
using Logistics.Formats.Instances;
using Logistics.Routing;

namespace Logistics.Cli.Commands.Vrp;

/// <summary><c>logistics vrp solve FILE</c>: plans an instance, judges the plan by the checker, and ends with one line.</summary>
static class VrpSolveCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var choices = new VrpChoices(terminal);
        var seconds = new Option<double>("--seconds") { Description = words["Vrp.Seconds"], DefaultValueFactory = _ => 10 };
        var threads = new Option<int>("--threads") { Description = words["Vrp.Threads"], DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong>("--seed") { Description = words["Plan.Seed"], DefaultValueFactory = _ => 1 };
        var work = new Option<long?>("--work") { Description = words["Vrp.Work"] };
        var initial = new Option<FileInfo?>("--initial") { Description = words["Vrp.Initial"] };
        var output = new Option<FileInfo?>("--out") { Description = words["Vrp.Out"] };
        var json = new Option<FileInfo?>("--json") { Description = words["Vrp.Json"] };
        var alone = new Option<bool>("--no-solver") { Description = words["Plan.NoSolver"] };
        var command = new Command("solve", words["Vrp.Solve"])
        {
            choices.File, choices.Format, choices.Objective, choices.Convention, seconds, threads, seed, work, initial, output, json, alone,
        };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            Shell.Within(terminal, "--seconds", 0, TimeSpan.SecondsPerDay, arguments.GetValue(seconds));
            Shell.Within(terminal, "--threads", 1, 64, arguments.GetValue(threads));
            Shell.Within(terminal, "--work", 0, long.MaxValue, arguments.GetValue(work) ?? 0);
            var start = clock.GetTimestamp();
            // Reading counts too: who gives it ten seconds waits ten.
            IStoppingCriterion stop = arguments.GetValue(work) is { } iterations
                ? new WorkLimit(iterations)
                : new TimeLimit(TimeSpan.FromSeconds(arguments.GetValue(seconds)), clock);
            await using var lease = arguments.GetValue(alone) ? SolverLease.None(terminal) : SolverLease.Start(terminal, cancellation);
            var solver = arguments.GetValue(alone) ? null : new LateSolver(lease.ClientAsync());
            var (bytes, isVroom) = await choices.OpenAsync(terminal, arguments, cancellation);
            if (isVroom)
            {
                var question = VroomCommand.Read(terminal, arguments.GetRequiredValue(choices.File), bytes);
                if (arguments.GetValue(initial) is not null)
                    throw new CommandFailed(ExitCode.BadInput, words["Vrp.InitialIsSteps"]);
                choices.RefuseObjectiveOfVroom(terminal, arguments);
                return VroomCommand.Solve(
                    terminal, question, () => Solve(question.Problem, Objective.Cost, question.Start, violation => violation.ToString()), () => clock.GetElapsedTime(start),
                    new[] { arguments.GetValue(output), arguments.GetValue(json) }.OfType<FileInfo>());
            }
            var instance = choices.Read(terminal, arguments, bytes, judging: false);
            var objective = choices.ObjectiveOf(arguments, instance.Objective);
            var begin = arguments.GetValue(initial) is { } routes ? (await VrpChoices.RoutesAsync(terminal, routes, instance, cancellation)).Orders : [];
            var solution = Solve(instance.Problem, objective, [.. begin.Where(order => order.Vehicle < instance.Problem.Vehicles.Count)], new VrpViolationWords(instance, words).Say);
            var elapsed = clock.GetElapsedTime(start);
            var cost = instance.CostOf(solution, objective);
            var feasible = !VrpLine.Missing(instance.Problem, solution).Any();
            if (arguments.GetValue(output) is { } file)
                OutputFolder.WriteFile(terminal, file, stream => WriteText(stream, writer => RouteText.Write(instance, solution, cost, writer)));
            if (arguments.GetValue(json) is { } document)
                OutputFolder.WriteFile(terminal, document, stream => PlanJson.Write(instance, solution, objective, feasible, elapsed, stream));
            VrpNotes.OfBound(terminal, instance, solution);
            if (cancellation.IsCancellationRequested)
                terminal.Note(words["Report.Interrupted"]);
            terminal.Say(VrpLine.Of(solution, instance.Show(cost), feasible, elapsed));
            return feasible ? ExitCode.Done : ExitCode.UrgentUnmet;

            Solution Solve(Problem problem, Objective aim, IReadOnlyList<TourOrder> begin, Func<Violation, string> say)
            {
                var options = new SolverOptions(arguments.GetValue(seed), aim, arguments.GetValue(threads)) { Engine = solver, Initial = begin };
                var plan = Solver.Solve(problem, options, stop, cancellation: cancellation);
                Confirm(terminal, Checker.Check(problem, plan, aim), say);
                if (stop is TimeLimit)
                    terminal.Note(words["Vrp.NotRepeated"]);
                return plan;
            }
        });
        return command;
    }

    /// <exception cref="CommandFailed">The search and the checker disagree: nothing is given out.</exception>
    static void Confirm(Terminal terminal, IReadOnlyList<Violation> violations, Func<Violation, string> say)
    {
        if (violations.Count == 0)
            return;
        foreach (var violation in violations.Take(10))
            terminal.Note($"  {say(violation)}");
        throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Refused"]);
    }

    static void WriteText(Stream stream, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        write(writer);
    }
}
