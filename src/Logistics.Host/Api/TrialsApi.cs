using System.Security.Claims;
using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Api;

/// <summary>Begins a trial and shows the page that follows it. Nothing of it is stored.</summary>
public static class TrialsApi
{
    public static void MapTrials(this IEndpointRouteBuilder app) =>
        app.MapPost("/essais", BeginAsync).DisableAntiforgery();

    static async Task<IResult> BeginAsync(
        [FromForm] Guid plan, [FromForm] string? essai, [FromForm] string? territoire, DayShelf shelf, TrialRoom room, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await shelf.ByIdAsync(new PlanId(plan), cancellation) is not { } day || user.Sees(day) is not { } seen)
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchPlan"), statusCode: StatusCodes.Status404NotFound);
        if (TrialKind.Read(essai, seen.Index.Day) is not { } kind)
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchTrial"), statusCode: StatusCodes.Status400BadRequest);
        if (room.Ask(day, kind) is null)
            return TypedResults.Problem(title: Texts.Get("Problem.TooManyTrials"), statusCode: StatusCodes.Status429TooManyRequests);
        var state = new PageState(day.Plan.Date, string.IsNullOrEmpty(territoire) ? null : territoire, kind.Code);
        return TypedResults.LocalRedirect(state.Href("/", "#essai"));
    }
}
