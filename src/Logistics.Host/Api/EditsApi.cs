using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Planning.Checking;
using Logistics.Planning.Editing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Host.Api;

/// <summary>A plan changed by hand: each change is in force at once as the day's next plan, over the one that was seen, whatever rules it breaks; and each can be taken back.</summary>
public static class EditsApi
{
    const int MostOfABody = 256 * 1024;
    const int MostAtOnce = 200;

    public static void MapEdits(this IEndpointRouteBuilder app)
    {
        const string list = "A list of edits, at most 200, as docs/api.md says them.";
        int[] refusals = [400, 404, 412, 413, 422, 428];
        app.MapPost("/api/v1/days/{date}/edits", EditAsync).Tells("Changes the plan in force by hand and says all that is wrong with it then, refusing nothing for that.", typeof(HandAnswer), refusals: refusals)
            .Reads(null, list).ReadsTag();
        app.MapPost("/api/v1/days/{date}/edits/preview", PreviewAsync).Tells("Says what the same edits would bring about; nothing is in force.", typeof(HandAnswer), refusals: refusals).Reads(null, list).ReadsTag();
        app.MapPost("/api/v1/days/{date}/undo", (string date, EditDesk desk, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
            RestoreAsync(date, ChangeKind.Undone, desk, door, context, cancellation)).Tells("Takes the last change back: what was in force before it is in force again.", typeof(HandAnswer), refusals: [400, 404, 409, 412, 428]).ReadsTag();
        app.MapPost("/api/v1/days/{date}/redo", (string date, EditDesk desk, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
            RestoreAsync(date, ChangeKind.Redone, desk, door, context, cancellation)).Tells("Does again what was taken back.", typeof(HandAnswer), refusals: [400, 404, 409, 412, 428]).ReadsTag();
    }

    /// <param name="Shift">Whose round shows it; null: no round's.</param>
    /// <param name="Stop">From 0, the start; null: the round as a whole.</param>
    public sealed record HandViolation(string Code, string Says, Guid? Shift, int? Stop);

    public sealed record HandLane(Guid Shift, Guid? Route, int Stops, decimal Kilometres, long Seconds, bool Held);

    /// <param name="Plan">Its tag is what the next change says in If-Match.</param>
    /// <param name="Version">How many plans the day has had; 0 for a preview.</param>
    public sealed record HandAnswer(
        Guid Plan, int Version, IReadOnlyList<HandViolation> Violations, IReadOnlyList<HandLane> Lanes, int Unassigned, decimal Kilometres, decimal RescuedKg, bool CanUndo, bool CanRedo);

    static Task<IResult> EditAsync(string date, EditDesk desk, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        DoAsync(date, door, context, (asked, seen, edits) => desk.EditAsync(asked, seen, edits, context.User.Person(), cancellation), cancellation);

    static Task<IResult> PreviewAsync(string date, EditDesk desk, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        DoAsync(date, door, context, (asked, seen, edits) => desk.PreviewAsync(asked, seen, edits, context.User.Person(), cancellation), cancellation);

    static async Task<IResult> DoAsync(
        string date, StoreDoor door, HttpContext context, Func<DateOnly, PlanId, IReadOnlyList<PlanEdit>, Task<HandOutcome?>> how, CancellationToken cancellation)
    {
        var seen = await SeenAsync(date, door, context, cancellation);
        if (seen.Refusal is { } refusal)
            return refusal;
        if (await RequestBody.ReadAsync(context.Request, MostOfABody, cancellation) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge");
        return EditsIn(body) is { } edits
            ? await AnswerAsync(await how(seen.Date, seen.Plan, edits), door, context, cancellation)
            : Problems.Of(StatusCodes.Status422UnprocessableEntity, "BadEdits", Texts.Format("Problem.BadEditsDetail", MostAtOnce));
    }

    static async Task<IResult> RestoreAsync(string date, ChangeKind kind, EditDesk desk, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        var seen = await SeenAsync(date, door, context, cancellation);
        return seen.Refusal ?? await AnswerAsync(await desk.RestoreAsync(seen.Date, seen.Plan, kind, context.User.Person(), cancellation), door, context, cancellation);
    }

    /// <summary>The day that is asked for and the plan that was seen; or why neither is told of.</summary>
    static async Task<(IResult? Refusal, DateOnly Date, PlanId Plan)> SeenAsync(string date, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (DaysApi.DateOf(date) is not { } asked)
            return (Problems.BadDate(date), default, default);
        if (await door.Store.DeclarationsAsync(asked, cancellation) is not var (day, _) || !DaysApi.IsAllOf(context, day))
            return (Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay"), default, default);
        return SeenIn(context) is { } plan ? (null, asked, plan) : (Problems.Of(StatusCodes.Status428PreconditionRequired, "SayWhatYouSaw"), default, default);
    }

    /// <summary>The plan that whoever asks saw in force; null: they do not say.</summary>
    internal static PlanId? SeenIn(HttpContext context) =>
        context.Request.Headers.IfMatch.ToString() is not { Length: > 0 } said ? null : Guid.TryParse(said.Trim('"'), out var plan) ? new(plan) : default(PlanId);

    internal static async Task<IResult> AnswerAsync(HandOutcome? outcome, StoreDoor door, HttpContext context, CancellationToken cancellation) => outcome switch
    {
        HandOutcome.InForce { Day: var day } => Told(day, context),
        HandOutcome.ChangedMeanwhile { Now: var now } => TypedResults.Problem(
            title: Texts.Get("Problem.Changed"), detail: await WhoAsync(now, door, cancellation), statusCode: StatusCodes.Status412PreconditionFailed,
            extensions: new Dictionary<string, object?> { ["code"] = "Changed", ["plan"] = now.Plan.Id.Value, ["at"] = now.Plan.PlannedAt }),
        HandOutcome.NotYours { Now: var now } => Problems.Of(StatusCodes.Status409Conflict, "NotYourChange", await WhoAsync(now, door, cancellation)),
        HandOutcome.OnlyWhole { Why: var why } => Problems.Of(StatusCodes.Status409Conflict, "OnlyWhole", why),
        HandOutcome.DayMovedOn => Problems.Of(StatusCodes.Status409Conflict, "DayMovedOn"),
        HandOutcome.AlreadySo => Problems.Of(StatusCodes.Status409Conflict, "AlreadySo"),
        HandOutcome.NothingThere => Problems.Of(StatusCodes.Status409Conflict, "NothingToRestore"),
        HandOutcome.MakesNoSense { Why: var why } => Problems.Of(StatusCodes.Status422UnprocessableEntity, NameOf(why)),
        _ => Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay"),
    };

    /// <summary>Why an edit makes no sense, as the name of a problem.</summary>
    public static string NameOf(EditRefusal why) => why switch
    {
        EditRefusal.UnknownShipment => "UnknownShipment",
        EditRefusal.UnknownLane => "UnknownLane",
        EditRefusal.NoWay => "NoWay",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Who put a plan in force, and when, in the asker's words.</summary>
    public static async Task<string> WhoAsync(PlannedDay day, StoreDoor door, CancellationToken cancellation)
    {
        var at = new Views.Phrases(CultureInfo.CurrentUICulture, day.Zone).Clock(day.Plan.PlannedAt);
        if (day.Plan.Change is not { } change)
            return Texts.Format("Board.PlannedByItself", at);
        var who = change.By is { } person && await door.Store.People.NameOfAsync(person, cancellation) is { } name ? name : Texts.Get("Board.Somebody");
        return Texts.Format("Board.ChangedBy", who, at, Texts.Get($"Board.Kind.{change.Kind}"));
    }

    static Ok<HandAnswer> Told(PlannedDay day, HttpContext context)
    {
        context.Response.Headers.ETag = $"\"{day.Plan.Id.Value:N}\"";
        var violations = day.Violations;
        var words = new ViolationWords(day.Declared, day.Plan, CultureInfo.CurrentUICulture);
        var held = day.Plan.Holds.Where(hold => hold.Shipment is null).Select(hold => hold.Shift).ToHashSet();
        return TypedResults.Ok(new HandAnswer(
            day.Plan.Id.Value, day.Version,
            [.. violations.Zip(ViolationSpot.Of(day.Plan, violations), (one, spot) => new HandViolation(one.Code, words.Say(one), spot.Shift?.Value, spot.Stop))],
            [.. day.Plan.Routes.Select(x => new HandLane(x.Shift.Value, x.Id.Value, x.Stops.Count - 2, Math.Round((decimal)x.Distance.Kilometres, 1), x.Duration.SecondsRoundedUp, held.Contains(x.Shift)))],
            day.Plan.Unassigned.Count, Math.Round((decimal)day.Totals.Distance.Kilometres, 1), day.Totals.Rescued.Kilograms, day.Plan.Change?.Over is not null, day.Plan.Change?.Next is not null));
    }

    sealed record Visit(Guid Shipment, ActivityKind Kind);

    sealed record Line(string Do, IReadOnlyList<Visit>? Visits, IReadOnlyList<Guid>? Shipments, Guid? To, Guid? Lane, Guid? With, Guid? Shipment, string? At, Visit? After);

    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    /// <summary>Null: they are none, or not between one and <see cref="MostAtOnce"/>.</summary>
    static List<PlanEdit>? EditsIn(byte[] body)
    {
        try
        {
            var lines = RequestBody.ObjectOf(body)?["edits"] is JsonArray list ? list.Deserialize<List<Line?>>(Web) : null;
            return lines is { Count: >= 1 and <= MostAtOnce } && lines.Select(line => line is null ? null : EditOf(line)).ToList() is var edits && !edits.Contains(null) ? [.. edits.OfType<PlanEdit>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static PlanEdit? EditOf(Line line) => line switch
    {
        { Do: "move", To: { } to, Visits: { Count: > 0 } visits } when PlaceOf(line) is { } place => new PlanEdit.Move([.. visits.Select(VisitOf)], new(to), place),
        { Do: "swap", Lane: { } lane, With: { } other } => new PlanEdit.Swap(new(lane), new(other)),
        { Do: "place", Shipments: { Count: > 0 } shipments } => new PlanEdit.Place([.. shipments.Select(x => new ShipmentId(x))]),
        { Do: "takeOff", Shipments: { Count: > 0 } shipments } => new PlanEdit.TakeOff([.. shipments.Select(x => new ShipmentId(x))]),
        { Do: "hold", Lane: { } lane } => new PlanEdit.Keep(new(new(lane), line.Shipment is { } x ? new ShipmentId(x) : null)),
        { Do: "release", Lane: { } lane } => new PlanEdit.Release(new(new(lane), line.Shipment is { } x ? new ShipmentId(x) : null)),
        _ => null,
    };

    static LanePlace? PlaceOf(Line line) => (line.At, line.After) switch
    {
        (null or "best", null) => new LanePlace.Best(),
        ("first", null) => new LanePlace.First(),
        ("last", null) => new LanePlace.Last(),
        (null, { } after) => new LanePlace.After(VisitOf(after)),
        _ => null,
    };

    static LaneVisit VisitOf(Visit visit) => new(visit.Kind, new(visit.Shipment));
}
