using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>Who drives, as a dispatcher and a volunteer see it. Nothing is said here that would change the day others look at; what changes it is tested by the host's own tests.</summary>
[Collection(nameof(DemoInBrowser))]
public sealed class WhoDrivesPageTests(DemoInBrowser demo)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_day_is_taken_over_in_two_clicks_and_every_page_is_whole_on_a_phone(ColorScheme scheme)
    {
        await using var visit = await demo.VisitAsync(width: 360, height: 740, scheme: scheme);
        var page = visit.Page;
        await page.GotoAsync("/");
        await Expect(page.Locator(".figure .theirs")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Link, new() { Name = "Qui conduit\u00a0?" }).First.ClickAsync();
        await ExpectWholeAsync(visit, $"rota-empty-{scheme}");
        await page.GotoAsync("/qui-conduit/tournees");
        await ExpectWholeAsync(visit, $"duties-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reprendre", Exact = true }).ClickAsync();
        await Expect(page.GetByText("C'est noté")).ToBeVisibleAsync();

        await page.GotoAsync("/qui-conduit");
        await Expect(page.GetByText("Tous les équipages de ces deux semaines sont complets.")).ToBeVisibleAsync();
        await page.GetByText("Changer l'équipage").First.ClickAsync();
        await ExpectWholeAsync(visit, $"rota-{scheme}");

        await page.GotoAsync("/qui-conduit/equipe");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Donner un lien à") }).First.ClickAsync();
        await ExpectWholeAsync(visit, $"volunteers-{scheme}");
        var link = new Uri(await page.Locator("input[readonly]").InputValueAsync()).AbsolutePath;

        // Whoever has the link needs no account, and no script.
        await using var phone = await demo.VisitAsync(width: 360, height: 740, scheme: scheme);
        await phone.Page.GotoAsync(link);
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Mes tournées" })).ToBeVisibleAsync();
        await phone.Page.GetByText("Mes limites et mes données").ClickAsync();
        await ExpectWholeAsync(phone, $"volunteer-{scheme}");
        Assert.True(visit.Errors.Count + phone.Errors.Count == 0, string.Join("\n", visit.Errors.Concat(phone.Errors)));
    }

    /// <summary>Nothing that axe finds, nothing wider than the phone.</summary>
    static async Task ExpectWholeAsync(Visit visit, string name)
    {
        await visit.KeepPictureAsync(name);
        var result = await visit.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({violation.Nodes[0].Html})")));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
    }
}
