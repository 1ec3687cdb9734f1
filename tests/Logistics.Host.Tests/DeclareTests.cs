using System.Net;
using System.Text.RegularExpressions;
using Logistics.Domain.Goods;
using Logistics.Formats.Messages;
using Logistics.Host.Declaring;
using Logistics.Host.Tests.Fakes;
using Logistics.Measures;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Declaring by a form, as an association does at its counter.</summary>
public sealed partial class DeclareTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A1_a_surplus_is_declared_in_six_fields_and_stands_in_the_day()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var page = await visitor.GetStringAsync("/declarer/don", Stop);
        // Asked at once: what, family, how much, keeping, date, from when, until when. All else is filled in or folded.
        var form = page[page.IndexOf("data-draft=\"don\"", StringComparison.Ordinal)..];
        var shown = form[..form.IndexOf("<details", StringComparison.Ordinal)];
        Assert.InRange(Field().Count(shown), 5, 12);

        var answer = await SendAsync(host, visitor, "don", page, ("produit", "Courgettes"), ("famille", "fruit-and-vegetables"), ("quantite", "12,5"), ("froid", "ambient"), ("marque", "aucune"), ("de", "09:00"), ("jusque", "16:00"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var lot = Assert.Single(await LotsAsync(store), lot => lot.Product == "Courgettes");
        Assert.Equal((10_000, 12_500, 15_000), (lot.Quantity.Low.Grams, lot.Quantity.Expected.Grams, lot.Quantity.High.Grams));
        Assert.IsType<DateMark.KeepsUntil>(lot.Date);
        var done = await visitor.GetStringAsync(answer.Headers.Location!, Stop);
        Assert.Contains("C&#x27;est noté.", done);
        Assert.Contains("Courgettes", await visitor.GetStringAsync("/association", Stop));
    }

    [Fact]
    public async Task Every_empty_or_wrong_field_is_told_at_once_and_what_was_typed_stays()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var before = (await LotsAsync(store)).Count;

        var answer = await SendAsync(host, visitor, "don", await visitor.GetStringAsync("/declarer/don", Stop), ("produit", ""), ("famille", ""), ("quantite", "beaucoup"), ("jusque", "16:00"), ("de", "09:00"), ("marque", "dlc"));

        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(new[] { "#produit", "#famille", "#quantite", "#date" }, field => Assert.Contains($"href=\"{field}\"", page));
        Assert.Contains("value=\"beaucoup\"", page);
        Assert.Equal(before, (await LotsAsync(store)).Count);
    }

    [Fact]
    public async Task The_rules_of_files_speak_through_the_form()
    {
        var (host, _, visitor) = await AssociationAsync();
        await using var __ = host;
        var answer = await SendAsync(host, visitor, "don", await visitor.GetStringAsync("/declarer/don", Stop), ("produit", "Pain"), ("famille", "starch"), ("quantite", "5"), ("froid", "ambient"), ("marque", "aucune"), ("de", "16:00"), ("jusque", "09:00"));
        Assert.Contains("href=\"#jusque\"", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task A_message_fills_the_form_says_what_is_doubtful_and_declares_nothing_by_itself()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var before = (await LotsAsync(store)).Count;
        var page = await (await host.PostAsync(visitor, "/declarer/don?handler=lire", ("message", "30 cageots de courgettes bio à prendre avant 16h, Nadia 06 12 34 56 78"))).Content.ReadAsStringAsync(Stop);

        Assert.Contains("value=\"courgettes\"", page);
        Assert.Contains("value=\"fruit-and-vegetables\" selected", page);
        Assert.Contains("value=\"16:00\"", page);
        Assert.Contains("estimé", page);
        Assert.DoesNotContain("06 12", page);
        Assert.DoesNotContain("Nadia", page);
        Assert.Equal(before, (await LotsAsync(store)).Count);
        // A message that asks for something opens the form of needs.
        Assert.Contains("action=\"/declarer/besoin\"", await (await host.PostAsync(visitor, "/declarer/don?handler=lire", ("message", "on cherche 20 kg de pain pour demain"))).Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Crates_are_weighed_by_the_territory_s_own_table_and_the_page_says_what_it_rests_on()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var page = await visitor.GetStringAsync("/declarer/don", Stop);
        var day = (await store.DeclarationsAsync(DayOf(page), Stop))!.Value.Day;
        var territory = day.Sites.First(x => x.Code == Hidden(page, "lieu")).Territory;
        (string, string)[] fields =
            [("produit", "Carottes"), ("famille", "fruit-and-vegetables"), ("nature", "root-vegetables"), ("froid", "ambient"), ("marque", "aucune"), ("de", "09:00"), ("jusque", "16:00")];
        Assert.Contains("href=\"#caisses\"", await EstimateAsync([.. fields, ("quantite", "")]));
        Assert.Contains("Hypothèse", await EstimateAsync([.. fields, ("caisses", "10")]));
        // What weighs elsewhere is nothing to this place.
        Weigh(day.Territories.FirstOrDefault(x => x.Id != territory)?.Id ?? new(Guid.Empty));
        Assert.Contains("Hypothèse", await EstimateAsync([.. fields, ("caisses", "10")]));
        Weigh(territory);
        var weighed = await EstimateAsync([.. fields, ("caisses", "10")]);
        Assert.Contains("D'après 3 pesées d'ici", weighed);

        var row = LearntUnits.Of(UnitTable.Default, store.Happened.Weighings.Where(x => x.Weighing.Territory == territory)).Find("root-vegetables", LearntUnits.Crate)!.Weight;
        Assert.Contains("D'après 3 pesées d'ici", WebUtility.HtmlDecode(await (await host.PostAsync(visitor, "/declarer/don?handler=lire", ("message", "10 cageots de carottes"))).Content.ReadAsStringAsync(Stop)));
        (string, string)[] estimated = [.. fields, ("caisses", "10"), .. new[] { "quantite", "estime", "bas", "haut" }.Select(x => (x, Value(weighed, x)))];
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(host, visitor, "don", weighed, estimated)).StatusCode);
        var lot = Assert.Single(await LotsAsync(store), x => x.Code == Hidden(weighed, "code"));
        Assert.Equal((row.Low.Grams * 10, row.Expected.Grams * 10, row.High.Grams * 10, QuantityOrigin.Declared), (lot.Quantity.Low.Grams, lot.Quantity.Expected.Grams, lot.Quantity.High.Grams, lot.Origin));

        // Who types another weight over it means that one, give or take a fifth.
        var again = await visitor.GetStringAsync("/declarer/don", Stop);
        await SendAsync(host, visitor, "don", again, [.. estimated.Where(x => x.Item1 != "quantite"), ("quantite", "50"), ("autre", "oui")]);
        lot = Assert.Single(await LotsAsync(store), x => x.Code == Hidden(again, "code"));
        Assert.Equal((40_000, 50_000, 60_000), (lot.Quantity.Low.Grams, lot.Quantity.Expected.Grams, lot.Quantity.High.Grams));

        async Task<string> EstimateAsync((string, string)[] typed)
        {
            (string, string)[] hidden = [.. new[] { "code", "version", "jour", "lieu" }.Select(x => (x, Hidden(page, x)))];
            return WebUtility.HtmlDecode(await (await host.PostAsync(visitor, "/declarer/don?handler=peser", [.. typed, .. hidden])).Content.ReadAsStringAsync(Stop));
        }

        void Weigh(Domain.TerritoryId where)
        {
            for (var i = 0; i < 3; i++)
                store.Happened.Weighings.Add(new(
                    new(new(Guid.Empty), day.Date.AddDays(-i), new(Guid.Empty), where, Mass.FromKilograms(200 + i), Mass.FromKilograms(100)), "root-vegetables", "Carottes", 10, Mass.FromKilograms(100)));
            host.Services.GetRequiredService<UnitShelf>().Forget();
        }

        static string Value(string page, string name) => Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;
    }

    [Fact]
    public async Task What_looks_declared_already_is_asked_about_and_kept_when_it_is_something_else()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        (string, string)[] fields = [("produit", "Courgettes"), ("famille", "fruit-and-vegetables"), ("quantite", "20"), ("froid", "ambient"), ("marque", "aucune"), ("de", "09:00"), ("jusque", "16:00")];
        var first = await SendAsync(host, visitor, "don", await visitor.GetStringAsync("/declarer/don", Stop), fields);
        // What is declared can be passed on as a text that names nobody.
        var done = await visitor.GetStringAsync(first.Headers.Location!, Stop);
        Assert.Contains("id=\"partage\"", done);

        var page = await visitor.GetStringAsync("/declarer/don", Stop);
        Assert.Contains("name=\"autre\"", await (await SendAsync(host, visitor, "don", page, fields)).Content.ReadAsStringAsync(Stop));
        Assert.Single(await LotsAsync(store), lot => lot.Product == "Courgettes");
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(host, visitor, "don", page, [.. fields, ("autre", "oui")])).StatusCode);
        Assert.Equal(2, (await LotsAsync(store)).Count(lot => lot.Product == "Courgettes"));
    }

    [Fact]
    public async Task A3_a_near_use_by_date_asks_why()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var page = await visitor.GetStringAsync("/declarer/don", Stop);
        (string, string)[] fields = [("produit", "Yaourts"), ("famille", "dairy"), ("nature", "yoghurt"), ("quantite", "8"), ("pesee", "oui"), ("froid", "chilled"), ("marque", "dlc"), ("date", $"{DayOf(page):yyyy-MM-dd}"), ("de", "09:00"), ("jusque", "16:00")];
        Assert.Contains("href=\"#justification\"", await (await SendAsync(host, visitor, "don", page, fields)).Content.ReadAsStringAsync(Stop));

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(host, visitor, "don", page, [.. fields, ("justification", "goûter de ce soir")])).StatusCode);
        var lot = Assert.Single(await LotsAsync(store), lot => lot.Product == "Yaourts");
        Assert.Equal((QuantityOrigin.Weighed, 8_000, "goûter de ce soir"), (lot.Origin, lot.Quantity.Low.Grams, lot.ShortDateJustification));
    }

    [Fact]
    public async Task The_same_form_twice_declares_once()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var page = await visitor.GetStringAsync("/declarer/besoin", Stop);
        (string, string)[] fields = [("famille", "starch"), ("quantite", "40"), ("jusque", "17:00"), ("transport", "either"), ("urgence", "ordinary")];
        var first = await SendAsync(host, visitor, "besoin", page, fields);
        var again = await SendAsync(host, visitor, "besoin", page, fields);

        Assert.Equal((HttpStatusCode.Redirect, first.Headers.Location), (again.StatusCode, again.Headers.Location));
        Assert.Single(await NeedsAsync(store), need => need.Wanted.Kilograms == 40 && need.Code == Hidden(page, "code"));
    }

    [Fact]
    public async Task What_was_declared_is_corrected_and_taken_back_and_a_stale_correction_is_shown_not_kept()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        (string, string)[] fields = [("famille", "starch"), ("quantite", "40"), ("jusque", "17:00")];
        var kept = (await SendAsync(host, visitor, "besoin", await visitor.GetStringAsync("/declarer/besoin", Stop), fields)).Headers.Location!;
        var page = await visitor.GetStringAsync(kept, Stop);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(host, visitor, "besoin", page, ("famille", "starch"), ("quantite", "55"), ("jusque", "17:00"))).StatusCode);
        Assert.Equal(55, Assert.Single(await NeedsAsync(store), need => need.Code == Hidden(page, "code")).Wanted.Kilograms);

        var stale = await SendAsync(host, visitor, "besoin", page, ("famille", "starch"), ("quantite", "70"), ("jusque", "17:00"));
        Assert.Contains("entre-temps", await stale.Content.ReadAsStringAsync(Stop));
        Assert.Equal(55, Assert.Single(await NeedsAsync(store), need => need.Code == Hidden(page, "code")).Wanted.Kilograms);

        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/declarer/besoin?handler=retirer", ("jour", $"{DayOf(page):yyyy-MM-dd}"), ("code", Hidden(page, "code")))).StatusCode);
        Assert.DoesNotContain(await NeedsAsync(store), need => need.Code == Hidden(page, "code"));
    }

    [Fact]
    public async Task Nobody_declares_at_or_corrects_what_is_another_s()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var page = await visitor.GetStringAsync("/declarer/besoin", Stop);
        var own = Hidden(page, "lieu");
        var day = (await store.DeclarationsAsync(DayOf(page), Stop))!.Value.Day;
        var other = day.Sites.First(site => site.Code != own && site.Party != day.Sites.First(x => x.Code == own).Party);
        var foreign = await SendAsync(host, visitor, "besoin", page, ("famille", "starch"), ("quantite", "40"), ("jusque", "17:00"), ("lieu", other.Code));
        Assert.NotEqual(HttpStatusCode.OK, foreign.StatusCode);
        Assert.DoesNotContain(await NeedsAsync(store), need => need.Code == Hidden(page, "code"));

        var theirs = day.Needs.First(need => need.Site == other.Id || need.Recipient != day.Sites.First(x => x.Code == own).Party);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/declarer/besoin?jour={day.Date:yyyy-MM-dd}&code={theirs.Code}", Stop)).StatusCode);
        await host.PostAsync(visitor, "/declarer/besoin?handler=retirer", ("jour", $"{day.Date:yyyy-MM-dd}"), ("code", theirs.Code));
        Assert.Contains(await NeedsAsync(store), need => need.Code == theirs.Code);
    }

    [Fact]
    public async Task Equipment_is_lent_with_its_hours_and_an_outage()
    {
        var (host, store, visitor) = await AssociationAsync();
        await using var _ = host;
        var answer = await SendAsync(
            host, visitor, "materiel", await visitor.GetStringAsync("/declarer/materiel", Stop), ("genre", "cold-room"), ("nom", "Chambre froide du préau"), ("de", "08:00"), ("jusque", "18:00"), ("accord", "oui"), ("panneDe", "12:00"), ("panneJusque", "13:00"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var day = (await store.DeclarationsAsync((await store.DaysAsync(Stop)).Max(x => x.Date), Stop))!.Value.Day;
        var lent = Assert.Single(day.Equipment, equipment => equipment.Name == "Chambre froide du préau");
        Assert.True(lent.NeedsApproval && lent.Outages.Count == 1);
    }

    static async Task<(RunningHost Host, MemoryStore Store, HttpClient Visitor)> AssociationAsync()
    {
        var store = new MemoryStore();
        var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var day = (await store.DeclarationsAsync((await store.DaysAsync(Stop)).Max(x => x.Date), Stop))!.Value.Day;
        var party = day.Parties.First(party => day.Needs.Any(need => need.Recipient == party.Id) && day.Sites.Count(site => site.Party == party.Id) == 1);
        var visitor = host.Visitor(follows: false);
        await visitor.GetAsync("/", Stop);
        await host.PostAsync(visitor, "/role", ("role", $"association:{party.Code}"));
        return (host, store, visitor);
    }

    static Task<HttpResponseMessage> SendAsync(RunningHost host, HttpClient visitor, string form, string page, params (string Name, string Value)[] fields) => host.PostAsync(
        visitor, $"/declarer/{form}",
        [.. fields, .. new[] { "code", "version", "jour", "lieu" }.Where(name => fields.All(field => field.Name != name)).Select(name => (name, Hidden(page, name)))]);

    static string Hidden(string page, string name) => Regex.Match(page, $"<input type=\"hidden\" name=\"{name}\"(?: value=\"([^\"]*)\")?").Groups[1].Value is { Length: > 0 } value ? value
        : Regex.Match(page, $"<select id=\"{name}\"[\\s\\S]*?<option value=\"([^\"]+)\" selected").Groups[1].Value;

    static DateOnly DayOf(string page) => DateOnly.ParseExact(Hidden(page, "jour"), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static async Task<IReadOnlyList<Lot>> LotsAsync(MemoryStore store) => [.. (await DaysAsync(store)).SelectMany(day => day.Lots)];

    static async Task<IReadOnlyList<Domain.Needs.Need>> NeedsAsync(MemoryStore store) => [.. (await DaysAsync(store)).SelectMany(day => day.Needs)];

    static async Task<IReadOnlyList<Domain.Days.DayDeclarations>> DaysAsync(MemoryStore store)
    {
        List<Domain.Days.DayDeclarations> days = [];
        foreach (var day in await store.DaysAsync(Stop))
            days.Add((await store.DeclarationsAsync(day.Date, Stop))!.Value.Day);
        return days;
    }

    [GeneratedRegex("<(input|select) id=")]
    private static partial Regex Field();
}
