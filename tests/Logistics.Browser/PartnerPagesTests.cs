using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>From an invitation to an answer out of a mail, and the pages of a partner, on a phone by day and by night.</summary>
[Collection(nameof(DemoInBrowser))]
public sealed partial class PartnerPagesTests(DemoInBrowser demo)
{
    const string Amina = "amina@partenaire.example";

    [Fact]
    public async Task A4_A5_A8_A9_A10_a_partner_enters_by_a_link_is_asked_by_mail_takes_its_calendar_and_chooses_its_notices()
    {
        await using var dispatcher = await demo.VisitAsync();
        await dispatcher.Page.GotoAsync("/");
        var name = (await dispatcher.Page.Locator("#role option[value^='association:']").First.InnerTextAsync()).Trim();
        await dispatcher.Page.GotoAsync("/acteurs");
        await ExpectWholeAsync(dispatcher, "actors-wide");
        await dispatcher.Page.GotoAsync("/personnes");
        await dispatcher.Page.Locator("input[name=adresse]").FillAsync(Amina);
        await dispatcher.Page.Locator("form[action='/personnes/inviter'] select[name=role]").SelectOptionAsync("association");
        await dispatcher.Page.Locator("form[action='/personnes/inviter'] select[name=pour]").SelectOptionAsync(new SelectOptionValue { Label = name });
        await dispatcher.Page.Locator("form[action='/personnes/inviter'] button[type=submit]").ClickAsync();
        await Expect(dispatcher.Page.GetByText(Amina).First).ToBeVisibleAsync();

        await using var partner = await demo.VisitAsync(width: 360, height: 740);
        await partner.Page.GotoAsync(await LinkAsync("/entrer/lien/"));
        await partner.Page.GetByRole(AriaRole.Button, new() { Name = "Entrer" }).ClickAsync();
        await partner.Page.WaitForURLAsync("**/association**");
        await ExpectWholeAsync(partner, "association");
        await partner.Page.GotoAsync("/compte");
        await partner.Page.GetByLabel("un rappel la veille au soir").CheckAsync();
        await partner.Page.GetByLabel("Pas de lettre à partir de").FillAsync("22:00");
        await partner.Page.GetByLabel("jusqu'à").FillAsync("07:00");
        await partner.Page.GetByRole(AriaRole.Button, new() { Name = "Garder" }).ClickAsync();
        await Expect(partner.Page.GetByText("Vos choix sont gardés.")).ToBeVisibleAsync();
        // Not for the test's own letter.
        await partner.Page.GetByLabel("Pas de lettre à partir de").FillAsync("");
        await partner.Page.GetByLabel("jusqu'à").FillAsync("");
        await partner.Page.GetByRole(AriaRole.Button, new() { Name = "Garder" }).ClickAsync();
        await partner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Créer l'adresse") }).First.ClickAsync();
        await Expect(partner.Page.GetByLabel("L'adresse de ce calendrier")).ToBeVisibleAsync();
        await ExpectWholeAsync(partner, "account");
        var feed = await partner.Page.APIRequest.GetAsync(await partner.Page.GetByLabel("L'adresse de ce calendrier").InputValueAsync());
        Assert.Contains("BEGIN:VEVENT", await feed.TextAsync());

        // What it takes in general, looked at before it is kept.
        await partner.Page.GotoAsync("/criteres");
        await partner.Page.Locator("#auMoins").FillAsync("7,5");
        await partner.Page.GetByRole(AriaRole.Button, new() { Name = "Voir ce que cela change" }).ClickAsync();
        await Expect(partner.Page.Locator("#sens[role=status]")).ToContainTextAsync("moins de 7,5 kg");

        // A new need makes a new plan, which asks: on the last day, whatever hour it is now. Nobody is asked about what has left already.
        await partner.Page.GotoAsync("/declarer/besoin");
        var days = partner.Page.Locator("#jour");
        await days.SelectOptionAsync((await days.Locator("option").Last.GetAttributeAsync("value"))!);
        await partner.Page.GetByLabel("Famille").SelectOptionAsync("starch");
        await partner.Page.GetByLabel("Combien au plus, en kg").FillAsync("7");
        await partner.Page.GetByRole(AriaRole.Button, new() { Name = "Déclarer" }).ClickAsync();
        await Expect(partner.Page.GetByText("C'est noté.")).ToBeVisibleAsync();
        var declared = partner.Page.Url;
        var link = await LinkAsync("/p/");

        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var phone = await demo.VisitAsync(width: 360, height: 740, scheme: scheme);
            await phone.Page.GotoAsync(link);
            await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
            await ExpectWholeAsync(phone, $"answer-{scheme}");
            if (scheme == ColorScheme.Dark)
                continue;
            await phone.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Non merci") }).First.ClickAsync();
            await Expect(phone.Page.GetByText("C'est noté, merci.")).ToBeVisibleAsync();
            await ExpectWholeAsync(phone, "answered");
            Assert.Empty(phone.Errors);
        }

        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await partner.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var (path, picture) in ((string, string)[])[("/criteres", "criteria"), ("/notre-compte", "our-account"), ("/acteurs", "actors"), ("/compte", "account-after")])
            {
                await partner.Page.GotoAsync(path);
                await ExpectWholeAsync(partner, $"{picture}-{scheme}");
            }
        }
        // Other tests of this host find the day as it was.
        await partner.Page.GotoAsync(declared);
        await partner.Page.GetByRole(AriaRole.Button, new() { Name = "Retirer cette déclaration" }).ClickAsync();
        await Expect(partner.Page.Locator("#declarations")).ToBeVisibleAsync();
        Assert.Empty(partner.Errors);
    }

    /// <summary>The address in the latest letter to the partner that holds such a link.</summary>
    async Task<string> LinkAsync(string path)
    {
        for (var patience = 0; patience < 1200; patience++)
        {
            foreach (var file in new DirectoryInfo(Path.Combine(demo.Host.Data, "mail")).EnumerateFiles("*.eml").OrderByDescending(x => x.LastWriteTimeUtc))
                if (await File.ReadAllTextAsync(file.FullName) is var text && text.Contains(Amina, StringComparison.Ordinal)
                    && Link().Matches(text).FirstOrDefault(x => x.Value.Contains(path, StringComparison.Ordinal)) is { } found)
                    return new Uri(found.Value).PathAndQuery;
            await Task.Delay(100);
        }
        throw new TimeoutException($"No letter with {path} came.");
    }

    /// <summary>Nothing that axe finds, nothing wider than the phone.</summary>
    static async Task ExpectWholeAsync(Visit visit, string name)
    {
        await visit.KeepPictureAsync(name);
        var result = await visit.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation => $"{name}, {violation.Id}: {violation.Help} ({violation.Nodes[0].Html})")));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than the phone");
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
