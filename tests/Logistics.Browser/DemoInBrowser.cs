using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Logistics.Browser;

/// <summary>One demo host and one Chromium for all tests of the page; skipped with a reason where there is no Chromium.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    const string chromium = "/usr/bin/chromium";

    static readonly string[] arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    readonly int port = FreePort();
    IPlaywright? playwright;
    IBrowser? browser, drawing;
    ScratchDatabase? database;

    public HostProcess Host { get; private set; } = null!;

    public static bool IsPossible => File.Exists(chromium);

    public async ValueTask InitializeAsync()
    {
        if (!IsPossible)
            return;
        database = await DatabaseAsync("browser");
        Host = await StartAsync(data: null);
        playwright = await Playwright.CreateAsync();
        // Without a graphics card a live map takes all cores, and every other test of a page with one would wait for it; pictures for people are taken with it.
        browser = await LaunchAsync(Pictures.Folder is not null ? [] : ["--disable-3d-apis"]);
    }

    Task<HostProcess> StartAsync(string? data) => HostProcess.StartDemoAsync(data, $"http://127.0.0.1:{port}", SettingsOf(database));

    /// <summary>kill -9, and started anew at the same address: whatever page is open goes on with it.</summary>
    /// <param name="meanwhile">Done while there is no host.</param>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        await Host.KillAsync();
        await meanwhile();
        Host = await StartAsync(Host.Data);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What is looked at here are pages: they stand on the test server where there is one, which asks for a tenth of the work of the embedded database beside a browser.</summary>
    /// <remarks>That a demo lives on the embedded one, and lives on after a stop, is asked by <see cref="LifeTests"/>.</remarks>
    internal static async Task<ScratchDatabase?> DatabaseAsync(string purpose) => ScratchDatabase.IsPossible ? await ScratchDatabase.CreateAsync(purpose) : null;

    /// <remarks>Without Google OR-Tools, which takes a quarter of the machine to share out invented goods better than anybody looks at here; <see cref="LifeTests"/> has it.</remarks>
    internal static Dictionary<string, string> SettingsOf(ScratchDatabase? database)
    {
        var settings = new Dictionary<string, string> { ["LOGISTICS__SOLVER"] = "none" };
        if (database is not null)
            settings["LOGISTICS__DATABASE"] = database.ConnectionString;
        return settings;
    }

    Task<IBrowser> LaunchAsync(string[] more) => playwright!.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = [.. arguments, .. more] });

    /// <summary>A fresh visitor: no cookies, French, with every request noted.</summary>
    public async Task<Visit> VisitAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool scripts = true, string language = "fr-FR")
    {
        Assert.SkipUnless(IsPossible, $"{chromium} is not installed");
        return await VisitAsync(browser!, width, height, scheme, scripts, language);
    }

    /// <summary>The same where maps are drawn live, as far as this machine can.</summary>
    public async Task<Visit> VisitWithLiveMapAsync()
    {
        Assert.SkipUnless(IsPossible, $"{chromium} is not installed");
        return await VisitAsync(drawing ??= await LaunchAsync([]), 1280, 900, ColorScheme.Light, scripts: true, "fr-FR");
    }

    async Task<Visit> VisitAsync(IBrowser browser, int width, int height, ColorScheme scheme, bool scripts, string language)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            Locale = language,
            BaseURL = Host.Address,
        });
        context.SetDefaultTimeout(90_000);
        Assertions.SetDefaultExpectTimeout(120_000);
        var page = await context.NewPageAsync();
        return new(context, page);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in new[] { browser, drawing })
            if (open is not null)
                await open.DisposeAsync();
        playwright?.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}

/// <summary>A page and what it asked of the network.</summary>
public sealed class Visit : IAsyncDisposable
{
    readonly IBrowserContext context;

    public Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Add($"{message.Text} ({message.Location})");
            else if (message.Type is "info" or "warning")
                Notes.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    /// <summary>What the browser complained of: scripts that failed, and what the content policy refused.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>What scripts told the console without calling it an error.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Keeps a picture of the whole page where <c>RAMASSE_SCREENSHOTS</c> says; nowhere without it.</summary>
    public Task KeepPictureAsync(string name, bool fullPage = true) => Pictures.KeepAsync(Page, name, fullPage);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}

/// <summary>Pictures of pages, for people to look at.</summary>
static class Pictures
{
    /// <summary>Where <c>RAMASSE_SCREENSHOTS</c> says, from the checkout's own folder on; null: nowhere.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("RAMASSE_SCREENSHOTS") is { Length: > 0 } folder ? Path.Combine(Checkout.Root ?? "", folder) : null;

    public static async Task KeepAsync(IPage page, string name, bool fullPage)
    {
        if (Folder is null)
            return;
        // A picture of the whole page is of what nobody has scrolled to, too: of lanes that are laid out only then.
        await page.EvaluateAsync("() => { for (const lane of document.querySelectorAll('.board-lane')) lane.style.contentVisibility = 'visible'; }");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = fullPage });
    }
}

[CollectionDefinition(nameof(DemoInBrowser))]
public sealed class SharedDemo : ICollectionFixture<DemoInBrowser>;
