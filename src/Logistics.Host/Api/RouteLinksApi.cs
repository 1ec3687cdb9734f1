using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Api;

/// <summary>Links of routes: made and ended by a dispatcher, opened by a driver. Nothing is used up: who reads mail before its reader does takes nothing away.</summary>
public static class RouteLinksApi
{
    /// <summary>Carries a link that was just made to the page that shows it; afterwards nobody knows it any more.</summary>
    const string freshCookie = "lien";

    static readonly TimeSpan fresh = TimeSpan.FromMinutes(5);

    public static void MapRouteLinks(this IEndpointRouteBuilder app)
    {
        app.MapPost("/t", OpenAsync).RequireRateLimiting(Limits.Door).DisableAntiforgery();
        app.MapPost("/routes/{id:guid}/liens", MakeAsync).DisableAntiforgery();
        app.MapPost("/routes/{id:guid}/feuille", SheetAsync).DisableAntiforgery();
        app.MapGet("/plan/{date}/imprimer", DaySheetsAsync);
        app.MapPost("/plan/{date}/imprimer", DaySheetsWithLinksAsync).DisableAntiforgery();
        app.MapPost("/routes/liens/terminer", EndAsync).DisableAntiforgery();
        app.MapPost("/conducteur/ouvrir", OpenOwnAsync).DisableAntiforgery();
    }

    /// <summary>The route, if the visitor dispatches its territory.</summary>
    public static async Task<(PlannedDay Day, Route Route)?> FindAsync(Guid id, DayShelf shelf, HttpContext context, CancellationToken cancellation) =>
        await shelf.RouteAsync(new RouteId(id), cancellation) is var (day, route) && (context.User.Territory() is not { } territory || territory == route.Territory.Value) ? (day, route) : null;

    /// <summary>The link that was just made for a route, as an address; null: none was, or too long ago.</summary>
    public static string? FreshOf(HttpContext context, IDataProtectionProvider sealing, PublicAddress address, Guid route)
    {
        if (context.Request.Cookies[freshCookie] is not { } kept)
            return null;
        try
        {
            return Sealer(sealing, route).Unprotect(kept) is { } token ? AddressOf(address, token) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Another route's, or of an hour ago.
            return null;
        }
    }

    static async Task<IResult> OpenAsync([FromForm] string? jeton, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (await door.Store.RouteLinks.OpenAsync(Token.DigestOf(jeton), cancellation) is not { } link)
            return TypedResults.LocalRedirect($"{RouteDoor.Folder}?lien=perime");
        await RouteDoor.SignInAsync(context, link);
        return TypedResults.LocalRedirect(RouteDoor.Folder);
    }

