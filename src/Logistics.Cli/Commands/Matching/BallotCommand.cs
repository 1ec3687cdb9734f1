using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Logistics.Domain.Policies;
using Logistics.Domain.Policies.Ballots;
using Logistics.Formats.Policies;
using static Logistics.Cli.Commands.Tables;

namespace Logistics.Cli.Commands.Matching;

/// <summary><c>logistics match ballot FILE</c>: counts a vote, and writes the policy that won.</summary>
static class BallotCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words["Ballot.File"] };
        var output = new Option<FileInfo?>("--out") { Description = words["Ballot.Out"] };
        var json = new Option<bool>("--json") { Description = words["Match.Json"] };
        var command = new Command("ballot", words["Ballot"]) { file, output, json };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var election = await PolicyFiles.ReadBallotAsync(terminal, arguments.GetRequiredValue(file), cancellation);
            var result = BordaCount.Count(election);
            if (arguments.GetValue(json))
                ElectionResultWriter.Write(election, result, terminal.Raw);
            else
                Print(terminal, election, result);
            if (arguments.GetValue(output) is not { } path)
                return ExitCode.Done;
            if (BordaCount.Adopted(election, result) is not { } adopted)
                throw new CommandFailed(ExitCode.Failed, words["Ballot.NothingToWrite"]);
            OutputFolder.WriteFile(terminal, path, stream => PolicyWriter.Write(adopted, stream));
            terminal.Note(words["Ballot.Written", path, PolicyBook.FirstDayOf(adopted)]);
            return ExitCode.Done;
        });
        return command;
    }

    static void Print(Terminal terminal, Election election, ElectionResult result)
    {
        var words = terminal.Words;
        Title(terminal, words["Ballot.Title", election.Code, election.Opens, election.Closes]);
        terminal.Say(words["Ballot.Turnout", result.Cast, result.Roll, result.Quorum, result.Blank]);
        var byCollege = result.Colleges[0].Name is not null;
        if (byCollege)
            foreach (var college in result.Colleges)
                terminal.Say(words["Ballot.College", college.Name!, college.Weight, college.Voices]);
        var table = Grid([words["Ballot.Candidate"], words["Ballot.Score"], .. result.Colleges.Select(x => x.Name ?? words["Ballot.Points"]), words["Match.Under"]]);
        foreach (var tally in result.Tallies)
            Row(table, [
                $"{tally.Candidate} · {election.Candidates.First(x => x.Code == tally.Candidate).Name}",
                tally.Score.ToString(CultureInfo.InvariantCulture) + (result.ScoreUnit.IsOne ? "" : $" / {result.ScoreUnit}"),
                .. tally.Points.Select(x => x.ToString(words.Culture)), tally.PolicyHash[..12],
            ]);
        terminal.Output.Write(table);
        foreach (var one in result.Void)
            terminal.Say(words["Ballot.Void", one.Index + 1, one.Voter, Say(words, one.Reason)]);
        terminal.Say(result.Outcome switch
        {
            ElectionOutcome.Elected x => words["Ballot.Elected", x.Candidate, x.DecidedOn, x.EffectiveFrom],
            ElectionOutcome.Tied x => words["Ballot.Tied", string.Join(", ", x.Candidates)],
            ElectionOutcome.NoQuorum x => words["Ballot.NoQuorum", x.Missing],
            _ => throw new UnreachableException(),
        });
        terminal.Say(words["Ballot.Recompute"]);
        if (byCollege)
            terminal.Say(words["Ballot.RecomputeColleges", result.ScoreUnit]);
        terminal.Say(words["Ballot.Hash", BallotHash.Of(election)]);
    }

    static string Say(Words words, VoidReason reason) => reason switch
    {
        VoidReason.NotOnRoll => words["Void.NotOnRoll"],
        VoidReason.NoCollege => words["Void.NoCollege"],
        VoidReason.BeforeOpening x => words["Void.BeforeOpening", x.Opens],
        VoidReason.AfterClosing x => words["Void.AfterClosing", x.Closes],
        VoidReason.UnknownCandidate x => words["Void.UnknownCandidate", x.Candidate],
        VoidReason.RankedTwice x => words["Void.RankedTwice", x.Candidate],
        VoidReason.Replaced => words["Void.Replaced"],
        VoidReason.Contradicted => words["Void.Contradicted"],
        _ => throw new UnreachableException(),
    };
}
