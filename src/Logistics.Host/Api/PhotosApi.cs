using Logistics.Domain.Proofs;
using Logistics.Host.Access;
using Logistics.Host.Photos;
using Logistics.Host.Worker;
using Microsoft.Net.Http.Headers;

namespace Logistics.Host.Api;

/// <summary>The photo of a proof, and what was signed: for who may tell of the stop or read all of what was told there.</summary>
public static class PhotosApi
{
    public static void MapPhotos(this IEndpointRouteBuilder app)
    {
        app.MapPut("/api/v1/proofs/{id:guid}/photo", PutAsync).Tells("Adds the photo of a proof; what cameras add to it is left out.", status: 204, refusals: [404, 409, 413, 422])
            .Reads(null, "A JPEG, PNG or WebP photo of at most 2 MB.", "application/octet-stream");
        app.MapGet("/api/v1/proofs/{id:guid}/photo", GetAsync).Tells("The photo of a proof.", media: "image/jpeg", refusals: [404]);
        app.MapGet("/api/v1/proofs/{id:guid}/signature", SignatureAsync).Tells("What was signed at the door, as a drawing.", media: "image/svg+xml", refusals: [404]);
    }

    internal static async Task<IResult> PutAsync(Guid id, StoreDoor door, PhotoShelf photos, HttpContext context, CancellationToken cancellation)
    {
        if (await FindAsync(id, door, context, cancellation) is not { } proof)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchProof");
        if (await RequestBody.ReadAsync(context.Request, Picture.Largest, cancellation) is not { } sent)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge");
        if (Picture.Read(sent) is not { } picture)
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "NoPhoto");
        // The photo first: one without a proof goes by itself in a day, a proof without its photo would promise one.
        await photos.PutAsync(picture.Id, picture.Content, cancellation);
        return await door.Store.Proofs.LinkAsync(proof, picture.Id, cancellation) ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status409Conflict, "OtherPhoto");
    }

    static async Task<IResult> GetAsync(Guid id, StoreDoor door, PhotoShelf photos, HttpContext context, CancellationToken cancellation)
    {
        if (await FindAsync(id, door, context, cancellation) is not { } proof || await door.Store.Proofs.PhotoOfAsync(proof.Id, cancellation) is not { } photo
            || await photos.OpenAsync(photo, cancellation) is not { } content || Picture.MediaTypeOf(content) is not { } type)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchProof");
        return TypedResults.Bytes(content, type, entityTag: new EntityTagHeaderValue($"\"{photo.Sha256}\""));
    }

    static async Task<IResult> SignatureAsync(Guid id, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (await FindAsync(id, door, context, cancellation) is not { } proof || await door.Store.Proofs.SignatureOfAsync(proof.Id, cancellation) is not { } signature)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchProof");
        return TypedResults.Text(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Signature.Width} {Signature.Height}" fill="none" stroke="#141e18" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"><path d="{signature.Path}"/></svg>""",
            "image/svg+xml");
    }

    /// <summary>A photo may show all that is at a stop: who owns only a part of it gets none.</summary>
    static async Task<Proof?> FindAsync(Guid id, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        var witness = Witness.Of(context);
        return await door.Store.Proofs.FindAsync(new(id), witness.Territory, cancellation) is { } proof && witness.Own(proof)?.Lines.Count == proof.Lines.Count ? proof : null;
    }
}
