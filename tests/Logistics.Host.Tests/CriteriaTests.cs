using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>An association says what it takes in general, and matching reads it.</summary>
public sealed class CriteriaTests
{
    static readonly DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Europe/Paris").DateTime);
    static readonly DateOnly tomorrow = today.AddDays(1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_takes_is_kept_on_the_open_days_and_taken_over_by_the_next()
    {
        await using var parts = await StartAsync();
        var (host, store, visitor) = parts;
        var before = await SiteAsync(store, tomorrow, parts.Place.Code);
        var page = await visitor.GetStringAsync("/criteres", Stop);
        Assert.Contains($"value=\"{parts.Place.Code}\"", page);

        var answer = await SendAsync(
            parts, page, ["familles.hygiene", "joursReception.sunday"],
            [("heuresReception", "9h15-11h, 14h-16h30"), ("auMoins", "12,5"), ("auPlus", "80"), ("refuses.raw-fish", "oui"), ("refuses.cheese", "oui"), ("froidTenu", "2"),
             ("placeFrais", "30"), ("froidVehicule.chilled", "oui"), ("glaciere", "oui"), .. FirstDays(6)]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        foreach (var date in new[] { today, tomorrow })
        {
            var site = await SiteAsync(store, date, parts.Place.Code);
            Assert.Equal((12_500, 80_000, 30_000, 20), (site.LeastShare.Grams, site.ReceptionLeft!.Value.Grams, site.StorageLeft.Chilled.Grams, site.ChilledTo!.Value.TenthsOfDegree));
            Assert.Equal(["cheese", "raw-fish"], site.RefusedKinds.Order());
            Assert.DoesNotContain(Domain.Goods.Family.Hygiene, site.AcceptedFamilies);
            Assert.Equal(6, site.ReceptionDays.Count);
            Assert.Equal([("09:15", "11:00"), ("14:00", "16:30")], site.OpeningWindows.Select(x => (Wall(x.Begin), Wall(x.End))));
            var party = (await DayAsync(store, date)).Parties.Single(x => x.Id == parts.Place.Party);
            Assert.True(party.Collection.IsothermalBox);
            Assert.Equal([Domain.Goods.TemperatureClass.Chilled], party.Collection.Held);
        }
        // What the form does not ask for stays, and others' places do.
        var after = await SiteAsync(store, tomorrow, parts.Place.Code);
        Assert.Equal((before.Name, before.Position, before.Phone, before.HandOutDuration, before.Approved), (after.Name, after.Position, after.Phone, after.HandOutDuration, after.Approved));
        var shown = WebUtility.HtmlDecode(await visitor.GetStringAsync($"/criteres?lieu={parts.Place.Code}&fait=oui", Stop));
        foreach (var said in (string[])["C'est gardé.", "moins de 12,5 kg d'un même lot", "plus de 80 kg par jour", "Vous ne serez plus proposés pour\u00a0: Hygiène", "Rien ne vous sera plus proposé le dimanche", "09:15-11:00, 14:00-16:30"])
            Assert.Contains(said, shown);

        var next = tomorrow.AddDays(1);
        using var dispatcher = await host.DispatcherAsync();
        using var opening = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/days/{next:yyyy-MM-dd}/opening");
        opening.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        (await dispatcher.SendAsync(opening, Stop)).EnsureSuccessStatusCode();
        var opened = await SiteAsync(store, next, parts.Place.Code);
        Assert.Equal((after.LeastShare, after.ReceptionLeft, after.ChilledTo, after.RefusedKinds, after.ReceptionDays), (opened.LeastShare, opened.ReceptionLeft, opened.ChilledTo, opened.RefusedKinds, opened.ReceptionDays));
        Assert.Equal([("09:15", "11:00"), ("14:00", "16:30")], opened.OpeningWindows.Select(x => (Wall(x.Begin), Wall(x.End))));
    }

    [Fact]
    public async Task Matching_reads_it_and_says_so()
    {
        await using var parts = await StartAsync();
        var (_, store, visitor) = parts;
        await PlannedAsync(store);
        var page = await visitor.GetStringAsync("/criteres", Stop);
        var away = Enum.GetValues<DayOfWeek>().Where(x => x != tomorrow.DayOfWeek && x != today.DayOfWeek).Select(x => ($"joursReception.{FileWord.Of(x)}", "oui"));
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(parts, page, [], [.. away])).StatusCode);
        await PlannedAsync(store);
        var state = (await store.DaysAsync(Stop)).Single(x => x.Date == tomorrow);
        var plan = (await store.PlanAsync(state.Current!.Value, Stop))!.Plan;
        var index = new DayIndex(await DayAsync(store, tomorrow));
        Assert.DoesNotContain(plan.Allocations, x => index[x.Need].Site == parts.Place.Id);
        var shown = WebUtility.HtmlDecode(await visitor.GetStringAsync($"/association?jour={tomorrow:yyyy-MM-dd}", Stop));
        Assert.Contains($"le lieu ne reçoit pas le {CultureInfo.GetCultureInfo("fr-FR").DateTimeFormat.GetDayName(tomorrow.DayOfWeek)}", shown);
    }

