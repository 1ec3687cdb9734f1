using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Logistics.Browser;

/// <summary>A driver's telephone with the page on it, and how a driver uses it.</summary>
public sealed class Phone(IBrowserContext context, string profile, RoundDemo demo) : IAsyncDisposable
{
    public IBrowserContext Context => context;

    /// <summary>Where it remembers: another phone begun with it goes on.</summary>
    public string Profile => profile;

    public IPage Page { get; private set; } = context.Pages[0];

    /// <summary>Touches and fields since the counter was set to nothing.</summary>
    public int Gestures { get; set; }

    public ILocator Title => Page.Locator("#tournee h1");

    public ILocator Queue => Page.Locator(".bar .queue");

    /// <summary>Opens a route's link, whose page presses its button itself.</summary>
    /// <param name="at">The instance's address.</param>
    public async Task OpenAsync(string link, string? at = null)
    {
        await Page.GotoAsync((at ?? demo.Address) + link);
        await Page.WaitForURLAsync("**/tournee");
        await Expect(Page.Locator("nav.foot .main")).ToBeVisibleAsync();
    }

    /// <summary>Waits until the page says that it opens without a network, and goes back to the next stop.</summary>
    public async Task BecomeReadyAsync()
    {
        await Page.Locator(".bar .menu").ClickAsync();
        await Expect(Page.Locator("[data-ready]")).ToBeVisibleAsync();
        await Page.Locator(".bar .menu").ClickAsync();
    }

    public Task TouchAsync(string selector) => TouchAsync(Page.Locator(selector));

    public async Task TouchAsync(ILocator what)
    {
        Gestures++;
        await what.ClickAsync();
    }

    /// <summary>Closes the stop on the screen as planned, with a temperature where one is asked for.</summary>
    /// <returns>The stop's name.</returns>
    public async Task<string> CloseStopAsync(byte[]? photo = null)
    {
        var name = await Title.InnerTextAsync();
        Gestures = 0;
        await TouchAsync("nav.foot .main");
        await ConfirmAsync(photo);
        return name;
    }

    /// <summary>Confirms the form that is open.</summary>
    public async Task ConfirmAsync(byte[]? photo = null)
    {
        await Expect(Page.Locator("form.closing")).ToBeVisibleAsync();
        if (await Page.Locator("#temperature").CountAsync() > 0)
        {
            Gestures++;
            await Page.Locator("#temperature").FillAsync("-20");
        }
        if (photo is not null)
        {
            await Page.Locator("#photo").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = photo });
            await Expect(Page.Locator(".photo span[role=status]")).ToContainTextAsync("ko");
        }
        await TouchAsync("nav.foot .main");
        await Expect(Page.Locator("form.closing")).ToHaveCountAsync(0);
    }

    /// <summary>Draws something on the pad.</summary>
    public async Task SignAsync()
    {
        var pad = Page.Locator(".pad");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + 20, box.Y + box.Height / 2);
        await Page.Mouse.DownAsync();
        for (var i = 1; i <= 12; i++)
            await Page.Mouse.MoveAsync(box.X + 20 + i * (box.Width - 40) / 12, box.Y + box.Height / 2 + (i % 2 == 0 ? 25 : -25));
        await Page.Mouse.UpAsync();
        await Expect(Page.Locator(".signature [role=status]")).ToContainTextAsync("Signé");
    }

    /// <summary>Tells of trouble.</summary>
    public async Task ReportAsync(string kind, string? text = null)
    {
        await TouchAsync("nav.foot .second");
        await TouchAsync($"[data-kind={kind}]");
        if (text is not null)
            await Page.Locator("#what").FillAsync(text);
        await TouchAsync("nav.foot .main");
        await Expect(Page.Locator(".choices")).ToHaveCountAsync(0);
    }

    /// <summary>The route as the device keeps it, once it does: it is shown a moment before.</summary>
    public Task<JsonElement> KeptAsync() => Page.EvaluateAsync<JsonElement>(
        """
        () => new Promise((done) => {
          const asked = indexedDB.open('tournee');
          asked.onsuccess = () => {
            const look = () => {
              const found = asked.result.transaction('round').objectStore('round').get('current');
              found.onsuccess = () => {
                if (!found.result) return void setTimeout(look, 50);
                asked.result.close();
                done(found.result.round);
              };
            };
            look();
          };
        })
        """);

    public Task<int> PhotosKeptAsync() => Page.EvaluateAsync<int>(
        """
        () => new Promise((done) => {
          const asked = indexedDB.open('tournee');
          asked.onsuccess = () => {
            const found = asked.result.transaction('photos').objectStore('photos').count();
            found.onsuccess = () => { asked.result.close(); done(found.result); };
          };
        })
        """);

    /// <summary>Waits until nothing waits.</summary>
    public async Task SentAsync()
    {
        await Page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
        await Expect(Queue).ToHaveAttributeAsync("data-waiting", "0");
    }

    public async Task ExpectAccessibleAsync(string what)
    {
        var result = await Page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{what}\n" + string.Join("\n", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(3).Select(node => node.Html))}")));
        var width = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= 360, $"{what}: the page is {width} pixels wide.");
    }

    /// <summary>Keeps a picture where <c>RAMASSE_SCREENSHOTS</c> says; nowhere without it.</summary>
    public Task KeepPictureAsync(string name, bool fullPage = false) => Pictures.KeepAsync(Page, name, fullPage);

    /// <summary>Shuts the page and opens it again by its own address.</summary>
    public async Task ReopenAsync(string? at = null)
    {
        var old = Page;
        Page = await context.NewPageAsync();
        await old.CloseAsync();
        await Page.GotoAsync((at ?? demo.Address) + "/tournee");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
