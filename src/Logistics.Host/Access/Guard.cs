using System.Net;
using System.Security.Claims;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Logistics.Host.Access;

/// <summary>What stands before every page: headers, no change asked from another site, and the open door of a demo on this machine.</summary>
public static class Guard
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Names a person's session in the cookie; all else about it is in the store.</summary>
    public const string SessionClaim = "session";

    /// <summary>Says by which access key somebody entered: with a new key the old one's doors are shut.</summary>
    const string keyClaim = "key";

    const string contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Nothing from elsewhere, nothing inline, nowhere else to send to.</summary>
    public static void UseSafeHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment, since an error handler starts the answer afresh; an endpoint that said its own policy keeps it.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", contentPolicy);
            headers.TryAdd("Cache-Control", "no-cache");
            headers.XContentTypeOptions = "nosniff";
            // Once seen by https, a browser asks no other way for a year.
            if (context.Request.IsHttps)
                headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
            // Not "no-referrer": a browser then says "Origin: null" of our own forms, and by plain http nothing else tells whose they are.
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.TryAdd("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>
    /// A request that may change something must come from a page of ours: the browser says so in <c>Sec-Fetch-Site</c> or <c>Origin</c>,
    /// which no other site can forge. A request that says neither is refused as well, unless it says a key: then no cookie counts.
    /// </summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || ProgramDoor.KnocksAt(request) || IsOurs(request))
            return next(context);
        Log.RequestRefused(context.RequestServices.GetRequiredService<ILogger<HostSettings>>(), "a change asked from another site");
        return TypedResults.Problem(title: Texts.Get("Problem.OtherSite"), statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    });

    static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site == "same-origin";
        return request.Headers["Origin"].ToString() == $"{request.Scheme}://{request.Host}";
    }

    /// <summary>In a demo the first page opened on this machine is the dispatcher's; no other machine gets any.</summary>
    public static void UseDemoDoor(this IApplicationBuilder app, bool demo)
    {
        if (!demo)
            return;
        app.Use(async (context, next) =>
        {
            if (context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
            if (context.User.Identity?.IsAuthenticated != true && HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/")
            {
                context.User = Roles.Principal(Roles.Dispatcher, null);
                await context.SignInAsync(Scheme, context.User);
            }
            await next(context);
        });
    }

    /// <summary>Tells visitors apart. When the store that knows them is away, that is said rather than "enter first".</summary>
    public static void UseVisitors(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        // Without the keys that the store keeps no cookie can be read, which must not look like having none.
        app.Use((context, next) =>
            context.RequestServices.GetRequiredService<HostSettings>().Database is not null && !context.RequestServices.GetRequiredService<StoreDoor>().IsOpen
            && Permissions.Of(context.GetEndpoint(), context.Request.Method) is not { Audience: Audience.Everybody }
                ? throw new StoreAwayException(Texts.Get("Store.NotYet"))
                : next(context));
        // Thrown here and not where it was met: the framework keeps that outcome, and the page that tells of it would fail the same way.
        app.Use((context, next) =>
            context.Features.Get<StoreAwayException>() is { } away && Permissions.Of(context.GetEndpoint(), context.Request.Method) is not { Audience: Audience.Everybody }
                ? throw new StoreAwayException(away.Message, away)
                : next(context));
    }

    public static void AddCookie(IServiceCollection services) => services.AddAuthentication(Scheme).AddCookie(Scheme, options =>
    {
        options.Cookie.Name = "ramasse";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        // Refusals are answered as such (401, 403), never by sending the visitor elsewhere.
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = ValidateAsync;
    });

    /// <summary>Lets a person in. The cookie outlives the browser, as the session does.</summary>
    public static Task SignInAsync(HttpContext context, Guid session, DateTimeOffset until) => context.SignInAsync(
        Scheme, new(new ClaimsIdentity(Roles.Claims((SessionClaim, session.ToString())), Scheme)),
        new AuthenticationProperties { IsPersistent = true, ExpiresUtc = until, AllowRefresh = false });

    /// <summary>Lets the holder of the access key in: the operator, and the dispatcher of an instance that has nobody else yet.</summary>
    public static Task SignInAsync(HttpContext context, AccessKey key) => context.SignInAsync(
        Scheme, new(new ClaimsIdentity(Roles.Claims((ClaimTypes.Role, Roles.Operator), (ClaimTypes.Role, Roles.Dispatcher), (keyClaim, key.Fingerprint)), Scheme)));

    /// <summary>
    /// A cookie only says which door was opened; whether it still is, and to what, is asked each time: of the store for people, of the key for
    /// its holder, of the settings for a demo.
    /// </summary>
    static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        // A page for everybody, above all the one that says that the store is away, asks nobody who they are.
        if (context.Principal is not { } user || Permissions.Of(http.GetEndpoint(), http.Request.Method) is { Audience: Audience.Everybody })
            return;
        if (user.Session() is { } session)
        {
            try
            {
                if (await http.RequestServices.GetRequiredService<StoreDoor>().Store.People.FindAsync(session, http.RequestAborted) is { } visitor)
                {
                    http.Features.Set(visitor);
                    context.ReplacePrincipal(Roles.Principal(visitor, session));
                    return;
                }
            }
            catch (StoreAwayException e)
            {
                http.Features.Set(e);
                context.RejectPrincipal();
                return; // the cookie is good once the store is back
            }
        }
        else if (user.FindFirstValue(keyClaim) is { } fingerprint
            ? fingerprint == http.RequestServices.GetRequiredService<AccessKey>().Fingerprint
            : http.RequestServices.GetRequiredService<HostSettings>().Demo)
        {
            return;
        }
        context.RejectPrincipal();
        await http.SignOutAsync(Scheme);
    }

    static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