    [Fact]
    public async Task Every_problem_stands_beside_its_field_and_nothing_is_kept()
    {
        await using var parts = await StartAsync();
        var (_, store, visitor) = parts;
        var before = await TextAsync(store);
        var page = await visitor.GetStringAsync("/criteres", Stop);
        // What is no number is seen by the form, what the file's rules forbid by them: each at once.
        var first = await ReadAsync(await SendAsync(parts, page, [], [("auMoins", "beaucoup"), ("auPlus", "x"), ("heuresReception", "le matin"), ("placeFrais", "")]));
        foreach (var field in (string[])["auMoins", "auPlus", "heuresReception", "placeFrais"])
            Assert.Matches($"id=\"{field}-souci\">[^<]+", first);
        Assert.Contains("value=\"beaucoup\"", first);
        var second = await ReadAsync(await SendAsync(parts, page, [], [("auMoins", "-3"), ("heuresReception", "9h-12h, 11h-13h"), ("froidTenu", "200"), ("refuses.Cru !", "oui")]));
        foreach (var field in (string[])["auMoins", "heuresReception", "froidTenu", "refuses"])
            Assert.Matches($"id=\"{field}-souci\">[^<]+", second);
        Assert.Equal(before, await TextAsync(store));
    }

    [Fact]
    public async Task Looking_at_what_it_would_mean_keeps_nothing()
    {
        await using var parts = await StartAsync();
        var (_, store, visitor) = parts;
        var before = await TextAsync(store);
        var page = await visitor.GetStringAsync("/criteres", Stop);
        var looked = await ReadAsync(await SendAsync(parts, page, [], [("auMoins", "40")], "voir"));
        Assert.Contains("pas encore gardé", looked);
        Assert.Contains("moins de 40 kg d'un même lot", looked);
        Assert.Contains("value=\"40\"", looked);
        Assert.Equal(before, await TextAsync(store));
    }

