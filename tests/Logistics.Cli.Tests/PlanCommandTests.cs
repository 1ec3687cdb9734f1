using System.Text.Json;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Formats.Territories;
using Logistics.Testing;
using Logistics.Testing.Days;

namespace Logistics.Cli.Tests;

public sealed class PlanCommandTests
{
    /// <summary>Two shops, two associations, one van; there is too little bread for both.</summary>
    static DayBuilder Town(Urgency urgency = Urgency.Ordinary)
    {
        var day = new DayBuilder();
        var depot = day.Donor("depot");
        day.Lot("bread", day.Donor("bakery", east: 1), 30, Family.Starch);
        day.Lot("salad", day.Donor("market", east: 2), 40);
        var north = day.Recipient("north", persons: 100, north: 2);
        var south = day.Recipient("south", persons: 50, north: -2);
        day.Need("north-bread", north, 30, Family.Starch, urgency);
        day.Need("south-bread", south, 30, Family.Starch);
        day.Need("north-greens", north, 100);
        day.Van("van", depot);
        return day;
    }

    static string[] Plan(string file, params string[] more) => ["plan", file, "--work", "200", "--no-solver", .. more];

    [Fact]
    public async Task A_plan_is_written_whole_and_told_in_words()
    {
        using var run = new Run();
        var file = run.Write("day.json", Town().Build());
        Assert.Equal(ExitCode.Done, await run.Logistics(Plan(file, "--out", run.PathOf("plan"))));

        Assert.Contains("70 kg sur 70 kg (100,0 %)", run.Output);
        Assert.Contains("à vol d'oiseau", run.Output);
        Assert.Contains("risque accepté : 5 %", run.Output);
        Assert.Equal(["plan.json", "routes.geojson", "sheet-belleroche-1.html"], Directory.GetFiles(run.PathOf("plan")).Select(Path.GetFileName).Order());
        Assert.Equal(ExitCode.Done, await run.Logistics("check", run.PathOf("plan/plan.json"), file));
        Assert.Contains("Le plan tient", run.Output);
    }

    [Fact]
    public async Task An_urgent_need_that_is_not_met_ends_in_three()
    {
        using var run = new Run();
        var day = Town(Urgency.Class1);
        day.Need("urgent-cheese", day.Recipient("shelter", persons: 20), 10, Family.Dairy, Urgency.Class1);
        Assert.Equal(ExitCode.UrgentUnmet, await run.Logistics(Plan(run.Write("day.json", day.Build()))));
        Assert.Contains("rien n'a été déclaré aujourd'hui en produits laitiers", run.Output);
    }

    [Fact]
    public async Task That_an_owner_has_still_to_agree_is_written_and_read_again()
    {
        using var run = new Run();
        var day = Town();
        var (depot, kitchen) = (day.Donor("owner", east: 3), day.Recipient("kitchen", persons: 10, east: 4));
        day.Equipment("oven", Domain.Equipment.EquipmentKind.EquippedKitchen, depot, x => x with { NeedsApproval = true });
        day.Request("workshop", day.Build().Parties.Single(x => x.Id == kitchen.Party), Domain.Equipment.EquipmentKind.EquippedKitchen, day.Build().Lots[0].PickupWindow, 60);
        var file = run.Write("day.json", day.Build());
        Assert.Equal(ExitCode.Done, await run.Logistics(Plan(file, "--out", run.PathOf("plan"))));
        using var plan = JsonDocument.Parse(File.ReadAllText(run.PathOf("plan/plan.json")));
        Assert.True(plan.RootElement.GetProperty("bookings")[0].GetProperty("toBeApproved").GetBoolean());
        Assert.Equal(ExitCode.Done, await run.Logistics("check", run.PathOf("plan/plan.json"), file));
    }

