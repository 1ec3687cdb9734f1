using System.Diagnostics;
using System.Globalization;
using System.Net;
using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Host.Start;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests.Fakes;

/// <summary>A host on a free port of this machine, with a store in memory and a folder of its own.</summary>
sealed class RunningHost : IAsyncDisposable
{
    readonly WebApplication app;
    readonly DataFolder folder;
    readonly bool ownsFolder;

    RunningHost(WebApplication app, DataFolder folder, bool ownsFolder, StringWriter terminal)
    {
        this.app = app;
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Terminal = terminal;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public StringWriter Terminal { get; }

    public DataFolder Folder => folder;

    public AccessKey Key => app.Services.GetRequiredService<AccessKey>();

    public StartBoard Board => app.Services.GetRequiredService<StartBoard>();

    public IServiceProvider Services => app.Services;

    public static Task<RunningHost> StartAsync(MemoryStore store, bool demo = true, SmallEngine? engine = null, string? data = null, IPost? post = null,
        Func<HostSettings, HostSettings>? adjust = null, DateOnly? today = null)
    {
        var path = data ?? Directory.CreateTempSubdirectory("ramasse-").FullName;
        var settings = SettingsFor(path, demo);
        return StartAsync((_, _) => store, adjust?.Invoke(settings) ?? settings, ownsFolder: data is null, engine, store.Clock, post, today);
    }

    /// <summary>A host on a store of one's own making.</summary>
    /// <param name="ids">Whose ids it draws: hosts that work together draw different ones.</param>
    public static Task<RunningHost> StartAsync(
        Func<HostSettings, DataFolder, IStoreOpener> opener, string? database, TimeProvider clock, SmallEngine? engine = null, string ids = "host",
        Func<HostSettings, HostSettings>? adjust = null)
    {
        var settings = SettingsFor(Directory.CreateTempSubdirectory("ramasse-").FullName, demo: false) with { Database = database, RequestsPerMinute = 1_000_000 };
        return StartAsync(opener, adjust?.Invoke(settings) ?? settings, ownsFolder: true, engine, clock, post: null, ids: ids);
    }

    static HostSettings SettingsFor(string path, bool demo) => new() { Demo = demo, Urls = ["http://127.0.0.1:0"], DataFolder = path, PlanTime = TimeSpan.FromSeconds(1), PlanQuiet = TimeSpan.Zero };

    static async Task<RunningHost> StartAsync(
        Func<HostSettings, DataFolder, IStoreOpener> opener, HostSettings settings, bool ownsFolder, SmallEngine? engine, TimeProvider clock, IPost? post, DateOnly? today = null,
        string ids = "host")
    {
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        var terminal = new StringWriter();
        var folder = DataFolder.Hold(settings.DataFolder);
        var app = HostApplication.Build(settings, folder, new HostParts
        {
            Opener = opener(settings, folder),
            Engine = engine ?? new SmallEngine(),
            Demo = new SmallDemo(today ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Europe/Paris").DateTime)),
            Files = new TerritoryFiles(),
            Publisher = new Publisher(settings),
            Ids = new CountedIds(ids),
            Post = post ?? new DropFolder(folder),
            Clock = clock,
            Terminal = TextWriter.Synchronized(terminal),
        });
        await app.StartAsync();
        return new(app, folder, ownsFolder, terminal);
    }

    /// <summary>A browser of its own: cookies, no redirects followed, French.</summary>
    public HttpClient Visitor(bool follows = true)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = follows, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
        return client;
    }

    /// <summary>A visitor of a demo who opened the page, as the dispatcher.</summary>
    public async Task<HttpClient> DispatcherAsync()
    {
        var visitor = Visitor();
        (await visitor.GetAsync("/")).EnsureSuccessStatusCode();
        return visitor;
    }

    /// <summary>Sends a form as one of our own pages would.</summary>
    public Task<HttpResponseMessage> PostAsync(HttpClient visitor, string path, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return visitor.SendAsync(request);
    }

    /// <summary>Asks with another method as one of our own pages would.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpClient visitor, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return visitor.SendAsync(request);
    }

    /// <param name="limit">A minute, unless a real database has to be made first.</param>
    public async Task ReadyAsync(TimeSpan? limit = null) => await EventuallyAsync(() => Task.FromResult(Board.Started), () => $"the host to be ready; it said:\n{Terminal}{Board.FatalReason}", limit);

    public static Task EventuallyAsync(Func<Task<bool>> holds, string what, TimeSpan? limit = null) => EventuallyAsync(holds, () => what, limit);

    static async Task EventuallyAsync(Func<Task<bool>> holds, Func<string> what, TimeSpan? limit = null)
    {
        var patience = Stopwatch.StartNew();
        while (!await holds())
        {
            // What the terminal was told is read only in the end: it is written to by other threads.
            if (patience.Elapsed > (limit ?? TimeSpan.FromMinutes(1)))
                Assert.Fail($"Waited {patience.Elapsed.TotalSeconds:0} s for {what()}.");
            await Task.Delay(50);
        }
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
        if (ownsFolder)
            Directory.Delete(folder.Path, recursive: true);
    }
}
