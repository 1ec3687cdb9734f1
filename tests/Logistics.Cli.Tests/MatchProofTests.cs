using System.Text.Json.Nodes;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Cli.Tests;

/// <summary>What <c>logistics match</c> proves, what it would have changed, and what it transforms.</summary>
public sealed class MatchProofTests
{
    /// <summary>Forty kilograms of salad for two associations; one of them cannot keep it cold.</summary>
    static DayBuilder Town()
    {
        var day = new DayBuilder();
        day.Lot("bread", day.Donor("bakery", east: 1), 30, Family.Starch);
        day.Lot("salad", day.Donor("market", east: 2), 40, adjust: lot => lot with { Temperature = TemperatureClass.Chilled });
        var north = day.Recipient("north", persons: 100, north: 2);
        var south = day.Recipient("south", persons: 50, north: -2, site: site => site with { StorageLeft = site.StorageLeft with { Chilled = Mass.Zero } });
        day.Need("north-bread", north, 30, Family.Starch);
        day.Need("south-bread", south, 30, Family.Starch);
        day.Need("north-greens", north, 25);
        day.Need("south-greens", south, 25);
        day.Van("van", day.Donor("depot"));
        return day;
    }

    /// <summary>200 kg of spinach, fridges for 60 kg, and a mobile cannery with four volunteers at the kitchen.</summary>
    static DayBuilder Spinach(int volunteers = 4)
    {
        var day = new DayBuilder();
        var farm = day.Donor("farm", 2, 1);
        day.Van("van", farm);
        day.Lot("spinach", farm, 200, adjust: x => x with { Kind = "leafy-vegetables", Temperature = TemperatureClass.Chilled, Date = new DateMark.KeepsUntil(day.Date.AddDays(1)) });
        var fridge = day.Recipient("fridge", 80, 1, 0, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(40) } });
        var kitchen = day.Recipient("kitchen", 50, 0, 2, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(20) } });
        day.Need("fridge-wants", fridge, 300);
        day.Need("kitchen-wants", kitchen, 100);
        var depot = day.Site("depot", day.Party("town", PartyKind.Municipality), 5, 0, SiteKind.Depot);
        day.Equipment("cannery", EquipmentKind.MobileCannery, depot, x => x with { Hosts = [kitchen.Id], SetUp = Duration.FromMinutes(45), NeedsApproval = true });
        day.Crew(kitchen, 12, 18, volunteers);
        day.Recipe("jars", x => x with { CrewPersons = 4, Output = x.Output with { Product = "épinards en bocaux" } });
        return day;
    }

    static async Task<JsonNode> Certificate(Run run, string name)
    {
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Town().Build()), "--no-solver", "--certificate", run.PathOf(name)));
        return JsonNode.Parse(await File.ReadAllTextAsync(run.PathOf(name), TestContext.Current.CancellationToken))!;
    }

    [Fact]
    public async Task What_is_written_as_a_certificate_is_read_back_and_holds()
    {
        using var run = new Run();
        var root = await Certificate(run, "proof.json");
        Assert.Equal("ramasse-certificate", (string?)root["format"]);
        Assert.Contains("Certificat écrit dans", run.Notes);
        Assert.Equal(ExitCode.Done, await run.Logistics("match", "verify", run.PathOf("proof.json")));
        Assert.Contains("Le certificat du 10/03/2026 tient : 1 partage(s)", run.Output);
    }

    [Fact]
    public async Task The_same_day_gives_the_same_bytes()
    {
        using var run = new Run();
        await Certificate(run, "one.json");
        await Certificate(run, "two.json");
        var (one, two) = (await File.ReadAllBytesAsync(run.PathOf("one.json"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(run.PathOf("two.json"), TestContext.Current.CancellationToken));
        Assert.Equal(one, two);
    }

    [Fact]
    public async Task A_changed_gram_is_found()
    {
        using var run = new Run();
        var root = await Certificate(run, "proof.json");
        var lotArc = root["certificates"]![0]!["arcs"]!.AsArray().Select(x => x!.AsArray()).First(x => x.Count == 7 && (long)x[5]! > 0);
        lotArc[5] = (long)lotArc[5]! - 1;
        Assert.Equal(ExitCode.Failed, await run.Logistics("match", "verify", run.Write("forged.json", root.ToJsonString())));
        Assert.Contains("Le certificat ne tient pas", run.Output);
        Assert.Contains("balance: node", run.Output);
    }

    [Fact]
    public async Task Whoever_was_better_served_is_named_by_its_code()
    {
        using var run = new Run();
        var root = await Certificate(run, "proof.json");
        // As if one had received a tonne earlier: it should have left the bread to the other.
        foreach (var recipient in root["certificates"]![0]!["recipients"]!.AsArray())
            if ((string?)root["codes"]!.AsArray().Single(x => (string?)x![0] == (string?)recipient![0])![1] == "north")
                recipient![2] = 1_000_000_000_000;
        Assert.Equal(ExitCode.Failed, await run.Logistics("match", "verify", run.Write("forged.json", root.ToJsonString())));
        Assert.Contains("equity: north could give to south", run.Output);
    }

    [Fact]
    public async Task A_broken_or_foreign_certificate_is_refused_with_cause_and_action()
    {
        using var run = new Run();
        var root = await Certificate(run, "proof.json");
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", "verify", run.Write("broken.json", "{")));
        Assert.Contains("T0002", run.Notes);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", "verify", run.PathOf("day.json")));
        Assert.Contains("T0006 /format", run.Notes);

        var arcs = root["certificates"]![0]!["arcs"]!.AsArray();
        arcs[0] = new JsonArray(0, -1, 0, 0, 1, 0);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", "verify", run.Write("row.json", root.ToJsonString())));
        Assert.Contains("/certificates/0/arcs/0", run.Notes);
        arcs.RemoveAt(0);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", "verify", run.Write("short.json", root.ToJsonString())));
        Assert.Contains("T0103 /certificates/0/storeys", run.Notes);
        Assert.Contains("rien n'a été contrôlé", run.Notes);
    }

    [Fact]
    public async Task The_report_says_how_far_the_plan_is_from_the_best()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Town().Build()), "--no-solver"));
        Assert.Contains("55 kg ; au plus 55 kg", run.Output);
        Assert.Contains("Le plus loin sous sa juste part", run.Output);
        Assert.Contains("tient, vérifié à l'instant", run.Output);
        Assert.DoesNotContain("Transformations", run.Output);
    }

    [Fact]
    public async Task A_refused_need_is_told_the_smallest_change_and_where_cold_is()
    {
        using var run = new Run();
        var file = run.Write("day.json", Town().Build());
        Assert.Equal(ExitCode.Done, await run.Logistics("match", file, "--no-solver", "--explain", "south-greens"));
        Assert.Contains("salad : south aurait reçu", run.Output);
        Assert.Contains("prêt de frigo à demander : north", run.Output);

        Assert.Equal(ExitCode.Done, await run.Logistics("match", file, "--no-solver", "--explain", "salad"));
        Assert.Contains("south-greens : south aurait reçu", run.Output);
    }

    [Fact]
    public async Task Where_nothing_helps_it_says_so()
    {
        using var run = new Run();
        // Flour whose use-by date was yesterday: no hour, room or consent brings it back.
        var day = Town();
        day.Lot("flour", day.Donor("mill", east: 1), 30, Family.Starch, adjust: lot => lot with { Date = new DateMark.UseBy(day.Date.AddDays(-1)) });
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", day.Build()), "--no-solver", "--explain", "south-bread"));
        Assert.Contains("aucun changement seul trouvé", run.Output);
    }

    [Fact]
    public async Task Bottlenecks_are_ranked_for_the_meeting()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Town().Build()), "--no-solver", "--shadow"));
        Assert.Contains("Goulots", run.Output);
        Assert.Contains("1. si south avait de la place", run.Output);
    }

    [Fact]
    public async Task What_nobody_takes_goes_into_batches_and_the_report_says_why()
    {
        using var run = new Run();
        var file = run.Write("day.json", Spinach().Build());
        Assert.Equal(ExitCode.Done, await run.Logistics("match", file, "--no-solver"));
        Assert.Contains("Transformations", run.Output);
        Assert.Contains("épinards en bocaux, 126 kg", run.Output);
        Assert.Contains("140 kg allaient être perdus", string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(ExitCode.Done, await run.Logistics("match", file, "--no-solver", "--explain", "spinach"));
        Assert.Equal(2, run.Output.Split("épinards en bocaux, 126 kg").Length - 1);
        Assert.Equal(ExitCode.Done, await run.Logistics("match", file, "--no-solver", "--explain", "jars.cannery.1"));
        Assert.Equal(ExitCode.BadInput, await run.Logistics("match", file, "--no-solver", "--explain", "jars"));
    }

    [Fact]
    public async Task Batches_are_in_the_json_and_its_certificate_holds()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Spinach().Build()), "--no-solver", "--json", "--certificate", run.PathOf("proof.json")));
        var batch = Assert.Single(JsonNode.Parse(run.Raw)!["batches"]!.AsArray())!;
        Assert.Equal((140m, 126m), ((decimal)batch["inputs"]![0]!["quantityKg"]!, (decimal)batch["output"]!["quantityKg"]!));
        Assert.Equal(ExitCode.Done, await run.Logistics("match", "verify", run.PathOf("proof.json")));
    }

    [Fact]
    public async Task What_is_not_transformed_has_its_reason()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("match", run.Write("day.json", Spinach(volunteers: 3).Build()), "--no-solver"));
        Assert.Contains("Non transformé", run.Output);
        Assert.Contains("jamais 4 personnes assez longtemps chez kitchen", run.Output);
    }
}
