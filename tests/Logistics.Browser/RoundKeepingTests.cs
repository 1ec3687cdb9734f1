using System.Text.Json;
using Microsoft.Playwright;
using static Logistics.Browser.RoundTests;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>The driver's page where the network is away, replies are lost, clocks are wrong, the plan changes or the browser keeps nothing.</summary>
[Collection("rounds")]
public sealed class RoundKeepingTests(RoundDemo demo) : IClassFixture<RoundDemo>
{
    [Fact]
    public async Task R2_R8_after_the_first_opening_everything_is_there_in_aeroplane_mode()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await phone.BecomeReadyAsync();
        var stop = await phone.Title.InnerTextAsync();

        await phone.Context.SetOfflineAsync(true);
        await phone.ReopenAsync();

        await Expect(phone.Title).ToHaveTextAsync(stop);
        await Expect(phone.Page.Locator("a[href^='tel:']")).ToBeVisibleAsync();
        await phone.Page.Locator("details.way summary").ClickAsync();
        await Expect(phone.Page.Locator("svg.sketch polyline").First).ToBeAttachedAsync();
        Assert.True(await phone.Page.Locator(".steps li").CountAsync() > 1);
        await phone.KeepPictureAsync("round-offline", fullPage: true);
    }

    [Fact]
    public async Task R4_a_stop_closed_offline_outlives_the_page_and_arrives_once_whatever_replies_are_lost()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()));
        await phone.BecomeReadyAsync();
        var round = await phone.KeptAsync();
        await phone.SentAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.CloseStopAsync();
        await Expect(phone.Queue).ToHaveAttributeAsync("data-waiting", "1");
        await phone.ReopenAsync();
        await Expect(phone.Queue).ToHaveAttributeAsync("data-waiting", "1");

        // The server commits, and its first two answers never arrive.
        var lost = 0;
        await phone.Context.RouteAsync("**/tournee/preuves", async route =>
        {
            if (Interlocked.Increment(ref lost) > 2)
            {
                await route.ContinueAsync();
                return;
            }
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await phone.Context.SetOfflineAsync(false);
        for (var tries = 0; tries < 10 && await phone.Queue.GetAttributeAsync("data-waiting") != "0"; tries++)
        {
            await phone.Page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
            await phone.Page.WaitForTimeoutAsync(500);
        }

        await Expect(phone.Queue).ToHaveAttributeAsync("data-waiting", "0");
        Assert.True(lost > 2, $"{lost} requests were seen.");
        Assert.Single(await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route")));
    }

    [Fact]
    public async Task R4_forty_tellings_and_twenty_photos_survive_a_restarted_browser_lost_replies_and_a_restarted_server()
    {
        var profile = "";
        JsonElement round;
        await using (var phone = await demo.PhoneAsync())
        {
            profile = phone.Profile;
            await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()));
            await phone.BecomeReadyAsync();
            round = await phone.KeptAsync();
            await phone.SentAsync();
            var photo = await phone.Page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, FullPage = true });
            await phone.Context.SetOfflineAsync(true);

            // Twenty proofs with a photo each: every stop, then one corrected again and again; and twenty reports.
            var proofs = 0;
            for (; proofs < 20 && await phone.Page.Locator("nav.foot .main").CountAsync() > 0; proofs++)
                await phone.CloseStopAsync(photo);
            for (; proofs < 20; proofs++)
            {
                await phone.Page.Locator(".bar .menu").ClickAsync();
                await phone.Page.Locator(".stop.done button").First.ClickAsync();
                await phone.ConfirmAsync(photo);
            }
            await Expect(phone.Queue).ToHaveAttributeAsync("data-waiting", "20");
            await phone.Page.EvaluateAsync(
                """
                async ({ plan, route }) => {
                  const shelf = await new Promise((done) => { const asked = indexedDB.open('tournee'); asked.onsuccess = () => done(asked.result); });
                  const change = shelf.transaction(['told', 'round'], 'readwrite');
                  const told = change.objectStore('told');
                  const round = await new Promise((done) => { const asked = change.objectStore('round').get('current'); asked.onsuccess = () => done(asked.result.round); });
                  for (let i = 0; i < 20; i++) {
                    const id = crypto.randomUUID();
                    told.add({ id, round: `${round.date}/${round.shift}`, kind: 'incident', covers: [], taken: {}, stop: null, state: 'waiting', photo: 'none', said: [],
                      body: { id, plan, route, kind: 'delay', text: `report ${i}`, occurredAt: new Date().toISOString() } });
                  }
                  await new Promise((done) => { change.oncomplete = done; });
                  shelf.close();
                }
                """,
                new { plan = Of(round, "plan"), route = Of(round, "route") });
            Assert.Equal(20, await phone.PhotosKeptAsync());
        }

        // The browser is gone, and the server has started anew.
        await demo.Host.StopAsync();
        await demo.StartAsync();
        await using (var phone = await demo.PhoneAsync(profile))
        {
            var lost = 0;
            await phone.Context.RouteAsync("**/tournee/preuves", async route =>
            {
                if (Interlocked.Increment(ref lost) > 1)
                {
                    await route.ContinueAsync();
                    return;
                }
                await route.FetchAsync();
                await route.AbortAsync();
            });
            await phone.Page.GotoAsync(demo.Address + "/tournee");
            await Expect(phone.Queue).ToBeVisibleAsync();
            await phone.SentAsync();
            await Expect(phone.Queue).ToHaveAttributeAsync("data-review", "0");
            Assert.Equal(0, await phone.PhotosKeptAsync());
        }

        var known = await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route"));
        Assert.Equal((20, 20), (known.Count, known.DistinctBy(x => Of(x, "id")).Count()));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"report {i}").Order(StringComparer.Ordinal),
            (await demo.KnownAsync("incidents", Of(round, "date"), Of(round, "route"))).Select(x => Of(x, "text")).Order(StringComparer.Ordinal));
        foreach (var proof in known)
        {
            var photo = await demo.PhotoAsync(Of(proof, "id"));
            Assert.True(photo.IsSuccessStatusCode, $"{Of(proof, "id")} has no photo.");
        }
    }

    [Fact]
    public async Task R4_what_the_server_refuses_is_kept_with_its_words_and_the_others_go_on()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync(stops: 2)));
        var round = await phone.KeptAsync();
        var first = round.GetProperty("stops").EnumerateArray().First(x => x.GetProperty("tasks").GetArrayLength() > 0);
        await phone.SentAsync();
        await demo.TellAsync(new[]
        {
            new
            {
                id = Logistics.Domain.NameBasedId.Derive(Guid.Parse(Of(round, "route")), "told by somebody else"), plan = Of(round, "plan"), route = Of(round, "route"), site = Of(first, "site"), occurredAt = TimeProvider.System.GetUtcNow(),
                lines = first.GetProperty("tasks").EnumerateArray().Select(x => new { allocation = Of(x, "allocation"), did = Of(x, "kind") == "pickup" ? "taken" : "given", quantityG = 1000 }),
            },
        });

        await phone.CloseStopAsync();
        await phone.CloseStopAsync();
        await phone.SentAsync();

        await Expect(phone.Queue).ToHaveAttributeAsync("data-review", "1");
        await phone.Queue.ClickAsync();
        await Expect(phone.Page.Locator(".stateReview .said").First).ToContainTextAsync("Une autre preuve dit déjà");
        await phone.ExpectAccessibleAsync("queue");
        await phone.KeepPictureAsync("round-review", fullPage: true);
        Assert.Equal(2, (await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route"))).Count);
    }

    [Fact]
    public async Task R6_a_skewed_clock_is_said_and_its_time_is_kept_beside_ours()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.Page.Clock.SetFixedTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(2));
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()));
        var round = await phone.KeptAsync();
        await Expect(phone.Page.Locator(".alert").First).ToContainTextAsync(new System.Text.RegularExpressions.Regex("décalée de (119|120) min"));
        await phone.CloseStopAsync();
        await phone.SentAsync();

        var told = Assert.Single(await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route")));
        Assert.InRange(told.GetProperty("occurredAt").GetDateTimeOffset() - told.GetProperty("receivedAt").GetDateTimeOffset(), TimeSpan.FromMinutes(110), TimeSpan.FromMinutes(121));
    }

    [Fact]
    public async Task R9_a_changed_route_waits_to_be_read_and_what_was_told_of_a_removed_stop_is_kept()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await phone.BecomeReadyAsync();
        var closed = await phone.CloseStopAsync();
        var next = await phone.Title.InnerTextAsync();
        await phone.SentAsync();
        await phone.Context.RouteAsync("**/tournee/route.json*", async route =>
        {
            var answer = await route.FetchAsync(new() { Headers = route.Request.Headers.Where(x => x.Key != "if-none-match").ToDictionary() });
            var round = System.Text.Json.Nodes.JsonNode.Parse(await answer.TextAsync())!;
            round["plan"] = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
            round["version"] = 99;
            var stops = round["stops"]!.AsArray();
            // All visits to the place: goods that are also taken at a later one are not gone.
            foreach (var gone in stops.Where(x => x!["name"]!.GetValue<string>() == closed).ToList())
                stops.Remove(gone);
            await route.FulfillAsync(new() { Response = answer, Body = round.ToJsonString(), Headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["etag"] = "\"changed\"" } });
        });

        await phone.ReopenAsync();
        await Expect(phone.Page.Locator(".changed")).ToContainTextAsync("Tournée modifiée (plan 99)");
        await Expect(phone.Page.Locator(".changed li").First).ToContainTextAsync($"Retiré : {closed}");
        await Expect(phone.Title).ToHaveTextAsync(next);
        await phone.KeepPictureAsync("round-changed");
        await phone.ExpectAccessibleAsync("changed");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "J'ai lu" }).ClickAsync();
        await Expect(phone.Page.Locator(".changed")).ToHaveCountAsync(0);
        await phone.Page.Locator(".bar .menu").ClickAsync();
        await Expect(phone.Page.Locator("main .alert")).ToContainTextAsync(closed);
    }

    [Fact]
    public async Task By_https_under_a_name_of_its_own_it_works_in_aeroplane_mode_too()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()), demo.SecureByName);
        await Expect(phone.Page.Locator("[data-not-kept]")).ToHaveCountAsync(0);
        Assert.All(await phone.Context.CookiesAsync(), cookie => Assert.True(cookie.Secure));
        await phone.BecomeReadyAsync();
        var round = await phone.KeptAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.ReopenAsync(demo.SecureByName);
        await phone.CloseStopAsync();
        await phone.Context.SetOfflineAsync(false);
        await phone.SentAsync();
        Assert.Single(await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route")));
    }

    [Fact]
    public async Task By_plain_http_under_a_name_it_says_what_is_missing_and_still_tells()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.TakeRouteAsync()), demo.PlainByName);
        await Expect(phone.Page.Locator("[data-not-kept]")).ToContainTextAsync("ne peut pas rester sur le téléphone");
        await phone.KeepPictureAsync("round-plain-http");
        var round = await phone.KeptAsync();
        await phone.CloseStopAsync();
        await phone.SentAsync();
        Assert.Single(await demo.KnownAsync("proofs", Of(round, "date"), Of(round, "route")));
        await phone.Page.Locator("[data-not-kept] a").ClickAsync();
        await Expect(phone.Page.Locator("section.stop").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_browser_that_keeps_nothing_says_so_and_leaves_the_sheet()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.Context.AddInitScriptAsync("IDBFactory.prototype.open = () => { throw new DOMException('forbidden', 'SecurityError'); };");
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await Expect(phone.Page.Locator(".alert").First).ToContainTextAsync("ne garde rien");
        await phone.CloseStopAsync();
        await phone.SentAsync();
        await phone.Page.Locator(".alert a").ClickAsync();
        await Expect(phone.Page.Locator("section.stop").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_version_of_the_page_is_offered_and_taken_when_the_driver_wants()
    {
        await using var phone = await demo.PhoneAsync();
        await phone.OpenAsync(await demo.LinkAsync(await demo.AnyRouteAsync()));
        await phone.BecomeReadyAsync();
        var worker = Path.Combine(AppContext.BaseDirectory, "wwwroot", "app", "tournee-worker.js");
        var before = await File.ReadAllTextAsync(worker, TestContext.Current.CancellationToken);
        try
        {
            await File.WriteAllTextAsync(worker, before + "\n// another version\n", TestContext.Current.CancellationToken);
            await phone.Page.EvaluateAsync("async () => { await (await navigator.serviceWorker.ready).update(); }");
            await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Mettre à jour" }).ClickAsync();
            await Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Mettre à jour" })).ToHaveCountAsync(0);
            await Expect(phone.Page.Locator("nav.foot .main")).ToBeVisibleAsync();
        }
        finally
        {
            await File.WriteAllTextAsync(worker, before, TestContext.Current.CancellationToken);
        }
    }
}
