using System.Text.Json.Nodes;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Formats.Demo;
using Logistics.Formats.Policies;
using Logistics.Formats.Territories;
using Logistics.Testing.Days;

namespace Logistics.Cli.Tests;

public sealed class MatchCommandTests
{
    static readonly Policy Usual = new DayBuilder().Policy;

    /// <summary>Too little bread for two associations; one of them cannot keep salad cold.</summary>
    static DayBuilder Town(Urgency urgency = Urgency.Ordinary)
    {
        var day = new DayBuilder();
        day.Lot("bread", day.Donor("bakery", east: 1), 30, Family.Starch);
        day.Lot("salad", day.Donor("market", east: 2), 40, adjust: lot => lot with { Temperature = TemperatureClass.Chilled });
        var north = day.Recipient("north", persons: 100, north: 2);
        var south = day.Recipient("south", persons: 50, north: -2, site: site => site with { StorageLeft = site.StorageLeft with { Chilled = Logistics.Measures.Mass.Zero } });
        day.Need("north-bread", north, 30, Family.Starch, urgency);
        day.Need("south-bread", south, 30, Family.Starch);
        day.Need("north-greens", north, 25);
        day.Need("south-greens", south, 25);
        day.Van("van", day.Donor("depot"));
        return day;
    }

    static string Write(Run run, string name, Policy policy)
    {
        using var stream = File.Create(run.PathOf(name));
        PolicyWriter.Write(policy, stream);
        return run.PathOf(name);
    }

    /// <summary>Two demonstration days that follow each other, in a folder of their own.</summary>
    static string Past(Run run)
    {
        var folder = run.Folder.CreateSubdirectory("past").FullName;
        foreach (var (number, date) in new[] { new DateOnly(2026, 11, 19), new DateOnly(2026, 11, 20) }.Index())
        {
            using var stream = File.Create(Path.Combine(folder, $"{date:O}.json"));
            TerritoryWriter.Write(DemoDay.Make(new DemoOptions { Date = date, Sites = 12, Lots = 10, Needs = 12, Seed = 1 + number }), stream, new RoadsHint.Sketch());
        }
        return folder;
    }

