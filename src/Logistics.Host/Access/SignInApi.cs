using System.Globalization;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Access;

/// <summary>Signing in by a link that was mailed: asked for by an address, opened as a page, used up by that page's button.</summary>
public static class SignInApi
{
    public static readonly TimeSpan LinkLasts = TimeSpan.FromMinutes(15);

    /// <summary>From the sign-in, however often it is used: nothing is written at each request.</summary>
    public static readonly TimeSpan SessionLasts = TimeSpan.FromDays(30);

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/entrer/adresse", AskAsync).RequireRateLimiting(Limits.Door).DisableAntiforgery();
        app.MapPost("/entrer/lien", EnterAsync).RequireRateLimiting(Limits.Door).DisableAntiforgery();
        app.MapPost("/agir", ActAsync).DisableAntiforgery();
    }

    /// <summary>The same answer whether anybody has the address or not, and the same work behind it.</summary>
    static async Task<IResult> AskAsync(
        [FromForm] string? adresse, StoreDoor store, PublicAddress address, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        var people = store.Store.People;
        if (!await Limits.MayKnockAsync(people, context, clock.GetUtcNow(), cancellation))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (EmailAddress.Read(adresse) is not { } to)
            return TypedResults.LocalRedirect("/entrer?envoi=illisible");
        var token = Token.New();
        var letter = Letters.SignIn(to, address.Link($"/entrer/lien/{token.Text}"), CultureInfo.CurrentUICulture);
        var mayWrite = await Limits.MayWriteAsync(people, to, clock.GetUtcNow(), cancellation);
        await people.AskAsync(new(token.Digest, clock.GetUtcNow() + LinkLasts), letter, mayWrite, cancellation);
        return TypedResults.LocalRedirect("/entrer?envoi=fait");
    }

    static async Task<IResult> EnterAsync([FromForm] string? jeton, StoreDoor store, TimeProvider clock, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        var people = store.Store.People;
        if (!await Limits.MayKnockAsync(people, context, clock.GetUtcNow(), cancellation))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var (session, until) = (ids.Next(), clock.GetUtcNow() + SessionLasts);
        if (!await people.EnterAsync(Token.DigestOf(jeton), session, until, cancellation))
            return TypedResults.LocalRedirect("/entrer?envoi=perime");
        await Guard.SignInAsync(context, session, until);
        return TypedResults.LocalRedirect("/");
    }

    static async Task<IResult> ActAsync([FromForm] Guid? appartenance, StoreDoor store, HttpContext context, CancellationToken cancellation)
    {
        if (context.User.Session() is not { } session || appartenance is not { } membership || !await store.Store.People.ActAsync(session, membership, cancellation))
            return TypedResults.Problem(title: Texts.Get("Problem.NotYours"), statusCode: StatusCodes.Status404NotFound);
        return TypedResults.LocalRedirect("/");
    }
}
