using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Records;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>Partners, places, vehicles and the rest are kept right, one by one and by tables.</summary>
public sealed class RecordsTests
{
    static readonly CountedIds ids = new("records");

    static readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    static readonly DateOnly tomorrow = today.AddDays(1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. RecordKind.All.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_that_is_taken_along_and_given_back_changes_nothing(string kind)
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var before = await TextAsync(store, tomorrow);
        var table = await visitor.GetByteArrayAsync($"/donnees/{kind}/tableau?jour={tomorrow:yyyy-MM-dd}&telecharger=oui", Stop);
        Assert.True(Encoding.UTF8.GetString(table).Split('\n').Length > 2);

        var page = await GiveAsync(host, visitor, kind, table);
        Assert.Contains("Rien ne change", page);
        Assert.DoesNotContain("titre-problemes", page);
        page = await PostAsync(host, visitor, $"/donnees/{kind}/tableau", ("jour", $"{tomorrow:yyyy-MM-dd}"), ("contenu", Convert.ToBase64String(table)), ("geste", "garder"));
        Assert.Contains("0 fiche gardée", page);
        Assert.Equal(before, await TextAsync(store, tomorrow));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_form_that_is_sent_as_it_was_shown_changes_nothing(string kind)
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var before = await TextAsync(store, tomorrow);
        foreach (var code in KnownDay.Of(await DayAsync(store, tomorrow)).Document.Codes(RecordKind.Find(kind)!.Section).Take(3))
        {
            var form = await visitor.GetStringAsync($"/donnees/{kind}/fiche?jour={tomorrow:yyyy-MM-dd}&code={code}", Stop);
            var answer = await host.PostAsync(visitor, $"/donnees/{kind}/fiche", [.. Fields(form), ("suivants", "oui"), ("geste", "garder")]);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
        Assert.Equal(before, await TextAsync(store, tomorrow));
    }

    [Fact]
    public async Task A_correction_is_for_the_day_and_those_behind_it_and_leaves_alone_what_was_said_of_a_later_day()
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var site = (await DayAsync(store, today)).Sites.First(x => x.StorageLeft.Chilled.Grams > 0);
        await SendAsync(host, visitor, "lieux", tomorrow, site.Code, ("telephone", "04 00 00 00 01"), ("placeFrais", "12,5"));
        Assert.NotEqual("04 00 00 00 01", (await SiteAsync(store, today, site.Code)).Phone);

        await SendAsync(host, visitor, "lieux", today, site.Code, ("acces", "Sonner au portail vert"), ("suivants", "oui"));
        Assert.Equal("Sonner au portail vert", (await SiteAsync(store, today, site.Code)).AccessHint);
        var after = await SiteAsync(store, tomorrow, site.Code);
        Assert.Equal(("Sonner au portail vert", "04 00 00 00 01", 12_500), (after.AccessHint, after.Phone, after.StorageLeft.Chilled.Grams));
        // What the form does not ask for stays.
        Assert.Equal((site.Hub, site.RefusedKinds, site.ChilledTo), (after.Hub, after.RefusedKinds, after.ChilledTo));
    }

    [Fact]
    public async Task A_new_vehicle_is_described_in_words_and_one_that_drives_is_not_taken_away()
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var day = await DayAsync(store, tomorrow);
        var (territory, owner) = (day.Territories[0].Code, day.Parties[0].Code);
        (string, string)[] fields =
        [
            ("jour", $"{tomorrow:yyyy-MM-dd}"), ("nom", "Kangoo du Secours"), ("territoire", territory), ("proprietaire", owner), ("charge", "600"), ("volume", "3 000"), ("caisses", "30"), ("co2", "150"),
            ("geste", "garder"),
        ];
        var page = await PostAsync(host, visitor, "/donnees/vehicules/fiche", [.. fields, ("parties", "Caisse froide : glacial ; 200 kg")]);
        Assert.Contains("href=\"#parties\"", page);
        Assert.Contains("value=\"Kangoo du Secours\"", page);
        Assert.Equal(day.Vehicles.Count, (await DayAsync(store, tomorrow)).Vehicles.Count);

