using System.Globalization;
using System.Text.Unicode;
using Logistics.Formats.Roads;
using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Calendars;
using Logistics.Host.Declaring;
using Logistics.Host.Duties;
using Logistics.Host.Mail;
using Logistics.Host.Notices;
using Logistics.Host.Photos;
using Logistics.Host.Push;
using Logistics.Host.Records;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Watch;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.Extensions.WebEncoders;

namespace Logistics.Host;

/// <summary>What the host is put together from; tests put together another.</summary>
public sealed record HostParts
{
    public required IStoreOpener Opener { get; init; }

    public required IEngine Engine { get; init; }

    public required IDemo Demo { get; init; }

    public required ITerritoryFiles Files { get; init; }

    public required IPublisher Publisher { get; init; }

    public required IPost Post { get; init; }

    public required IIdSource Ids { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public TextWriter Terminal { get; init; } = Console.Out;
}

/// <summary>The web application: one worker, one API, a few pages.</summary>
public static class HostApplication
{
    public static WebApplication Build(HostSettings settings, DataFolder folder, HostParts parts)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(HostApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.WebHost.UseUrls([.. settings.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (settings.Tls is not null)
                kestrel.ConfigureHttpsDefaults(https => https.ServerCertificateSelector = (_, _) => kestrel.ApplicationServices.GetRequiredService<ServedCertificate>().Current());
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // It asks for keys before the store that keeps them is open, in vain; a failure later on is that of the request that needed one.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LogLevel.Critical)
            // A start that fails is said in one line by Launch; the host's own account of it is a page long.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        AddWorker(builder.Services, settings, folder, parts);
        AddAccess(builder.Services, settings, folder);
        AddPages(builder.Services);

        var app = builder.Build();
        Answer(app, settings);
        return app;
    }

    static void AddWorker(IServiceCollection services, HostSettings settings, DataFolder folder, HostParts parts)
    {
        var board = new StartBoard(parts.Clock, parts.Terminal);
        board.Begin(StartStep.DataFolder);
        board.Done(StartStep.DataFolder, folder.Path);
        services.AddSingleton(settings).AddSingleton(folder).AddSingleton(parts.Clock)
            .AddSingleton(parts.Opener).AddSingleton(parts.Engine).AddSingleton(parts.Demo).AddSingleton(parts.Files).AddSingleton(parts.Publisher)
            .AddSingleton(parts.Post).AddSingleton(parts.Ids).AddSingleton(board)
            .AddSingleton<StoreDoor>().AddSingleton<DayShelf>().AddSingleton<Rush>().AddSingleton<DayDesk>().AddSingleton<DayOpening>().AddSingleton<RotaDesk>().AddSingleton<RecordDesk>().AddSingleton<UnitShelf>().AddSingleton<RoundShelf>().AddSingleton<SolveRoom>().AddSingleton<EditDesk>().AddSingleton<TrialRoom>().AddSingleton<Inbox>().AddSingleton<PhotoFolder>().AddSingleton<PhotoShelf>().AddSingleton<LotPhotoDesk>()
            .AddSingleton<Heartbeat>().AddSingleton<EventFeed>().AddHostedService(provider => provider.GetRequiredService<EventFeed>())
            .AddSingleton<Vitals>().AddHostedService(provider => provider.GetRequiredService<Vitals>()).AddSingleton<Instruments>().AddSingleton<Exposition>()
            .AddHostedService<PlanningWorker>().AddHostedService<TrialWorker>().AddHostedService<SolveWorker>()
            .AddHostedService<Postman>().AddHostedService<NoticeWorker>().AddHostedService<RotaWorker>().AddHostedService<ReminderWorker>().AddSingleton<Forgetting>().AddHostedService(provider => provider.GetRequiredService<Forgetting>());
        if (settings.Planning.Count > 0)
            services.AddHostedService<WindowWorker>();
        if (settings.Collector is not null)
            services.AddHostedService<Collector>();
        if (settings.Backup is { } backup)
            services.AddSingleton(backup).AddHostedService<BackupWorker>();
        if (settings.Exchange is { } exchange)
            services.AddSingleton(exchange).AddSingleton<TableIntake>().AddSingleton<TableGift>().AddHostedService<ExchangeWorker>();
        if (settings.Push is { } push)
            services.AddSingleton(push).AddSingleton<PushSender>();
        if (settings.Ntfy is { } ntfy)
            services.AddSingleton(ntfy).AddSingleton<NtfySender>();
        if (settings.TellsDevices)
            services.AddHostedService<PushPostman>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }

    static void AddAccess(IServiceCollection services, HostSettings settings, DataFolder folder)
    {
        var sealing = services.AddDataProtection().SetApplicationName("ramasse");
        // On a server there may be other hosts, whose cookies are as good as ours.
        if (settings.Database is null)
            sealing.PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));
        else
            services.AddOptions<KeyManagementOptions>().Configure<StoreDoor>((options, door) => options.XmlRepository = new SharedKeys(door));
        services.AddSingleton(_ => AccessKey.OfFile(settings.AccessKeyFile ?? folder.AccessKey));
        Guard.AddCookie(services);
        RouteDoor.AddCookie(services);
        services.AddPermissions();
        services.AddLimits(settings);
        services.AddSingleton<PublicAddress>().AddSingleton<QuestionLetters>().AddSingleton<PushNotes>().AddSingleton<DropFolder>();
        if (settings.Tls is { } tls)
            services.AddSingleton(tls).AddSingleton<ServedCertificate>();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
                options.KnownIPNetworks.Add(proxy);
        });
        // A name that is not ours in the Host header is another site pointing at this machine.
        if (settings.OnLoopbackOnly)
            services.PostConfigure<HostFilteringOptions>(options => options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. settings.PublicUrl is { } url ? [url.Host] : (string[])[]]);
    }

    static void AddPages(IServiceCollection services)
    {
        services.AddRazorPages();
        services.Configure<CacheTagHelperOptions>(options => options.SizeLimit = Fragments.Room);
        // French is written as French: é, not &#xE9;.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddProblemDetails();
        services.AddDescription();
        services.AddExceptionHandler<StoreAwayHandler>();
        services.AddResponseCompression(options =>
        {
            options.MimeTypes = ["text/html", "text/css", "text/javascript", "application/json", "application/geo+json", VectorTileWriter.MediaType];
            // A phone in a valley is why. Lengths betray what is compressed beside a guess (BREACH) to who can make a victim's browser send the guess with its cookies: ours are
            // SameSite=Strict, no other site can; and what is secret on a page is said once, in answer to a form of our own.
            options.EnableForHttps = true;
        });
        services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] spoken = [new("fr-FR"), new("en-GB")];
            options.SetDefaultCulture("fr-FR");
            options.SupportedCultures = spoken;
            options.SupportedUICultures = spoken;
            options.RequestCultureProviders = [new LanguageChoice()];
        });
    }

    static void Answer(WebApplication app, HostSettings settings)
    {
        // From nobody but the proxies that were named: else anyone could say to be this machine.
        if (settings.Proxies.Count > 0)
            app.UseForwardedHeaders();
        app.UseSafeHeaders();
        app.UseRequestLocalization();
        app.UseResponseCompression();
        // Programs are answered with problem+json, people with a page.
        app.UseWhen(context => IsForPrograms(context.Request.Path), programs => programs.UseStatusCodePages());
        app.UseWhen(context => !IsForPrograms(context.Request.Path), people => people.UseStatusCodePagesWithReExecute("/erreur/{0}"));
        app.UseExceptionHandler();
        app.UseStaticFiles(new StaticFileOptions
        {
            // The worker of the driver's page lies beside its script and keeps another folder's page.
            OnPrepareResponse = file =>
            {
                if (file.File.Name == "tournee-worker.js")
                    file.Context.Response.Headers["Service-Worker-Allowed"] = RouteDoor.Folder;
            },
        });
        app.UseRouting();
        app.UseSameOrigin();
        app.UseRateLimiter();
        app.UseVisitors();
        app.UsePrograms();
        app.UseRouteDoor();
        app.UseDemoDoor(settings.Demo);
        app.UseAuthorization();

        app.MapHealth();
        app.MapMetrics();
        app.MapEvents();
        app.MapProgress();
        app.MapPlans();
        app.MapRoads();
        app.MapSheets();
        app.MapTrials();
        app.MapProposals();
        app.MapCalendars();
        app.MapDays();
        app.MapSolves();
        app.MapEdits();
        app.MapKeys();
        app.MapPlaces();
        app.MapLoans();
        app.MapProofs();
        app.MapPhotos();
        app.MapLotPhotos();
        app.MapIncidents();
        app.MapRouteLinks();
        app.MapRound();
        app.MapLedger();
        app.MapEntry(settings);
        app.MapSignIn();
        app.MapPeople();
        app.MapAccount();
        app.MapDevices();
        app.MapOpenApi(ApiDescription.Path);
        app.MapRazorPages();
        // Else an unknown address would be forbidden rather than not found.
        app.MapFallback(() => TypedResults.NotFound());
    }

    static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path == "/healthz" || path == "/readyz" || path == "/metrics";
}
