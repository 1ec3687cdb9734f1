using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Access;

/// <summary>The operator's way in by the access key, everybody's way out, and in a demo the change of role.</summary>
public static class EntryApi
{
    public static void MapEntry(this IEndpointRouteBuilder app, HostSettings settings)
    {
        app.MapPost("/entrer", EnterAsync).RequireRateLimiting(Limits.Door).DisableAntiforgery();
        app.MapPost("/sortir", (Delegate)LeaveAsync).DisableAntiforgery();
        if (settings.Demo)
            app.MapPost("/role", ChangeRoleAsync).DisableAntiforgery();
    }

    static async Task<IResult> EnterAsync([FromForm] string? cle, AccessKey key, HttpContext context)
    {
        if (!key.Opens(cle))
        {
            Log.RequestRefused(context.RequestServices.GetRequiredService<ILogger<HostSettings>>(), "a wrong access key");
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }
        await Guard.SignInAsync(context, key);
        return TypedResults.LocalRedirect("/");
    }

    static async Task<IResult> LeaveAsync(HttpContext context, StoreDoor store, CancellationToken cancellation)
    {
        if (context.User.Session() is { } session)
            await store.Store.People.LeaveAsync(session, cancellation);
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
            [Roles.Association, var code] => day?.Index.Day.Parties.FirstOrDefault(party => party.Code == code)?.Id.Value,
            [Roles.Driver, var code] => day?.Index.Day.Drivers.FirstOrDefault(driver => driver.Code == code)?.Id.Value,
            _ => null,
        };
        if (parts[0] != Roles.Dispatcher && subject is null)
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchRole"), statusCode: StatusCodes.Status400BadRequest);
        var visitor = Roles.Principal(parts[0], subject);
        await context.SignInAsync(Guard.Scheme, visitor);
        return TypedResults.LocalRedirect(visitor.Home());
    }
}