    [Fact]
    public async Task What_an_earlier_plan_promised_is_kept()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics(Plan(run.Write("day.json", Town().Build()), "--out", run.PathOf("plan"))));
        var before = Given(File.ReadAllText(run.PathOf("plan/plan.json")), "south-bread");
        Assert.True(before > 0);

        // North's bread becomes urgent: shared from nothing it takes all there is, but what was promised to south stays promised.
        var later = run.Write("later.json", Town(Urgency.Class1).Build());
        await run.Logistics(Plan(later, "--json"));
        Assert.Equal(0, Given(run.Raw, "south-bread"));
        using var again = new Run();
        await again.Logistics(Plan(later, "--json", "--keep", run.PathOf("plan/plan.json")));
        Assert.Equal(before, Given(again.Raw, "south-bread"));
    }

    [Fact]
    public async Task A_promise_for_what_is_no_longer_declared_is_told_and_let_go()
    {
        using var run = new Run();
        await run.Logistics(Plan(run.Write("day.json", Town().Build()), "--out", run.PathOf("plan")));
        var day = Town().Build();
        Assert.Equal(ExitCode.Done, await run.Logistics(Plan(run.Write("later.json", day with { Lots = [.. day.Lots.Where(x => x.Code != "salad")] }), "--keep", run.PathOf("plan/plan.json"))));
        Assert.Contains("salad → north-greens", run.Notes);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"format\": \"ramasse-territory\"}")]
    [InlineData("{\"format\": \"ramasse-plan\", \"allocations\": [{\"lot\": \"bread\", \"need\": \"south-bread\", \"quantityKg\": -1}]}")]
    [InlineData("{\"format\": \"ramasse-plan\", \"allocations\": [{\"lot\": \"bread\", \"need\": \"south-bread\", \"quantityKg\": \"1\"}]}")]
    public async Task Promises_are_read_from_a_plan_and_from_nothing_else(string text)
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics(Plan(run.Write("day.json", Town().Build()), "--keep", run.Write("plan.json", text))));
        Assert.Contains("n'est pas un plan de Ramasse", run.Notes);
    }

    [Fact]
    public async Task Where_the_policy_looks_ahead_past_days_change_who_is_served_today()
    {
        using var run = new Run();
        Directory.CreateDirectory(run.PathOf("past"));
        File.Copy(run.Write("wednesday.json", Ahead(new(2026, 3, 4), "farm")), run.PathOf("past/wednesday.json"));
        var file = run.Write("day.json", Ahead(new(2026, 3, 10), "shop"));
        await run.Logistics(Plan(file, "--json"));
        Assert.Equal(20_000, Given(run.Raw, "other-wants"));
        using var again = new Run();
        await again.Logistics(Plan(file, "--json", "--past", run.PathOf("past")));
        Assert.Equal(40_000, Given(again.Raw, "other-wants"));
        Assert.Contains("1 sur 1", again.Notes);
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_past_is_told_at_once()
    {
        using var run = new Run();
        Directory.CreateDirectory(run.PathOf("past"));
        File.Move(run.Write("a.json", "{"), run.PathOf("past/a.json"));
        foreach (var name in (string[])["b.json", "c.json"])
            File.Move(run.Write(name, Ahead(new(2026, 3, 4), "farm")), run.PathOf($"past/{name}"));
        Assert.Equal(ExitCode.BadInput, await run.Logistics(Plan(run.Write("day.json", Ahead(new(2026, 3, 10), "shop")), "--past", run.PathOf("past"))));
        Assert.Contains("T0002", run.Notes);
        Assert.Contains("b.json, c.json", run.Notes);
    }

    /// <summary>The shop gives to both houses; on Wednesdays the farm gives to the lucky one alone.</summary>
    static Domain.Days.DayDeclarations Ahead(DateOnly date, string giver)
    {
        var day = new DayBuilder(everybodyConsents: false) { Date = date };
        day.Policy = day.Policy with { Sharing = Domain.Policies.SharingTerms.Default with { LookAheadDays = 1, EquityTolerancePermille = 0 } };
        var (shop, farm) = (day.Donor("shop"), day.Donor("farm", 5, 5));
        day.Van("van", shop);
        var (lucky, other) = (day.Recipient("lucky", 10, 1, 0), day.Recipient("other", 10, 0, 1));
        day.Consent(shop.Party, null);
        day.Consent(farm.Party, lucky.Party);
        day.Lot("lot", giver == "farm" ? farm : shop, 40, adjust: x => x with { Date = new DateMark.KeepsUntil(date) });
        day.Need("lucky-wants", lucky, 100);
        day.Need("other-wants", other, 100);
        return day.Build();
    }

    static long Given(string plan, string need)
    {
        using var json = JsonDocument.Parse(plan);
        return json.RootElement.GetProperty("allocations").EnumerateArray().Where(x => x.GetProperty("need").GetString() == need).Sum(x => (long)(x.GetProperty("quantityKg").GetDecimal() * 1000));
    }

    [Fact]
    public async Task With_json_standard_output_holds_the_plan_and_nothing_else()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics(Plan(run.Write("day.json", Town().Build()), "--json")));
        using var plan = JsonDocument.Parse(run.Raw);
        Assert.Equal("ramasse-plan", plan.RootElement.GetProperty("format").GetString());
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("", "T0001")]
    [InlineData("{", "T0002")]
    [InlineData("[]", "T0103")]
    public async Task A_file_that_is_no_territory_is_refused_and_nothing_is_written(string text, string code)
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics(Plan(run.Write("day.json", text), "--out", run.PathOf("plan"))));
        Assert.Contains(code, run.Notes);
        Assert.Contains("rien n'a été planifié", run.Notes);
        Assert.False(Directory.Exists(run.PathOf("plan")));
    }

    [Fact]
    public async Task Every_problem_of_a_file_is_told_at_once()
    {
        using var run = new Run();
        var broken = await BrokenText(run);
        Assert.Equal(ExitCode.BadInput, await run.Logistics(Plan(run.Write("broken.json", broken), "--strict")));
        // The lot that lost its date, and the second lot that took the first one's name.
        Assert.Contains("T0401 /lots/0", run.Notes);
        Assert.Contains("T0201 /lots/1", run.Notes);
    }

    [Fact]
    public async Task The_rest_of_a_file_with_wrong_entries_is_planned()
    {
        using var run = new Run();
        var broken = await BrokenText(run);
        var file = run.Write("broken.json", broken);
        Assert.Equal(ExitCode.LeftOut, await run.Logistics(Plan(file, "--out", run.PathOf("plan"))));
        Assert.Contains("T0401 /lots/0", run.Notes);
        Assert.Contains("2 entrée(s) laissée(s) de côté", run.Notes);
        using var check = new Run();
        Assert.Equal(ExitCode.Done, await check.Logistics("check", run.PathOf("plan/plan.json"), file));
    }

    static async Task<string> BrokenText(Run run)
    {
        var text = await File.ReadAllTextAsync(run.Write("day.json", Town().Build()), TestContext.Current.CancellationToken);
        var json = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        json["lots"]![0]!.AsObject().Remove("keepsUntil");
        json["lots"]![1]!["code"] = json["lots"]![0]!["code"]!.GetValue<string>();
        return json.ToJsonString();
    }

    [Theory]
    [InlineData("--seconds", "NaN")]
    [InlineData("--seconds", "1e15")]
    [InlineData("--seconds", "-1")]
    [InlineData("--threads", "0")]
    public async Task A_budget_that_is_none_is_refused(string option, string value)
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("plan", run.Write("day.json", Town().Build()), "--no-solver", option, value));
        Assert.Contains("doit être un nombre", run.Notes);
    }

    [Fact]
    public async Task A_missing_file_is_one_clear_line()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics(Plan(run.PathOf("nowhere.json"))));
        Assert.Contains("fichier introuvable", run.Notes);
    }

    [Fact]
    public async Task A_truncated_extract_is_refused_and_nothing_is_written()
    {
        var extract = SharedData.Require("osm/saint-barthelemy-2014.osm.pbf");
        using var run = new Run();
        await File.WriteAllBytesAsync(run.PathOf("half.osm.pbf"), (await File.ReadAllBytesAsync(extract, TestContext.Current.CancellationToken))[..30_000],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.BadInput, await run.Logistics(Plan(run.Write("day.json", Town().Build()), "--roads", run.PathOf("half.osm.pbf"), "--out", run.PathOf("plan"))));
        Assert.Contains("extrait entier", run.Notes);
        Assert.False(Directory.Exists(run.PathOf("plan")));
    }

    [Fact]
    public async Task A_site_in_the_sea_is_named_as_an_estimate_as_the_crow_flies()
    {
        using var run = new Run();
        var day = Town();
        // South of Frontignan, ten kilometres off the coast.
        var buoy = day.Recipient("buoy", persons: 10, site: x => x with { Position = Measures.Position.FromDegrees(3.80, 43.33) });
        day.Need("sea-greens", buoy, 40);
        Assert.Equal(ExitCode.Done, await run.Logistics(Plan(run.Write("day.json", day.Build(), new RoadsHint.Sketch()))));
        Assert.Contains("croquis", run.Output);
        Assert.Contains("à vol d'oiseau pour", run.Output);
    }

    [Fact]
    public async Task An_output_that_cannot_be_a_folder_is_one_clear_line()
    {
        using var run = new Run();
        var file = run.Write("day.json", Town().Build());
        Assert.Equal(ExitCode.Failed, await run.Logistics(Plan(file, "--out", file)));
        Assert.Contains("impossible d'y écrire", run.Notes);
    }

    [Fact]
    public async Task A_new_plan_replaces_the_old_one_and_leaves_no_part_behind()
    {
        using var run = new Run();
        var file = run.Write("day.json", Town().Build());
        await run.Logistics(Plan(file, "--out", run.PathOf("plan")));
        var first = await File.ReadAllTextAsync(run.PathOf("plan/plan.json"), TestContext.Current.CancellationToken);
        run.Write("plan/sheet-belleroche-9.html", "of an older plan");
        await run.Logistics(Plan(file, "--out", run.PathOf("plan"), "--seed", "2"));
        Assert.False(File.Exists(run.PathOf("plan/sheet-belleroche-9.html")), "an old sheet stays and somebody prints it");
        Assert.NotEqual(first, await File.ReadAllTextAsync(run.PathOf("plan/plan.json"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Directory.GetFiles(run.PathOf("plan")), name => name.EndsWith(".part", StringComparison.Ordinal));
    }
}
