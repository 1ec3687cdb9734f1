using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>The driver's page, row by row of what drivers expect: what it shows and takes. How it keeps that is in <see cref="RoundKeepingTests"/>.</summary>
[Collection("rounds")]
public sealed class RoundTests(RoundDemo demo) : IClassFixture<RoundDemo>
{
    [Fact]
    public async Task R1_a_link_is_given_opened_without_an_account_and_ended()
    {
        await using var desk = await demo.PhoneAsync(width: 1280, height: 900);
        await using var phone = await demo.PhoneAsync();
        await desk.Page.GotoAsync(demo.Address + "/");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Lien de la tournée" }).First.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Faire un lien" }).ClickAsync();
        await Expect(desk.Page.Locator(".fresh .qr svg")).ToBeVisibleAsync();
        await desk.KeepPictureAsync("link", fullPage: true);
        var link = new Uri(await desk.Page.Locator("#lien").InputValueAsync()).AbsolutePath;
        Assert.Contains(link, await desk.Page.Locator("#partage").InputValueAsync());

        await phone.OpenAsync(link);
        await Expect(phone.Title).ToBeVisibleAsync();
        Assert.Equal([("tournee", true, "/tournee")], (await phone.Context.CookiesAsync()).Where(x => x.Name != "langue").Select(x => (x.Name, x.HttpOnly, x.Path)));
        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator("main")).ToContainTextAsync("ouvert 1 fois");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Terminer le lien" }).First.ClickAsync();
        await phone.ReopenAsync();
        await Expect(phone.Page.Locator(".alert").First).ToContainTextAsync("Rien n'est perdu");
        await Expect(phone.Title).ToBeVisibleAsync();
    }

    [Fact]
    public async Task R3_one_screen_says_where_when_what_to_take_and_what_to_leave_for_whom()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()));
        var round = await phone.KeptAsync();
        var (seenPickup, seenDelivery) = (false, false);
        await phone.KeepPictureAsync("round-next");

        foreach (var stop in round.GetProperty("stops").EnumerateArray().Where(x => x.GetProperty("tasks").GetArrayLength() > 0))
        {
            await Expect(phone.Title).ToHaveTextAsync(Of(stop, "name"));
            var screen = await phone.Page.Locator("main").InnerTextAsync();
            Assert.Matches(@"prévu \d\d:\d\d", screen);
            foreach (var task in stop.GetProperty("tasks").EnumerateArray())
            {
                Assert.Contains(Of(task, "product"), screen);
                if (!task.GetProperty("own").GetBoolean())
                    Assert.Contains($"pour {Of(task, "for")}", screen);
                seenPickup |= Of(task, "kind") == "pickup";
                seenDelivery |= Of(task, "kind") == "delivery";
            }
            await phone.CloseStopAsync();
        }
        Assert.True(seenPickup && seenDelivery);
        await Expect(phone.Title).ToContainTextAsync("Tous les arrêts sont faits");
        await phone.SentAsync();
        Assert.NotEmpty(await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route")));
    }

    [Fact]
    public async Task R5_A7_a_stop_is_closed_in_three_gestures_all_that_was_told_is_on_its_notes_and_what_was_given_on_a_receipt()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync(sheet: "max +4")));
        var round = await phone.KeptAsync();
        var stops = round.GetProperty("stops").EnumerateArray().Where(x => x.GetProperty("tasks").GetArrayLength() > 0).ToList();
        var cold = stops.FindIndex(x => x.GetProperty("tasks").EnumerateArray().Any(y => y.TryGetProperty("limitTenths", out _)));
        // Chilled or frozen: what the demo has today.
        var limit = stops[cold].GetProperty("tasks").EnumerateArray().Min(x => x.TryGetProperty("limitTenths", out var tenths) ? tenths.GetInt32() : int.MaxValue);
        for (var i = 0; i < cold; i++)
        {
            await phone.CloseStopAsync();
            Assert.Equal(2, phone.Gestures);
        }

        // Without a temperature nothing is closed; too warm is said in words; a weight, a refusal, a photo and a name go along.
        await phone.TouchAsync("nav.foot .main");
        await phone.TouchAsync("nav.foot .main");
        await Expect(phone.Page.Locator(".faults")).ToContainTextAsync("Entrez la température");
        await phone.Page.Locator("#temperature").FillAsync(Tenths(limit + 55));
        await Expect(phone.Page.Locator(".verdict")).ToContainTextAsync("Trop chaud");
        await phone.KeepPictureAsync("round-warm", fullPage: true);
        await phone.ExpectAccessibleAsync("closing");
        await phone.Page.Locator("#temperature").FillAsync(Tenths(limit - 5));
        await Expect(phone.Page.Locator(".verdict")).ToContainTextAsync("Assez froid");
        await phone.Page.Locator(".task .soft").First.ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Abîmé", Exact = true }).ClickAsync();
        await phone.Page.Locator(".further summary").ClickAsync();
        await phone.Page.Locator("#name").FillAsync("Dominique");
        await phone.SignAsync();
        await phone.KeepPictureAsync("round-refusal", fullPage: true);
        var photo = await phone.Page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg });
        await phone.Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "p.jpg", MimeType = "image/jpeg", Buffer = photo });
        await Expect(phone.Page.Locator(".photo span[role=status]")).ToContainTextAsync("ko");
        await phone.Page.Locator("nav.foot .main").ClickAsync();
        // Until the form is gone it is being kept, and there is nothing to send yet.
        await Expect(phone.Page.Locator("form.closing")).ToHaveCountAsync(0);
        await phone.SentAsync();

        var told = (await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route"))).Single(x => Of(x, "site") == Of(stops[cold], "site") && x.GetProperty("temperatureTenths").ValueKind == JsonValueKind.Number);
        Assert.Equal(limit - 5, told.GetProperty("temperatureTenths").GetInt32());
        Assert.Contains(told.GetProperty("lines").EnumerateArray(), x => Of(x, "did") == "refused" && Of(x, "reason") == "Abîmé");
        Assert.Contains("Dominique", Of(told, "note"));
        Assert.True((await demo.PhotoAsync(Of(told, "id"))).IsSuccessStatusCode);
        Assert.Matches("d=\"M[0-9]+ [0-9]+(L[0-9]+ [0-9]+){4,}", await demo.ReadAsync($"/api/v1/proofs/{Of(told, "id")}/signature"));

        // All of it is on the dispatcher's page of the round.
        await using var desk = await demo.PhoneAsync();
        await desk.Page.GotoAsync(demo.Address);
        await desk.Page.GotoAsync($"{demo.Address}/routes/{Of(round, "route")}/compte-rendu");
        var halt = desk.Page.Locator(".told", new() { HasText = "Abîmé" });
        await Expect(halt).ToContainTextAsync("Dominique");
        foreach (var picture in new[] { ".signed-here", ".photo-there" })
        {
            await halt.Locator(picture).ScrollIntoViewIfNeededAsync();
            await Expect(halt.Locator(picture)).ToHaveJSPropertyAsync("complete", true);
            Assert.True(await halt.Locator(picture).EvaluateAsync<bool>("(x) => x.naturalWidth > 0"), picture);
        }
        await desk.KeepPictureAsync("round-report", fullPage: true);
        await desk.ExpectAccessibleAsync("report");
        await halt.GetByRole(AriaRole.Link, new() { Name = "Bordereau" }).First.ClickAsync();
        await Expect(desk.Page.Locator("h1")).ToContainTextAsync("Bordereau");
        await Expect(desk.Page.Locator("svg.signed-here")).ToBeVisibleAsync();
        await desk.KeepPictureAsync("delivery-note", fullPage: true);
        await desk.ExpectAccessibleAsync("delivery note");

        // A cold stop as planned: done, the temperature, confirmed.
        while (await phone.Page.Locator("nav.foot .main").CountAsync() > 0)
        {
            await phone.CloseStopAsync();
            Assert.InRange(phone.Gestures, 2, 3);
        }
        await phone.SentAsync();
        await ExpectReceiptAsync(desk, Of(round, "date"));
    }

    /// <summary>A partner to whom something was brought writes a receipt for it on a phone, cancels it, and writes it anew.</summary>
    async Task ExpectReceiptAsync(Phone desk, string today)
    {
        var page = desk.Page;
        await page.GotoAsync(demo.Address);
        var issue = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Établir un reçu pour") });
        foreach (var role in await page.Locator("#role option[value^='association:']").EvaluateAllAsync<string[]>("x => x.map(y => y.value)"))
        {
            await page.APIRequest.PostAsync($"{demo.Address}/role", new() { Form = page.APIRequest.CreateFormData().Set("role", role), Headers = new Dictionary<string, string> { ["Origin"] = demo.Address } });
            await page.GotoAsync($"{demo.Address}/notre-compte/recus");
            if (await issue.CountAsync() > 0)
                break;
        }
        await desk.KeepPictureAsync("receipts", fullPage: true);
        await desk.ExpectAccessibleAsync("receipts");
        await issue.First.ClickAsync();
        // Yesterday unless one says so: today is not over.
        await page.Locator("#au").FillAsync(today);
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir ces jours" }).ClickAsync();
        await Expect(page.Locator("table.rows tbody tr").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Établir le reçu" }).ClickAsync();
        await Expect(page.Locator("#problemes")).ToContainTextAsync("L'attestation n'est pas cochée.");
        await desk.ExpectAccessibleAsync("receipt that lacks something");
        foreach (var (field, text) in ((string, string)[])
            [("rna", "W341234567"), ("adresse", "1 rue Haute"), ("objet", "Aide alimentaire"), ("signataire", "Ana, trésorière"), ("donForme", "SAS"), ("donSiren", "732 829 320"), ("donAdresse", "2 place du Marché"), ("valeur", "1250,50")])
            await page.Locator($"#{field}").FillAsync(text);
        await page.Locator("#atteste").CheckAsync();
        await desk.KeepPictureAsync("receipt-form", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Établir le reçu" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("-0001");
        await desk.KeepPictureAsync("receipt", fullPage: true);
        await desk.ExpectAccessibleAsync("receipt");
        await page.GetByText("Annuler ce reçu").ClickAsync();
        await page.Locator("#pourquoi").FillAsync("valeur fausse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler le reçu" }).ClickAsync();
        await Expect(page.Locator(".problems")).ToContainTextAsync("valeur fausse");
        await page.GetByRole(AriaRole.Link, new() { Name = "Établir le reçu corrigé" }).ClickAsync();
        await page.Locator("#valeur").FillAsync("900");
        await page.Locator("#atteste").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Établir le reçu" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("-0002");
        await Expect(page.Locator("article")).ToContainTextAsync("***900,00");
    }

    [Fact]
    public async Task R4_a_round_is_there_before_the_devices_own_store_is_and_what_is_told_meanwhile_is_kept()
    {
        await using var phone = await demo.PhoneAsync();
        // A store that is being taken away opens only when nobody holds it any more.
        var other = await phone.Context.NewPageAsync();
        await other.GotoAsync(demo.Address + "/entrer");
        await other.EvaluateAsync(
            """
            () => new Promise((done) => {
              const asked = indexedDB.open('tournee', 1);
              asked.onsuccess = () => { window.held = asked.result; indexedDB.deleteDatabase('tournee'); done(); };
            })
            """);
        await phone.Page.BringToFrontAsync();
        var asked = 0;
        phone.Page.Request += (_, request) => asked += request.Url.Contains("/tournee/route.json", StringComparison.Ordinal) ? 1 : 0;
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()));
        await phone.TouchAsync("nav.foot .main");
        if (await phone.Page.Locator("#temperature").CountAsync() > 0)
            await phone.Page.Locator("#temperature").FillAsync("-20");
        await phone.TouchAsync("nav.foot .main");
        await phone.Page.WaitForTimeoutAsync(500);
        await Expect(phone.Page.Locator("form.closing")).ToBeVisibleAsync(); // not confirmed before it is kept
        Assert.Equal(1, asked); // what the page asked for is what its script got

        await other.EvaluateAsync("() => window.held.close()");
        await Expect(phone.Page.Locator("form.closing")).ToHaveCountAsync(0);
        var round = await phone.KeptAsync();
        await phone.SentAsync();
        Assert.Single(await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route")));
    }

    [Fact]
    public async Task R5_a_weight_in_total_is_shared_to_the_gram_and_a_correction_tells_the_stop_anew()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()));
        var round = await phone.KeptAsync();
        await phone.TouchAsync("nav.foot .main");
        await phone.Page.Locator("fieldset.weight input").First.FillAsync("33,334");
        await phone.ConfirmAsync();
        await phone.SentAsync();
        var told = Assert.Single(await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route")));
        Assert.Equal(33_334, told.GetProperty("lines").EnumerateArray().Where(x => Of(x, "did") is "taken").Sum(x => x.GetProperty("quantityG").GetInt64()));

        await phone.Page.Locator(".bar .menu").ClickAsync();
        await phone.Page.Locator(".stop.done button").First.ClickAsync();
        await phone.Page.Locator("fieldset.weight input").First.FillAsync("20");
        await phone.ConfirmAsync();
        await phone.SentAsync();
        var both = await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route"));
        Assert.Equal(2, both.Count);
        Assert.Equal(20_000, both.Single(x => Of(x, "corrects") == Of(told, "id")).GetProperty("lines").EnumerateArray().Sum(x => x.GetProperty("quantityG").GetInt64()));
    }

    [Fact]
    public async Task R7_navigation_goes_where_the_driver_wants_and_remembers_it()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await phone.Page.Locator("details.with summary").ClickAsync();
        foreach (var (by, begin) in new[] { ("geo", "geo:4"), ("waze", "https://waze.com/ul?ll=4"), ("google", "https://www.google.com/maps/dir/?api=1&destination=4"), ("apple", "https://maps.apple.com/?daddr=4") })
            Assert.StartsWith(begin, await phone.Page.Locator($"[data-by={by}]").GetAttributeAsync("href"));
        // The app would take over here. Asked of the document, since the links are drawn anew.
        await phone.Page.EvaluateAsync("() => document.addEventListener('click', (event) => event.target.closest('[data-by]') && event.preventDefault(), true)");
        await phone.Page.Locator("[data-by=waze]").ClickAsync();
        await Expect(phone.Page.Locator("a.go")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^https://waze"));
        await phone.ReopenAsync();
        await Expect(phone.Page.Locator("a.go")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^https://waze"));

        await phone.Page.Locator(".bar .menu").ClickAsync();
        var download = await phone.Page.RunAndWaitForDownloadAsync(() => phone.Page.GetByRole(AriaRole.Button, new() { Name = "Fichier GPX" }).ClickAsync());
        var gpx = System.Xml.Linq.XDocument.Load(await download.PathAsync());
        var round = await phone.KeptAsync();
        Assert.Equal(round.GetProperty("stops").GetArrayLength(), gpx.Root!.Elements().Count(x => x.Name.LocalName == "wpt"));
    }

    [Fact]
    public async Task R7_a_button_that_is_pressed_while_news_arrives_still_does_what_it_says()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await phone.BecomeReadyAsync();
        var button = phone.Page.Locator("details.with summary");
        await button.HoverAsync();
        await phone.Page.Mouse.DownAsync();
        // What the server answers is drawn: not under the finger.
        await phone.Page.RunAndWaitForResponseAsync(() => phone.Page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))"), x => x.Url.Contains("/tournee/route.json"));
        await phone.Page.EvaluateAsync("() => new Promise((done) => setTimeout(done, 300))");
        await phone.Page.Mouse.UpAsync();
        await Expect(phone.Page.Locator("[data-by=waze]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task R10_later_and_here_put_the_rest_in_another_order_and_say_that_it_is_an_estimate()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await phone.BecomeReadyAsync();
        var first = await phone.Title.InnerTextAsync();
        await phone.Context.SetOfflineAsync(true);

        await phone.Page.Locator(".bar .menu").ClickAsync();
        var names = await phone.Page.Locator(".stops .stop b").AllInnerTextsAsync();
        await phone.Page.Locator(".stops .stop").Last.Locator("button").ClickAsync();
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("C'est une estimation");
        await phone.Page.Locator(".bar .menu").ClickAsync();
        var changed = await phone.Page.Locator(".stops .stop b").AllInnerTextsAsync();
        Assert.Equal(names.Order(), changed.Order());
        Assert.NotEqual(names, changed);

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Revenir à l'ordre prévu" }).ClickAsync();
        await Expect(phone.Title).ToHaveTextAsync(first);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Plus tard" }).ClickAsync();
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("C'est une estimation");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task R11_every_screen_is_for_one_thumb_and_assistive_technology_finds_nothing_wrong(ColorScheme scheme)
    {
        await using var phone = await demo.PhoneAsync(scheme: scheme);
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        foreach (var (name, go) in new (string, Func<Task>)[]
        {
            ("next", () => Task.CompletedTask),
            ("way", () => phone.Page.Locator("details.way summary").ClickAsync()),
            ("close", () => phone.Page.Locator("nav.foot .main").ClickAsync()),
            ("problem", async () =>
            {
                await phone.Page.Locator("main .soft").First.ClickAsync();
                await phone.Page.Locator("nav.foot .second").ClickAsync();
            }),
            ("list", () => phone.Page.Locator(".bar .menu").ClickAsync()),
            ("queue", () => phone.Queue.ClickAsync()),
        })
        {
            await go();
            await phone.ExpectAccessibleAsync($"{name}, {scheme}");
            await phone.KeepPictureAsync($"round-{name}-{scheme}");
            await phone.KeepPictureAsync($"round-{name}-{scheme}-whole", fullPage: true);
            var small = await phone.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('#tournee button, #tournee a, #tournee summary, #tournee input:not([type=file]), #tournee textarea')]
                  .filter((one) => one.checkVisibility()).map((one) => [one, (one.closest('.tick') ?? one).getBoundingClientRect()])
                  .filter(([one, box]) => box.height < 44 && one.className !== 'text').map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.height}`)
                """);
            Assert.Empty(small);
        }
        // Letters twice as large still leave nothing beside the screen.
        await phone.Page.Locator("main .soft").First.ClickAsync();
        await phone.Page.EvaluateAsync("() => { document.documentElement.classList.add('twice'); const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }'); document.adoptedStyleSheets = [sheet]; }");
        // Parts of a pixel are rounded up.
        Assert.InRange(await phone.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, 361);
        await phone.KeepPictureAsync($"round-large-{scheme}");
    }

    [Fact]
    public void R11_all_script_of_the_page_is_less_than_fifty_kilobytes()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "app");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "tournee.js")), "the client was not built");
        var total = new[] { "tournee.js", "tournee-worker.js" }.Sum(name =>
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
                gzip.Write(File.ReadAllBytes(Path.Combine(folder, name)));
            return packed.Length;
        });
        Assert.InRange(total, 1_000, 50_000);
        // No other script is fetched by it.
        Assert.DoesNotContain("import(", File.ReadAllText(Path.Combine(folder, "tournee.js")));
    }

    /// <remarks>A time, so asked for by name on a machine that does nothing else; what makes it short, the bytes and the requests, is tested beside it always.</remarks>
    [Fact(Explicit = true)]
    public async Task R11_a_throttled_phone_that_never_saw_the_page_can_use_it_within_a_second()
    {
        var best = double.MaxValue;
        // The phone is what is slow here: in the world its server is another machine.
        await demo.RestAsync();
        for (var tries = 0; tries < 3 && best > 1000; tries++)
        {
            await using var phone = await demo.PhoneAsync();
            await phone.Page.GotoAsync(demo.Address + await demo.LinkAsync(await demo.AnyRouteAsync()));
            await Expect(phone.Page.Locator("nav.foot .main")).ToBeVisibleAsync();
            // As if for the first time: nothing is kept but the cookie.
            var session = await phone.Context.NewCDPSessionAsync(phone.Page);
            await session.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = demo.Address, ["storageTypes"] = "indexeddb,service_workers,cache_storage" });
            await session.SendAsync("Network.enable");
            await session.SendAsync("Network.clearBrowserCache");
            await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_600_000 / 8, ["uploadThroughput"] = 750_000 / 8 });
            await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
            await phone.Page.GotoAsync("about:blank");
            await phone.Page.GotoAsync(demo.Address + "/tournee");
            await Expect(phone.Page.Locator("nav.foot .main")).ToBeVisibleAsync();
            TestContext.Current.TestOutputHelper?.WriteLine(await phone.Page.EvaluateAsync<string>(
                """
                () => ['navigation', 'resource', 'mark'].flatMap((kind) => performance.getEntriesByType(kind)).sort((x, y) => x.startTime - y.startTime)
                  .map((x) => `${x.name.split('/').at(-1)} ${Math.round(x.startTime)}–${Math.round(x.responseEnd ?? x.startTime)}${x.transferSize ? ` (${x.transferSize} B)` : ''}`).join(', ')
                """));
            best = Math.Min(best, await phone.Page.EvaluateAsync<double>("() => performance.getEntriesByName('usable')[0].startTime"));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"usable after {best:0} ms");
        Assert.InRange(best, 1, 1000);
    }

    [Fact]
    public async Task R12_where_the_device_is_goes_along_only_if_ticked_for_this_stop()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.Context.GrantPermissionsAsync(["geolocation"]);
        await phone.Context.SetGeolocationAsync(new() { Latitude = 43.6f, Longitude = 3.9f });
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync(stops: 3)));
        var round = await phone.KeptAsync();
        await phone.CloseStopAsync();
        await phone.TouchAsync("nav.foot .main");
        await phone.Page.Locator(".further summary").ClickAsync();
        await phone.Page.Locator("#place").CheckAsync();
        await phone.ConfirmAsync();
        await phone.CloseStopAsync();
        await phone.SentAsync();

        var places = (await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route"))).OrderBy(x => Of(x, "occurredAt"), StringComparer.Ordinal).Select(x => x.GetProperty("position").ValueKind);
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Object, JsonValueKind.Null], places);
    }

    [Fact]
    public async Task R13_arabic_runs_from_right_to_left_and_a_stop_is_closed_by_pictograms_and_numbers()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await phone.Page.Locator(".bar .menu").ClickAsync();
        await phone.Page.Locator("button[lang=ar]").ClickAsync();
        await Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await phone.ExpectAccessibleAsync("list, ar");
        await phone.Page.Locator(".bar .menu").ClickAsync();
        await phone.KeepPictureAsync("round-arabic");
        await phone.ExpectAccessibleAsync("next, ar");

        // By what is drawn, not by words.
        var title = await phone.Title.InnerTextAsync();
        await phone.Page.Locator("button:has(.pict-done)").ClickAsync();
        await phone.KeepPictureAsync("round-arabic-close", fullPage: true);
        await phone.ConfirmAsync();
        await Expect(phone.Title).Not.ToHaveTextAsync(title);
        await phone.ReopenAsync();
        await Expect(phone.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
    }

    /// <summary>A member's text; empty where it is none.</summary>
    static string Tenths(int degrees) => (degrees / 10m).ToString(CultureInfo.GetCultureInfo("fr-FR"));

    internal static string Of(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
