using System.Buffers.Text;
using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Host.Api;

/// <summary>What is where, what moved, and from whom to whom a lot came: an association sees its own.</summary>
public static class LedgerApi
{
    /// <summary>Lines in one answer, at most; 100 where nobody says.</summary>
    public const int MostAtOnce = 500;

    public static void MapLedger(this IEndpointRouteBuilder app)
    {
        var ledger = app.MapGroup("/api/v1/ledger");
        ledger.MapGet("/stock", StockAsync).Tells("What lies where, by lot, page by page.", typeof(Page<Level>), refusals: [400]);
        ledger.MapGet("/movements", MovementsAsync).Tells("Every movement of goods in the order it was posted, page by page.", typeof(Page<Entry>), refusals: [400]);
        ledger.MapGet("/lots/{id:guid}/trace", TraceAsync).Tells("Where a lot came from and who received it, through parts and batches.", typeof(Trace), refusals: [404]);
    }

    /// <param name="Next">Given as <c>after</c>, it brings the page after; null: nothing more is posted yet.</param>
    sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

    /// <param name="Site">Null: on the road.</param>
    sealed record Level(Guid Lot, Guid? Site, long QuantityG);

    sealed record Entry(
        Guid Id, DateOnly Date, string Kind, Guid Lot, string? Family, long QuantityG, Guid? From, Guid? To, Guid? Party, Guid? Part, Guid? Batch, Guid? Plan, Guid? Allocation,
        DateTimeOffset OccurredAt, Guid? Reverses);

    sealed record Part(Guid Parent, Guid Child, string Cause, long QuantityG);

    sealed record Receipt(Guid Party, Guid Lot, Guid? Site, long QuantityG, DateTimeOffset First, DateTimeOffset Last);

    sealed record Trace(Guid Lot, IReadOnlyList<Part> MadeOf, IReadOnlyList<Part> Became, IReadOnlyList<Receipt> Received, IReadOnlyList<Level> StillThere);

    static async Task<IResult> StockAsync(Guid? party, Guid? site, string? after, int? limit, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (Cursor.Read(after, 2) is not { } last || limit is < 1 or > MostAtOnce)
            return BadPage();
        var witness = Witness.Of(context);
        if (witness.Party is { } own && party is { } asked && asked != own.Value)
            return TypedResults.Ok(new Page<Level>([], null));
        var found = await door.Store.Proofs.StockAsync(
            witness.Territory, witness.Party ?? (party is { } of ? new PartyId(of) : null), site is { } at ? new SiteId(at) : null,
            last.Length == 0 ? null : new StockLevel(new(last[0]), last[1] == Guid.Empty ? null : new SiteId(last[1]), default), limit ?? 100, cancellation);
        return TypedResults.Ok(new Page<Level>(
            [.. found.Select(LevelOf)], found.Count < (limit ?? 100) ? null : Cursor.Of(found[^1].Lot.Value, found[^1].Site?.Value ?? Guid.Empty)));
    }

    static async Task<IResult> MovementsAsync(string? after, int? limit, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (Cursor.Read(after, 1) is not { } last || limit is < 1 or > MostAtOnce)
            return BadPage();
        var witness = Witness.Of(context);
        if (await door.Store.Proofs.MovementsAsync(witness.Territory, witness.Party, last.Length == 0 ? null : new MovementId(last[0]), limit ?? 100, cancellation) is not { } found)
            return BadPage();
        return TypedResults.Ok(new Page<Entry>([.. found.Select(EntryOf)], found.Count < (limit ?? 100) ? null : Cursor.Of(found[^1].Id.Value)));
    }

    static async Task<IResult> TraceAsync(Guid id, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        var witness = Witness.Of(context);
        return await door.Store.Proofs.TraceAsync(new(id), witness.Territory, witness.Party, cancellation) is { } traced
            ? TypedResults.Ok(new Trace(
                id, [.. traced.MadeOf.Select(PartOf)], [.. traced.Became.Select(PartOf)],
                [.. traced.Recall.Deliveries.Select(x => new Receipt(x.Party.Value, x.Lot.Value, x.Site?.Value, x.Quantity.Grams, x.First, x.Last))], [.. traced.Recall.StillThere.Select(LevelOf)]))
            : Problems.Of(StatusCodes.Status404NotFound, "NoSuchLot");
    }

    static Level LevelOf(StockLevel x) => new(x.Lot.Value, x.Site?.Value, x.Quantity.Grams);

    static Part PartOf(LotPart x) => new(x.Parent.Value, x.Child.Value, TellingWords.WordOf(x.Cause), x.Quantity.Grams);

    static Entry EntryOf(Movement x) => new(
        x.Id.Value, x.Date, TellingWords.WordOf(x.Kind), x.Lot.Value, x.Family is { } family ? TellingWords.WordOf(family) : null, x.Quantity.Grams, x.From?.Value, x.To?.Value, x.Party?.Value,
        x.Part?.Value, x.Batch?.Value, x.Plan?.Value, x.Allocation?.Value, x.OccurredAt, x.Reverses?.Value);

    static ProblemHttpResult BadPage() => Problems.Of(StatusCodes.Status400BadRequest, "BadPage", Texts.Format("Problem.BadPageDetail", MostAtOnce));

    /// <summary>Where a page ended, as text that means nothing to who gives it back.</summary>
    static class Cursor
    {
        public static string Of(params Guid[] ids) => Base64Url.EncodeToString([.. ids.SelectMany(x => x.ToByteArray())]);

        /// <returns>Empty: from the beginning; null: it is no cursor.</returns>
        public static Guid[]? Read(string? text, int count)
        {
            if (string.IsNullOrEmpty(text))
                return [];
            var bytes = new byte[16 * count];
            return text.Length <= 64 && Base64Url.IsValid(text, out var length) && length == bytes.Length && Base64Url.TryDecodeFromChars(text, bytes, out _)
                ? [.. bytes.Chunk(16).Select(x => new Guid(x))]
                : null;
        }
    }
}
