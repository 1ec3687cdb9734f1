using System.Net;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Formats.Territories;
using Logistics.Measures;
using Logistics.Storage.Tests;

namespace Logistics.Scenarios.Faults;

/// <summary>Two hosts on one server: either is killed in the middle of something, two people want different things, two hundred want the same. After all of it the store hangs together.</summary>
[Collection("faults")]
public sealed class ServerTests(ITestOutputHelper output)
{
    static readonly DateOnly date = Writers.Today;
    static readonly string days = $"/api/v1/days/{date:yyyy-MM-dd}";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_promised_twice_whichever_host_dies()
    {
        await using var database = await ScratchDatabase.CreateAsync("faults");
        var dice = Rounds.Dice(output);
        var journal = new Journal();
        await using var here = await HostLife.BeginAsync(database.ConnectionString);
        await using var there = await HostLife.BeginAsync(database.ConnectionString);
        output.WriteLine($"starts {here.Host.StartTook.TotalSeconds:0.0} s and {there.Host.StartTook.TotalSeconds:0.0} s");
        await here.Dispatcher.DeclareAsync(WithOneOfItsKind(Writers.SmallDay(date)));

        for (var round = 0; round < Rounds.Count; round++)
        {
            await OneDiesWhileBothTakeDeclarationsAsync(here, there, new Writers(journal, await there.Dispatcher.DayAsync(date), $"tour{round}"), dice);
            await journal.IsKeptAsync(there.Dispatcher);
            await KilledWhileSolvingAsync(here, there);
            await KilledWhileApplyingAsync(here, there, journal, dice);
            await TwoEditOneEntryAsync(here, there, journal, turns: 5 * Rounds.Count);
            await TwoApplyToOneDayAsync(here, there, journal);
            await journal.IsKeptAsync(here.Dispatcher);
            await Invariants.HoldAsync(here.Data, database.ConnectionString);
        }
        await TwoHundredWantOneThingAsync(here, there, journal);
        await journal.IsKeptAsync(here.Dispatcher);
        await Invariants.HoldAsync(here.Data, database.ConnectionString);
        output.WriteLine($"{journal.Count} acknowledgements kept");
    }

    async Task OneDiesWhileBothTakeDeclarationsAsync(HostLife here, HostLife there, Writers writers, Random dice)
    {
        using var stop = new CancellationTokenSource();
        var writing = writers.WriteAsync(4, caller => (caller % 2 == 0 ? here : there).Dispatcher, stop.Token);
        await writers.UntilAsync(20 + dice.Next(30));
        await here.KillAsync();
        var before = writers.Acknowledged;
        // The other goes on as if nothing were.
        await writers.UntilAsync(before + 10);
        var took = await here.RestartAsync();
        await writers.UntilAsync(writers.Acknowledged + 10);
        await stop.CancelAsync();
        await writing;
        output.WriteLine($"one of two killed after {before} declarations; {writers.Acknowledged} in the end; back after {took.TotalSeconds:0.0} s");
    }

    static async Task KilledWhileSolvingAsync(HostLife here, HostLife there)
    {
        var before = await there.Dispatcher.PlanAsync(date);
        var solve = await BegunAsync(here.Dispatcher, seconds: 120);
        await EventuallyAsync(async () => (await here.Dispatcher.SendAsync(HttpMethod.Get, solve)).Json["state"]!.ToString() == "running", "the solve to run");
        await here.KillAsync();
        await here.RestartAsync();
        // It was promised to nobody: it is gone, and the plan in force stands.
        Assert.Equal(HttpStatusCode.NotFound, (await here.Dispatcher.SendAsync(HttpMethod.Get, solve)).Status);
        Assert.Equal(before.Id, (await there.Dispatcher.PlanAsync(date)).Id);
    }