    static async Task<IResult> MakeAsync(
        Guid id, StoreDoor door, DayShelf shelf, TimeProvider clock, IIdSource ids, IDataProtectionProvider sealing, HttpContext context, CancellationToken cancellation)
    {
        if (await FindAsync(id, shelf, context, cancellation) is not var (day, route))
            return NoSuchRoute();
        var (_, token) = await AddAsync(day, route, door, clock, ids, context, cancellation);
        context.Response.Cookies.Append(freshCookie, Sealer(sealing, id).Protect(token.Text, fresh), new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/routes",
            MaxAge = fresh,
            IsEssential = true,
        });
        return TypedResults.LocalRedirect($"/routes/{id}/lien");
    }

    /// <summary>The sheet with a link of its own as a code: what is printed stays readable until the link ends.</summary>
    static async Task<IResult> SheetAsync(
        Guid id, StoreDoor door, DayShelf shelf, TimeProvider clock, IIdSource ids, IPublisher publisher, PublicAddress address, HttpContext context, CancellationToken cancellation)
    {
        if (await FindAsync(id, shelf, context, cancellation) is not var (day, route))
            return NoSuchRoute();
        var (_, token) = await AddAsync(day, route, door, clock, ids, context, cancellation);
        return SheetsApi.Answer(publisher.Sheet(day, route, CultureInfo.CurrentUICulture, new(AddressOf(address, token.Text))), context);
    }

    static async Task<IResult> DaySheetsAsync(string date, DayShelf shelf, IPublisher publisher, HttpContext context, CancellationToken cancellation) =>
        await DayAsync(date, shelf, context, cancellation) is { } day ? SheetsApi.Answer(publisher.Sheets(day, CultureInfo.CurrentUICulture, _ => null), context) : Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay");

    /// <summary>The whole day on paper, a link of its own as a code on each round.</summary>
    static async Task<IResult> DaySheetsWithLinksAsync(
        string date, StoreDoor door, DayShelf shelf, TimeProvider clock, IIdSource ids, IPublisher publisher, PublicAddress address, HttpContext context, CancellationToken cancellation)
    {
        if (await DayAsync(date, shelf, context, cancellation) is not { } day)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay");
        var links = new Dictionary<RouteId, Uri>();
        foreach (var route in day.Plan.Routes)
            links[route.Id] = new(AddressOf(address, (await AddAsync(day, route, door, clock, ids, context, cancellation)).Token.Text));
        return SheetsApi.Answer(publisher.Sheets(day, CultureInfo.CurrentUICulture, route => links[route.Id]), context);
    }

    /// <summary>The day's plan in force, for who dispatches all of it.</summary>
    static async Task<PlannedDay?> DayAsync(string date, DayShelf shelf, HttpContext context, CancellationToken cancellation) =>
        DaysApi.DateOf(date) is { } asked && await shelf.CurrentAsync(asked, cancellation) is { } day && DaysApi.IsAllOf(context, day.Declared.Day) ? day : null;

    static async Task<IResult> EndAsync([FromForm] Guid? lien, [FromForm] Guid? tournee, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        lien is { } id && await door.Store.RouteLinks.EndAsync(id, context.User.Territory(), context.User.Person(), cancellation)
            ? TypedResults.LocalRedirect(tournee is { } route ? $"/routes/{route}/lien?fait=termine" : "/")
            : Problems.Of(StatusCodes.Status404NotFound, "NoSuchLink");

    /// <summary>A driver who has entered otherwise opens its own route on this device.</summary>
    static async Task<IResult> OpenOwnAsync([FromForm] Guid? tournee, StoreDoor door, DayShelf shelf, TimeProvider clock, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        if (tournee is not { } id || await shelf.RouteAsync(new RouteId(id), cancellation) is not var (day, route) || route.Driver.Value != context.User.Subject())
            return NoSuchRoute();
        var (link, _) = await AddAsync(day, route, door, clock, ids, context, cancellation);
        await RouteDoor.SignInAsync(context, link);
        return TypedResults.LocalRedirect(RouteDoor.Folder);
    }

    static async Task<(RouteLink Link, Token Token)> AddAsync(PlannedDay day, Route route, StoreDoor door, TimeProvider clock, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        // The whole next day in the territory: whoever comes back late tells at breakfast.
        var until = LocalTime.EndOf(day.Plan.Date.AddDays(1), day.Index.ZoneOf(route.Territory));
        var (token, now) = (Token.New(), clock.GetUtcNow());
        var link = new RouteLink(ids.Next(), route.Territory, day.Plan.Date, route.Shift, now, until, until + RouteDoor.TellsLonger);
        await door.Store.RouteLinks.AddAsync(link, token.Digest, context.User.Person(), cancellation);
        return (link, token);
    }

    static string AddressOf(PublicAddress address, string token) => address.Link($"/t/{token}");

    static ITimeLimitedDataProtector Sealer(IDataProtectionProvider sealing, Guid route) => sealing.CreateProtector("fresh route link", route.ToString()).ToTimeLimitedDataProtector();

    static ProblemHttpResult NoSuchRoute() => Problems.Of(StatusCodes.Status404NotFound, "NoSuchRoute");
}
