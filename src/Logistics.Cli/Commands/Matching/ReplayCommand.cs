using System.CommandLine;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Formats.Matchings;
using Logistics.Formats.Territories;
using Logistics.Matching.Replays;
using Logistics.OrTools;
using Logistics.Planning.Explanations;
using static Logistics.Cli.Commands.Tables;

namespace Logistics.Cli.Commands.Matching;

/// <summary><c>logistics match replay DIR --policy A --policy B</c>: what everyone would have received under each candidate policy.</summary>
static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = terminal.Words;
        var folder = new Argument<DirectoryInfo>("DIR") { Description = words["Replay.Folder"] };
        var policies = new Option<FileInfo[]>("--policy") { Description = words["Replay.Policy"], Required = true, Arity = ArgumentArity.OneOrMore };
        var roads = new Option<FileInfo?>("--roads") { Description = words["Plan.Roads"] };
        var seed = new Option<long>("--seed") { Description = words["Plan.Seed"], DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = words["Match.Json"] };
        var command = new Command("replay", words["Replay"]) { folder, policies, roads, seed, json };
        command.Run(terminal, async (arguments, cancellation) =>
        {
            var inputs = new Inputs(terminal);
            var days = new List<(FileInfo File, TerritoryReading.Accepted Reading)>();
            foreach (var file in OtherFiles.FilesOf(terminal, arguments.GetRequiredValue(folder)))
                if (await inputs.TryAsync(() => TerritoryFiles.ReadAsync(terminal, file, strict: true, cancellation)) is { } day)
                    days.Add((file, day));
            var candidates = new List<Policy>();
            foreach (var file in arguments.GetRequiredValue(policies))
                if (await inputs.TryAsync(() => PolicyFiles.ReadAsync(terminal, file, cancellation)) is { } policy)
                    candidates.Add(policy);
            foreach (var twice in days.GroupBy(x => x.Reading.Day.Date).Where(x => x.Count() > 1))
                await inputs.TryAsync<int>(() => throw new CommandFailed(ExitCode.BadInput, words["Replay.SameDate", twice.Key, string.Join(", ", twice.Select(x => x.File.Name))]));
            inputs.Check();

            days.Sort((a, b) => a.Reading.Day.Date.CompareTo(b.Reading.Day.Date));
            var (first, reading) = days[0];
            var network = RoadsChoice.Open(terminal, arguments.GetValue(roads), first, reading.Roads, reading.Day, cancellation);
            List<PastDay> past = [.. days.Select(x => new DayIndex(x.Reading.Day)).Select(x => new PastDay(x, MatchCommand.TravelOf(x, network, cancellation)))];
            // Shares alone, without the companion: many days under many policies, and the same result on every machine.
            var replay = new PolicyReplay(new NoSolver());
            var (results, orders) = Waiting.While(terminal, words["Stage.Matching"], _ => (
                candidates.Select(x => replay.Run(past, x, arguments.GetValue(seed), cancellation: cancellation)).ToList(),
                candidates.Select(x => replay.PriceOrders(past, x, arguments.GetValue(seed), cancellation: cancellation)).ToList()));
            if (arguments.GetValue(json))
                ReplayWriter.Write(past.Select(x => x.Day.Day.Date), results, orders, arguments.GetValue(seed), terminal.Raw);
            else
                new ReplayReport(terminal, past, results, orders).Print();
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary>The replay as members read it before they vote: totals side by side, then everyone's part, then what each order of aims costs.</summary>
sealed class ReplayReport(Terminal terminal, IReadOnlyList<PastDay> days, IReadOnlyList<ReplayResult> results, IReadOnlyList<ValueList<OrderPrice>> orders)
{
    readonly Words words = terminal.Words;
    readonly Explainer explainer = new(days[0].Day, terminal.Words.Culture);

    public void Print()
    {
        Title(terminal, words["Replay.Title", days.Count, days[0].Day.Day.Date, days[^1].Day.Day.Date]);
        foreach (var notice in days.Select(x => x.Day.Day.Notice).OfType<string>().Distinct())
            terminal.Say(notice);
        Totals();
        Parties();
        foreach (var (result, prices) in results.Zip(orders))
            Orders(result.Policy, prices);
    }

    string[] Versions() => [.. results.Select(x => x.Policy.Version)];

    void Totals()
    {
        var table = Grid(["", .. Versions()]);
        Line("Match.Given", x => explainer.Amount(x.Given));
        Line("Replay.Waste", x => explainer.Amount(x.Waste));
        Line("Replay.Kept", x => explainer.Amount(x.Kept));
        Line("Match.Urgent", x => words["Match.GivenOf", explainer.Amount(x.UrgentGiven), explainer.Amount(x.UrgentAsked)]);
        Line("Match.PerTonne", x => x.PerTonne is { } way ? explainer.Amount(way) : "–");
        Line("Match.MinShare", x => MatchReport.Percent(words, x.Evenness.MinPermille));
        Line("Match.Gini", x => MatchReport.Gini(words, x.Evenness.GiniPermille));
        Line("Match.Under", x => PolicyHash.Of(x.Policy)[..12]);
        terminal.Output.Write(table);

        void Line(string key, Func<ReplayResult, string> cell) => Row(table, [words[key], .. results.Select(cell)]);
    }

    void Parties()
    {
        Title(terminal, words["Replay.Parties"]);
        var table = Grid([words["Match.Recipient"], words["Replay.Family"], .. Versions()]);
        foreach (var party in results[0].Parties)
        {
            var each = results.Select(x => x.Parties.First(y => y.Party == party.Party)).ToList();
            Row(table, [party.Name, words["Replay.All"], .. each.Select(x => $"{explainer.Amount(x.Received.Total)} · {MatchReport.Percent(words, x.LevelPermille)}")]);
            foreach (var family in Enum.GetValues<Family>().Where(family => each.Any(x => x.Received[family].Grams > 0)))
                Row(table, ["", explainer.Name(family), .. each.Select(x => explainer.Amount(x.Received[family]))]);
        }
        terminal.Output.Write(table);
    }

    void Orders(Policy policy, ValueList<OrderPrice> prices)
    {
        Title(terminal, words["Replay.Orders", policy.Version]);
        var table = Grid(words["Replay.Order"], words["Match.Given"], words["Replay.Difference"], words["Replay.Waste"], words["Match.MinShare"], words["Match.PerTonne"]);
        foreach (var price in prices)
            Row(table, string.Join(" > ", price.Order.Select(aim => words[$"Aim.{aim}"])), explainer.Amount(price.Given),
                price.Order.Equals(policy.Sharing.Order) ? words["Replay.Own"] : price.Difference.Kilograms.ToString("+#,0.#;-#,0.#;0", words.Culture) + " kg",
                explainer.Amount(price.Waste), MatchReport.Percent(words, price.MinPermille), price.PerTonne is { } way ? explainer.Amount(way) : "–");
        terminal.Output.Write(table);
    }
}
