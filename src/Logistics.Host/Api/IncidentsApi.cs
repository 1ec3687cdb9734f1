using System.Globalization;
using System.Text.Json;
using Logistics.Domain.Proofs;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Host.Api;

/// <summary>What goes wrong on the road and at doors: told once, read by date.</summary>
public static class IncidentsApi
{
    const int LongestBody = 16 * 1024;

    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/incidents", TellAsync).Tells("Tells of something that went wrong.", typeof(Answer), refusals: [400, 413, 422]).Reads(null, "An incident with an id of the device's making.");
        app.MapGet("/api/v1/incidents/{date}", ListAsync).Tells("What went wrong on a day.", typeof(IReadOnlyList<Line>), refusals: [400]);
    }

    sealed record Answer(Guid Id, string Outcome);

    sealed record Line(Guid Id, Guid Plan, Guid? Route, Guid? Site, string Kind, string? Text, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, string By);

    internal static async Task<IResult> TellAsync(StoreDoor door, DayShelf shelf, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        var problems = new List<TellingProblem>();
        if (await ReadAsync(context.Request, problems, cancellation) is not { } told)
            return Refused(StatusCodes.Status400BadRequest, problems);
        if (await shelf.ByIdAsync(told.Plan, cancellation) is not { } day)
            return Refused(StatusCodes.Status404NotFound, [new("no-such-plan", null)]);
        var witness = Witness.Of(context);
        if (witness.TerritoryOf(told.Route, told.Site, day) is not { } territory)
            return Refused(StatusCodes.Status404NotFound, [new("no-such-route", told.Route?.Value.ToString())]);
        var now = clock.GetUtcNow();
        if (told.Text?.Length > ProofReview.LongestNote)
            problems.Add(new("too-long", "text"));
        if (told.OccurredAt > now.AddDays(1) || told.OccurredAt < new DateTimeOffset(day.Plan.Date.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero))
            problems.Add(new("bad-time", "occurredAt"));
        if (problems.Count > 0)
            return Refused(StatusCodes.Status400BadRequest, problems);
        return await door.Store.Proofs.ReportAsync(
            new Incident
            {
                Id = told.Id,
                Territory = territory,
                Date = day.Plan.Date,
                Plan = told.Plan,
                Route = told.Route,
                Driver = day.Plan.Routes.FirstOrDefault(x => x.Id == told.Route)?.Driver,
                Site = told.Site,
                Kind = told.Kind,
                Text = told.Text,
                OccurredAt = told.OccurredAt,
                ReceivedAt = now,
                By = witness.Teller,
            },
            cancellation) switch
        {
            IncidentOutcome.Recorded => TypedResults.Ok(new Answer(told.Id.Value, "recorded")),
            IncidentOutcome.Known => TypedResults.Ok(new Answer(told.Id.Value, "known")),
            _ => Refused(StatusCodes.Status409Conflict, [new("id-taken", "id")]),
        };
    }

    static async Task<IResult> ListAsync(string date, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Problems.BadDate(date);
        var witness = Witness.Of(context);
        return TypedResults.Ok((await door.Store.Proofs.IncidentsAsync(day, witness.Territory, cancellation)).Where(witness.Owns).Select(x => new Line(
            x.Id.Value, x.Plan.Value, x.Route?.Value, x.Site?.Value, TellingWords.WordOf(x.Kind), x.Text, x.OccurredAt, x.ReceivedAt, TellingWords.WordOf(x.By.Role))).ToList());
    }

    static async Task<ToldIncident?> ReadAsync(HttpRequest request, List<TellingProblem> problems, CancellationToken cancellation)
    {
        if (request.HasJsonContentType() && await RequestBody.ReadAsync(request, LongestBody, cancellation) is { } body)
            try
            {
                if (JsonSerializer.Deserialize<JsonElement>(body) is { ValueKind: JsonValueKind.Object } item)
                    return Told.Incident(item, problems);
            }
            catch (JsonException)
            {
                // No JSON at all: said below like JSON of another kind.
            }
        problems.Add(new("unreadable", null));
        return null;
    }

    static ProblemHttpResult Refused(int status, IEnumerable<TellingProblem> problems) => TypedResults.Problem(
        title: Texts.Get("Problem.BadIncident"), statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = "BadIncident", ["errors"] = problems.Select(TellingWords.Of).ToList() });
}
