using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Access;

/// <summary>The way in and out, and in a demo the change of role. Only by POST: mail scanners open every link they find.</summary>
public static class EntryApi
{
    public static void MapEntry(this IEndpointRouteBuilder app, HostSettings settings)
    {
        app.MapPost("/entrer", EnterAsync).AllowAnonymous().DisableAntiforgery();
        app.MapPost("/sortir", (Delegate)LeaveAsync).RequireAuthorization(Owners.Anyone).DisableAntiforgery();
        if (settings.Demo)
            app.MapPost("/role", ChangeRoleAsync).RequireAuthorization(Owners.Anyone).DisableAntiforgery();
    }

    static async Task<IResult> EnterAsync([FromForm] string? cle, AccessKey key, HttpContext context)
    {
        if (!key.Opens(cle))
        {
            Log.RequestRefused(context.RequestServices.GetRequiredService<ILogger<HostSettings>>(), "a wrong access key");
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }
        await context.SignInAsync(Guard.Scheme, Owners.Principal(Owners.Dispatcher, null, Guard.Scheme));
        return TypedResults.LocalRedirect("/");
    }

    static async Task<IResult> LeaveAsync(HttpContext context)
    {
        await context.SignOutAsync(Guard.Scheme);
        return TypedResults.LocalRedirect("/entrer");
    }

    /// <param name="role">The role, and for an association or a driver whose, joined by a colon: <c>driver:karim</c>.</param>
    static async Task<IResult> ChangeRoleAsync([FromForm] string? role, DayShelf shelf, HttpContext context, CancellationToken cancellation)
    {
        var parts = (role ?? "").Split(':', 2);
        var state = await shelf.DefaultDayAsync(cancellation);
        var day = state?.Current is { } id ? await shelf.ByIdAsync(id, cancellation) : null;
        var subject = parts switch
        {
            [Owners.Association, var code] => day?.Index.Day.Parties.FirstOrDefault(party => party.Code == code)?.Id.Value,
            [Owners.Driver, var code] => day?.Index.Day.Drivers.FirstOrDefault(driver => driver.Code == code)?.Id.Value,
            _ => null,
        };
        if (parts[0] != Owners.Dispatcher && subject is null)
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchRole"), statusCode: StatusCodes.Status400BadRequest);
        await context.SignInAsync(Guard.Scheme, Owners.Principal(parts[0], subject, Guard.Scheme));
        return TypedResults.LocalRedirect(Home(parts[0]));
    }

    public static string Home(string role) => role switch { Owners.Association => "/association", Owners.Driver => "/conducteur", _ => "/" };
}