        await PostAsync(host, visitor, "/donnees/vehicules/fiche", [.. fields, ("parties", "Caisse froide : frais + surgelé ; 200 kg ; 1000 l ; 10 caisses ; 2 °C\nCoffre : Ambiant ; 400 kg ; 2 000 l ; 20 caisses")]);
        var made = Assert.Single((await DayAsync(store, tomorrow)).Vehicles, x => x.Name == "Kangoo du Secours");
        Assert.Equal((2, 600_000, 2), (made.Compartments.Count, made.Capacity.Mass.Grams, made.Compartments[0].Classes.Count));

        var busy = day.Vehicles.First(x => day.Shifts.Any(shift => shift.Vehicle == x.Id));
        var form = await visitor.GetStringAsync($"/donnees/vehicules/fiche?jour={tomorrow:yyyy-MM-dd}&code={busy.Code}", Stop);
        page = await PostAsync(host, visitor, "/donnees/vehicules/fiche", [.. Fields(form), ("geste", "retirer")]);
        Assert.Contains("autre chose ne va plus", page);
        Assert.Contains((await DayAsync(store, tomorrow)).Vehicles, x => x.Code == busy.Code);
        await host.PostAsync(visitor, "/donnees/vehicules/fiche", ("jour", $"{tomorrow:yyyy-MM-dd}"), ("code", made.Code), ("geste", "retirer"));
        Assert.DoesNotContain((await DayAsync(store, tomorrow)).Vehicles, x => x.Code == made.Code);
    }

    [Fact]
    public async Task An_agreement_is_written_down_corrected_and_ended()
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var day = await DayAsync(store, tomorrow);
        var territory = day.Territories[0];
        var (donor, recipient) = (day.Parties.First(x => x.Territory == territory.Id), day.Parties.Last(x => x.Territory == territory.Id));
        (string, string)[] agreed = [("jour", $"{tomorrow:yyyy-MM-dd}"), ("territoire", territory.Code), ("donneur", donor.Code), ("receveur", recipient.Code), ("geste", "garder")];
        // A written agreement begins some day: said beside the field, and nothing is kept.
        var page = await PostAsync(host, visitor, "/donnees/conventions/fiche", [.. agreed, ("reference", "C-2026-7")]);
        Assert.Contains("href=\"#conventionDepuis\"", page);
        Assert.Equal(day.Consents, (await DayAsync(store, tomorrow)).Consents);

        await PostAsync(host, visitor, "/donnees/conventions/fiche", [.. agreed, ("reference", "C-2026-7"), ("conventionDepuis", "2026-01-01")]);
        var made = Assert.Single((await DayAsync(store, tomorrow)).Consents, x => x.Convention?.Reference == "C-2026-7");
        Assert.Equal((donor.Id, recipient.Id, new DateOnly(2026, 1, 1), null), (made.From, made.To, made.Convention!.ValidFrom, made.Convention.ValidUntil));
        Assert.Contains($"{donor.Name} → {recipient.Name}", WebUtility.HtmlDecode(await visitor.GetStringAsync($"/donnees/conventions?jour={tomorrow:yyyy-MM-dd}", Stop)));

        // A table ends it; French days. What is emptied is gone with all that stood in it.
        page = await GiveAsync(host, visitor, "conventions", Encoding.UTF8.GetBytes($"Code;Accord jusqu'au;Convention jusqu'au\n{made.Code};30/6/2027;31/12/2026\n"));
        Assert.Contains("<ins>30/06/2027</ins>", page);
        await SendAsync(host, visitor, "conventions", tomorrow, made.Code!, ("accordJusque", "2027-06-30"), ("conventionJusque", "2026-12-31"));
        var ended = (await DayAsync(store, tomorrow)).Consents.First(x => x.Code == made.Code);
        Assert.Equal((new DateOnly(2027, 6, 30), new DateOnly(2026, 12, 31)), (ended.ValidUntil, ended.Convention!.ValidUntil));
        await SendAsync(host, visitor, "conventions", tomorrow, made.Code!, ("reference", ""), ("conventionDepuis", ""), ("conventionJusque", ""));
        Assert.Null((await DayAsync(store, tomorrow)).Consents.First(x => x.Code == made.Code).Convention);

        await host.PostAsync(visitor, "/donnees/conventions/fiche", ("jour", $"{tomorrow:yyyy-MM-dd}"), ("code", made.Code!), ("geste", "retirer"));
        Assert.Equal(day.Consents, (await DayAsync(store, tomorrow)).Consents);
    }

    [Fact]
    public async Task A_nought_and_never_are_said_of_what_is_new()
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var day = await DayAsync(store, tomorrow);
        (string, string)[] place =
        [
            ("jour", $"{tomorrow:yyyy-MM-dd}"), ("nom", "Local fermé"), ("partenaire", day.Parties[0].Code), ("nature", "premises"), ("commune", "Sète"), ("latitude", "43,4"), ("longitude", "3,7"), ("ouverture", ""),
            ("placeAmbiant", "0"), ("placeFrais", "0"), ("placeSurgele", "0"), ("arret", "0"), ("distribution", "0"), ("geste", "garder"),
        ];
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/donnees/lieux/fiche", place)).StatusCode);
        var made = Assert.Single((await DayAsync(store, tomorrow)).Sites, x => x.Name == "Local fermé");
        Assert.Equal((0, 0), (made.OpeningWindows.Count, made.AcceptedFamilies.Count));
        var bike = $"Code;Nom;Territoire;Propriétaire;Charge utile (kg);Volume (l);Caisses;Parties;Allure;CO2 (g/km)\nvelo-neuf;Vélo neuf;{day.Territories[0].Code};{day.Parties[0].Code};80;300;0;\"Caisse : ambiant ; 80 kg ; 300 l\";vélo cargo;0\n";
        Assert.Contains("1 fiche gardée", (await PostAsync(host, visitor, "/donnees/vehicules/tableau", ("jour", $"{tomorrow:yyyy-MM-dd}"), ("contenu", Convert.ToBase64String(Encoding.UTF8.GetBytes(bike))), ("geste", "garder"))).Replace('\u00a0', ' '));
        Assert.Equal(("cargo-bike", 0), (await DayAsync(store, tomorrow)).Vehicles.Where(x => x.Code == "velo-neuf").Select(x => (x.Profile, x.Co2GramsPerKilometre)).Single());
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten_unseen()
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var code = (await DayAsync(store, tomorrow)).Drivers[0].Code;
        var form = await visitor.GetStringAsync($"/donnees/conducteurs/fiche?jour={tomorrow:yyyy-MM-dd}&code={code}", Stop);
        await SendAsync(host, visitor, "conducteurs", tomorrow, code, ("telephone", "06 00 00 00 01"));

        var answer = await host.PostAsync(visitor, "/donnees/conducteurs/fiche", [.. Fields(form).Where(x => x.Name != "telephone"), ("telephone", "06 00 00 00 02"), ("geste", "garder")]);
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Equal("06 00 00 00 01", (await DayAsync(store, tomorrow)).Drivers.First(x => x.Code == code).Phone);
        var again = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("06 00 00 00 02", again);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/donnees/conducteurs/fiche", [.. Fields(again), ("geste", "garder")])).StatusCode);
        Assert.Equal("06 00 00 00 02", (await DayAsync(store, tomorrow)).Drivers.First(x => x.Code == code).Phone);
    }

    [Fact]
    public async Task Every_wrong_row_is_told_with_its_line_and_column_before_anything_is_kept_and_the_right_ones_can_be_taken()
    {
        var (host, store, visitor) = await StartAsync();
        await using var _ = host;
        var before = await TextAsync(store, tomorrow);
        var day = await DayAsync(store, tomorrow);
        var (territory, known) = (day.Territories[0].Code, day.Parties[0]);
        var table = Encoding.GetEncoding("iso-8859-1").GetBytes(
            $"Code,Nom,Nature,Territoire,\"Besoin par semaine, audité (kg)\",Remarque\r\n" +
            $"epi-neuve,Épicerie neuve,épicerie sociale,{territory},\"1 250,5\",ouvre en mai\r\n" +
            $"epi-fausse,Fausse,château,{territory},12,\r\n" +
            $",Sans code,association,{territory},12,\r\n" +
            $"epi-loin,Loin,association,nulle-part,beaucoup,\r\n" +
            $"epi-ailleurs,Ailleurs,association,nulle-part,3,\r\n" +
            $"{known.Code},Nouveau nom,{FileWord.Of(known.Kind)},{day.Territories.First(x => x.Id == known.Territory).Code},,\r\n");
        var page = await GiveAsync(host, visitor, "partenaires", table);
        foreach (var (line, column) in new[] { (3, "Nature"), (4, "Code"), (5, "Besoin par semaine, audité (kg)"), (6, "Territoire") })
            Assert.Matches($"<td data-label=\"Ligne\">{line}</td><td data-label=\"Colonne\">{Regex.Escape(column)}</td>", page);
        Assert.Contains("Remarque", page);
        Assert.Contains("1 nouvelle · 1 corrigée", page.Replace('\u00a0', ' '));
        Assert.Equal(before, await TextAsync(store, tomorrow));
        // Nobody takes the whole while something is wrong with it.
        (string, string)[] second = [("jour", $"{tomorrow:yyyy-MM-dd}"), ("contenu", Convert.ToBase64String(table))];
        await PostAsync(host, visitor, "/donnees/partenaires/tableau", [.. second, ("geste", "garder")]);
        Assert.Equal(before, await TextAsync(store, tomorrow));

        page = await PostAsync(host, visitor, "/donnees/partenaires/tableau", [.. second, ("geste", "justes")]);
        Assert.Contains("2 fiches gardées", page.Replace('\u00a0', ' '));
        var after = await DayAsync(store, tomorrow);
        var made = Assert.Single(after.Parties, x => x.Code == "epi-neuve");
        Assert.Equal(("Épicerie neuve", 1_250_500), (made.Name, made.AuditedWeeklyNeed.Grams));
        Assert.Equal(("Nouveau nom", known.Phone, known.AttestedPersons), after.Parties.Where(x => x.Id == known.Id).Select(x => (x.Name, x.Phone, x.AttestedPersons)).Single());
        Assert.Equal(day.Parties.Count + 1, after.Parties.Count);
        Assert.Contains("Rien ne change", await GiveAsync(host, visitor, "partenaires", table));
    }

    [Fact]
    public async Task Who_dispatches_one_territory_sees_and_changes_its_own_records_and_no_others()
    {
        var (host, store, _) = await StartAsync();
        await using var running = host;
        var day = await DayAsync(store, tomorrow);
        var own = day.Territories[0];
        var other = day.Parties.First(x => x.Territory != own.Id);
        var token = Token.New();
        await store.People.InviteAsync(
            new("bound@people.example", null, "fr", new(ids.Next(), Roles.Dispatcher, null, own.Id.Value, "own"), null), new(token.Digest, DateTimeOffset.MaxValue), new("bound@people.example", "", ""), Stop);
        var bound = host.Visitor(follows: false);
        await host.PostAsync(bound, "/entrer/lien", ("jeton", token.Text));

        var list = await bound.GetStringAsync($"/donnees/partenaires?jour={tomorrow:yyyy-MM-dd}", Stop);
        Assert.Contains(WebUtility.HtmlDecode(day.Parties.First(x => x.Territory == own.Id).Name), WebUtility.HtmlDecode(list));
        foreach (var path in new[] { "/donnees/partenaires", "/donnees/partenaires/tableau?telecharger=oui", "/donnees/lieux/fiche" })
            Assert.DoesNotContain(other.Name, WebUtility.HtmlDecode(await bound.GetStringAsync(path, Stop)));
        Assert.Equal(HttpStatusCode.NotFound, (await bound.GetAsync($"/donnees/partenaires/fiche?code={other.Code}", Stop)).StatusCode);

        var before = await TextAsync(store, tomorrow);
        var page = await GiveAsync(host, bound, "partenaires", Encoding.UTF8.GetBytes($"Code;Nom\n{other.Code};Pris\n"));
        Assert.Contains("autre territoire", page);
        await host.PostAsync(bound, "/donnees/partenaires/fiche", ("jour", $"{tomorrow:yyyy-MM-dd}"), ("code", other.Code), ("geste", "retirer"));
        Assert.Equal(before, await TextAsync(store, tomorrow));
        using var stranger = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/donnees/partenaires", Stop)).StatusCode);
    }

    static async Task<(RunningHost Host, MemoryStore Store, HttpClient Visitor)> StartAsync()
    {
        var store = new MemoryStore();
        var host = await RunningHost.StartAsync(store, today: tomorrow);
        await host.ReadyAsync();
        var visitor = host.Visitor(follows: false);
        await visitor.GetAsync("/", Stop);
        return (host, store, visitor);
    }

    static async Task<DayDeclarations> DayAsync(MemoryStore store, DateOnly date) => (await store.DeclarationsAsync(date, Stop))!.Value.Day;

    static async Task<Domain.Parties.Site> SiteAsync(MemoryStore store, DateOnly date, string code) => (await DayAsync(store, date)).Sites.First(x => x.Code == code);

    static async Task<string> TextAsync(MemoryStore store, DateOnly date)
    {
        using var text = new MemoryStream();
        TerritoryWriter.Write(await DayAsync(store, date), text);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>A form as it was shown, with some fields typed over.</summary>
    static async Task SendAsync(RunningHost host, HttpClient visitor, string kind, DateOnly day, string code, params (string Name, string Value)[] typed)
    {
        var form = await visitor.GetStringAsync($"/donnees/{kind}/fiche?jour={day:yyyy-MM-dd}&code={code}", Stop);
        var answer = await host.PostAsync(visitor, $"/donnees/{kind}/fiche", [.. Fields(form).Where(x => x.Name != "suivants" && typed.All(y => y.Name != x.Name)), .. typed, ("geste", "garder")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>What a browser would send of the page's form.</summary>
    static IEnumerable<(string Name, string Value)> Fields(string page)
    {
        var form = page[page.IndexOf("<form method=\"post\" action=\"/donnees/", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        foreach (Match match in Regex.Matches(form, "<input [^>]*>"))
            if (Attribute(match.Value, "name") is { } name && (Attribute(match.Value, "type") != "checkbox" || match.Value.Contains(" checked", StringComparison.Ordinal)))
                yield return (name, Attribute(match.Value, "value") ?? "");
        foreach (Match match in Regex.Matches(form, "<textarea [^>]*name=\"([^\"]*)\"[^>]*>([^<]*)</textarea>"))
            yield return (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value));
        foreach (Match match in Regex.Matches(form, "<select [^>]*name=\"([^\"]*)\"[^>]*>([\\s\\S]*?)</select>"))
            yield return (match.Groups[1].Value, Regex.Match(match.Groups[2].Value, "value=\"([^\"]*)\" selected").Groups[1].Value);
    }

    static string? Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    static async Task<string> PostAsync(RunningHost host, HttpClient visitor, string path, params (string Name, string Value)[] fields) =>
        WebUtility.HtmlDecode(await (await host.PostAsync(visitor, path, fields)).Content.ReadAsStringAsync(Stop));

    static async Task<string> GiveAsync(RunningHost host, HttpClient visitor, string kind, byte[] table)
    {
        using var form = new MultipartFormDataContent { { new StringContent(tomorrow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), "jour" } };
        form.Add(new ByteArrayContent(table) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "fichier", "tableau.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/donnees/{kind}/tableau") { Content = form };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await visitor.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }
}
