using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Sheets;

public sealed partial class SheetWriterTests
{
    /// <summary>What a reader sees, tags taken away.</summary>
    static string Seen(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(html[html.IndexOf("<body>", StringComparison.Ordinal)..], " "), " "));

    static string Stop(string html, int number) => html.Split("<section class=\"stop")[number];

    [Fact]
    public void The_sheet_says_who_when_with_what_and_how_far()
    {
        var seen = Seen(SheetDays.Write(Bellerive.Day, Bellerive.Plan));
        foreach (var fact in new[] { "Tournée 1", "vendredi 27 mars 2026", "Bellerive", "Claire Blanc", "Ahmed Saïd", "Kangoo froid", "08:30", "10:17", "16 km" })
            Assert.Contains(fact, seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pickup_tells_each_product_its_share_for_whom_and_at_most()
    {
        var market = Seen("<body>" + Stop(SheetDays.Write(Bellerive.Day, Bellerive.Plan), 1));
        // 120 + 60 kg in 12 + 6 crates; at most 156 + 78 kg.
        foreach (var fact in new[] { "Prendre 180 kg", "Épinards", "234 kg", "18", "pour Épicerie solidaire 120 kg 12", "pour Maraude du pont 60 kg 6", "à donner jusqu’au 30/03" })
            Assert.Contains(fact, market, StringComparison.Ordinal);
        Assert.Contains("Attendre : on commence à 08:45.", market, StringComparison.Ordinal);
        Assert.Contains("à bord au plus 234 kg, 18 caisses", market, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delivery_tells_from_whom_the_date_and_the_cold()
    {
        var grocery = Seen("<body>" + Stop(SheetDays.Write(Bellerive.Day, Bellerive.Plan), 3));
        foreach (var fact in new[] { "Laisser 160 kg", "Yaourts nature frais", "DLC 27/03", "de Biocoop des Quais", "max +4 °C", "Sonner au portail vert", "☎ 04 99 00 00 02", "ouvert 09:00–12:00" })
            Assert.Contains(fact, grocery, StringComparison.Ordinal);
        Assert.Contains("Reprendre 6 caisses vides « Caisse E2 », à rendre à Marché de gros", grocery, StringComparison.Ordinal);
        Assert.Contains("Nom et signature", grocery, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_of_another_year_says_its_year()
    {
        var far = Bellerive.Day with { Lots = [.. Bellerive.Day.Lots.Select(x => x with { Date = new Domain.Goods.DateMark.BestBefore(new DateOnly(2027, 3, 27)) })] };
        Assert.Contains("DDM 27/03/2027", Seen(SheetDays.Write(far, Bellerive.Plan)), StringComparison.Ordinal);
        Assert.DoesNotContain("27/03/2026", Seen(SheetDays.Write(Bellerive.Day, Bellerive.Plan)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr-FR", 0, "0 caisse", "caisses")]
    [InlineData("fr-FR", 1, "1 caisse", "caisses")]
    [InlineData("fr-FR", 2, "2 caisses", null)]
    [InlineData("en-GB", 0, "0 crates", null)]
    [InlineData("en-GB", 1, "1 crate", "crates")]
    public void Crates_are_counted_as_the_language_does(string culture, int count, string said, string? not)
    {
        var route = Bellerive.Plan.Routes[0];
        var stops = route.Stops.Select(x => x with { LoadAfter = x.LoadAfter with { Crates = count } }).ToValueList();
        var html = SheetDays.Write(Bellerive.Day, Bellerive.Plan with { Routes = [route with { Stops = stops }] }, culture);
        var aboard = html.Split("<p class=\"aboard\">").Skip(1).Select(x => x[..x.IndexOf("</p>", StringComparison.Ordinal)]).ToList();
        Assert.NotEmpty(aboard);
        Assert.All(aboard, line => Assert.Contains(said, line, StringComparison.Ordinal));
        if (not is not null)
            Assert.All(aboard, line => Assert.DoesNotContain(not, line, StringComparison.Ordinal));
    }

    [Fact]
    public void One_empty_crate_is_asked_back_in_the_singular()
    {
        var day = Bellerive.Day with { CrateBalances = [.. Bellerive.Day.CrateBalances.Select(x => x with { Count = 1 })] };
        Assert.Contains("Reprendre 1 caisse vide « Caisse E2 »", Seen(SheetDays.Write(day, Bellerive.Plan)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_break_stands_before_the_stop_where_it_is_taken()
    {
        var seen = Seen(SheetDays.Write(Bellerive.Day, Bellerive.Plan));
        var rest = seen.IndexOf("09:44 · Pause de 15 min", StringComparison.Ordinal);
        // Between leaving the grocery and the street team's card.
        Assert.InRange(rest, seen.IndexOf("Départ 09:34", StringComparison.Ordinal), seen.LastIndexOf("Local de la maraude", StringComparison.Ordinal));
    }

    [Fact]
    public void A_break_taken_after_the_work_stands_on_the_stops_own_card()
    {
        var route = Bellerive.Plan.Routes[0] with { Breaks = [new(Bellerive.At("09:30"), Measures.Duration.FromMinutes(15))] };
        var html = SheetDays.Write(Bellerive.Day, Bellerive.Plan with { Routes = [route] });
        Assert.Contains("09:30 · Pause de 15 min", Seen("<body>" + Stop(html, 3)), StringComparison.Ordinal);
        Assert.Single(BreakLines().Matches(html));
    }

    [Fact]
    public void Data_that_is_not_real_and_roads_that_are_not_real_are_said_and_the_map_is_named()
    {
        var seen = Seen(SheetDays.Write(Bellerive.Day, Bellerive.Plan));
        Assert.Contains("données inventées", seen, StringComparison.Ordinal);
        Assert.Contains("⚠", seen, StringComparison.Ordinal);
        Assert.Contains("© les dessinateurs de Bellerive", seen, StringComparison.Ordinal);
        var real = Bellerive.Plan with { Notice = null, Roads = new RoadBasis(RoadBasisKind.OpenStreetMap, "x", "© OpenStreetMap", []) };
        Assert.DoesNotContain("⚠", Seen(SheetDays.Write(Bellerive.Day, real)), StringComparison.Ordinal);
        Assert.DoesNotContain("inventées", Seen(SheetDays.Write(Bellerive.Day, real)), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_a_person_typed_is_escaped()
    {
        const string evil = "<script>alert(\"x\")</script> & 'co'";
        var day = Bellerive.Day with
        {
            Notice = evil,
            Territories = [Bellerive.Day.Territories[0] with { Name = evil }],
            Parties = [.. Bellerive.Day.Parties.Select(x => x with { Name = evil, Phone = evil })],
            Sites = [.. Bellerive.Day.Sites.Select(x => x with { Name = evil, Address = evil, Commune = evil, Phone = evil, AccessHint = evil })],
            Lots = [.. Bellerive.Day.Lots.Select(x => x with { Product = evil })],
            Needs = [.. Bellerive.Day.Needs.Select(x => x with { Event = evil })],
            Vehicles = [.. Bellerive.Day.Vehicles.Select(x => x with { Name = evil })],
            Drivers = [.. Bellerive.Day.Drivers.Select(x => x with { Name = evil })],
            CrateTypes = [.. Bellerive.Day.CrateTypes.Select(x => x with { Name = evil })],
        };
        var html = SheetDays.Write(day, Bellerive.Plan with { Notice = evil, Roads = new RoadBasis(RoadBasisKind.Sketch, evil, evil, []) });
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert(\"x\")", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        WellFormed(html);
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere()
    {
        var html = SheetDays.Write(Bellerive.Day, Bellerive.Plan, link: new Uri("https://ramasse.example/t/abc"));
        Assert.DoesNotMatch("(?i)(src|href|url|@import)\\s*[=(:]\\s*[\"']?[^\"' ]", html);
    }

    [Fact]
    public void A_code_to_scan_stands_there_only_when_a_link_is_given()
    {
        Assert.DoesNotContain("<figure", SheetDays.Write(Bellerive.Day, Bellerive.Plan), StringComparison.Ordinal);
        var html = SheetDays.Write(Bellerive.Day, Bellerive.Plan, link: new Uri("https://ramasse.example/t/abc"));
        Assert.Contains("<figure class=\"qr\"><svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public void English_speaks_english()
    {
        var seen = Seen(SheetDays.Write(Bellerive.Day, Bellerive.Plan, "en-GB"));
        foreach (var word in new[] { "Route 1", "Friday 27 March 2026", "Take 180 kg", "Leave", "use by 27/03", "give until 30/03", "Break of 15 min" })
            Assert.Contains(word, seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_with_nothing_to_do_says_so()
    {
        var html = SheetDays.Write(Bellerive.Day, SheetDays.Empty);
        Assert.Contains("Rien à prendre ni à laisser", Seen(html), StringComparison.Ordinal);
        WellFormed(html);
    }

    [Fact]
    public void Fifteen_stops_are_all_there_in_order()
    {
        var html = SheetDays.Write(SheetDays.Long.Day, SheetDays.Long.Plan);
        WellFormed(html);
        var numbers = Heads().Matches(html).Select(x => x.Groups[1].Value);
        Assert.Equal([.. Enumerable.Range(1, 15).Select(x => $"{x}"), "D"], numbers);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_plan_gives_the_same_sheet() =>
        Assert.Equal(SheetDays.Write(Bellerive.Day, Bellerive.Plan), SheetDays.Write(Bellerive.Day, Bellerive.Plan));

    [Fact]
    public void A_route_that_is_not_in_the_plan_is_a_misuse() => Assert.Throws<ArgumentException>(() =>
        Formats.Sheets.SheetWriter.Write(new(Bellerive.Day), Bellerive.Plan, default, System.Globalization.CultureInfo.InvariantCulture, Stream.Null));

    /// <summary>HTML with every tag closed reads as XML once the doctype and the few void tags are mended.</summary>
    static void WellFormed(string html)
    {
        var body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)].Replace("<br>", "", StringComparison.Ordinal);
        body = Columns().Replace(body, "");
        Assert.NotNull(XDocument.Parse(body));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("class=\"break\"")]
    private static partial Regex BreakLines();

    [GeneratedRegex("<col( [^>]*)?>")]
    private static partial Regex Columns();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<div class=\"head\"><b class=\"[a-z]*\">([^<]*)</b>")]
    private static partial Regex Heads();
}
