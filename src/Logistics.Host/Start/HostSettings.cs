using System.Net;
using Logistics.Storage.Backups;

namespace Logistics.Host.Start;

/// <summary>What the operator chose, read once at the start from the command line and the environment.</summary>
public sealed record HostSettings
{
    public const string DefaultUrl = "http://localhost:8080";

    /// <summary>Loads invented days and lets the visitor change role; only on this machine.</summary>
    public required bool Demo { get; init; }

    /// <summary>How many invented days there are before the one at hand (<c>LOGISTICS__DEMO__HISTORY</c>).</summary>
    public int DemoHistory { get; init; } = 5;

    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Where the embedded store, the keys and the inbox stand (<c>LOGISTICS__DATA</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>Connection string of a PostgreSQL + PostGIS server (<c>LOGISTICS__DATABASE</c>); null: the embedded store.</summary>
    public string? Database { get; init; }

    /// <summary>An OpenStreetMap extract to plan on (<c>LOGISTICS__ROADS</c>); null: the bundled sketch where it covers the day, else straight lines.</summary>
    public string? Roads { get; init; }

    /// <summary>Greatest time the search for one day's plan may take (<c>LOGISTICS__PLAN__SECONDS</c>).</summary>
    public TimeSpan PlanTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether Google OR-Tools is asked where it is installed (<c>LOGISTICS__SOLVER</c>: <c>auto</c> or <c>none</c>). It takes half a gigabyte and more of memory, and much of a small machine's time.</summary>
    public bool AsksSolver { get; init; } = true;

    /// <summary>Where the access key stands (<c>LOGISTICS__ACCESS__FILE</c>), for hosts that share one; null: in the data folder.</summary>
    public string? AccessKeyFile { get; init; }

    /// <summary>Networks from which <c>/metrics</c> is read (<c>LOGISTICS__METRICS__FROM</c>: addresses or networks, with commas).</summary>
    public IReadOnlyList<IPNetwork> MetricsFrom { get; init; } = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>An OpenTelemetry collector that speaks OTLP over HTTP, such as <c>http://collector:4318</c> (<c>LOGISTICS__OTLP__ENDPOINT</c>); null: nothing is sent.</summary>
    public Uri? Collector { get; init; }

    /// <summary>When days are planned anew, changed or not.</summary>
    public PlanningSettings Planning { get; init; } = new();

    /// <summary>How long the plan of a day stays this host's when it does not say that it is still at it: as long as a host that died keeps the others from it.</summary>
    public TimeSpan PlanLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Null: nobody is asked.</summary>
    public AnswerSettings? Answers { get; init; } = AnswerSettings.Usual;

    /// <summary>Null: the host makes none by itself.</summary>
    public BackupSettings? Backup { get; init; }

    /// <summary>Null: no tables are exchanged.</summary>
    public ExchangeSettings? Exchange { get; init; }

    /// <summary>For the addresses that begin with <c>https</c>; null: there is none.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The address people type, where a proxy stands in front (<c>LOGISTICS__URL</c>); null: the first of <see cref="Urls"/>.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Proxies whose word on who asks and by which scheme is taken (<c>LOGISTICS__PROXY</c>: addresses or networks, with commas); empty: nobody's.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Browsers keep pages for times without network, and cameras, to addresses they hold for secure.</summary>
    /// <remarks>W3C Secure Contexts, section 3.1: https, or this machine.</remarks>
    public bool IsSecureContext => PublicUrl is { } url ? url.Scheme == "https" || url.IsLoopback : Urls.All(x => IsLoopback(x) || x.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>How long a day must have been left alone before it is planned again (<c>LOGISTICS__PLANNING__QUIET</c>, in seconds).</summary>
    public TimeSpan PlanQuiet { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests that one key may make to this host in a minute (<c>LOGISTICS__API__PERMINUTE</c>).</summary>
    public int RequestsPerMinute { get; init; } = 1200;

    /// <summary>What drivers are asked when a stop is closed.</summary>
    public StopSettings Stops { get; init; } = StopSettings.Usual;

    /// <summary>The mail server; null: letters stay in the data folder.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>By which push services know this instance; null: no device is told anything, and none of them is asked.</summary>
    public PushSettings? Push { get; init; }

    /// <summary>The ntfy server by which people may be told notices; null: none.</summary>
    public NtfySettings? Ntfy { get; init; }

    /// <summary>By which devices hear this instance.</summary>
    public byte[][] DeviceKeys => [.. ((byte[]?[])[Push?.Keys.Public, Ntfy?.Mark]).OfType<byte[]>()];

    public bool TellsDevices => Push is not null || Ntfy is not null;

    /// <summary>True when no other machine can reach any of the addresses.</summary>
    public bool OnLoopbackOnly => Urls.All(IsLoopback);

    /// <summary>Reads the choices, or says in <paramref name="problems"/> everything that is wrong with them.</summary>
    public static HostSettings? Read(IReadOnlyList<string> args, Func<string, string?> environment, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var setting = KnownSettings.Reader(environment, found);
        var demo = false;
        string? urls = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--demo")
                demo = true;
            else if (args[i] == "--urls" && i + 1 < args.Count)
                urls = args[++i];
            else if (args[i].StartsWith("--urls=", StringComparison.Ordinal))
                urls = args[i]["--urls=".Length..];
            else
                found.Add(Texts.Format("Settings.UnknownArgument", args[i]));
        }
        urls ??= NotBlank(environment("ASPNETCORE_URLS"));

        var settings = new HostSettings
        {
            Demo = demo,
            Urls = (urls ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            DataFolder = setting("LOGISTICS__DATA") ?? InstanceFiles.DefaultFolder() ?? "",
            Database = setting("LOGISTICS__DATABASE"),
            Roads = setting("LOGISTICS__ROADS"),
            AccessKeyFile = setting("LOGISTICS__ACCESS__FILE"),
            Collector = ReadUrl(setting("LOGISTICS__OTLP__ENDPOINT"), "Settings.BadCollector", found),
            Planning = PlanningSettings.Read(setting, found),
            Answers = AnswerSettings.Read(setting, found),
            Backup = BackupSettings.Read(setting, found),
            Exchange = ExchangeSettings.Read(setting, found),
            Tls = TlsSettings.Read(setting, found),
            PublicUrl = ReadUrl(setting("LOGISTICS__URL"), "Settings.BadPublicUrl", found),
            Proxies = ReadNetworks(setting("LOGISTICS__PROXY"), "Settings.BadProxy", found),
            Stops = StopSettings.Read(setting, found),
            Mail = MailSettings.Read(setting, found),
            Push = PushSettings.Read(setting, ReadNetworks, found),
            Ntfy = NtfySettings.Read(setting, found),
        };
        if (setting("LOGISTICS__METRICS__FROM") is { } from)
            settings = settings with { MetricsFrom = ReadNetworks(from, "Settings.BadMetricsFrom", found) };
        if (setting("LOGISTICS__PLAN__SECONDS") is { } seconds)
        {
            if (int.TryParse(seconds, out var count) && count is >= 1 and <= 3600)
                settings = settings with { PlanTime = TimeSpan.FromSeconds(count) };
            else
                found.Add(Texts.Format("Settings.BadSeconds", seconds));
        }
        if (setting("LOGISTICS__SOLVER") is { } solver)
        {
            settings = settings with { AsksSolver = solver != "none" };
            if (solver is not ("auto" or "none"))
                found.Add(Texts.Format("Settings.BadSolver", solver));
        }
        if (setting("LOGISTICS__DEMO__HISTORY") is { } history)
        {
            if (int.TryParse(history, out var count) && count is >= 0 and <= 60)
                settings = settings with { DemoHistory = count };
            else
                found.Add(Texts.Format("Settings.BadHistory", history));
        }
        if (setting("LOGISTICS__PLANNING__QUIET") is { } quiet)
        {
            if (int.TryParse(quiet, out var count) && count is >= 0 and <= 600)
                settings = settings with { PlanQuiet = TimeSpan.FromSeconds(count) };
            else
                found.Add(Texts.Format("Settings.BadQuiet", quiet));
        }
        if (setting("LOGISTICS__API__PERMINUTE") is { } perMinute)
        {
            if (int.TryParse(perMinute, out var count) && count is >= 1 and <= 1_000_000)
                settings = settings with { RequestsPerMinute = count };
            else
                found.Add(Texts.Format("Settings.BadPerMinute", perMinute));
        }
        foreach (var url in settings.Urls)
            if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https"))
                found.Add(Texts.Format("Settings.BadUrl", url));
        if (settings.Tls is null && found.Count == 0 && settings.Urls.Any(x => x.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
            found.Add(Texts.Get("Settings.NoCertificate"));
        if (settings.Urls.Count == 0)
            found.Add(Texts.Format("Settings.BadUrl", urls ?? ""));
        if (settings.DataFolder.Length == 0)
            found.Add(Texts.Get("Settings.NoDataFolder"));
        // Anyone who reaches a demo may take any role, so nobody but this machine may reach it.
        if (found.Count == 0 && demo && !settings.OnLoopbackOnly)
            found.Add(Texts.Format("Settings.DemoNotLocal", string.Join(";", settings.Urls)));
        problems = found;
        return found.Count == 0 ? settings : null;
    }

    static Uri? ReadUrl(string? text, string otherwise, List<string> problems)
    {
        if (text is null)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/")
            return url;
        problems.Add(Texts.Format(otherwise, text));
        return null;
    }

    static List<IPNetwork> ReadNetworks(string? text, string otherwise, List<string> problems)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(part, out var address))
                networks.Add(new IPNetwork(address, 8 * address.GetAddressBytes().Length));
            else
                problems.Add(Texts.Format(otherwise, part));
        return networks;
    }

    static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
