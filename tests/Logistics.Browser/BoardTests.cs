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
        await visit.Page.GotoAsync("/");
        await visit.Page.GotoAsync(await AddressAsync(visit.Page));
        await Expect(visit.Page.Locator("[data-board-help]")).ToBeVisibleAsync(); // the script is there
        return visit;
    }

    /// <summary>Of the demo's earliest day, once it is planned: it is so after the others.</summary>
    static async Task<string> AddressAsync(IPage page)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(300))
        {
            var days = JsonDocument.Parse(await (await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), "/api/v1/days").ToString())).TextAsync()).RootElement.GetProperty("items");
            var first = days.EnumerateArray().OrderBy(day => day.GetProperty("date").GetString(), StringComparer.Ordinal).First();
            if (first.GetProperty("planned").GetBoolean())
                return $"/plan/{first.GetProperty("date").GetString()}";
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(6), "The earlier day is not planned.");
        }
    }

    static Task<string?> PlanAsync(IPage page) => page.Locator("[data-board-part]").GetAttributeAsync("data-plan");

    static Task<string[]> KeysAsync(ILocator lane) => lane.Locator("[data-stop]").EvaluateAllAsync<string[]>("stops => stops.map((stop) => stop.dataset.key)");

    static long Zipped(byte[] script)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(script);
        return buffer.Length;
    }
}
