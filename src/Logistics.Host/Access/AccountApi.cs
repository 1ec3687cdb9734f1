using System.Text;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Access;

/// <summary>What a person may do with its own data at any time: take it along, and have it forgotten.</summary>
/// <remarks>Regulation (EU) 2016/679, articles 15, 17 and 20.</remarks>
public static class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapGet("/compte/donnees.json", ExportAsync);
        app.MapPost("/compte/effacer", EraseAsync).DisableAntiforgery();
    }

    static async Task<IResult> ExportAsync(StoreDoor store, HttpContext context, CancellationToken cancellation) =>
        context.User.Person() is { } person && await store.Store.People.ExportAsync(person, cancellation) is { } document
            ? TypedResults.File(Encoding.UTF8.GetBytes(document), "application/json", "ramasse.json")
            : NoPerson();

    static async Task<IResult> EraseAsync([FromForm] string? oui, StoreDoor store, HttpContext context, CancellationToken cancellation)
    {
        if (context.User.Person() is not { } person)
            return NoPerson();
        // The box is required by the page; a click that came without it was no decision.
        if (oui != "oui")
            return TypedResults.LocalRedirect("/compte");
        await store.Store.People.EraseAsync(person, cancellation);
        await context.SignOutAsync(Guard.Scheme);
        return TypedResults.LocalRedirect("/entrer?envoi=efface");
    }

    static ProblemHttpResult NoPerson() => TypedResults.Problem(title: Texts.Get("Problem.NoPerson"), statusCode: StatusCodes.Status404NotFound);
}
