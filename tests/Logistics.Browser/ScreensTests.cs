using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Logistics.Browser;

/// <summary>Every screen by day and by night, wide and on a phone, as pictures to be looked at. Asked for by itself: README, "Two commands".</summary>
[Collection(nameof(DemoInBrowser))]
public sealed partial class ScreensTests(DemoInBrowser demo)
{
    /// <summary>Behind a link that a letter brings, or a choice that a demo's visitor has not: pictured by the tests that go through them.</summary>
    static readonly string[] elsewhere = ["/p/{jeton}", "/entrer/lien/{jeton}", "/b/{jeton}", "/choisir", "/bordereaux/{id:guid}", "/recus/{id:guid}", "/notre-compte/recus/nouveau"];

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_screen_is_pictured(ColorScheme scheme, int width)
    {
        Assert.SkipUnless(Pictures.Folder is not null, "RAMASSE_SCREENSHOTS does not say where pictures are kept");
        var seen = new List<string>();
        // Not known before the first page says them.
        var (date, route) = ("?", "?");
        await using var stranger = await demo.VisitAsync(width, 900, scheme);
        await using var dispatcher = await demo.VisitAsync(width, 900, scheme);
        await PictureAsync(stranger, "/entrer", "/erreur/404");

        await dispatcher.Page.GotoAsync("/");
        await Assertions.Expect(dispatcher.Page.Locator(".figure .theirs")).ToHaveCountAsync(3);
        date = DateParameter().Match(await dispatcher.Page.ContentAsync()).Value;
        route = RouteAddress().Match(await dispatcher.Page.ContentAsync()).Value;
        await PictureAsync(
            dispatcher,
            [
                "/", $"/plan/{date}", $"/plan/{date}/imprimer", "/jours", "/acteurs", "/personnes", "/cles", "/compte", "/qui-conduit", "/qui-conduit/tournees", "/qui-conduit/equipe", $"/{route}", $"/{route.Replace("/lien", "/compte-rendu", StringComparison.Ordinal)}",
                .. ((string[])["partenaires", "lieux", "conventions", "vehicules", "conducteurs", "materiel"]).SelectMany(kind => (string[])[$"/donnees/{kind}", $"/donnees/{kind}/fiche", $"/donnees/{kind}/tableau"]),
            ]);
        await BecomeAsync("association");
        await PictureAsync(dispatcher, "/association", "/declarer/don", "/declarer/besoin", "/declarer/materiel", "/criteres", "/notre-compte", $"/notre-compte/releve/{date[..4]}", "/notre-compte/recus");
        await BecomeAsync("driver");
        await PictureAsync(dispatcher, "/conducteur");

        await BecomeAsync("dispatcher");
        await dispatcher.Page.GotoAsync($"/{route}");
        await dispatcher.Page.GetByRole(AriaRole.Button, new() { Name = "Faire un lien" }).ClickAsync();
        var link = new Uri(await dispatcher.Page.Locator("#lien").InputValueAsync()).AbsolutePath;
        await stranger.Page.GotoAsync(link);
        await stranger.Page.WaitForURLAsync("**/tournee");
        await Assertions.Expect(stranger.Page.Locator("nav.foot .main")).ToBeVisibleAsync();
        await KeepAsync(stranger, "tournee");
        seen.AddRange("/t/x", "/tournee");

        if (Checkout.Root is { } root)
            foreach (var page in Directory.EnumerateFiles(Path.Combine(root, "src", "Logistics.Host", "Pages"), "*.cshtml").Select(File.ReadLines).Select(x => x.First()).Where(x => x.StartsWith("@page", StringComparison.Ordinal)))
            {
                var template = page.Contains('"', StringComparison.Ordinal) ? page.Split('"')[1] : "/";
                if (!elsewhere.Contains(template))
                    Assert.True(seen.Exists(x => Regex.IsMatch(x, "^" + Parameter().Replace(template, "[^/]+") + "$")), $"{template} has no picture");
            }

        async Task PictureAsync(Visit visit, params string[] paths)
        {
            foreach (var path in paths)
            {
                await visit.Page.GotoAsync(path);
                await KeepAsync(visit, path == "/" ? "day" : path.Replace(date, "day", StringComparison.Ordinal).Replace(route, "link", StringComparison.Ordinal).Replace(route.Replace("/lien", "/compte-rendu", StringComparison.Ordinal), "report", StringComparison.Ordinal).Trim('/').Replace('/', '-'));
                seen.Add(path);
            }
        }

        async Task KeepAsync(Visit visit, string name)
        {
            await visit.KeepPictureAsync($"{name}-{width}-{scheme}");
            Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width}");
        }

        async Task BecomeAsync(string role)
        {
            await dispatcher.Page.GotoAsync("/");
            var value = await dispatcher.Page.Locator($"#role option[value^='{role}']").First.GetAttributeAsync("value");
            await dispatcher.Page.Context.APIRequest.PostAsync(demo.Host.Address + "/role", new() { Form = dispatcher.Page.APIRequest.CreateFormData().Set("role", value!), Headers = new Dictionary<string, string> { ["Origin"] = demo.Host.Address } });
        }
    }

    [GeneratedRegex(@"(?<=/plan/)\d{4}-\d\d-\d\d")]
    private static partial Regex DateParameter();

    [GeneratedRegex("routes/[0-9a-f-]{36}/lien")]
    private static partial Regex RouteAddress();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
