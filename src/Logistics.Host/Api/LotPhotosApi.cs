using Logistics.Domain.Goods;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Photos;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Logistics.Host.Api;

/// <summary>The photo of a surplus: for whoever declares it, and shown to who is asked for it.</summary>
public static class LotPhotosApi
{
    public static void MapLotPhotos(this IEndpointRouteBuilder app)
    {
        const string path = "/api/v1/days/{date}/lots/{code}/photo";
        app.MapGet(path, GetAsync).Tells("The photo of a surplus.", media: "image/jpeg", refusals: [404]);
        app.MapPut(path, PutAsync).Tells("Gives a surplus its photo, in the place of the one it has; what cameras add to it is left out.", status: 204, refusals: [404, 413, 415])
            .Reads(null, "A JPEG, PNG or WebP photo of at most 2 MB.", "application/octet-stream");
        app.MapDelete(path, DeleteAsync).Tells("Takes the photo of a surplus away.", status: 204, refusals: [404]);
        app.MapGet("/p/{jeton}/photo/{code}", ByLinkAsync);
    }

    static async Task<IResult> GetAsync(string date, string code, LotPhotoDesk desk, HttpContext context, CancellationToken cancellation) =>
        DaysApi.DateOf(date) is { } day && await desk.SeenAsync(day, code, context.User, cancellation) is { } lot ? await AnswerAsync(desk, day, lot, cancellation) : NotThere();

    /// <summary>By the link in a letter: what its partner is asked for its day, and nothing else.</summary>
    static async Task<IResult> ByLinkAsync(string jeton, string code, StoreDoor door, LotPhotoDesk desk, HttpContext context, CancellationToken cancellation)
    {
        // What stands in the address opens a door: nobody on the way keeps the answer.
        context.Response.Headers.CacheControl = "no-store";
        return door.IsOpen && await door.Store.AnswerLinks.FindAsync(Token.DigestOf(jeton), cancellation) is { } link
            && await door.Store.DeclarationsAsync(link.Date, cancellation) is var (day, _) && day.Lots.FirstOrDefault(x => x.Code == code) is { } lot
            && await desk.IsAskedAsync(link.Date, lot.Id, link.Recipient, cancellation)
            ? await AnswerAsync(desk, link.Date, lot, cancellation) : NotThere();
    }

    static async Task<IResult> PutAsync(string date, string code, StoreDoor door, LotPhotoDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (await OwnAsync(date, code, door, context, cancellation) is not var (day, lot))
            return NotThere();
        return await RequestBody.ReadAsync(context.Request, Picture.Largest, cancellation) is not { } sent
            ? Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge")
            : await desk.KeepAsync(day, lot, sent, context.User.Person(), cancellation) == LotPhotoOutcome.Kept
                ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status415UnsupportedMediaType, "NoPhoto");
    }

    static async Task<IResult> DeleteAsync(string date, string code, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        await OwnAsync(date, code, door, context, cancellation) is var (day, lot) && await door.Store.LotPhotos.UnlinkAsync(day, lot.Id, cancellation)
            ? TypedResults.NoContent() : NotThere();

    /// <summary>A lot that the visitor may declare otherwise.</summary>
    static async Task<(DateOnly Date, Lot Lot)?> OwnAsync(string date, string code, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        DaysApi.DateOf(date) is { } asked && await door.Store.DeclarationsAsync(asked, cancellation) is var (day, _) && day.Lots.FirstOrDefault(x => x.Code == code) is { } lot
            && DaysApi.RightsOf(context).Covers(DaySection.Lots.OwnerOf(day, code)!)
            ? (asked, lot) : null;

    static async Task<IResult> AnswerAsync(LotPhotoDesk desk, DateOnly date, Lot lot, CancellationToken cancellation) => await desk.OpenAsync(date, lot.Id, cancellation) is var (id, type, content)
        ? TypedResults.Bytes(content, type, entityTag: new EntityTagHeaderValue($"\"{id.Sha256}\"")) : NotThere();

    static ProblemHttpResult NotThere() => Problems.Of(StatusCodes.Status404NotFound, "NoSuchLotPhoto");
}
