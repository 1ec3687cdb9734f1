using System.CommandLine;
using Logistics.Formats.Instances;

namespace Logistics.Cli.Commands.Vrp;

/// <summary><c>logistics vrp check FILE SOL</c>: judges routes made anywhere by the checker alone, with the cost they state.</summary>
static class VrpCheckCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock)
    {
        var words = terminal.Words;
        var choices = new VrpChoices(terminal);
        var solution = new Argument<FileInfo>("SOL") { Description = words["Vrp.Solution"] };
        var command = new Command("check", words["Vrp.Check"]) { choices.File, solution, choices.Format, choices.Objective, choices.Convention };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var start = clock.GetTimestamp();
            var (bytes, isVroom) = await choices.OpenAsync(terminal, arguments, cancellation);
            if (isVroom)
            {
                var question = VroomCommand.ReadToJudge(terminal, arguments.GetRequiredValue(choices.File), bytes);
                choices.RefuseObjectiveOfVroom(terminal, arguments);
                var answer = arguments.GetRequiredValue(solution);
                return VroomCommand.Check(terminal, question, answer, await Shell.ReadAsync(terminal, answer, cancellation), clock.GetElapsedTime(start));
            }
            var instance = choices.Read(terminal, arguments, bytes, judging: true);
            var objective = choices.ObjectiveOf(arguments, instance.Objective);
            var routes = await VrpChoices.RoutesAsync(terminal, arguments.GetRequiredValue(solution), instance, cancellation);

            var judgement = RouteJudgement.Of(instance, routes, objective);
            var sayer = new VrpViolationWords(instance, words);
            foreach (var violation in judgement.Violations)
                terminal.Say(sayer.Say(violation));
            foreach (var request in judgement.Missing)
                terminal.Say(words["Vrp.Missing", instance.NumberOf(request)]);
            if (routes.Surplus > 0)
                terminal.Say(words["Vrp.Surplus", routes.Surplus, instance.Problem.Vehicles.Count]);
            if (judgement.WrongCost is { } stated)
                terminal.Say(words["Vrp.WrongCost", stated, instance.Show(judgement.Cost)]);
            terminal.Say(VrpLine.Of(judgement.Plan, instance.Show(judgement.Cost), judgement.IsFeasible, clock.GetElapsedTime(start)));
            return judgement.IsFeasible ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
