using System.Text;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Logistics.Host.Tests;

/// <summary>Tables of partners become entries of the day by the rules of files, once; and other programs get theirs.</summary>
public sealed class ExchangeWorkerTests : IAsyncDisposable
{
    static readonly DateOnly Tomorrow = new(2026, 11, 30);

    readonly string root = Directory.CreateTempSubdirectory("ramasse-exchange-").FullName;
    readonly MemoryStore store = new();
    readonly StoreDoor door = new();
    readonly FakeClock clock = new(new DateTimeOffset(2100, 1, 1, 13, 0, 0, TimeSpan.Zero));
    readonly DayDeclarations day = SmallDemo.Day(Tomorrow);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ExchangeWorkerTests()
    {
        Directory.CreateDirectory(Path.Combine(root, "in", "biocoop"));
        door.Open(store);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_table_is_taken_in_once_a_changed_row_changes_its_entry_and_what_was_corrected_here_stays()
    {
        await DeclareAsync();
        Profile();
        const string rows = "N°;Produit;Poids (kg);DLC;Rayon\n1;Yaourts « nature »;12,5;02/12/2026;Crèmerie\n2;Fromage blanc;1 040;03/12/2026;crèmerie\n";
        Drop("surplus-2026-11-30.csv", Encoding.Latin1.GetBytes(rows));

        await ExchangeAsync();

        Assert.Equal([("bio-1", 12_500L), ("bio-2", 1_040_000L)], await TakenAsync());
        Assert.Equal(["bio-1", "bio-2"], store.Notes.Select(x => x.Code).Order());
        Assert.Single(Directory.EnumerateFiles(Folder("done")));
        // The dispatcher corrects one, the partner another: the same rows again change nothing.
        await CorrectAsync("bio-1", 10);
        Drop("surplus-2026-11-30.csv", Encoding.UTF8.GetBytes(rows));
        await ExchangeAsync();
        Assert.Equal([("bio-1", 10_000L), ("bio-2", 1_040_000L)], await TakenAsync());
        Drop("surplus-2026-11-30.csv", Encoding.UTF8.GetBytes(rows.Replace("1 040", "900", StringComparison.Ordinal)));
        await ExchangeAsync();
        Assert.Equal([("bio-1", 10_000L), ("bio-2", 900_000L)], await TakenAsync());
        Assert.Equal(3, store.Notes.Count);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_beside_the_table_and_nothing_of_it_is_kept()
    {
        await DeclareAsync();
        Profile();
        Drop("2026-11-30.csv", Encoding.UTF8.GetBytes("N°,Produit,Poids (kg),DLC,Rayon\n1,Yaourts,\"12,5\",02/12/2026,Crèmerie\n2,,beaucoup,03/13/2026,Vaisselle\n2,Lait,-3,03/12/2026,Crèmerie\n"));

        await ExchangeAsync();

        Assert.Empty(await TakenAsync());
        var told = await File.ReadAllLinesAsync(Assert.Single(Directory.EnumerateFiles(Folder("refused"), "*.problems.csv")), Stop);
        Assert.Equal(
            [("3", "Rayon", "E0206"), ("3", "Poids (kg)", "E0204"), ("3", "DLC", "E0203"), ("4", "N°", "E0202")],
            told.Skip(1).Select(x => x.Split(';') is [var line, var column, var code, ..] ? (line, column, code) : default));
        Assert.Equal(2, Directory.EnumerateFiles(Folder("refused")).Count());
    }

    [Fact]
    public async Task What_the_rules_of_the_day_refuse_is_told_in_the_partner_s_own_columns_and_the_right_rows_are_taken_where_the_profile_says_so()
    {
        await DeclareAsync();
        Profile(rows: "each");
        Drop("2026-11-30.csv", Encoding.UTF8.GetBytes("N°\tProduit\tPoids (kg)\tDLC\tRayon\n1\tYaourts\t12.5\t02/12/2026\tCrèmerie\n2\tLait\t-3\t03/12/2026\tCrèmerie\n3\tCrème\t4\t\tCrèmerie\n"));

        await ExchangeAsync();

        Assert.Equal([("bio-1", 12_500L)], await TakenAsync());
        var told = await File.ReadAllLinesAsync(Assert.Single(Directory.EnumerateFiles(Folder("refused"), "*.problems.csv")), Stop);
        Assert.Contains(told, x => x.StartsWith("3;Poids (kg);T0104;", StringComparison.Ordinal));
        Assert.Contains(told, x => x.StartsWith("4;", StringComparison.Ordinal) && x.Contains(";T0401;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_day_nobody_declared_and_by_a_profile_nobody_can_read_nothing_is_taken()
    {
        Profile();
        Drop("2026-11-30.csv", Encoding.UTF8.GetBytes("N°;Produit;Poids (kg);DLC;Rayon\n1;Yaourts;1;02/12/2026;Crèmerie\n"));
        await ExchangeAsync();
        Assert.Contains(";E0301;", await File.ReadAllTextAsync(Assert.Single(Directory.EnumerateFiles(Folder("refused"), "*.problems.csv")), Stop), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(root, "in", "biocoop.json"), """{ "format": "ramasse-exchange-profile", "version": 1, "section": "lots", "id": "N°", "fields": { "product": {} } }""");
        Drop("again-2026-11-30.csv", "x"u8.ToArray());
        await ExchangeAsync();
        Assert.Contains(Directory.EnumerateFiles(Folder("refused"), "*again*.problems.csv"), x => File.ReadAllText(x).Contains(";E0303;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_the_evening_each_table_is_written_once_and_its_cells_are_no_formulas()
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var declared = SmallDemo.Day(today);
        await store.DeclareAsync(declared with { Lots = [declared.Lots[0] with { Product = "=HYPERLINK(\"x\")" }, .. declared.Lots.Skip(1)] }, Stop);
        Directory.CreateDirectory(Path.Combine(root, "out"));
        File.WriteAllText(Path.Combine(root, "out", "lots.json"), """{ "format": "ramasse-export-profile", "version": 1, "table": "lots", "encoding": "windows-1252", "columns": { "Référence": "lot", "Désignation": "product", "Poids": "kg" } }""");
        File.WriteAllText(Path.Combine(root, "out", "stock.json"), """{ "format": "ramasse-export-profile", "version": 1, "table": "stock", "columns": { "Lot": "lot", "Où": "site", "Kg": "kg" } }""");
        File.WriteAllText(Path.Combine(root, "out", "wrong.json"), """{ "format": "ramasse-export-profile", "version": 1, "table": "lots", "columns": { "Prix": "price" } }""");

        await ExchangeAsync();

        var file = Path.Combine(root, "out", "lots", $"{today:yyyy-MM-dd}.csv");
        var lines = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Référence;Désignation;Poids", lines[0]);
        Assert.Equal(declared.Lots.Count + 1, lines.Length);
        Assert.Equal($"{declared.Lots[0].Code};\"'=HYPERLINK(\"\"x\"\")\";{(declared.Lots[0].Quantity.Expected.Grams / 1000m).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',')}", lines[1]);
        Assert.True(File.Exists(Path.Combine(root, "out", "stock", $"{today:yyyy-MM-dd}.csv")));
        Assert.False(Directory.Exists(Path.Combine(root, "out", "wrong")));
        // Another host finds it written.
        File.Delete(file);
        await ExchangeAsync();
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Before_its_hour_nothing_is_written()
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        await store.DeclareAsync(SmallDemo.Day(today), Stop);
        Directory.CreateDirectory(Path.Combine(root, "out"));
        File.WriteAllText(Path.Combine(root, "out", "lots.json"), """{ "format": "ramasse-export-profile", "version": 1, "table": "lots", "columns": { "Lot": "lot" } }""");
        var early = new FakeClock(clock.GetUtcNow().AddHours(13 - clock.GetLocalNow().Hour));
        await WorkerAt(early, hour: 22).ExchangeAsync(Stop);
        Assert.False(Directory.Exists(Path.Combine(root, "out", "lots")));
    }

    Task ExchangeAsync() => WorkerAt(clock, hour: 12).ExchangeAsync(Stop);

    ExchangeWorker WorkerAt(FakeClock at, int hour)
    {
        var desk = new DayDesk(door, new Rush(TimeProvider.System));
        return new(
            new ExchangeSettings(Path.Combine(root, "in"), Path.Combine(root, "out"), hour), door, new TableIntake(door, desk, at, NullLogger<TableIntake>.Instance),
            new TableGift(door, new DayShelf(door, clock), NullLogger<TableGift>.Instance), at, NullLogger<ExchangeWorker>.Instance);
    }

    Task DeclareAsync() => store.DeclareAsync(day, Stop);

    async Task CorrectAsync(string code, int kilograms)
    {
        var (now, version) = (await store.DeclarationsAsync(Tomorrow, Stop))!.Value;
        var document = DayDocument.Of(now);
        var entry = System.Text.Json.Nodes.JsonNode.Parse(document.Find(DaySection.Lots, code)!)!.AsObject();
        foreach (var bound in (string[])["low", "expected", "high"])
            entry["quantityKg"]![bound] = kilograms;
        document.Put(DaySection.Lots, code, entry);
        await store.Edits.ReplaceAsync([new(now, Assert.IsType<TerritoryReading.Accepted>(document.Read(null)).Day, version, [], [])], Stop);
    }

    async Task<List<(string, long)>> TakenAsync() =>
        [.. (await store.DeclarationsAsync(Tomorrow, Stop))!.Value.Day.Lots.Where(x => x.Code.StartsWith("bio-", StringComparison.Ordinal)).Select(x => (x.Code, x.Quantity.Expected.Grams)).Order()];

    void Profile(string rows = "all") => File.WriteAllText(Path.Combine(root, "in", "biocoop.json"), $$"""
        { "format": "ramasse-exchange-profile", "version": 1, "section": "lots", "id": "N°", "prefix": "bio-", "rows": "{{rows}}",
          "fields": {
            "site": { "value": "{{day.Sites.First(x => x.Id == day.Lots[0].Site).Code}}" },
            "product": { "column": "Produit" },
            "kind": { "value": "yoghurt" },
            "family": { "column": "Rayon", "words": { "Crèmerie": "dairy" } },
            "quantityKg.low": { "column": "Poids (kg)", "as": "number" }, "quantityKg.expected": { "column": "Poids (kg)", "as": "number" }, "quantityKg.high": { "column": "Poids (kg)", "as": "number" },
            "quantityKg.origin": { "value": "declared" },
            "useBy": { "column": "DLC", "as": "date" },
            "temperature": { "value": "chilled" }, "packing": { "value": "prepacked" }, "source": { "value": "gift" },
            "pickupWindow.begin": { "value": "08:00" }, "pickupWindow.end": { "value": "11:00" } } }
        """);

    void Drop(string name, byte[] content) => File.WriteAllBytes(Path.Combine(root, "in", "biocoop", name), content);

    string Folder(string what) => Path.Combine(root, "in", "biocoop", what);
}
