using System.CommandLine;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Formats.Matchings;
using Logistics.Matching;
using Logistics.Matching.Forecasts;
using Logistics.Matching.Outcomes;
using Logistics.Planning;
using Logistics.Planning.Travel;

namespace Logistics.Cli.Commands.Matching;

/// <summary><c>logistics match FILE</c>: who receives what and why, without any round; and what a vote needs around it.</summary>
static class MatchCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        // Optional for the parser's sake: the subcommands stand in its place.
        var file = new Argument<FileInfo?>("FILE") { Description = words["Plan.File"], Arity = ArgumentArity.ZeroOrOne };
        var policy = new Option<FileInfo?>("--policy") { Description = words["Match.Policy"] };
        var explain = new Option<string?>("--explain") { Description = words["Match.Explain"] };
        var certificate = new Option<FileInfo?>("--certificate") { Description = words["Match.Certificate"] };
        var shadow = new Option<bool>("--shadow") { Description = words["Match.Shadow"] };
        var roads = new Option<FileInfo?>("--roads") { Description = words["Plan.Roads"] };
        var seed = new Option<long>("--seed") { Description = words["Plan.Seed"], DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = words["Match.Json"] };
        var past = new Option<DirectoryInfo?>("--past") { Description = words["Plan.Past"] };
        var keep = new Option<FileInfo?>("--keep") { Description = words["Plan.Keep"] };
        var alone = new Option<bool>("--no-solver") { Description = words["Plan.NoSolver"] };
        var command = new Command("match", words["Match"])
        {
            file, policy, explain, certificate, shadow, roads, past, keep, seed, json, alone,
            ReplayCommand.Create(terminal), BallotCommand.Create(terminal), VerifyCommand.Create(terminal),
        };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var path = arguments.GetValue(file) ?? throw new CommandFailed(ExitCode.BadInput, words["Match.NoFile"]);
            var (territory, voted) = await ReadAsync(terminal, path, arguments.GetValue(policy), cancellation);
            var day = new DayIndex(voted is null ? territory.Day : Under(territory.Day, voted));
            var code = arguments.GetValue(explain);
            // What comes out of batches has codes of its own, known only afterwards.
            if (code is not null && day.Day.Recipes.Count == 0)
                Explanation.Of(terminal, day, code);
            var others = await OtherFiles.DaysAsync(terminal, arguments.GetValue(past), day.Day, cancellation);
            var promises = await OtherFiles.PromisesAsync(terminal, arguments.GetValue(keep), day.Day, cancellation);
            await using var lease = arguments.GetValue(alone) ? SolverLease.None(terminal) : SolverLease.Start(terminal, cancellation);
            var travel = TravelOf(day, RoadsChoice.Open(terminal, arguments.GetValue(roads), path, territory.Roads, territory.Day, cancellation), cancellation);
            var solver = await lease.ClientAsync();
            var input = new MatchingInput { Day = day, Transfers = travel, Seed = arguments.GetValue(seed), Ahead = ExpectedDays.Of(day.Day, others), Promises = promises, CarriageSlack = DayPlanner.CarriageSlack };
            var result = Waiting.While(terminal, words["Stage.Matching"], _ => new JointMatcher(solver).Match(input, cancellation: cancellation));
            var (shared, sharing) = (new DayIndex(result.Day), result.Sharing);
            var figures = DayFigures.Of(shared, sharing, travel, day.Day.Territories[0].Policy.Sharing);
            var batches = new MatchBatches(terminal, day, result.Batches, result.Untransformed, result.Bound);
            var after = input with { Day = shared };
            var changes = new MatchChanges(terminal, after, sharing, solver, cancellation);

            if (arguments.GetValue(json))
                MatchingWriter.Write(day, result, figures, arguments.GetValue(seed), words.Culture, terminal.Raw);
            else if (code is not null)
                Explain(terminal, day, result, code, batches, new Refusals(after), changes);
            else
                new MatchReport(terminal, shared, sharing, figures, travel.Basis, batches).Print();
            if (arguments.GetValue(shadow) && !arguments.GetValue(json))
                changes.Ranked();
            if (arguments.GetValue(certificate) is { } place)
            {
                OutputFolder.WriteFile(terminal, place, stream => CertificateWriter.Write(shared, sharing.Certificates, arguments.GetValue(seed), stream));
                terminal.Note(words["Certificate.Written", place]);
            }
            var urgent = sharing.Unmet.Any(x => day[x.Need].Urgency != Urgency.Ordinary);
            if (urgent)
                terminal.Note(words["Report.UrgentWarning"]);
            return urgent ? ExitCode.UrgentUnmet : ExitCode.Done;
        });
        return command;
    }

    /// <summary>A lot that goes into batches whole is no longer there to be shared: what it becomes explains it.</summary>
    static void Explain(Terminal terminal, DayIndex declared, JointResult result, string code, MatchBatches batches, Refusals rules, MatchChanges changes)
    {
        var lot = declared.Day.Lots.FirstOrDefault(x => x.Code == code);
        if (lot is null || result.Day.Lots.Any(x => x.Id == lot.Id))
            Explanation.Of(terminal, new DayIndex(result.Day), code).Print(result.Sharing, rules, changes);
        batches.Print(x => x.Inputs.Any(y => y.Lot == lot?.Id) || x.Output.Code == code, x => x.Lot == lot?.Id);
    }

    /// <summary>The same day, shared under another policy in every territory.</summary>
    public static DayDeclarations Under(DayDeclarations day, Policy policy) =>
        day with { Territories = [.. day.Territories.Select(x => x with { Policy = policy })] };

    /// <summary>Ways between all places of the day, and not only of its lots and needs: a replay brings lots of other days.</summary>
    public static DayTravel TravelOf(DayIndex day, Logistics.Roads.IRoads roads, CancellationToken cancellation) =>
        new(day, day.Day.Sites.Select(x => x.Id), roads, cancellation);

    /// <summary>Both files, so that the problems of both are told before the first of them ends the command.</summary>
    static async Task<(Formats.Territories.TerritoryReading.Accepted, Policy?)> ReadAsync(Terminal terminal, FileInfo path, FileInfo? policy, CancellationToken cancellation)
    {
        var inputs = new Inputs(terminal);
        var territory = await inputs.TryAsync(() => TerritoryFiles.ReadAsync(terminal, path, strict: true, cancellation));
        var voted = policy is null ? null : await inputs.TryAsync(() => PolicyFiles.ReadAsync(terminal, policy, cancellation));
        inputs.Check();
        return (territory!, voted);
    }
}