    async Task KilledWhileApplyingAsync(HostLife here, HostLife there, Journal journal, Random dice)
    {
        var before = await there.Dispatcher.PlanAsync(date);
        var (solve, found) = await SolvedAsync(here.Dispatcher);
        var applying = here.Dispatcher.SendAsync(HttpMethod.Post, $"{solve}/apply");
        await Task.Delay(dice.Next(60), Stop);
        await here.KillAsync();
        var answer = await applying;
        var after = (await there.Dispatcher.PlanAsync(date)).Id.Value;
        Assert.Contains(after, (Guid[])[before.Id.Value, found]);
        if (answer.IsKept)
        {
            Assert.Equal(found, after);
            journal.Plan(found);
        }
        output.WriteLine($"killed while applying: {(answer.IsKept ? "acknowledged" : "nobody answered")}, {(after == found ? "in force" : "not in force")}");
        await here.RestartAsync();
    }

    static async Task TwoEditOneEntryAsync(HostLife here, HostLife there, Journal journal, int turns)
    {
        var entry = Writers.EntryOf(await here.Dispatcher.DayAsync(date), DaySection.Needs);
        entry["code"] = "disputed";
        var first = await here.Dispatcher.SendAsync(HttpMethod.Put, $"{days}/needs/disputed", entry, ifMatch: (await here.Dispatcher.SendAsync(HttpMethod.Get, $"{days}/needs/disputed")).Tag);
        Assert.True(first.IsKept, first.Body);
        for (var (turn, tag, body) = (0, first.Tag, first.Body); turn < turns; turn++)
        {
            var wishes = Enumerable.Range(0, 2).Select(i =>
            {
                var wish = JsonNode.Parse(body)!.AsObject();
                wish["wantedKg"] = 10 + 2 * turn + i + (turn % 2 == 0 ? 0 : 100);
                return wish;
            }).ToList();
            var answers = await Task.WhenAll(
                here.Dispatcher.SendAsync(HttpMethod.Put, $"{days}/needs/disputed", wishes[0], ifMatch: tag),
                there.Dispatcher.SendAsync(HttpMethod.Put, $"{days}/needs/disputed", wishes[1], ifMatch: tag));
            // Who is second is told, and nobody's accepted word is lost.
            var kept = Assert.Single(answers, x => x.IsKept);
            Assert.Equal(HttpStatusCode.PreconditionFailed, answers.Single(x => !x.IsKept).Status);
            (tag, body) = (kept.Tag, kept.Body);
            journal.Entry(date, "needs", "disputed", body);
            Assert.Equal(tag, (await here.Dispatcher.SendAsync(HttpMethod.Get, $"{days}/needs/disputed")).Tag);
        }
    }

