using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Logistics.Browser;

/// <summary>
/// A host for phones: on addresses that stay when it starts anew, by http and by https, under a name that is not this machine's own. Each test takes a route
/// of its own, so that none finds what another has told.
/// </summary>
public sealed partial class RoundDemo : IAsyncLifetime
{
    const string chromium = "/usr/bin/chromium";

    /// <summary>What the name resolves to is said to the browser.</summary>
    public const string Name = "ramasse.test";

    readonly (int Http, int Https) ports = (DemoInBrowser.FreePort(), DemoInBrowser.FreePort());
    readonly string folder = Directory.CreateTempSubdirectory("ramasse-phone-").FullName;
    readonly List<string> profiles = [];
    IPlaywright? playwright;
    ScratchDatabase? database;
    readonly SemaphoreSlim turn = new(1);
    readonly List<(string Id, string Sheet, int Stops)> routes = [];
    HttpClient? dispatcher;

    public HostProcess Host { get; private set; } = null!;

    public string Address => $"http://127.0.0.1:{ports.Http}";

    public string PlainByName => $"http://{Name}:{ports.Http}";

    public string SecureByName => $"https://{Name}:{ports.Https}";

    /// <summary>SHA-256 of the certificate's public key, as the browser takes it for good.</summary>
    string Pin { get; set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!DemoInBrowser.IsPossible)
            return;
        WriteCertificate();
        database = await DemoInBrowser.DatabaseAsync("phones");
        await StartAsync();
        playwright = await Playwright.CreateAsync();
    }

    public async Task StartAsync()
    {
        Host = await HostProcess.StartDemoAsync(Path.Combine(folder, "data"), $"{Address};https://127.0.0.1:{ports.Https}", new(DemoInBrowser.SettingsOf(database))
        {
            ["LOGISTICS__TLS__CERTIFICATE"] = Path.Combine(folder, "certificate.pem"),
            ["LOGISTICS__TLS__KEY"] = Path.Combine(folder, "key.pem"),
            ["LOGISTICS__URL"] = SecureByName,
        });
        dispatcher?.Dispose();
        dispatcher = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new(Address) };
        (await dispatcher.GetAsync("/")).EnsureSuccessStatusCode();
    }

    /// <summary>A telephone: a browser with a memory of its own, which outlives it.</summary>
    /// <param name="profile">Null: a new one.</param>
    public async Task<Phone> PhoneAsync(string? profile = null, int width = 360, int height = 740, ColorScheme scheme = ColorScheme.Light, string language = "fr-FR")
    {
        Assert.SkipUnless(DemoInBrowser.IsPossible, $"{chromium} is not installed");
        if (profile is null)
            profiles.Add(profile = Directory.CreateTempSubdirectory("ramasse-profile-").FullName);
        var context = await playwright!.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
                $"--host-resolver-rules=MAP {Name} 127.0.0.1", $"--ignore-certificate-errors-spki-list={Pin}",
            ],
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = language,
            HasTouch = true,
        });
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(120_000);
        return new(context, profile, this);
    }

    /// <summary>A route of which no test has told anything and none will: there are not many, so the shortest that is long enough.</summary>
    /// <param name="stops">At least so many, where something is done.</param>
    /// <param name="sheet">What its sheet must say.</param>
    /// <returns>Its id.</returns>
    public async Task<string> TakeRouteAsync(int stops = 1, string sheet = "")
    {
        await turn.WaitAsync();
        try
        {
            await ReadRoutesAsync();
            var found = routes.SkipLast(1).Where(x => x.Stops >= stops && x.Sheet.Contains(sheet, StringComparison.Ordinal)).MinBy(x => x.Stops);
            Assert.True(found.Id is not null, $"No route of {stops} stops is left that says '{sheet}'.");
            routes.Remove(found);
            return found.Id;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A route for tests that do not ask what the server knows of it.</summary>
    public async Task<string> AnyRouteAsync()
    {
        await turn.WaitAsync();
        try
        {
            await ReadRoutesAsync();
            return routes[^1].Id;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Until the host works out nothing any more: for tests that look at the clock.</summary>
    public async Task RestAsync()
    {
        while ((await dispatcher!.GetStringAsync("/")).Contains("data-progress=", StringComparison.Ordinal))
            await Task.Delay(500);
        await Task.Delay(2000);
    }

    /// <summary>The longest last.</summary>
    async Task ReadRoutesAsync()
    {
        if (routes.Count > 0)
            return;
        foreach (var id in SheetAddress().Matches(await dispatcher!.GetStringAsync("/")).Select(match => match.Groups[1].Value).Distinct())
        {
            var sheet = await dispatcher!.GetStringAsync($"/routes/{id}/sheet");
            routes.Add((id, sheet, SheetStop().Count(sheet)));
        }
        routes.Sort((x, y) => x.Stops.CompareTo(y.Stops));
    }

    /// <summary>Makes a link for a route as the dispatcher's page does.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> LinkAsync(string route)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/routes/{route}/liens") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Origin", Address);
        var page = await (await dispatcher!.SendAsync(request)).Content.ReadAsStringAsync();
        return LinkAddress().Match(page) is { Success: true } found ? found.Value : throw new InvalidOperationException("No link was made.");
    }

    /// <summary>What the server knows of a route's day: <c>proofs</c> or <c>incidents</c>.</summary>
    public async Task<List<JsonElement>> KnownAsync(string what, string date, string route) =>
        [.. (await dispatcher!.GetFromJsonAsync<JsonElement>($"/api/v1/{what}/{date}")).EnumerateArray().Where(x => x.GetProperty("route").GetString() == route)];

    public Task<string> ReadAsync(string path) => dispatcher!.GetStringAsync(path);

    public Task<HttpResponseMessage> PhotoAsync(string proof) => dispatcher!.GetAsync($"/api/v1/proofs/{proof}/photo");

    /// <summary>Tells something as the dispatcher.</summary>
    public async Task<JsonElement> TellAsync(object proofs)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proofs") { Content = JsonContent.Create(proofs) };
        request.Headers.Add("Origin", Address);
        return await (await dispatcher!.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
    }

    void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        Pin = Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    public async ValueTask DisposeAsync()
    {
        turn.Dispose();
        playwright?.Dispose();
        dispatcher?.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        foreach (var left in profiles.Append(folder).Where(Directory.Exists))
            Directory.Delete(left, recursive: true);
    }

    [GeneratedRegex("/routes/([0-9a-f-]{36})/sheet")]
    private static partial Regex SheetAddress();

    [GeneratedRegex("<section class=\"stop\"")]
    private static partial Regex SheetStop();

    [GeneratedRegex("/t/[A-Za-z0-9_-]{43}")]
    private static partial Regex LinkAddress();
}
