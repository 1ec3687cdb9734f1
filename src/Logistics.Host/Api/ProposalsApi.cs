using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Domain;
using Logistics.Domain.Proposals;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Api;

/// <summary>What recipients are asked and what they say: the dispatcher for everyone, an association for itself.</summary>
public static class ProposalsApi
{
    public static void MapProposals(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/proposals/{date}", ListAsync).Tells("What recipients are offered for a day, and what they said.", typeof(IReadOnlyList<Line>), refusals: [400]);
        app.MapPost("/api/v1/proposals/{id:guid}/answer", AnswerAsync).Tells("Takes all, a part or nothing of what is offered.", status: 204, refusals: [400, 404, 409])
            .Reads(typeof(Answer), "How much is taken.").DisableAntiforgery();
        app.MapPost("/reponses", AnswerFormAsync).DisableAntiforgery();
        app.MapPost("/p", AnswerByLinkAsync).RequireRateLimiting(Limits.Door).DisableAntiforgery();
    }

    /// <param name="TakesKg">Kilograms of what was offered; 0: none of it.</param>
    /// <param name="Motive">At most 200 characters.</param>
    sealed record Answer([property: JsonRequired] decimal TakesKg, string? Motive);

    sealed record Line(Guid Id, Guid Plan, string Lot, string Need, string Recipient, decimal OfferedKg, DateTimeOffset AnswerBy, decimal? TakesKg, string? Motive, bool? BySilence);

    static async Task<IResult> ListAsync(string date, StoreDoor door, DayShelf shelf, HttpContext context, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return TypedResults.Problem(title: Texts.Get("Problem.BadDate"), detail: Texts.Format("Problem.BadDateDetail", date), statusCode: StatusCodes.Status400BadRequest);
        var (own, within) = AnswererOf(context);
        var current = await shelf.CurrentAsync(day, cancellation);
        var put = await door.Store.ProposalsAsync(day, cancellation);
        return TypedResults.Ok(put.Where(x => (own is null || x.Proposal.Recipient == own) && (within is null || x.Proposal.Territory == within))
            .Select(x => new Line(
                x.Proposal.Id.Value, x.Proposal.Plan.Value, current?.Declared.Day.Lots.FirstOrDefault(y => y.Id == x.Proposal.Lot)?.Code ?? "",
                current?.Declared.Day.Needs.FirstOrDefault(y => y.Id == x.Proposal.Need)?.Code ?? "", current?.Declared.Day.Parties.FirstOrDefault(y => y.Id == x.Proposal.Recipient)?.Code ?? "",
                x.Proposal.Quantity.Kilograms, x.Proposal.AnswerBy, x.Answer?.Takes.Kilograms, x.Answer?.Motive, x.Answer?.BySilence)).ToList());
    }

    static async Task<IResult> AnswerAsync(Guid id, StoreDoor door, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        // Read here and not by the framework: a body of another kind would else be nobody's address, before anybody is asked who it is.
        if (await ReadAsync(context.Request, cancellation) is not { } answer)
            return Refusal(AnswerOutcome.TooMuch)!;
        return (IResult?)Refusal(await KeepAsync(id, answer.TakesKg, answer.Motive, AnswererOf(context), door, clock, cancellation)) ?? TypedResults.NoContent();
    }

    static async Task<Answer?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return request.HasJsonContentType() ? await request.ReadFromJsonAsync<Answer>(cancellation) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static async Task<IResult> AnswerFormAsync(
        [FromForm] Guid proposition, [FromForm] string? prend, [FromForm] string? motif, StoreDoor door, TimeProvider clock, HttpContext context, CancellationToken cancellation) =>
        (IResult?)Refusal(await KeepFormAsync(proposition, prend, motif, AnswererOf(context), door, clock, cancellation)) ?? TypedResults.LocalRedirect("/association#propositions");

    /// <summary>The same from a letter: the link says who answers, and for which day alone.</summary>
    static async Task<IResult> AnswerByLinkAsync(
        [FromForm] string? jeton, [FromForm] string? proposition, [FromForm] string? prend, [FromForm] string? motif, StoreDoor door, TimeProvider clock, CancellationToken cancellation)
    {
        if (await door.Store.AnswerLinks.FindAsync(Token.DigestOf(jeton), cancellation) is not { } link)
            return string.IsNullOrEmpty(jeton) ? Problems.Of(StatusCodes.Status404NotFound, "NoSuchLink") : TypedResults.LocalRedirect($"/p/{Uri.EscapeDataString(jeton)}");
        var outcome = Guid.TryParse(proposition, out var id) && (await door.Store.ProposalsAsync(link.Date, cancellation)).Any(x => x.Proposal.Id.Value == id)
            ? await KeepFormAsync(id, prend, motif, new(link.Recipient, Within: null), door, clock, cancellation) : AnswerOutcome.Unknown;
        return TypedResults.LocalRedirect($"/p/{Uri.EscapeDataString(jeton!)}?fait={outcome switch
        {
            AnswerOutcome.Kept => "note",
            AnswerOutcome.Over => "passe",
            AnswerOutcome.TooMuch => "illisible",
            _ => "inconnu",
        }}");
    }

    /// <param name="takes">Kilograms, with a comma or a point.</param>
    static async Task<AnswerOutcome> KeepFormAsync(Guid id, string? takes, string? motive, Answerer by, StoreDoor door, TimeProvider clock, CancellationToken cancellation) =>
        decimal.TryParse((takes ?? "").Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var kilograms)
            ? await KeepAsync(id, kilograms, motive, by, door, clock, cancellation) : AnswerOutcome.TooMuch;

    static async Task<AnswerOutcome> KeepAsync(Guid id, decimal kilograms, string? motive, Answerer by, StoreDoor door, TimeProvider clock, CancellationToken cancellation)
    {
        var said = string.IsNullOrWhiteSpace(motive) ? null : motive.Trim();
        return kilograms is < 0 or > 1_000_000 || said?.Length > 200
            ? AnswerOutcome.TooMuch
            : await door.Store.AnswerAsync(new ProposalAnswer(new(id), Mass.FromKilograms(kilograms), said, clock.GetUtcNow(), BySilence: false), by.Of, by.Within, cancellation);
    }

    /// <param name="Of">Null for a dispatcher, who answers for whoever telephones.</param>
    /// <param name="Within">The territory that whoever answers is bound to; null: none.</param>
    readonly record struct Answerer(PartyId? Of, TerritoryId? Within);

    static Answerer AnswererOf(HttpContext context) => new(
        context.User.IsInRole(Roles.Dispatcher) ? null : new PartyId(context.User.Subject() ?? Guid.Empty), context.User.Territory() is { } bound ? new(bound) : null);

    static ProblemHttpResult? Refusal(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Unknown => TypedResults.Problem(title: Texts.Get("Problem.NoSuchProposal"), statusCode: StatusCodes.Status404NotFound),
        AnswerOutcome.Over => TypedResults.Problem(title: Texts.Get("Problem.ProposalOver"), statusCode: StatusCodes.Status409Conflict),
        AnswerOutcome.TooMuch => TypedResults.Problem(title: Texts.Get("Problem.BadAnswer"), statusCode: StatusCodes.Status400BadRequest),
        _ => null,
    };
}
