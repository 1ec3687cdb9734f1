using System.Globalization;
using System.Text;
using System.Text.Json;
using Logistics.Formats.Exchange;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Exchange;

public sealed class ExchangeReaderTests
{
    static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    const string Profile = """
        { "format": "ramasse-exchange-profile", "version": 1, "section": "lots", "id": "Réf", "prefix": "x-", "day": "Jour",
          "fields": {
            "product": { "column": "Nom" }, "quantityKg": { "column": "Kg", "as": "number" }, "useBy": { "column": "DLC", "as": "date" }, "indivisible": { "column": "Entier", "as": "yes-no" },
            "pickupWindow.begin": { "column": "De", "as": "time" }, "pickupWindow.end": { "value": "11:00" }, "qualities": { "column": "Labels", "as": "list" } } }
        """;

    [Theory]
    [InlineData(';', "utf-8")]
    [InlineData(',', "utf-8")]
    [InlineData('\t', "windows-1252")]
    public void Whatever_the_program_writes_the_rows_are_the_same(char separator, string encoding)
    {
        string[][] cells = [["Réf", "Jour", "Nom", "Kg", "DLC", "Entier", "De", "Labels"], ["7", "30/11/2026", "Crème, « dite \"fraîche\" »;\nœuf", "1 250,5", "2/12/26", "Oui", "8h30", "bio | local"], ["", "", "", "", "", "", "", ""]];
        var text = string.Join("\r\n", cells.Select(row => string.Join(separator, row.Select(x => $"\"{x.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
        var file = encoding == "utf-8" ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)] : CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);

        var reading = Read(Profile, file);

        Assert.Empty(reading.Problems);
        var row = Assert.Single(reading.Rows);
        Assert.Equal((2, new DateOnly(2026, 11, 30), "x-7"), (row.Line, row.Day, row.Code));
        using var entry = JsonDocument.Parse(row.Entry.ToJsonString());
        var root = entry.RootElement;
        Assert.Equal("Crème, « dite \"fraîche\" »;\nœuf", root.GetProperty("product").GetString());
        Assert.Equal(1250.5m, root.GetProperty("quantityKg").GetDecimal());
        Assert.Equal("2026-12-02", root.GetProperty("useBy").GetString());
        Assert.True(root.GetProperty("indivisible").GetBoolean());
        Assert.Equal(("08:30", "11:00"), (root.GetProperty("pickupWindow").GetProperty("begin").GetString(), root.GetProperty("pickupWindow").GetProperty("end").GetString()));
        Assert.Equal(["bio", "local"], root.GetProperty("qualities").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal("Kg", row.Columns["/quantityKg"]);
        Assert.Equal(row.Said, Read(Profile, file).Rows[0].Said);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_with_its_line_and_column()
    {
        var reading = Read(Profile, "Réf;Jour;Nom;Kg;DLC;Entier;De;Labels\n;30/11/2026;a;1;;;;\n1;31/11/2026;a;x;32/1/2026;peut-être;25h;\n2;30/11/2026;a;1;;;;\n2;30/11/2026;b;1;;;;\n2;01/12/2026;b;1;;;;\n");
        Assert.Equal(
            [(2, "Réf", "E0201"), (3, "Jour", "E0203"), (3, "Kg", "E0204"), (3, "DLC", "E0203"), (3, "Entier", "E0207"), (3, "De", "E0205"), (5, "Réf", "E0202")],
            reading.Problems.Select(x => (x.Line, x.Column!, x.Code)));
        // The same number on another day is another row.
        Assert.Equal([4, 6], reading.Rows.Select(x => x.Line));
        Assert.All(reading.Problems, x => Assert.True(x.Cause.Length > 0 && x.Action.Length > 0));
    }

    [Theory]
    [InlineData("", "E0101")]
    [InlineData("Réf;Jour;Jour;Nom;Kg;DLC;Entier;De;Labels\n", "E0103")]
    [InlineData("Réf;Jour\n1;30/11/2026\n", "E0104")]
    public void A_table_without_its_headings_is_refused_whole(string file, string code)
    {
        var reading = Read(Profile, file);
        Assert.Empty(reading.Rows);
        Assert.All(reading.Problems, x => Assert.Equal(code, x.Code));
        Assert.NotEmpty(reading.Problems);
    }

    [Fact]
    public void Without_a_column_the_name_of_the_file_says_the_day()
    {
        const string profile = """{ "format": "ramasse-exchange-profile", "version": 1, "section": "lots", "id": "N", "fields": { "product": { "column": "P" } } }""";
        Assert.Equal(new DateOnly(2026, 11, 30), Assert.Single(ExchangeReader.Read(ExchangeProfile.Read(Encoding.UTF8.GetBytes(profile)), "N;P\n1;a\n"u8.ToArray(), "surplus-2026-11-30 (2).csv", French).Rows).Day);
        Assert.Equal("E0105", Assert.Single(Read(profile, "N;P\n1;a\n").Problems).Code);
    }

    [Fact]
    public void Two_numbers_are_never_one_code()
    {
        string[] ids = ["a b", "a-b", "a/b", "é", "e", new string('9', 80), new string('9', 81)];
        Assert.Distinct(ids.Select(x => ExchangeReader.CodeOf("p.", x)));
        Assert.All(ids, x => Assert.Matches("^[A-Za-z0-9._-]{1,64}$", ExchangeReader.CodeOf("p.", x)!));
        Assert.Equal("p.a-b", ExchangeReader.CodeOf("p.", "a-b"));
    }

    [Theory]
    [InlineData("\"section\": \"lots\"", "\"section\": \"surplus\"", "section")]
    [InlineData("\"version\": 1", "\"version\": 2", "version")]
    [InlineData("\"column\": \"Nom\"", "\"column\": \"Nom\", \"value\": 1", "fields.product")]
    [InlineData("\"as\": \"time\"", "\"as\": \"hour\"", "fields.pickupWindow.begin")]
    [InlineData("\"prefix\"", "\"prefixe\"", "prefixe")]
    public void A_profile_that_says_nothing_sensible_says_why(string right, string wrong, string told) =>
        Assert.Contains(told, Assert.Throws<JsonException>(() => ExchangeProfile.Read(Encoding.UTF8.GetBytes(Profile.Replace(right, wrong, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);

    /// <summary>What the guide shows is read, its codes are all there are, and the schema names what the profile has.</summary>
    [Fact]
    public void The_guide_and_the_schema_say_what_the_program_does()
    {
        if (Checkout.Root is not { } root)
        {
            Assert.Skip("the sources are not here");
            return;
        }
        var docs = Path.Combine(root, "docs");
        var guide = File.ReadAllText(Path.Combine(docs, "exchange.md"));
        var shown = guide.Split("```json\n").Skip(1).Select(x => Encoding.UTF8.GetBytes(x.Split("```")[0])).ToList();
        Assert.Equal("lots", ExchangeProfile.Read(shown[0]).Section);
        Assert.Equal("lots", ExportProfile.Read(shown[1]).Table);
        foreach (var (table, members) in ExportTable.Members)
            Assert.All(members, member => Assert.Contains($"`{member}`", guide.Split('\n').First(x => x.StartsWith($"| `{table}` |", StringComparison.Ordinal)), StringComparison.Ordinal));
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(docs, "exchange.schema.json")));
        Assert.Equal(
            typeof(ExchangeProfile).GetProperties().Select(x => x.Name == "Schema" ? "$schema" : JsonNamingPolicy.CamelCase.ConvertName(x.Name)).Order(),
            schema.RootElement.GetProperty("properties").EnumerateObject().Select(x => x.Name).Order());
        Assert.Equal(
            Formats.Territories.DaySection.All.Select(x => x.Name), schema.RootElement.GetProperty("properties").GetProperty("section").GetProperty("enum").EnumerateArray().Select(x => x.GetString()!));
        foreach (var code in (string[])["E0101", "E0102", "E0103", "E0104", "E0105", "E0201", "E0202", "E0203", "E0204", "E0205", "E0206", "E0207", "E0301", "E0302", "E0303"])
        {
            Assert.Contains(code, guide, StringComparison.Ordinal);
            var (french, english) = (ExchangeWords.Problem(1, null, code, French, "1", "2"), ExchangeWords.Problem(1, null, code, CultureInfo.GetCultureInfo("en-GB"), "1", "2"));
            Assert.NotEqual(french.Cause, english.Cause);
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-3,5", "-3,5")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("plain", "plain")]
    public void No_cell_is_a_formula(string cell, string written) => Assert.Equal(written, ExchangeTable.Harmless(cell));

    static ExchangeReading Read(string profile, byte[] file) => ExchangeReader.Read(ExchangeProfile.Read(Encoding.UTF8.GetBytes(profile)), file, "table.csv", French);

    static ExchangeReading Read(string profile, string file) => Read(profile, Encoding.UTF8.GetBytes(file));
}
