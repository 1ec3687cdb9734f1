using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>Records are corrected by hand and by a table, as a dispatcher does before the morning.</summary>
[Collection(nameof(DemoInBrowser))]
public sealed class RecordsPageTests(DemoInBrowser demo)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_table_is_taken_along_and_its_corrections_are_seen_before_they_are_kept(ColorScheme scheme)
    {
        await using var visit = await demo.VisitAsync(width: 360, height: 740, scheme: scheme);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GotoAsync("/donnees/conducteurs");
        await ExpectWholeAsync(visit, $"records-{scheme}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tableau (CSV)" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Télécharger le tableau" }).ClickAsync());
        var table = (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");
        var phone = scheme == ColorScheme.Light ? "06 00 00 00 11" : "06 00 00 00 22";
        var cells = table[1].Split(';');
        var corrected = string.Join(';', [.. cells[..^1], phone]);
        await page.Locator("#fichier").SetInputFilesAsync(new FilePayload { Name = "conducteurs.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"{table[0]}\r\n{corrected}\r\n") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir ce qui changerait" }).ClickAsync();
        await Expect(page.Locator("ins")).ToHaveTextAsync(phone);
        await ExpectWholeAsync(visit, $"records-preview-{scheme}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Importer", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("1 fiche gardée");

        await page.GotoAsync($"/donnees/conducteurs/fiche?code={Uri.EscapeDataString(cells[0])}");
        await Expect(page.GetByLabel("Téléphone")).ToHaveValueAsync(phone);
        await ExpectWholeAsync(visit, $"record-driver-{scheme}");
        foreach (var path in scheme == ColorScheme.Light ? ["/donnees/lieux/fiche", "/donnees/materiel/fiche"] : (string[])["/donnees/vehicules/fiche"])
        {
            await page.GotoAsync(path);
            await ExpectWholeAsync(visit, $"record{path.Replace('/', '-')}-{scheme}");
        }
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task A11_a_number_that_is_none_is_told_where_a_partner_is_declared_and_a_right_one_is_kept()
    {
        await using var visit = await demo.VisitAsync(width: 360, height: 740);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GotoAsync("/donnees/partenaires");
        await page.Locator("a[href*='/fiche'][href*='code=']").First.ClickAsync();
        var record = page.Url;
        await page.GetByLabel("SIRET (14 chiffres)").FillAsync("732 829 320 00075");
        await page.GetByLabel("RNA (W et 9 chiffres)").FillAsync("34123456");
        await page.GetByRole(AriaRole.Button, new() { Name = "Garder" }).ClickAsync();
        await Expect(page.GetByText("n’est pas un numéro SIRET").First).ToBeVisibleAsync();
        await Expect(page.GetByText("n’est pas un numéro RNA").First).ToBeVisibleAsync();
        await ExpectWholeAsync(visit, "record-numbers");
        await page.GetByLabel("SIRET (14 chiffres)").FillAsync("732 829 320 00074");
        await page.GetByLabel("RNA (W et 9 chiffres)").FillAsync("w341234567");
        await page.GetByRole(AriaRole.Button, new() { Name = "Garder" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await page.GotoAsync(record);
        await Expect(page.GetByLabel("SIRET (14 chiffres)")).ToHaveValueAsync("73282932000074");
        await Expect(page.GetByLabel("RNA (W et 9 chiffres)")).ToHaveValueAsync("W341234567");
        // Other tests of this host find the partner as it was.
        await page.GetByLabel("SIRET (14 chiffres)").FillAsync("");
        await page.GetByLabel("RNA (W et 9 chiffres)").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Garder" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
    }

    static async Task ExpectWholeAsync(Visit visit, string name)
    {
        await visit.KeepPictureAsync(name);
        var result = await visit.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({violation.Nodes[0].Html})")));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "wider than the phone");
    }
}
