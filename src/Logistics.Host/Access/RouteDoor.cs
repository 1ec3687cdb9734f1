using System.Security.Claims;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Logistics.Host.Access;

/// <summary>
/// The way in for whoever has a route's link: a cookie of its own that goes to the driver's page alone, so that a volunteer who also has an account keeps
/// both, and neither opens what the other does.
/// </summary>
/// <remarks>The cookie names the link; whether that still holds is asked of the store at each request, so an end is an end at once.</remarks>
public static class RouteDoor
{
    /// <summary>All that the cookie goes to.</summary>
    public const string Folder = "/tournee";

    const string scheme = "route", linkClaim = "route-link";

    /// <summary>How long after a link shows its route no more a device may still tell: a fortnight's journey or a phone in a drawer.</summary>
    public static readonly TimeSpan TellsLonger = TimeSpan.FromDays(13);

    public static void AddCookie(IServiceCollection services) => services.AddAuthentication().AddCookie(scheme, options =>
    {
        options.Cookie.Name = "tournee";
        options.Cookie.Path = Folder;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = ValidateAsync;
    });

    /// <summary>Behind an address of the driver's page a visitor is whoever has the link, whatever else it is, and else nobody.</summary>
    public static void UseRouteDoor(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Permissions.Of(context.GetEndpoint(), context.Request.Method) is { Audience: Audience.Link })
        {
            var entered = await context.AuthenticateAsync(scheme);
            if (context.Features.Get<StoreAwayException>() is { } away)
                throw new StoreAwayException(away.Message, away);
            context.User = entered.Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
        }
        await next(context);
    });

    /// <summary>Lets a device in. The cookie outlives the browser, as long as something may be told.</summary>
    public static Task SignInAsync(HttpContext context, RouteLink link) => context.SignInAsync(
        scheme, new(new ClaimsIdentity(Roles.Claims((linkClaim, link.Id.ToString())), scheme)), new AuthenticationProperties { IsPersistent = true, ExpiresUtc = link.TellsUntil, AllowRefresh = false });

    public static bool HasRouteLink(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == linkClaim);

    /// <summary>The link by which a visitor came; null: by none, or not to the driver's page.</summary>
    public static RouteLink? RouteLink(this HttpContext context) => context.Features.Get<RouteLink>();

    static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        try
        {
            if (Guid.TryParse(context.Principal?.FindFirstValue(linkClaim), out var id)
                && await http.RequestServices.GetRequiredService<StoreDoor>().Store.RouteLinks.FindAsync(id, http.RequestAborted) is { } link)
            {
                http.Features.Set(link);
                return;
            }
        }
        catch (StoreAwayException e)
        {
            http.Features.Set(e);
        }
        // The cookie stays: what it says may be true again once the store is back, and it is worth nothing by itself.
        context.RejectPrincipal();
    }
}
