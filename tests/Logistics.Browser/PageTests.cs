using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

[Collection(nameof(DemoInBrowser))]
public sealed class PageTests(DemoInBrowser demo)
{
    [Fact]
    public async Task It_opens_with_three_figures_beside_first_come_first_served()
    {
        await using var visit = await demo.VisitAsync();
        await visit.Page.GotoAsync("/");

        await Expect(visit.Page.Locator(".figure")).ToHaveCountAsync(3);
        await Expect(visit.Page.Locator(".figure .theirs")).ToHaveCountAsync(3);
        foreach (var figure in await visit.Page.Locator(".figure .big").AllInnerTextsAsync())
            Assert.Matches(@"\d", figure);
        await visit.KeepPictureAsync("figures", fullPage: false);
    }

    [Fact]
    public async Task The_map_is_drawn_live_and_asks_nothing_of_the_outside()
    {
        await using var visit = await demo.VisitWithLiveMapAsync();
        await visit.Page.GotoAsync("/");
        await visit.Page.Locator("#carte").ScrollIntoViewIfNeededAsync();

        // Where the machine has no WebGL at all the drawn map stays: both are right, neither is empty.
        var map = visit.Page.Locator("[data-map]");
        var hasWebGl = await visit.Page.EvaluateAsync<bool>("() => document.createElement('canvas').getContext('webgl2') !== null");
        await Expect(map).ToHaveAttributeAsync("data-map-state", hasWebGl ? "live" : "drawn");
        if (hasWebGl)
            await Expect(visit.Page.Locator("[data-map-live] canvas")).ToBeVisibleAsync();
        await visit.KeepPictureAsync("map", fullPage: false);
        if (hasWebGl)
        {
            Assert.Contains(visit.Requests, address => address.Contains(".mvt?v=", StringComparison.Ordinal));
            // The map tells there what it could not draw; that it is drawn without a graphics card is no fault of the page.
            Assert.DoesNotContain(visit.Notes, note => !note.Contains("WebGL", StringComparison.Ordinal));
        }

        // Data and blob addresses are made in the page itself.
        foreach (var address in visit.Requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal) && !address.StartsWith("blob:", StringComparison.Ordinal)))
            Assert.StartsWith(demo.Host.Address + "/", address);
        Assert.Contains(visit.Requests, address => address.EndsWith("/app/main.js", StringComparison.Ordinal));
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task Actors_are_on_a_map_by_kind_and_the_list_and_the_map_lead_to_each_other()
    {
        await using var visit = await demo.VisitWithLiveMapAsync();
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GotoAsync("/acteurs");
        var map = page.Locator("[data-actors]");
        var hasWebGl = await page.EvaluateAsync<bool>("() => document.createElement('canvas').getContext('webgl2') !== null");
        await Expect(map).ToHaveAttributeAsync("data-map-state", hasWebGl ? "live" : "drawn");
        var mark = hasWebGl ? ".on-map" : ".dot-mark";
        var all = await page.Locator(mark).CountAsync();
        Assert.Equal(await page.Locator(".dot-mark").CountAsync(), all);

        // From the list to the mark, by keyboard.
        var link = page.Locator("a[data-show-actor]").Nth(2);
        var entry = await link.GetAttributeAsync("data-show-actor");
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"{mark}[href='#{entry}']").First).ToBeFocusedAsync();
        await visit.KeepPictureAsync("actors-chosen", fullPage: false);
        // And back.
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith($"#{entry}", page.Url);
        await Expect(page.Locator($"li[id='{entry}']")).ToBeInViewportAsync();

        // A kind less is that many marks less, and the list is whole.
        var kind = await page.Locator("input[name=genre]").First.GetAttributeAsync("value");
        var entries = await page.Locator("#acteurs li").CountAsync();
        await page.Locator("input[name=genre]").First.UncheckAsync();
        await Expect(page.Locator($"{mark}.off")).ToHaveCountAsync(await page.Locator($"{mark}[data-kind='{kind}']").CountAsync());
        Assert.Equal(entries, await page.Locator("#acteurs li").CountAsync());
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({violation.Nodes[0].Html})")));
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task A_van_that_breaks_down_shows_what_changes_and_can_be_undone()
    {
        await using var visit = await demo.VisitAsync();
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "La mettre en panne" }).ClickAsync();

        await Expect(visit.Page.Locator(".trial .deltas")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".trial")).ToContainTextAsync("ne sort pas");
        await visit.KeepPictureAsync("breakdown", fullPage: false);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Revenir au plan réel" }).ClickAsync();
        await Expect(visit.Page.Locator(".figure")).ToHaveCountAsync(3);
        await Expect(visit.Page.Locator(".trial")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Spinach_that_arrives_is_shared_out()
    {
        await using var visit = await demo.VisitAsync();
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Les faire arriver" }).ClickAsync();

        await Expect(visit.Page.Locator(".trial .deltas")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("Épinards (essai)");
        await visit.KeepPictureAsync("spinach", fullPage: false);
    }

    [Fact]
    public async Task Why_not_me_answers_in_words()
    {
        await using var visit = await demo.VisitAsync();
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Demander pourquoi" }).ClickAsync();

        await Expect(visit.Page.Locator(".answer")).ToBeVisibleAsync();
        Assert.True((await visit.Page.Locator(".answer").InnerTextAsync()).Length > 40);
        await visit.KeepPictureAsync("why", fullPage: false);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Assistive_technology_finds_nothing_wrong(ColorScheme scheme)
    {
        await using var visit = await demo.VisitAsync(scheme: scheme);
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.Locator(".figure .theirs")).ToHaveCountAsync(3);
        await visit.Page.Locator("details summary").First.ClickAsync();
        await ExpectAccessible(visit);
        await visit.KeepPictureAsync($"page-{scheme}");

        foreach (var (role, path) in new[] { ("association", "/association"), ("driver", "/conducteur") })
        {
            await visit.Page.GotoAsync("/");
            await visit.Page.Locator("#role").SelectOptionAsync(await FirstRoleAsync(visit, role));
            await visit.Page.WaitForURLAsync($"**{path}");
            await ExpectAccessible(visit);
            await visit.KeepPictureAsync($"{role}-{scheme}");
            await visit.Page.Locator("#role").SelectOptionAsync("dispatcher");
            // Not for its load event: the page calls itself up again while something is being worked out, and that one may never come.
            await Expect(visit.Page).ToHaveURLAsync(demo.Host.Address + "/");
            await Expect(visit.Page.Locator(".figure")).ToHaveCountAsync(3);
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_narrow_phone_never_scrolls_sideways(ColorScheme scheme)
    {
        await using var visit = await demo.VisitAsync(width: 360, height: 740, scheme);
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.Locator(".figure .theirs")).ToHaveCountAsync(3);
        await visit.KeepPictureAsync($"phone-{scheme}");
        foreach (var details in await visit.Page.Locator("details summary").AllAsync())
            await details.ClickAsync();

        var width = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= 360, $"The page is {width} pixels wide.");
        await ExpectAccessible(visit);
    }

    [Fact]
    public async Task Without_a_script_everything_but_the_live_map_is_there()
    {
        await using var visit = await demo.VisitAsync(scripts: false);
        await visit.Page.GotoAsync("/");

        await Expect(visit.Page.Locator(".drawn")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".lane").First).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Les faire arriver" }).ClickAsync();
        await Expect(visit.Page.Locator(".trial")).ToBeVisibleAsync();
        await visit.Page.Locator("#role").SelectOptionAsync(await FirstRoleAsync(visit, "driver"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Changer" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Ouvrir la feuille de route" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_sheet_opens_without_a_complaint_of_the_browser()
    {
        await using var visit = await demo.VisitAsync();
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Feuille de route" }).First.ClickAsync();

        await visit.Page.WaitForURLAsync("**/sheet");
        await Expect(visit.Page.Locator("body")).ToContainTextAsync("kg");
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
        await visit.KeepPictureAsync("sheet");
    }

    [Fact]
    public async Task It_speaks_English_to_who_asks()
    {
        await using var visit = await demo.VisitAsync(language: "en-GB");
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Three things to try" })).ToBeVisibleAsync();
    }

    static async Task<string> FirstRoleAsync(Visit visit, string role) =>
        (await visit.Page.Locator($"#role option[value^='{role}:']").First.GetAttributeAsync("value"))!;

    static async Task ExpectAccessible(Visit visit)
    {
        var result = await visit.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
