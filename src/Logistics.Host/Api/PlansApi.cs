using System.Buffers;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Logistics.Host.Api;

/// <summary>Plans as other programs read them.</summary>
public static class PlansApi
{
    public static void MapPlans(this IEndpointRouteBuilder app)
    {
        var plans = app.MapGroup("/api/v1");
        plans.MapGet("/territories/{territory}/plans/{date}", CurrentAsync).Tells("The plan in force.", refusals: [400, 404]);
        plans.MapGet("/plans/{id:guid}", StoredAsync).Tells("A plan, in force or not; it never changes, so its id is its tag.", refusals: [404]);
        plans.MapGet("/plans/{id:guid}/routes.geojson", RoutesAsync).Tells("The routes of a plan as they are drawn.", media: "application/geo+json", refusals: [404]);
    }

    static async Task<IResult> CurrentAsync(string territory, string date, DayShelf shelf, IPublisher publisher, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return TypedResults.Problem(title: Texts.Get("Problem.BadDate"), detail: Texts.Format("Problem.BadDateDetail", date), statusCode: StatusCodes.Status400BadRequest);
        var current = await shelf.CurrentAsync(day, cancellation);
        if (current is null || user.Sees(current) is not { } seen || seen.TerritoryOf(territory) is not { } asked
            || (user.Territory() is { } bound && bound != asked.Value))
            return TypedResults.Problem(title: Texts.Get("Problem.NoPlan"), detail: Texts.Format("Problem.NoPlanDetail", territory, date), statusCode: StatusCodes.Status404NotFound);
        return Json(seen, publisher, user);
    }

    static async Task<IResult> StoredAsync(Guid id, DayShelf shelf, IPublisher publisher, ClaimsPrincipal user, CancellationToken cancellation) =>
        await shelf.ByIdAsync(new PlanId(id), cancellation) is { } day && user.Sees(day) is { } seen
            ? Json(seen, publisher, user)
            : TypedResults.Problem(title: Texts.Get("Problem.NoSuchPlan"), statusCode: StatusCodes.Status404NotFound);

    // A stored plan never changes, so its id is its entity tag, with whose part of it was asked for.
    static FileContentHttpResult Json(PlannedDay day, IPublisher publisher, ClaimsPrincipal user) =>
        TypedResults.Bytes(publisher.Plan(day), "application/json", entityTag: new EntityTagHeaderValue($"\"{day.Plan.Id.Value:N}{user.Territory():N}\""));

    static async Task<IResult> RoutesAsync(Guid id, string? territoire, string? essai, DayShelf shelf, TrialRoom room, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await shelf.ByIdAsync(new PlanId(id), cancellation) is not { } day)
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchPlan"), statusCode: StatusCodes.Status404NotFound);
        if (TrialKind.Read(essai, day.Index.Day) is { } kind && room.Find(day.Plan, kind)?.Result is { } tried)
            day = tried;
        if (user.Sees(day) is not { } seen)
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchPlan"), statusCode: StatusCodes.Status404NotFound);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            MapFeatures.Write(writer, seen, territoire is null ? null : seen.TerritoryOf(territoire));
        return TypedResults.Bytes(buffer.WrittenMemory, "application/geo+json");
    }
}
