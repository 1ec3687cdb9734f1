using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Access;

/// <summary>Inviting people and ending what they may do.</summary>
public static class PeopleApi
{
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapPost("/personnes/inviter", InviteAsync).DisableAntiforgery();
        app.MapPost("/personnes/terminer", EndAsync).DisableAntiforgery();
    }

    /// <summary>The day whose partners can be invited: the one at hand; null: nothing is planned yet.</summary>
    public static async Task<DayIndex?> KnownDayAsync(DayShelf shelf, CancellationToken cancellation) =>
        await shelf.DefaultDayAsync(cancellation) is { Current: { } id } && await shelf.ByIdAsync(id, cancellation) is { } day ? day.Index : null;

    static async Task<IResult> InviteAsync(
        [FromForm] InviteForm form, StoreDoor store, DayShelf shelf, PublicAddress address, TimeProvider clock, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        if (EmailAddress.Read(form.Adresse) is not { } to)
            return TypedResults.LocalRedirect("/personnes?fait=illisible");
        if (Grants.Read(context.User, form.Role, form.Pour, await KnownDayAsync(shelf, cancellation), ids) is not { } capacity)
            return TypedResults.LocalRedirect("/personnes?fait=incompatible");
        var language = form.Langue == "en" ? "en" : "fr";
        var name = form.Nom?.Trim() is { Length: > 0 and <= 100 } said ? said : null;
        var token = Token.New();
        await store.Store.People.InviteAsync(
            new(to, name, language, capacity, context.User.Person()), new(token.Digest, clock.GetUtcNow() + InvitationLasts),
            Letters.Invitation(to, capacity, address.Link($"/entrer/lien/{token.Text}"), CultureInfo.GetCultureInfo(language)), cancellation);
        return TypedResults.LocalRedirect("/personnes?fait=invite");
    }

    static async Task<IResult> EndAsync([FromForm] Guid? appartenance, StoreDoor store, HttpContext context, CancellationToken cancellation)
    {
        var (people, territory) = (store.Store.People, context.User.Territory());
        // Whoever may give a capacity may take it away, and nobody else.
        var member = (await people.MembersAsync(territory, cancellation)).FirstOrDefault(member => member.Membership == appartenance);
        if (member is null || !Grants.MayGive(context.User, member.Role) || !await people.EndAsync(member.Membership, territory, context.User.Person(), cancellation))
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchMember"), statusCode: StatusCodes.Status404NotFound);
        return TypedResults.LocalRedirect("/personnes?fait=termine");
    }
}

/// <summary>An invitation as the page sends it; whatever is missing is null.</summary>
public sealed record InviteForm
{
    public string? Adresse { get; init; }

    public string? Nom { get; init; }

    public string? Role { get; init; }

    /// <summary>What the role is held for: <c>instance</c>, <c>territoire:ID</c> or <c>organisation:ID</c>.</summary>
    public string? Pour { get; init; }

    public string? Langue { get; init; }
}