    [Fact]
    public async Task A_form_that_is_sent_as_it_was_shown_changes_nothing()
    {
        await using var parts = await StartAsync();
        var before = await TextAsync(parts.Store);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(parts, await parts.Visitor.GetStringAsync("/criteres", Stop), [], [])).StatusCode);
        Assert.Equal(before, await TextAsync(parts.Store));
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_told_and_not_overwritten()
    {
        await using var parts = await StartAsync();
        var (_, store, visitor) = parts;
        var page = await visitor.GetStringAsync("/criteres", Stop);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(parts, page, [], [("auMoins", "15")])).StatusCode);
        var late = await SendAsync(parts, page, [], [("auMoins", "25"), ("glaciere", "oui")]);
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal(15_000, (await SiteAsync(store, tomorrow, parts.Place.Code)).LeastShare.Grams);
        Assert.False((await DayAsync(store, tomorrow)).Parties.Single(x => x.Id == parts.Place.Party).Collection.IsothermalBox);
        // What was typed is still there, and sending it again is a choice.
        var shown = await ReadAsync(late);
        Assert.Contains("value=\"25\"", shown);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(parts, shown, [], [("auMoins", "25")])).StatusCode);
        Assert.Equal(25_000, (await SiteAsync(store, tomorrow, parts.Place.Code)).LeastShare.Grams);
    }

    [Fact]
    public async Task Another_s_place_a_stranger_and_other_members_are_refused()
    {
        await using var parts = await StartAsync();
        var (host, store, visitor) = parts;
        var before = await TextAsync(store);
        var page = await visitor.GetStringAsync("/criteres", Stop);
        var other = (await DayAsync(store, tomorrow)).Sites.First(x => x.Party != parts.Place.Party);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/criteres?lieu={other.Code}", Stop)).StatusCode);
        var fields = Fields(page).Where(x => x.Name != "lieu").ToList();
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(visitor, "/criteres", [.. fields, ("lieu", other.Code), ("auMoins", "5")])).StatusCode);
        // A name that the form does not ask for says nothing.
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(parts, page, [], [("nom", "Autre nom"), ("personnes", "9999"), ("habilite", "oui")])).StatusCode);
        Assert.Equal(before, await TextAsync(store));
        // Nor does the API let it reach its own place past the page.
        var entry = KnownDay.Of(await DayAsync(store, tomorrow)).Find(DaySection.Sites, parts.Place.Code)!;
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/days/{tomorrow:yyyy-MM-dd}/sites/{parts.Place.Code}") { Content = new StringContent(entry, null, "application/json") };
        put.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        put.Headers.TryAddWithoutValidation("If-Match", "*");
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.SendAsync(put, Stop)).StatusCode);

        using var stranger = host.Visitor(follows: false);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync("/criteres", Stop)).StatusCode);
        using var dispatcher = await host.DispatcherAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await dispatcher.GetAsync("/criteres", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.PostAsync(dispatcher, "/criteres", [.. Fields(page)])).StatusCode);
        Assert.Equal(before, await TextAsync(store));
    }

    static IEnumerable<(string, string)> FirstDays(int count) =>
        new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" }.Take(count).Select(x => ($"joursReception.{x}", "oui"));

    sealed record Parts(RunningHost Host, MemoryStore Store, HttpClient Visitor, Site Place) : IAsyncDisposable
    {
        public void Deconstruct(out RunningHost host, out MemoryStore store, out HttpClient visitor) => (host, store, visitor) = (Host, Store, Visitor);

        public async ValueTask DisposeAsync()
        {
            Visitor.Dispose();
            await Host.DisposeAsync();
        }
    }

    /// <summary>A visitor for an association that wants something tomorrow; today is open, too.</summary>
    static async Task<Parts> StartAsync()
    {
        var store = new MemoryStore();
        var host = await RunningHost.StartAsync(store, today: tomorrow);
        await host.ReadyAsync();
        await PlannedAsync(store);
        var plan = (await store.PlanAsync((await store.DaysAsync(Stop)).Single(x => x.Date == tomorrow).Current!.Value, Stop))!.Plan;
        var index = new DayIndex(await DayAsync(store, tomorrow));
        var place = index[index[plan.Allocations[0].Need].Site];
        var visitor = host.Visitor(follows: false);
        await visitor.GetAsync("/", Stop);
        await host.PostAsync(visitor, "/role", ("role", $"association:{index[place.Party].Code}"));
        return new(host, store, visitor, place);
    }

    static Task PlannedAsync(MemoryStore store) =>
        RunningHost.EventuallyAsync(async () => await store.DaysAsync(Stop) is { Count: > 0 } days && days.All(x => !x.NeedsPlan && x.Current is not null), "every day to be planned");

    static Task<HttpResponseMessage> SendAsync(Parts parts, string page, string[] unticked, (string Name, string Value)[] typed, string what = "garder") => parts.Host.PostAsync(
        parts.Visitor, "/criteres", [.. Fields(page).Where(x => !unticked.Contains(x.Name) && typed.All(y => y.Name != x.Name)), .. typed, ("geste", what)]);

    /// <summary>What a browser would send of the page's form.</summary>
    static IEnumerable<(string Name, string Value)> Fields(string page)
    {
        var form = page[page.IndexOf("<form method=\"post\" action=\"/criteres\"", StringComparison.Ordinal)..];
        foreach (Match match in Regex.Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)], "<input [^>]*>"))
            if (Attribute(match.Value, "name") is { } name && (Attribute(match.Value, "type") != "checkbox" || match.Value.Contains(" checked", StringComparison.Ordinal)))
                yield return (name, Attribute(match.Value, "value") ?? "");
    }

    static string? Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    static async Task<string> ReadAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));

    static async Task<DayDeclarations> DayAsync(MemoryStore store, DateOnly date) => (await store.DeclarationsAsync(date, Stop))!.Value.Day;

    static async Task<Site> SiteAsync(MemoryStore store, DateOnly date, string code) => (await DayAsync(store, date)).Sites.First(x => x.Code == code);

    static async Task<string> TextAsync(MemoryStore store)
    {
        using var text = new MemoryStream();
        foreach (var date in new[] { today, tomorrow })
            TerritoryWriter.Write(await DayAsync(store, date), text);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    static string Wall(DateTimeOffset instant) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(instant, "Europe/Paris").ToString("HH:mm", CultureInfo.InvariantCulture);
}
