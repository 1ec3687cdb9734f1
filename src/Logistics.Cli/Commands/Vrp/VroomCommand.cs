using System.Globalization;
using Logistics.Formats.Vroom;
using Logistics.Routing;

namespace Logistics.Cli.Commands.Vrp;

/// <summary>What <c>solve</c> and <c>check</c> do with VROOM's JSON; the answers have VROOM's shape.</summary>
static class VroomCommand
{
    /// <exception cref="CommandFailed">It has problems: all of them are shown first.</exception>
    public static VroomQuestion Read(Terminal terminal, FileInfo file, byte[] bytes) => Accepted(terminal, file, VroomReader.Read(bytes, terminal.Words.Culture));

    /// <exception cref="CommandFailed">It has problems: all of them are shown first.</exception>
    public static VroomQuestion ReadToJudge(Terminal terminal, FileInfo file, byte[] bytes) =>
        Accepted(terminal, file, VroomReader.ReadToJudge(bytes, terminal.Words.Culture));

    static VroomQuestion Accepted(Terminal terminal, FileInfo file, VroomReading reading)
    {
        switch (reading)
        {
            case VroomReading.Accepted accepted:
                return accepted.Question;
            case VroomReading.Rejected rejected:
                terminal.Problems(rejected.Problems);
                throw new CommandFailed(ExitCode.BadInput, terminal.Words["Vrp.Rejected", file, rejected.Problems.Count]);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <param name="solve">Gives a plan that the checker has accepted.</param>
    /// <param name="outputs">Files that were asked for.</param>
    public static int Solve(
        Terminal terminal, VroomQuestion question, Func<Solution> solve, Func<TimeSpan> elapsed, IEnumerable<FileInfo> outputs)
    {
        // Plan mode times and judges; broken rules are its answer, not a failure.
        var plan = question.IsPlan ? null : solve();
        var answer = plan is null ? question.Judge() : question.Answer(plan);
        if (plan is not null && !answer.IsFeasible)
        {
            foreach (var violation in answer.Violations.Take(10))
                terminal.Note($"  {violation}");
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Error.Refused"]);
        }
        if (plan is not null)
            VrpNotes.OfBound(terminal, plan);
        foreach (var file in outputs)
            OutputFolder.WriteFile(terminal, file, stream => answer.Write(elapsed(), stream));
        terminal.Say(Line(answer, elapsed(), plan?.Iterations ?? 0));
        return ExitCode.Done;
    }

    public static int Check(Terminal terminal, VroomQuestion question, FileInfo file, byte[] solution, TimeSpan elapsed)
    {
        var (answer, problems) = question.JudgeAnswer(solution, terminal.Words.Culture);
        if (answer is null)
        {
            terminal.Problems(problems);
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Vrp.Rejected", file, problems.Count]);
        }
        foreach (var violation in answer.Violations)
            terminal.Say(violation);
        terminal.Say(Line(answer, elapsed, 0));
        return answer.IsFeasible ? ExitCode.Done : ExitCode.Failed;
    }

    static string Line(VroomAnswer answer, TimeSpan elapsed, long iterations) => string.Create(CultureInfo.InvariantCulture,
        $"vehicles={answer.Routes} cost={answer.Cost} unassigned={answer.Unassigned} feasible={(answer.IsFeasible ? "true" : "false")} seconds={elapsed.TotalSeconds:0.00} iterations={iterations}");
}
