using System.Net;
using Logistics.Host.Start;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Logistics.Host.Access;

/// <summary>What stands before every page: headers, no change asked from another site, and the open door of a demo on this machine.</summary>
public static class Guard
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    const string contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; "
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
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>
    /// A request that may change something must come from a page of ours: the browser says so in <c>Sec-Fetch-Site</c> or <c>Origin</c>,
    /// which no other site can forge. A request that says neither is refused as well.
    /// </summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || IsOurs(request))
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
                context.User = Owners.Principal(Owners.Dispatcher, null, Scheme);
                await context.SignInAsync(Scheme, context.User);
            }
            await next(context);
        });
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
    });

    static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
