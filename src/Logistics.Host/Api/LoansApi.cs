using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Api;

/// <summary>What territories lend each other: one offers, the other agrees, each may withdraw; what is lent is read as long as both agree.</summary>
public static class LoansApi
{
    const int LongestConditions = 2000;

    static readonly JsonSerializerOptions reading = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) } };

    public static void MapLoans(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/loans", ListAsync).Tells("What territories lend each other, the latest offer first.", typeof(DaysApi.Page<LoanLine>));
        app.MapPost("/api/v1/loans", OfferAsync)
            .Tells("Offers another territory a piece of equipment for some days, or a lot of one; a dispatcher of several territories says which one lends by territory=CODE.", typeof(LoanLine), 201, refusals: [400, 404, 413, 422])
            .Reads(typeof(Offer), "The terms, which never change.");
        app.MapPut("/api/v1/loans/{id:guid}/consent", AgreeAsync).Tells("Agrees for one's own territory.", status: 204, refusals: [400, 404, 409]);
        app.MapDelete("/api/v1/loans/{id:guid}/consent", WithdrawAsync).Tells("Withdraws for one's own territory, for good.", status: 204, refusals: [400, 404]);
        app.MapGet("/api/v1/lent/{date}", LentAsync).Tells("What the visitor's territory has from others on a date.", typeof(LentThings), refusals: [400, 404]);
    }

    /// <param name="Borrower">A territory's code.</param>
    /// <param name="Code">Of the lender's equipment, or of its lot.</param>
    /// <param name="From">First day, inclusive.</param>
    /// <param name="Until">Last day, inclusive; null: until one of them withdraws, or of a lot the first day.</param>
    sealed record Offer([property: JsonRequired] string Borrower, [property: JsonRequired] LoanKind Kind, [property: JsonRequired] string Code, [property: JsonRequired] DateOnly From, DateOnly? Until, string? Conditions);

    /// <param name="Stands">Both agree.</param>
    public sealed record LoanLine(
        Guid Id, Guid Lender, Guid Borrower, string Kind, Guid Thing, DateOnly From, DateOnly? Until, string? Conditions, DateTimeOffset OfferedAt, DateTimeOffset? LenderAgreedAt,
        DateTimeOffset? LenderWithdrewAt, DateTimeOffset? BorrowerAgreedAt, DateTimeOffset? BorrowerWithdrewAt, bool Stands);

    public sealed record LentEquipment(Guid Id, Guid Territory, string Code, string Name, string Kind, IReadOnlyList<Span> Availability, string? Conditions);

    public sealed record Span(DateTimeOffset Begin, DateTimeOffset End);

    public sealed record GivenLot(Guid Id, Guid Territory, string Code, string Product, string Family, long ExpectedG, DateOnly GoodUntil, Span Pickup);

    public sealed record LentThings(IReadOnlyList<LentEquipment> Equipment, IReadOnlyList<GivenLot> Lots);

    static async Task<IResult> ListAsync(StoreDoor door, HttpContext context, CancellationToken cancellation) => TypedResults.Ok(new DaysApi.Page<LoanLine>(
        [.. (await door.Store.Loans.ListAsync(context.User.Territory() is { } bound ? new TerritoryId(bound) : null, cancellation)).Select(LineOf)], null));

    static async Task<IResult> OfferAsync(string? territory, StoreDoor door, TimeProvider clock, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        if (await SideAsync(territory, door, context, cancellation) is not { } lender)
            return SayTerritory;
        if (await RequestBody.ReadAsync(context.Request, 16 * 1024, cancellation) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge");
        if (OfferOf(body) is not { } offer || offer.Until < offer.From || offer.Conditions?.Length > LongestConditions)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "BadLoan", Texts.Format("Problem.BadLoanDetail", LongestConditions));
        if (await door.Store.Places.FindAsync(offer.Borrower, cancellation) is not var (borrower, _) || borrower == lender)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchTerritory", Texts.Format("Problem.NoSuchTerritoryDetail", offer.Borrower));
        var loan = new Loan
        {
            Id = new(ids.Next()),
            Lender = lender,
            Borrower = borrower,
            Kind = offer.Kind,
            Thing = offer.Kind == LoanKind.Equipment ? TerritoryIds.Equipment(lender, offer.Code).Value : TerritoryIds.Lot(lender, offer.Code).Value,
            ValidFrom = offer.From,
            ValidUntil = offer.Until ?? (offer.Kind == LoanKind.Lot ? offer.From : null),
            Conditions = offer.Conditions,
            OfferedAt = clock.GetUtcNow(),
        };
        return await door.Store.Loans.OfferAsync(loan, cancellation)
            ? TypedResults.Created($"/api/v1/loans/{loan.Id.Value}", LineOf(loan with { OfLender = new(loan.OfferedAt, null) }))
            : Problems.Of(StatusCodes.Status422UnprocessableEntity, "NothingToLend");
    }

    static async Task<IResult> AgreeAsync(Guid id, string? territory, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        await SideAsync(territory, door, context, cancellation) is { } side ? AnswerOf(await door.Store.Loans.AgreeAsync(new(id), side, cancellation)) : SayTerritory;

    static async Task<IResult> WithdrawAsync(Guid id, string? territory, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        await SideAsync(territory, door, context, cancellation) is { } side ? AnswerOf(await door.Store.Loans.WithdrawAsync(new(id), side, cancellation)) : SayTerritory;

    static async Task<IResult> LentAsync(string date, string? territory, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (DaysApi.DateOf(date) is not { } day)
            return Problems.BadDate(date);
        if (await SideAsync(territory, door, context, cancellation) is not { } side)
            return SayTerritory;
        var lent = await door.Store.Loans.LentAsync(side, day, cancellation);
        return TypedResults.Ok(new LentThings(
            [.. lent.Equipment.Select(x => new LentEquipment(x.Id.Value, x.Territory.Value, x.Code, x.Name, TellingWords.WordOf(x.Kind), [.. x.Availability.Select(y => new Span(y.Begin, y.End))], x.Conditions))],
            [.. lent.Lots.Select(x => new GivenLot(x.Id.Value, x.Territory.Value, x.Code, x.Product, TellingWords.WordOf(x.Family), x.Quantity.Expected.Grams, x.Date.Date, new(x.PickupWindow.Begin, x.PickupWindow.End)))]));
    }

    /// <summary>For whom the visitor speaks: its own territory, or the one it names where it dispatches all of them. Null: it does not say, or not rightly.</summary>
    static async Task<TerritoryId?> SideAsync(string? code, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        var bound = context.User.Territory() is { } one ? new TerritoryId(one) : (TerritoryId?)null;
        if (code is null)
            return bound;
        return await door.Store.Places.FindAsync(code, cancellation) is var (named, _) && (bound is null || bound == named) ? named : null;
    }

    static IResult SayTerritory => Problems.Of(StatusCodes.Status400BadRequest, "SayTerritory", Texts.Get("Problem.SayTerritoryDetail"));

    static IResult AnswerOf(LoanOutcome outcome) => outcome switch
    {
        LoanOutcome.Kept => TypedResults.NoContent(),
        LoanOutcome.Unknown => Problems.Of(StatusCodes.Status404NotFound, "NoSuchLoan"),
        LoanOutcome.Over => Problems.Of(StatusCodes.Status409Conflict, "LoanOver"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static Offer? OfferOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Offer>(body, reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static LoanLine LineOf(Loan x) => new(
        x.Id.Value, x.Lender.Value, x.Borrower.Value, TellingWords.WordOf(x.Kind), x.Thing, x.ValidFrom, x.ValidUntil, x.Conditions, x.OfferedAt, x.OfLender?.GivenAt, x.OfLender?.WithdrawnAt,
        x.OfBorrower?.GivenAt, x.OfBorrower?.WithdrawnAt, x.Stands);
}
