using System.Globalization;
using Logistics.Host.Access;
using Logistics.Host.Push;
using Logistics.Host.Wiring;

namespace Logistics.Host.Start;

/// <summary>From the command line to a running host. Exit codes: 0 stopped on request, 1 could not start.</summary>
public static class Launch
{
    public static async Task<int> RunAsync(string[] args)
    {
        SpeakTheOperatorsLanguage();
        if (args is ["--help" or "-h" or "help"])
        {
            Console.Out.WriteLine(Texts.Get("Start.Help"));
            return 0;
        }
        if (args is ["push", "keys"])
            return MakeKeys();
        string[] unknown = [.. KnownSettings.Unknown(Environment.GetEnvironmentVariables().Keys.Cast<string>())];
        if (args is ["config", "check", .. var rest])
            return Describe(rest, unknown);
        if (HostSettings.Read(args, Environment.GetEnvironmentVariable, out var problems) is not { } settings || unknown.Length > 0)
            return Refuse([.. problems, .. unknown]);
        if (settings.Database is null && NodeCheck.Trouble() is { } trouble)
            return Refuse([trouble]);
        try
        {
            using var folder = DataFolder.Hold(settings.DataFolder);
            await using var app = HostApplication.Build(settings, folder, RealParts.Of(settings, folder));
            return await RunAsync(app, settings);
        }
        catch (DataFolderException e)
        {
            return Refuse([e.Message]);
        }
    }

    /// <summary><c>config check</c>: what is set, without secrets, and everything that is wrong with it. Nothing is started.</summary>
    static int Describe(string[] args, string[] unknown)
    {
        foreach (var line in KnownSettings.Describe(Environment.GetEnvironmentVariable))
            Console.Out.WriteLine(line);
        var settings = HostSettings.Read(args, Environment.GetEnvironmentVariable, out var problems);
        if (settings is not null)
            Console.Out.WriteLine(Texts.Format("Settings.Serves", string.Join(", ", settings.Urls), settings.DataFolder));
        return problems.Count + unknown.Length > 0 ? Refuse([.. problems, .. unknown]) : 0;
    }

    /// <summary><c>push keys</c>: a new pair of keys as settings, with what to do with them. Nothing is kept.</summary>
    static int MakeKeys()
    {
        var keys = ApplicationKeys.Make();
        Console.Out.WriteLine(Texts.Format("Push.Keys", keys.PublicText, keys.PrivateText));
        return 0;
    }

    static async Task<int> RunAsync(WebApplication app, HostSettings settings)
    {
        var board = app.Services.GetRequiredService<StartBoard>();
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            return Refuse([Texts.Format("Start.AddressTaken", string.Join(", ", settings.Urls), e.Message)]);
        }
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        _ = Task.Run(() => AnnounceAsync(app, board, settings, stopping), CancellationToken.None);
        await app.WaitForShutdownAsync();
        if (board.FatalReason is { } reason)
            return Refuse([reason]);
        Console.Out.WriteLine(Texts.Get("Start.Stopped"));
        return 0;
    }

    /// <summary>The address comes last, when there is something to see.</summary>
    static async Task AnnounceAsync(WebApplication app, StartBoard board, HostSettings settings, CancellationToken stopping)
    {
        while (!board.Started && !stopping.IsCancellationRequested)
            await Task.Delay(100, CancellationToken.None);
        if (stopping.IsCancellationRequested)
            return;
        var address = settings.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? app.Urls.First();
        if (!settings.IsSecureContext)
            Console.Out.WriteLine(Texts.Get("Start.NotSecure"));
        Console.Out.WriteLine(settings.Demo
            ? Texts.Format("Start.OpenDemo", address)
            : Texts.Format("Start.OpenWithKey", $"{address}/entrer?cle={app.Services.GetRequiredService<AccessKey>().Text}"));
    }

    /// <summary>French, unless the terminal is set to English; a terminal without a language (a container) is French.</summary>
    static void SpeakTheOperatorsLanguage()
    {
        var culture = CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en-GB" : "fr-FR");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = culture;
    }

    static int Refuse(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
            Console.Error.WriteLine(line);
        return 1;
    }
}
