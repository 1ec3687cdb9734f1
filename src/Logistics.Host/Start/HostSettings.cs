using System.Net;

namespace Logistics.Host.Start;

/// <summary>What the operator chose, read once at the start from the command line and the environment.</summary>
public sealed record HostSettings
{
    public const string DefaultUrl = "http://localhost:8080";

    /// <summary>Loads invented days and lets the visitor change role; only on this machine.</summary>
    public required bool Demo { get; init; }

    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Where the embedded store, the keys and the inbox stand (<c>LOGISTICS__DATA</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>Connection string of a PostgreSQL + PostGIS server (<c>LOGISTICS__DATABASE</c>); null: the embedded store.</summary>
    public string? Database { get; init; }

    /// <summary>An OpenStreetMap extract to plan on (<c>LOGISTICS__ROADS</c>); null: the bundled sketch where it covers the day, else straight lines.</summary>
    public string? Roads { get; init; }

    /// <summary>Greatest time the search for one day's plan may take (<c>LOGISTICS__PLAN__SECONDS</c>).</summary>
    public TimeSpan PlanTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where people reach the instance, for links in mails (<c>LOGISTICS__URL</c>); null: the first address it listens on.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The mail server; null: letters stay in the data folder.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>True when no other machine can reach any of the addresses.</summary>
    public bool OnLoopbackOnly => Urls.All(IsLoopback);

    /// <summary>Reads the choices, or says in <paramref name="problems"/> everything that is wrong with them.</summary>
    public static HostSettings? Read(IReadOnlyList<string> args, Func<string, string?> environment, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
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
            DataFolder = NotBlank(environment("LOGISTICS__DATA")) ?? DefaultDataFolder(),
            Database = NotBlank(environment("LOGISTICS__DATABASE")),
            Roads = NotBlank(environment("LOGISTICS__ROADS")),
            PublicUrl = NotBlank(environment("LOGISTICS__URL"))?.Trim().TrimEnd('/'),
            Mail = MailSettings.Read(environment, found),
        };
        if (NotBlank(environment("LOGISTICS__PLAN__SECONDS")) is { } seconds)
        {
            if (int.TryParse(seconds, out var count) && count is >= 1 and <= 3600)
                settings = settings with { PlanTime = TimeSpan.FromSeconds(count) };
            else
                found.Add(Texts.Format("Settings.BadSeconds", seconds));
        }
        foreach (var url in settings.Urls)
            if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https"))
                found.Add(Texts.Format("Settings.BadUrl", url));
        if (settings.PublicUrl is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out var told) || told.Scheme is not ("http" or "https") || told.PathAndQuery != "/"))
            found.Add(Texts.Format("Settings.BadPublicUrl", address));
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

    static string DefaultDataFolder() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? Path.Combine(folder, "ramasse")
            : "";

    static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
