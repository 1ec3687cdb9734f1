using System.Diagnostics;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>Declaring on a phone, as somebody at a counter does.</summary>
[Collection(nameof(DemoInBrowser))]
public sealed class DeclarePageTests(DemoInBrowser demo)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A1_A6_a_surplus_takes_at_most_twelve_touches_and_a_minute_has_words_for_the_loop_and_can_be_taken_back(ColorScheme scheme)
    {
        await using var visit = await AssociationAsync(scheme);
        var page = visit.Page;
        // What a person waits for; not what axe and pictures take between two touches.
        var clock = new Stopwatch();
        var touches = 0;
        async Task TouchAsync(Func<Task> what)
        {
            touches++;
            clock.Start();
            await what();
            clock.Stop();
        }

        await TouchAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Déclarer un surplus" }).ClickAsync());
        await ExpectWholeAsync(visit, $"declare-{scheme}");
        await TouchAsync(() => page.GetByLabel("Quoi").FillAsync("Courgettes du jour"));
        await TouchAsync(() => page.GetByLabel("Famille").SelectOptionAsync("fruit-and-vegetables"));
        await TouchAsync(() => page.GetByLabel("Combien, en kg").FillAsync("24,5"));
        await TouchAsync(() => page.GetByLabel("À prendre à partir de").FillAsync("09:00"));
        await TouchAsync(() => page.GetByLabel("À prendre avant").FillAsync("16:00"));
        // Larger than the server takes: made small before it goes. On a telephone choosing one is two more touches.
        touches += 2;
        var large = await LargePictureAsync(page);
        Assert.True(large.Length > 2_000_000, $"{large.Length} bytes are not too many");
        await TouchAsync(() => page.GetByLabel("Une photo, si vous voulez").SetInputFilesAsync(new FilePayload { Name = "IMG_0001.png", MimeType = "image/png", Buffer = large }));
        await TouchAsync(async () =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Déclarer" }).ClickAsync();
            await Expect(page.GetByText("C'est noté.")).ToBeVisibleAsync();
        });
        await Expect(page.GetByText("La photo est gardée.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Photo\u00a0: Courgettes du jour" })).ToHaveJSPropertyAsync("naturalWidth", 1600);
        Assert.InRange(touches, 1, 12);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        await ExpectWholeAsync(visit, $"declared-{scheme}");
        // Words for the loop: what and until when, a link, and nobody's telephone.
        var words = await page.Locator("#partage").InputValueAsync();
        Assert.Contains("Courgettes du jour", words);
        Assert.Contains("http", words);
        Assert.DoesNotMatch(@"\+33|\b0[1-9]([ .]?[0-9]{2}){4}\b", words);

        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer cette déclaration" }).ClickAsync();
        await Expect(page.Locator("#declarations")).ToBeVisibleAsync();
        // The plan may have been made with it meanwhile, and says so until the next: what is asked is that it is declared no longer.
        await Expect(page.Locator("#declarations").GetByText("Courgettes du jour")).ToHaveCountAsync(0);
        Assert.True(visit.Errors.Count == 0, string.Join("\n", visit.Errors));
    }

    [Fact]
    public async Task A1_what_is_typed_without_a_network_or_on_a_closed_page_is_there_again()
    {
        await using var visit = await AssociationAsync(ColorScheme.Light);
        var page = visit.Page;
        await page.GotoAsync("/declarer/besoin");
        await page.GetByLabel("Famille").SelectOptionAsync("starch");
        await page.GetByLabel("Combien au plus, en kg").FillAsync("33");
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Déclarer" }).ClickAsync();
        await Expect(page.GetByText("Pas de réseau")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);

        await page.GotoAsync("/association");
        await page.GotoAsync("/declarer/besoin");
        await Expect(page.GetByText("Saisie retrouvée")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Combien au plus, en kg")).ToHaveValueAsync("33");
        await page.GetByRole(AriaRole.Button, new() { Name = "Déclarer" }).ClickAsync();
        await Expect(page.GetByText("C'est noté.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer cette déclaration" }).ClickAsync();

        // What was sent is not offered again.
        await page.GotoAsync("/declarer/besoin");
        await Expect(page.GetByLabel("Combien au plus, en kg")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A2_mistakes_are_told_beside_their_fields()
    {
        await using var visit = await AssociationAsync(ColorScheme.Light);
        await visit.Page.GotoAsync("/declarer/materiel");
        await visit.Page.GetByLabel("Quel matériel").SelectOptionAsync("cold-room");
        await visit.Page.GetByLabel("Son nom").FillAsync("Chambre froide");
        await visit.Page.GetByLabel("À prendre à partir de").FillAsync("18:00");
        await visit.Page.GetByLabel("À rendre avant").FillAsync("08:00");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Déclarer" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ExpectWholeAsync(visit, "declare-mistakes");
    }

    /// <summary>A picture of 2,000 by 1,000 points that does not compress.</summary>
    static async Task<byte[]> LargePictureAsync(IPage page) => Convert.FromBase64String(await page.EvaluateAsync<string>(
        """
        () => {
          const canvas = document.createElement('canvas');
          canvas.width = 2000; canvas.height = 1000;
          const pen = canvas.getContext('2d'), points = pen.createImageData(2000, 1000);
          let state = 1;
          for (let i = 0; i < points.data.length; i++) { state ^= state << 13; state ^= state >>> 17; state ^= state << 5; points.data[i] = i % 4 === 3 ? 255 : state & 255; }
          pen.putImageData(points, 0, 0);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """));

    async Task<Visit> AssociationAsync(ColorScheme scheme)
    {
        var visit = await demo.VisitAsync(width: 360, height: 740, scheme: scheme);
        await visit.Page.GotoAsync("/");
        // The page asks how far its comparison is: who changes the role meanwhile would be refused that, and the browser would complain.
        await Expect(visit.Page.Locator(".figure .theirs")).ToHaveCountAsync(3);
        var role = await visit.Page.Locator("#role option[value^='association:']").First.GetAttributeAsync("value");
        await visit.Page.Locator("#role").SelectOptionAsync(role!);
        await visit.Page.WaitForURLAsync("**/association");
        return visit;
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
