using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Logistics.Host.Api;

/// <summary>What the driver's page asks and tells, by a route's link and of that route alone.</summary>
public static class RoundApi
{
    /// <summary>Telephone numbers are shown around the round: from the evening before, when it is opened at home where there is a network, until somebody is called back.</summary>
    static readonly TimeSpan phonesBefore = TimeSpan.FromHours(24), phonesAfter = TimeSpan.FromHours(6);

    const int longestBody = 1024;

    public static void MapRound(this IEndpointRouteBuilder app)
    {
        app.MapGet("/tournee/route.json", RouteAsync);
        app.MapGet("/tournee/feuille", SheetAsync);
        app.MapPost("/tournee/vue", SeenAsync);
        app.MapPost("/tournee/preuves", ProofsApi.TellAsync);
        app.MapPost("/tournee/incidents", IncidentsApi.TellAsync);
        app.MapPut("/tournee/preuves/{id:guid}/photo", PhotosApi.PutAsync);
    }

    static async Task<IResult> RouteAsync(DayShelf shelf, IPublisher publisher, IEngine engine, RoundShelf kept, HostSettings settings, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // The device compares it with its own clock.
        context.Response.Headers["X-Now"] = now.ToString("O", CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        if (await FindAsync(shelf, now, context, cancellation) is not var (day, route))
            return Gone(context, now);
        var phonesUntil = now >= route.Departure - phonesBefore && now < route.Return + phonesAfter ? route.Return + phonesAfter : (DateTimeOffset?)null;
        var tag = new EntityTagHeaderValue($"\"{route.Id.Value:N}-{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}-{(phonesUntil is null ? "" : "p")}-{settings.Stops.Mark}\"");
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(x => x.Compare(tag, useStrongComparison: false)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var round = kept.Get(tag.Tag.ToString(), () => publisher.Round(
            day, route, phonesUntil, leg => engine.Way(day.Plan, day.Index[leg.From].Position, day.Index[leg.To].Position)?.Steps ?? [], CultureInfo.CurrentUICulture));
        return TypedResults.Bytes(round, "application/json", entityTag: tag);
    }

    static async Task<IResult> SheetAsync(DayShelf shelf, IPublisher publisher, TimeProvider clock, HttpContext context, CancellationToken cancellation) =>
        await FindAsync(shelf, clock.GetUtcNow(), context, cancellation) is var (day, route)
            ? SheetsApi.Answer(publisher.Sheet(day, route, CultureInfo.CurrentUICulture), context)
            : Gone(context, clock.GetUtcNow());

    /// <summary>Whoever drives has read the plan that the body names: the dispatcher sees it beside the link.</summary>
    static async Task<IResult> SeenAsync(StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(context.Request, longestBody, cancellation) is not { } body || RequestBody.ObjectOf(body)?["plan"] is not { } named
            || named.GetValueKind() != JsonValueKind.String || !Guid.TryParse(named.GetValue<string>(), out var plan))
            return Problems.Of(StatusCodes.Status400BadRequest, "NoObject");
        await door.Store.RouteLinks.SeeAsync(context.RouteLink()!.Id, new PlanId(plan), cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>The link's route in the plan that is in force; null: it has none, or shows it no more.</summary>
    static async Task<(PlannedDay Day, Route Route)?> FindAsync(DayShelf shelf, DateTimeOffset now, HttpContext context, CancellationToken cancellation)
    {
        var link = context.RouteLink()!;
        return now < link.ReadsUntil && await shelf.CurrentAsync(link.Date, cancellation) is { } day && day.Plan.Routes.FirstOrDefault(x => x.Shift == link.Shift) is { } route
            ? (day, route) : null;
    }

    static ProblemHttpResult Gone(HttpContext context, DateTimeOffset now) => now < context.RouteLink()!.ReadsUntil
        ? Problems.Of(StatusCodes.Status404NotFound, "NoRouteNow")
        : Problems.Of(StatusCodes.Status410Gone, "LinkShowsNoMore");
}
