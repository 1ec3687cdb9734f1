using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>The dispatcher's board, on the demo's earlier day so that others' tests find theirs as it was.</summary>
[Collection(nameof(DemoInBrowser))]
public sealed class BoardTests(DemoInBrowser demo)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task D1_D12_D19_the_board_shows_every_lane_and_is_whole_on_a_screen_and_on_a_phone(ColorScheme scheme)
    {
        await using var visit = await BoardAsync(scheme: scheme);
        var page = visit.Page;
        await Expect(page.Locator(".board-lane").First).ToBeVisibleAsync();
        Assert.Matches(@"\d:\d\d/\d:\d\d", await page.Locator(".board-lane .facts").First.InnerTextAsync());

        // A pick-up lights up its drop-offs.
        await page.Locator("[data-stop] input[name=arret]").First.CheckAsync();
        Assert.True(await page.Locator(".is-kin").CountAsync() >= 2);
        await visit.KeepPictureAsync($"board-{scheme}", fullPage: false);
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({violation.Nodes[0].Html})")));
        // A phone, and 1280 at 200 %.
        foreach (var (width, height) in ((int, int)[])[(360, 740), (640, 450)])
        {
            await page.SetViewportSizeAsync(width, height);
            await visit.KeepPictureAsync($"board-{width}-{scheme}", fullPage: width == 360);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"wider than {width}");
        }
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));

        // What comes before the map: what every page loads, and the board's own.
        var scripts = await Task.WhenAll(new[] { "main", "board" }.Select(async name => await (await page.Context.APIRequest.GetAsync($"{demo.Host.Address}/app/{name}.js")).BodyAsync()));
        Assert.InRange(scripts.Sum(Zipped), 1, 60 * 1024);
    }

    [Fact]
    public async Task D2_D4_D19_a_stop_is_moved_and_put_back_by_keyboard_alone()
    {
        await using var visit = await BoardAsync();
        var page = visit.Page;
        var lane = page.Locator("ol[data-lane]").Filter(new() { Has = page.Locator("[data-number='3']") }).First;
        var name = (await lane.GetAttributeAsync("data-name"))!;
        lane = page.Locator($"ol[data-name='{name}']");
        var before = await KeysAsync(lane);
        await lane.Locator("[data-number='2'] input").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Déplacé.");
        var after = await KeysAsync(lane);
        Assert.NotEqual(before, after);
        // The focus went with it.
        Assert.Equal(before[1], await page.EvaluateAsync<string>("() => document.activeElement.closest('[data-stop]')?.dataset.key"));

        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Annulé.");
        Assert.Equal(before, await KeysAsync(lane));
        await page.Keyboard.PressAsync("Control+Shift+Z");
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Rétabli.");
        Assert.Equal(after, await KeysAsync(lane));
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Annulé.");

        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("[data-board-dialog]")).ToBeVisibleAsync();
        await visit.KeepPictureAsync("board-help", fullPage: false);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-board-dialog]")).ToBeHiddenAsync();
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task D2_D6_a_drag_moves_the_stop_at_once_and_the_server_says_what_is_wrong()
    {
        await using var visit = await BoardAsync();
        var page = visit.Page;
        // From the first lane with stops onto the next: the page answers within the same frame, whatever the network does.
        var took = await page.EvaluateAsync<double>(
            """
            () => {
              const lanes = [...document.querySelectorAll('ol[data-lane]')].filter((lane) => lane.querySelector('[data-stop]'));
              const stop = lanes[0].querySelector('[data-stop]');
              const onto = lanes[1].querySelector('[data-stop]');
              const data = new DataTransfer();
              const box = onto.getBoundingClientRect();
              const fire = (what, on) => on.dispatchEvent(new DragEvent(what, { bubbles: true, cancelable: true, dataTransfer: data, clientY: box.top + 1 }));
              const begun = performance.now();
              fire('dragstart', stop); fire('dragover', onto); fire('drop', onto);
              document.body.offsetHeight;
              return stop.parentElement === lanes[1] ? performance.now() - begun : 1e9;
            }
            """);
        // 100 ms is the goal, printed below; a busy machine may be later, and still never waits for the server.
        Assert.InRange(took, 0, 1000);
        var clock = Stopwatch.StartNew();
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Déplacé.");
        TestContext.Current.TestOutputHelper?.WriteLine($"drag {took:0.0} ms, in force and judged {clock.ElapsedMilliseconds} ms");
        await visit.KeepPictureAsync("board-dragged", fullPage: false);
        await page.Locator("[data-undo]").ClickAsync();
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Annulé.");
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task D3_D4_a_whole_lane_changes_its_driver_and_a_colleague_sees_it_without_reloading()
    {
        await using var visit = await BoardAsync();
        await using var colleague = await BoardAsync();
        var page = visit.Page;
        var plan = await PlanAsync(colleague.Page);
        // Chosen by the colleague meanwhile, and still chosen afterwards.
        await colleague.Page.Locator("[data-stop] input[name=arret]").Last.CheckAsync();

        var lane = page.Locator(".board-lane").First;
        await lane.Locator("select[name=avec]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await lane.GetByRole(AriaRole.Button, new() { Name = "Donner", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-board-live]")).ToContainTextAsync("changé de conducteur");
        await Expect(page.Locator(".board-lane .tag", new() { HasText = "Tenue" })).Not.ToHaveCountAsync(0);

        await Expect(colleague.Page.Locator($"[data-plan='{plan}']")).ToHaveCountAsync(0, new() { Timeout = 10_000 });
        await Expect(colleague.Page.Locator("[data-board-live]")).ToContainTextAsync("Modifié par");
        await Expect(colleague.Page.Locator("[data-stop] input:checked")).ToHaveCountAsync(1);
        await page.Locator("[data-undo]").ClickAsync();
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Annulé.");
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task D7_D8_a_solve_outlives_the_page_is_compared_applied_and_undone()
    {
        await using var visit = await BoardAsync();
        var page = visit.Page;
        await page.Locator("#secondes").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Recalculer" }).ClickAsync();
        await Expect(page.Locator("[data-board-live]")).Not.ToBeEmptyAsync();
        await page.GotoAsync("/");
        await page.GotoAsync(await AddressAsync(page));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Appliquer", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator(".solve .deltas")).ToContainTextAsync("au lieu de");
        await Expect(page.Locator(".solve .curve figcaption")).ToContainTextAsync("Meilleur coût");
        await visit.KeepPictureAsync("board-solve", fullPage: false);
        var before = await PlanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Appliquer", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-board-live]")).ToContainTextAsync("en vigueur");
        Assert.NotEqual(before, await PlanAsync(page));
        await page.Locator("[data-undo]").ClickAsync();
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Annulé.");
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task D2_D3_D7_D8_D14_D19_a_whole_morning_is_done_by_keyboard_alone()
    {
        await using var visit = await BoardAsync();
        var page = visit.Page;
        var live = page.Locator("[data-board-live]");
        var begun = await KeysOfAllAsync(page);

        // A stop goes to the next vehicle; both rounds are held as they are now, and let go again.
        await ReachAsync(page, "[data-number='2'] input[name=arret]");
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Expect(live).ToHaveTextAsync("Déplacé.");
        for (var held = await page.Locator("button[value=liberer]").CountAsync(); held > 0; held--)
        {
            await ReachAsync(page, "button[value=liberer]");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("button[value=liberer]")).ToHaveCountAsync(held - 1);
        }

        // Solved anew, looked at, and one vehicle's round taken of it.
        await ReachAsync(page, "#secondes");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("2");
        await ReachAsync(page, "button[value=calculer]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".solve .deltas")).ToContainTextAsync("En retard ou hors horaires");
        if (!await page.Locator(".lanes-of-solve").IsVisibleAsync())
        {
            await ReachAsync(page, "details:has(.lanes-of-solve) > summary");
            await page.Keyboard.PressAsync("Enter");
        }
        await ReachAsync(page, ".lanes-of-solve input:not([disabled])");
        await page.Keyboard.PressAsync("Space");
        await visit.KeepPictureAsync("board-lane-chosen", fullPage: false);
        var edited = await PlanAsync(page);
        await ReachAsync(page, "button[value=appliquer-rondes]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"[data-plan='{edited}']")).ToHaveCountAsync(0);
        await ReachAsync(page, "button[value=abandonner]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("button[value=calculer]")).ToBeVisibleAsync();

        // A whole round to another driver.
        await ReachAsync(page, "select[name=avec]");
        await page.Keyboard.PressAsync("ArrowDown");
        await ReachAsync(page, "button[value=echanger]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(live).ToContainTextAsync("changé de conducteur");

        // The driver's link, and the day on paper.
        await ReachAsync(page, "a[href$='/lien']");
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "main button");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".fresh .qr svg")).ToBeVisibleAsync();
        await page.GotoAsync(await AddressAsync(page));
        await ReachAsync(page, "a[href$='/imprimer']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".sheet").First).ToBeVisibleAsync();

        // All of it is taken back.
        await page.GotoAsync(await AddressAsync(page));
        await Expect(page.Locator("[data-board-help]")).ToBeVisibleAsync();
        for (var steps = 0; string.Join("\n", begun) != string.Join("\n", await KeysOfAllAsync(page)); steps++)
        {
            Assert.True(steps < 12, "What was done by keyboard is not undone by it.");
            var before = await PlanAsync(page);
            await page.Keyboard.PressAsync("Control+z");
            await Expect(page.Locator($"[data-plan='{before}']")).ToHaveCountAsync(0);
        }
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task D4_a_lost_connection_is_said_and_what_a_colleague_did_meanwhile_is_there_when_it_is_back()
    {
        await using var visit = await BoardAsync();
        await using var colleague = await BoardAsync();
        var page = visit.Page;
        await page.Context.SetOfflineAsync(true);
        var plan = await PlanAsync(page);

        // One's own change does not reach the server, and the page says so.
        await page.Locator("[data-number='1'] input").First.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Expect(page.Locator("[data-board-notice]")).ToContainTextAsync("le changement n'a pas été fait");
        await visit.KeepPictureAsync("board-away", fullPage: false);
        var lane = colleague.Page.Locator(".board-lane").First;
        await lane.Locator("button[value=tenir]").ClickAsync();
        await Expect(colleague.Page.Locator("button[value=liberer]")).Not.ToHaveCountAsync(0);
        Assert.Equal(plan, await PlanAsync(page));

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator($"[data-plan='{plan}']")).ToHaveCountAsync(0);
        await Expect(page.Locator("button[value=liberer]")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("[data-board-notice]")).ToBeHiddenAsync();
        await colleague.Page.Locator("[data-undo]").ClickAsync();
        await Expect(colleague.Page.Locator("[data-board-live]")).ToHaveTextAsync("Annulé.");
    }

    [Fact]
    public async Task D2_drags_while_the_server_is_away_or_slow_lose_no_lane_and_no_stop()
    {
        await using var visit = await BoardAsync();
        var page = visit.Page;
        var before = await LanesAsync(page);

        // Away: two drags, the second before the first has failed, are both put back.
        var seen = new TaskCompletionSource();
        await page.RouteAsync("**/plan/**", async route =>
        {
            await seen.Task;
            await route.AbortAsync();
        });
        await page.EvaluateAsync(drags, 2);
        Assert.NotEqual(before, await LanesAsync(page));
        seen.SetResult();
        await Expect(page.Locator("[data-board-notice]")).ToContainTextAsync("le changement n'a pas été fait");
        await Expect(page.Locator("[data-board]:not([aria-busy])")).ToBeVisibleAsync();
        Assert.Equal(before, await LanesAsync(page));
        await page.UnrouteAllAsync();
        await Expect(page.Locator("[data-board-notice]")).ToBeHiddenAsync();

        // Slow: a drag while another change is on its way.
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/plan/**", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.Locator(".board-lane button[value=tenir]").Last.ClickAsync();
        await page.EvaluateAsync(drags, 1);
        held.SetResult();
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Déplacé.");
        await Expect(page.Locator("[data-same]")).ToHaveCountAsync(0);
        var now = await LanesAsync(page);
        await page.ReloadAsync();
        Assert.Equal(await LanesAsync(page), now);
        Assert.NotEqual(before, now);

        for (var changes = 0; changes < 2; changes++)
        {
            var plan = await PlanAsync(page);
            await page.Locator("[data-undo]").ClickAsync();
            await Expect(page.Locator($"[data-plan='{plan}']")).ToHaveCountAsync(0);
        }
        Assert.Equal(before, await LanesAsync(page));
    }

    /// <summary>The first stop of a lane onto the lane after it, so many times within one frame.</summary>
    const string drags =
        """
        (times) => {
          for (let i = 0; i < times; i++) {
            const lanes = [...document.querySelectorAll('ol[data-lane]')].filter((lane) => lane.dataset.lane && lane.querySelectorAll('[data-stop]').length > 1);
            const data = new DataTransfer();
            const fire = (what, on) => on.dispatchEvent(new DragEvent(what, { bubbles: true, cancelable: true, dataTransfer: data }));
            fire('dragstart', lanes[i].querySelector('[data-stop]'));
            fire('dragover', lanes[i + 1]);
            fire('drop', lanes[i + 1]);
          }
        }
        """;

    static Task<string> LanesAsync(IPage page) => page.EvaluateAsync<string>(
        "() => [...document.querySelectorAll('.board-lane')].map((lane) => [lane.querySelector('ol').dataset.lane, ...[...lane.querySelectorAll('[data-stop]')].map((stop) => stop.dataset.key)].join(' ')).sort().join('\\n')");

    [Fact]
    public async Task D7_a_host_that_stops_during_a_solve_leaves_the_plan_and_the_page_says_what_became_of_the_solve()
    {
        await using var visit = await BoardAsync();
        var page = visit.Page;
        var before = await KeysOfAllAsync(page);
        var plan = await PlanAsync(page);
        await page.Locator("#secondes").FillAsync("120");
        await page.Locator("button[value=calculer]").ClickAsync();
        await Expect(page.Locator("button[value=arreter]")).ToBeVisibleAsync();

        await demo.RestartAsync(async () =>
        {
            await page.Locator("[data-number='1'] input").First.FocusAsync();
            await page.Keyboard.PressAsync("Alt+ArrowRight");
            await Expect(page.Locator("[data-board-notice]")).ToContainTextAsync("le changement n'a pas été fait");
        });

        // Without anybody reloading it.
        await Expect(page.Locator("[data-board-notice]")).ToContainTextAsync("Le serveur s'est arrêté pendant le calcul");
        await Expect(page.Locator(".solve .problems")).ToContainTextAsync("Le serveur s'est arrêté pendant le calcul");
        await visit.KeepPictureAsync("board-solve-lost", fullPage: false);
        Assert.Equal((plan, string.Join('\n', before)), (await PlanAsync(page), string.Join('\n', await KeysOfAllAsync(page))));
        await page.Locator(".board-lane").First.Locator("button[value=tenir]").ClickAsync();
        await Expect(page.Locator("button[value=liberer]")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("[data-board-notice]")).ToBeHiddenAsync();
        await page.Locator("[data-undo]").ClickAsync();
        await Expect(page.Locator("[data-board-live]")).ToHaveTextAsync("Annulé.");
    }

    [Fact]
    public async Task D14_the_day_is_printed_as_one_document()
    {
        await using var visit = await BoardAsync();
        var lanes = await visit.Page.Locator(".board-lane ol:has([data-stop])").CountAsync();
        await visit.Page.GotoAsync(await AddressAsync(visit.Page) + "/imprimer");
        await Expect(visit.Page.Locator(".sheet")).ToHaveCountAsync(lanes);
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    async Task<Visit> BoardAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await demo.VisitAsync(width: width, scheme: scheme);
        // Who has been at the door of a demo dispatches. Not by the page: while a day is planned, that one looks again by itself and would go elsewhere than asked.
        await visit.Page.Context.APIRequest.GetAsync(demo.Host.Address + "/");
        await visit.Page.GotoAsync(await AddressAsync(visit.Page));
        await Expect(visit.Page.Locator("[data-board-help]")).ToBeVisibleAsync(); // the script is there
        return visit;
    }

    /// <summary>Of the demo's earliest day, once it is planned: it is so after the others.</summary>
    async Task<string> AddressAsync(IPage page)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(300))
        {
            var days = JsonDocument.Parse(await (await page.Context.APIRequest.GetAsync(demo.Host.Address + "/api/v1/days")).TextAsync()).RootElement.GetProperty("items");
            var first = days.EnumerateArray().OrderBy(day => day.GetProperty("date").GetString(), StringComparer.Ordinal).First();
            if (first.GetProperty("planned").GetBoolean())
                return $"/plan/{first.GetProperty("date").GetString()}";
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(6), "The earlier day is not planned.");
        }
    }

    static Task<string?> PlanAsync(IPage page) => page.Locator("[data-board-part]").GetAttributeAsync("data-plan");

    /// <summary>Every round's stops in their order.</summary>
    static Task<string[]> KeysOfAllAsync(IPage page) => page.Locator("ol[data-lane]").EvaluateAllAsync<string[]>(
        "lanes => lanes.map((lane) => [lane.dataset.lane, ...[...lane.querySelectorAll('[data-stop]')].map((stop) => stop.dataset.key)].join(' / '))");

    /// <summary>Goes to the first of what the selector names as a keyboard does, and sees there that it is where it is.</summary>
    static async Task ReachAsync(IPage page, string selector)
    {
        await Expect(page.Locator(selector).First).ToBeVisibleAsync();
        for (var pressed = 0; pressed < 2000; pressed++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement === document.querySelector(selector)", selector))
            {
                Assert.True(await page.EvaluateAsync<bool>("() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"), $"Nothing shows that {selector} has the focus.");
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"No key leads to {selector}.");
    }

    static Task<string[]> KeysAsync(ILocator lane) => lane.Locator("[data-stop]").EvaluateAllAsync<string[]>("stops => stops.map((stop) => stop.dataset.key)");

    static long Zipped(byte[] script)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(script);
        return buffer.Length;
    }
}