    static async Task TwoApplyToOneDayAsync(HostLife here, HostLife there, Journal journal)
    {
        await there.Dispatcher.PlanAsync(date);
        var solved = await Task.WhenAll(SolvedAsync(here.Dispatcher), SolvedAsync(there.Dispatcher));
        var answers = await Task.WhenAll(
            here.Dispatcher.SendAsync(HttpMethod.Post, $"{solved[0].Solve}/apply"), there.Dispatcher.SendAsync(HttpMethod.Post, $"{solved[1].Solve}/apply"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(x => x.Status).Order());
        var winner = solved[Array.FindIndex(answers, x => x.IsKept)].Plan;
        journal.Plan(winner);
        Assert.Equal(winner, (await here.Dispatcher.PlanAsync(date)).Id.Value);
    }

    /// <summary>All of them are heard; the plan gives it to one and tells the others why not.</summary>
    async Task TwoHundredWantOneThingAsync(HostLife here, HostLife there, Journal journal)
    {
        var day = await here.Dispatcher.DayAsync(date);
        var document = DayDocument.Of(day with { EquipmentRequests = Requests(day).ToValueList() });
        var asked = document.Codes(DaySection.EquipmentRequests).ToList();
        Assert.Equal(200, asked.Count);
        var answers = await Task.WhenAll(asked.Select((code, i) => (i % 2 == 0 ? here : there).Dispatcher.SendAsync(
            HttpMethod.Post, $"{days}/equipmentRequests", JsonNode.Parse(document.Find(DaySection.EquipmentRequests, code)!), key: code)));
        foreach (var (code, answer) in asked.Zip(answers))
        {
            Assert.True(answer.Status == HttpStatusCode.Created, $"{answer.Status} {answer.Body}");
            journal.Entry(date, "equipmentRequests", code, answer.Body);
        }

        var plan = await here.Dispatcher.PlanAsync(date);
        day = await here.Dispatcher.DayAsync(date);
        var requests = day.EquipmentRequests.Where(x => x.Code.StartsWith("deux-cents-", StringComparison.Ordinal)).Select(x => x.Id).ToHashSet();
        var booking = Assert.Single(plan.Bookings, x => requests.Contains(x.Request));
        var unmet = plan.UnmetRequests.Where(x => requests.Contains(x.Request)).ToList();
        Assert.Equal(requests.Except([booking.Request]).ToHashSet(), unmet.Select(x => x.Request).ToHashSet());
        Assert.All(unmet, x => Assert.Equal(UnmetRequestReason.Taken, x.Reason));
        output.WriteLine($"{requests.Count} asked for one piece of equipment: 1 booked, {unmet.Count} told that it is taken");
    }

    /// <summary>A kind of equipment that the demonstration has not, once, for two hours.</summary>
    static DayDeclarations WithOneOfItsKind(DayDeclarations day)
    {
        var owner = day.Parties.First(party => day.Sites.Any(site => site.Party == party.Id));
        return day with
        {
            Equipment = [.. day.Equipment, new SharedEquipment
            {
                Id = new(NameBasedId.Derive(NameBasedId.Root, "faults/equipment")),
                Code = "seule",
                Territory = owner.Territory,
                Owner = owner.Id,
                Kind = Enum.GetValues<EquipmentKind>().First(kind => day.Equipment.All(x => x.Kind != kind)),
                Name = "La seule de son espèce",
                Site = day.Sites.First(site => site.Party == owner.Id).Id,
                Availability = [TwoHours(day)],
            }],
        };
    }

    static IEnumerable<EquipmentRequest> Requests(DayDeclarations day)
    {
        var equipment = day.Equipment.Single(x => x.Code == "seule");
        var parties = day.Parties.Where(x => x.Territory == equipment.Territory).ToList();
        return Enumerable.Range(0, 200).Select(i => new EquipmentRequest
        {
            Id = new(NameBasedId.Derive(NameBasedId.Root, $"faults/request/{i}")),
            Code = $"deux-cents-{i:000}",
            Territory = equipment.Territory,
            Party = parties[i % parties.Count].Id,
            Kind = equipment.Kind,
            Within = TwoHours(day),
            UseDuration = Duration.FromMinutes(120),
            Purpose = "Essai",
        });
    }

    static TimeWindow TwoHours(DayDeclarations day)
    {
        var begin = new DateTimeOffset(day.Date, new TimeOnly(9, 0), TimeSpan.Zero);
        return new(begin, begin.AddHours(2));
    }

    static async Task<string> BegunAsync(Dispatcher dispatcher, int seconds)
    {
        var begun = await dispatcher.SendAsync(HttpMethod.Post, $"{days}/solves", new JsonObject { ["seconds"] = seconds });
        Assert.True(begun.Status == HttpStatusCode.Accepted, $"{begun.Status} {begun.Body}");
        return $"/api/v1/solves/{begun.Json["id"]}";
    }

    static async Task<(string Solve, Guid Plan)> SolvedAsync(Dispatcher dispatcher)
    {
        var solve = await BegunAsync(dispatcher, seconds: 1);
        JsonNode? line = null;
        await EventuallyAsync(async () => (line = (await dispatcher.SendAsync(HttpMethod.Get, solve)).Json)["state"]!.ToString() is not ("waiting" or "running"), "the solve to end");
        Assert.Equal("done", line!["state"]!.ToString());
        return (solve, line["plan"]!.GetValue<Guid>());
    }

    static async Task EventuallyAsync(Func<Task<bool>> holds, string what)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !await holds(); await Task.Delay(50, Stop))
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), $"waited for {what}");
    }
}