    [Fact]
    public async Task Who_receives_what_and_why_is_told_in_words()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Town().Build()), "--no-solver"));
        Assert.Contains("Répartition du mardi 10 mars 2026", run.Output);
        Assert.Contains("bakery", run.Output);
        Assert.Contains("De sa part", run.Output);
        Assert.Contains("55 kg sur 70 kg", run.Output);
        Assert.Contains(PolicyHash.Of(Usual), run.Output);
        Assert.DoesNotContain("tournée n°", run.Output);
    }

    [Fact]
    public async Task A_lot_and_a_need_are_explained_with_every_refusal()
    {
        using var run = new Run();
        var file = run.Write("day.json", Town().Build());
        Assert.Equal(ExitCode.Done, await run.Logistics("match", file, "--no-solver", "--explain", "salad"));
        Assert.Contains("Lot salad", run.Output);
        Assert.Contains("south-greens", run.Output);
        Assert.Contains("1 refus de cette sorte", run.Output);
        Assert.Contains("Il en reste 15 kg", run.Output);

        Assert.Equal(ExitCode.Done, await run.Logistics("match", file, "--no-solver", "--explain", "south-greens"));
        Assert.Contains("Besoin south-greens", run.Output);
        Assert.Contains("Il en manque 25 kg", run.Output);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", file, "--no-solver", "--explain", "sallad"));
    }

    [Fact]
    public async Task Another_policy_takes_the_place_of_the_files()
    {
        using var run = new Run();
        var near = Usual with { Version = "near", Radius = Logistics.Measures.Distance.FromMetres(100) };
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Town().Build()), "--no-solver", "--policy", Write(run, "near.json", near)));
        Assert.Contains($"near · {PolicyHash.Of(near)}", run.Output);
        Assert.Contains("0 kg sur 70 kg", run.Output);
    }

    [Fact]
    public async Task With_json_standard_output_holds_the_matching_and_nothing_else()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Town().Build()), "--no-solver", "--json"));
        var root = JsonNode.Parse(run.Raw)!;
        Assert.Equal("ramasse-matching", (string?)root["format"]);
        Assert.Equal(55m, root["allocations"]!.AsArray().Sum(x => (decimal)x!["quantityKg"]!));
        Assert.Equal(55m, (decimal)root["figures"]!["givenKg"]!);
        Assert.Equal(PolicyHash.Of(Usual), (string?)root["policies"]![0]!["hash"]);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task An_urgent_need_that_is_not_met_ends_in_three()
    {
        using var run = new Run();
        var day = Town();
        day.Need("cheese", day.Recipient("shelter", persons: 5), 10, Family.Dairy, Urgency.Class1);
        Assert.Equal(ExitCode.UrgentUnmet, await run.Logistics("match", run.Write("day.json", day.Build()), "--no-solver"));
    }

    [Fact]
    public async Task Problems_of_all_files_are_told_before_the_command_ends()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", run.Write("day.json", "{}"), "--policy", run.Write("policy.json", """{ "format": "ramasse-policy", "version": 1 }""")));
        Assert.Contains("T0102 /", run.Notes);
        Assert.Contains("day.json", run.Notes);
        Assert.Contains("policy.json", run.Notes);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match"));
    }

    [Fact]
    public async Task A_replay_shows_everyones_part_under_each_policy_and_the_price_of_each_order()
    {
        using var run = new Run();
        var short1 = Usual with { Version = "memoire-courte", Sharing = Usual.Sharing with { HalfLifeDays = 7 } };
        string[] call = ["match", "replay", Past(run), "--policy", Write(run, "a.json", Usual), "--policy", Write(run, "b.json", short1)];
        Assert.Equal(ExitCode.Done, await run.Logistics(call));
        Assert.Contains("2 journées rejouées, du 19/11/2026 au 20/11/2026", run.Output);
        Assert.Contains("memoire-courte", run.Output);
        Assert.Contains("Ce que chacun aurait reçu", run.Output);
        Assert.Contains("équité > gaspillage > kilomètres > qualité", run.Output);
        Assert.Contains("celui-ci", run.Output);

        Assert.Equal(ExitCode.Done, await run.Logistics([.. call, "--json"]));
        var root = JsonNode.Parse(run.Raw)!;
        Assert.Equal(["2026-11-19", "2026-11-20"], root["dates"]!.AsArray().Select(x => (string)x!));
        Assert.Equal(2, root["policies"]!.AsArray().Count);
        foreach (var policy in root["policies"]!.AsArray())
        {
            Assert.Equal((decimal)policy!["offeredKg"]!, (decimal)policy["givenKg"]! + (decimal)policy["wasteKg"]! + (decimal)policy["keptKg"]!);
            Assert.Equal(AimOrder.Votable.Count, policy["orders"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task Two_days_of_one_date_and_a_broken_policy_are_told_together()
    {
        using var run = new Run();
        var folder = Past(run);
        File.Copy(Path.Combine(folder, "2026-11-19.json"), Path.Combine(folder, "again.json"));
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", "replay", folder, "--policy", run.Write("a.json", "{")));
        Assert.Contains("2026-11-19.json, again.json", run.Notes);
        Assert.Contains("T0002", run.Notes);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", "replay", run.Folder.CreateSubdirectory("empty").FullName, "--policy", Write(run, "b.json", Usual)));
    }

    [Fact]
    public async Task A_ballot_is_counted_and_the_policy_that_wins_is_written_signed()
    {
        using var run = new Run();
        var file = run.Write("vote.json", Ballot("""{ "voter": "1", "castAt": "2026-12-01T09:00", "ranking": ["b", "a"] }, { "voter": "3", "castAt": "2026-12-02T09:00", "ranking": [] }"""));
        Assert.Equal(ExitCode.Done, await run.Logistics("match", "ballot", file, "--out", run.PathOf("policy.json")));
        Assert.Contains("Élue : b, décidée le 07/12/2026, en vigueur à partir du 01/01/2027.", run.Output);
        Assert.Contains("Bulletin 2 (votant 3) nul : n'est pas sur la liste des votants", run.Output);
        var policy = Assert.IsType<PolicyReading.Accepted>(PolicyReader.Read(await File.ReadAllBytesAsync(run.PathOf("policy.json"), TestContext.Current.CancellationToken))).Policy;
        Assert.Equal(("b", new DateOnly(2027, 1, 1), PolicyHash.Of(policy)), (policy.Version, policy.EffectiveFrom, policy.Signature?.PolicyHash));

        // What was elected shares a day at once.
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Town().Build()), "--no-solver", "--policy", run.PathOf("policy.json")));
    }

    [Fact]
    public async Task Where_nothing_is_decided_nothing_is_written()
    {
        using var run = new Run();
        var file = run.Write("vote.json", Ballot(""));
        Assert.Equal(ExitCode.Failed, await run.Logistics("match", "ballot", file, "--out", run.PathOf("policy.json")));
        Assert.Contains("Quorum manqué de 1 voix", run.Output);
        Assert.False(File.Exists(run.PathOf("policy.json")));
        Assert.Equal(ExitCode.Done, await run.Logistics("match", "ballot", file, "--json"));
        Assert.Equal("no-quorum", (string?)JsonNode.Parse(run.Raw)!["outcome"]!["code"]);
    }

    static string Ballot(string ballots)
    {
        static string Candidate(string code, int halfLife) =>
            $$"""
            { "code": "{{code}}", "name": "{{code}}", "policy": {
                "version": "{{code}}", "decidedOn": "2026-09-15", "quantityRiskPercent": 5, "safetyMarginMinutes": 30,
                "foodFactor": { "gramsCo2ePerKilogram": 1530, "source": "ADEME", "year": 2016 }, "sharing": { "halfLifeDays": {{halfLife}} } } }
            """;
        return $$"""
            { "format": "ramasse-ballot", "version": 1, "code": "hiver", "timeZone": "Europe/Paris",
              "opens": "2026-12-01", "closes": "2026-12-07", "effectiveFrom": "2027-01-01",
              "candidates": [{{Candidate("a", 28)}}, {{Candidate("b", 56)}}], "roll": [{ "code": "1" }, { "code": "2" }], "ballots": [{{ballots}}] }
            """;
    }
}
