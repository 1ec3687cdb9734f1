using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Api;

/// <summary>What drivers and recipients say happened: in batches that may come late, twice and in any order, and read by date.</summary>
public static class ProofsApi
{
    /// <summary>Proofs in one request.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Bytes in one request.</summary>
    public const int LongestBody = 1 << 20;

    public static void MapProofs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/proofs", TellAsync).Tells("Tells what happened at stops; each proof is recorded, known already, or refused by itself.", typeof(IReadOnlyList<Result>), refusals: [400, 413])
            .Reads(null, "A list of proofs, at most 200, each with an id of the device's making.");
        app.MapGet("/api/v1/proofs/{date}", ListAsync).Tells("What was told of a day's stops.", typeof(IReadOnlyList<Told>), refusals: [400]);
    }

    /// <param name="Outcome"><c>recorded</c>, <c>known</c> or <c>refused</c>.</param>
    sealed record Result(string? Id, string Outcome, IReadOnlyList<ToldProblem> Problems);

    sealed record Line(Guid Allocation, Guid Lot, Guid Need, Guid Recipient, string Did, long QuantityG, string? Reason);

    sealed record Place(double Longitude, double Latitude);

    sealed record Told(
        Guid Id, Guid Plan, Guid? Route, Guid Site, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, string By, long? TemperatureTenths, string? Note, Place? Position,
        Guid? Corrects, Guid? CorrectedBy, IReadOnlyList<Line> Lines);

    internal static async Task<IResult> TellAsync(StoreDoor door, DayShelf shelf, UnitShelf units, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        var (items, refusal) = await ReadAsync(context.Request, cancellation);
        if (items is null)
            return refusal!;
        var witness = Witness.Of(context);
        var results = new Result?[items.Count];
        var good = new List<(int At, Proof Proof)>();
        foreach (var (i, item) in items.Index())
        {
            var problems = new List<TellingProblem>();
            if (Api.Told.Proof(item, problems) is not { } told)
                results[i] = new(Api.Told.IdOf(item)?.ToString(), "refused", [.. problems.Select(TellingWords.Of)]);
            else if (await ReviewAsync(told, witness, shelf, clock, cancellation) is var (proof, found) && proof is not null)
                good.Add((i, proof));
            else
                results[i] = Refused(told.Id, found);
        }
        if (good.Count > 0)
            foreach (var (one, outcome) in good.Zip(await door.Store.Proofs.RecordAsync([.. good.Select(x => x.Proof)], cancellation)))
                results[one.At] = outcome switch
                {
                    ProofOutcome.Refused refused => Refused(one.Proof.Id, [refused.Problem]),
                    ProofOutcome.Known => new(one.Proof.Id.Value.ToString(), "known", []),
                    _ => new(one.Proof.Id.Value.ToString(), "recorded", []),
                };
        units.Forget();
        return TypedResults.Ok(results);
    }

    static async Task<(Proof?, IReadOnlyList<ProofProblem>)> ReviewAsync(ToldProof told, Witness witness, DayShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (await shelf.ByIdAsync(told.Plan, cancellation) is not { } day)
            return (null, [new ProofProblem.NoSuchPlan()]);
        if (witness.Refusal(told, day) is { } refusal)
            return (null, [refusal]);
        var (proof, problems) = ProofReview.Of(told, day.Plan, day.Index, witness.Teller, clock.GetUtcNow());
        return (proof, problems);
    }

    static async Task<IResult> ListAsync(string date, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Problems.BadDate(date);
        var witness = Witness.Of(context);
        var all = await door.Store.Proofs.OfDateAsync(day, witness.Territory, cancellation);
        var corrections = all.Where(x => x.Corrects is not null).ToDictionary(x => x.Corrects!.Value, x => x.Id);
        return TypedResults.Ok(all.Select(witness.Own).OfType<Proof>().Select(x => new Told(
            x.Id.Value, x.Plan.Value, x.Route?.Value, x.Site.Value, x.OccurredAt, x.ReceivedAt, TellingWords.WordOf(x.By.Role), x.Temperature?.TenthsOfDegree, x.Note,
            x.Position is { } at ? new(at.Longitude, at.Latitude) : null, x.Corrects?.Value, corrections.TryGetValue(x.Id, out var by) ? by.Value : null,
            [.. x.Lines.Select(y => new Line(y.Allocation.Value, y.Lot.Value, y.Need.Value, y.Recipient.Value, TellingWords.WordOf(y.Deed), y.Quantity.Grams, y.Reason))])).ToList());
    }

    static Result Refused(ProofId id, IEnumerable<ProofProblem> problems) => new(id.Value.ToString(), "refused", [.. problems.Select(TellingWords.Of)]);

    /// <summary>Read here and not by the framework: a body of another kind would else be nobody's address, before anybody is asked who it is.</summary>
    static async Task<(IReadOnlyList<JsonElement>? Items, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, LongestBody, cancellation) is not { } body)
            return (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge"));
        JsonElement batch;
        try
        {
            batch = request.HasJsonContentType() ? JsonSerializer.Deserialize<JsonElement>(body) : default;
        }
        catch (JsonException)
        {
            batch = default;
        }
        if (batch.ValueKind != JsonValueKind.Array)
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "NoBatch"));
        return batch.GetArrayLength() <= MostAtOnce
            ? ([.. batch.EnumerateArray()], null)
            : (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge", Texts.Format("Problem.BatchTooLong", MostAtOnce)));
    }
}
