using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Formats.Plans;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Planning.Checking;
using Logistics.Planning.Totals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Host.Api;

public enum ApplyOutcome { InForce, DayMovedOn, NothingThere }

/// <summary>Planning a day anew because somebody asks, looking at what would change, and putting it in force; and judging a plan that was changed by hand.</summary>
public static class SolvesApi
{
    const int MostOfAPlan = 16 * 1024 * 1024;
    const int MostSeconds = 600;
    const int MostLanes = 200;

    static readonly TimeSpan glance = TimeSpan.FromMilliseconds(250);

    public static void MapSolves(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/days/{date}/solves", BeginAsync).Tells("Has a day planned anew, beside the plan in force; whoever asks while one runs is told of that one.", typeof(SolveLine), 202, refusals: [400, 404, 422, 503])
            .Reads(typeof(Wish), "How long to search at most; empty: as long as usual.");
        app.MapPost("/api/v1/days/{date}/checks", CheckAsync).Tells("Judges a plan against what is declared: all that is wrong with it, refusing nothing.", typeof(CheckAnswer), refusals: [400, 404, 413, 422])
            .Reads(null, "A plan, as docs/plan.schema.json says it.");
        app.MapGet("/api/v1/solves/{id:guid}", Find).Tells("How far a solve is, and what its plan would change.", typeof(SolveLine), refusals: [404]);
        app.MapGet("/api/v1/solves/{id:guid}/events", Follow).Tells("The same each time it changes, as events named solve; ends with the solve.", media: "text/event-stream", refusals: [404]);
        app.MapGet("/api/v1/solves/{id:guid}/plan", Plan).Tells("The plan that a solve found.", refusals: [404]);
        app.MapPost("/api/v1/solves/{id:guid}/stop", Stop).Tells("Stops a solve; the best that was found is kept.", typeof(SolveLine), 202, refusals: [404]);
        app.MapPost("/api/v1/solves/{id:guid}/apply", ApplyAsync).Tells("Puts the plan of a solve in force, if the day is still what it was made from.", typeof(SolveLine), refusals: [404, 409]);
        app.MapPost("/api/v1/solves/{id:guid}/lanes", TakeAsync).Tells("Puts single rounds of a solve's plan in force as a change by hand, and says all that is wrong then.", typeof(EditsApi.HandAnswer), refusals: [404, 409, 412, 422, 428])
            .Reads(typeof(Choice), $"The shifts whose rounds are taken, at most {MostLanes}.").ReadsTag();
    }

    sealed record Wish(int? Seconds);

    sealed record Choice(IReadOnlyList<Guid> Lanes);

    /// <summary>A figure of the plan in force and of the one proposed.</summary>
    public sealed record Figure(decimal? Before, decimal? After);

    public sealed record ShareChange(string Product, string Recipient, decimal BeforeKg, decimal AfterKg);

    /// <param name="OnlyWhole">Why it comes only with the whole plan, in words; null: it can be put in force alone.</param>
    public sealed record RouteChange(Guid Shift, string? OnlyWhole, string Vehicle, string Driver, int? StopsBefore, int? StopsAfter, decimal KilometresBefore, decimal KilometresAfter);

    /// <param name="Unassigned">Shipments that no route carries.</param>
    /// <param name="Violations">What breaks a rule: of a plan changed by hand; a search breaks none but what is held.</param>
    /// <param name="LateMinutes">By how much hours are missed altogether: opening hours, pick-up windows, deadlines, the end of an outing.</param>
    /// <param name="Moved">Shipments that ride on another round, or on none, or on one now.</param>
    /// <param name="WorstServedKg">What a person at the worst served association has received, in kilograms.</param>
    public sealed record Difference(
        Figure Kilometres, Figure DrivingHours, Figure RescuedKg, Figure LostKg, Figure Unassigned, Figure UrgentUnmet, Figure WorstServedKg, Figure CostEuros, Figure Violations, Figure LateMinutes, int? Moved,
        IReadOnlyList<ShareChange> Shares, IReadOnlyList<RouteChange> Routes);

    /// <summary>The best rounds known so many seconds after a solve began.</summary>
    /// <param name="LeftOut">Shipments that they leave behind: fewer is better than any cost.</param>
    public sealed record CurvePoint(decimal Seconds, decimal Euros, int LeftOut);

    /// <param name="Share">Of the work, from 0 to 1.</param>
    /// <param name="Seconds">How long it may search.</param>
    /// <param name="Elapsed">Seconds that it has worked, or did.</param>
    /// <param name="Curve">How its best cost fell, each point better than the one before.</param>
    /// <param name="Basis">The plan in force when it began, or since rounds of it were put in force.</param>
    /// <param name="Plan">The plan it found; not in force before it is applied.</param>
    public sealed record SolveLine(Guid Id, DateOnly Date, SolveState State, double Share, int Seconds, decimal Elapsed, IReadOnlyList<CurvePoint> Curve, Guid? Basis, Guid? Plan, Difference? Difference);

    /// <param name="Says">In words, of the asker's language.</param>
    public sealed record ViolationLine(string Code, string Says);

    public sealed record CheckAnswer(bool Sound, IReadOnlyList<ViolationLine> Violations, decimal Kilometres, decimal RescuedKg, decimal LostKg);

    static async Task<IResult> BeginAsync(string date, StoreDoor door, SolveRoom room, HostSettings settings, HttpContext context, CancellationToken cancellation)
    {
        if (DaysApi.DateOf(date) is not { } asked)
            return Problems.BadDate(date);
        if (await BodyAsync<Wish>(context.Request, cancellation, orElse: new(null)) is not { Seconds: null or (>= 1 and <= MostSeconds) } wish)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "BadSolve", Texts.Format("Problem.BadSolveDetail", MostSeconds));
        if (await door.Store.DeclarationsAsync(asked, cancellation) is not var (day, _) || !DaysApi.IsAllOf(context, day))
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay");
        return room.Ask(asked, wish.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.PlanTime, [.. day.Territories.Select(x => x.Id)]) is { } solve
            ? TypedResults.Json(LineOf(solve, withDifference: false), Web, statusCode: StatusCodes.Status202Accepted).At(context, $"/api/v1/solves/{solve.Id}")
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "TooManySolves");
    }

    static IResult Find(Guid id, SolveRoom room, HttpContext context) => room.Own(id, context) is { } solve ? TypedResults.Json(LineOf(solve, withDifference: true), Web) : None();

    /// <summary>One event for each step of the work, the last with the difference; ends with the work.</summary>
    static IResult Follow(Guid id, SolveRoom room, HttpContext context, CancellationToken cancellation)
    {
        if (room.Own(id, context) is not { } solve)
            return None();
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(LinesAsync(solve, cancellation), eventType: "solve");
    }

    static async IAsyncEnumerable<string> LinesAsync(Solve solve, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (SolveState, int, CostPoint?)? told = null;
        while (!cancellation.IsCancellationRequested)
        {
            var isOver = solve.IsOver;
            if ((solve.State, (int)(solve.Share * 100), solve.Curve is [.., var last] ? last : null) is var now && now != told)
                yield return JsonSerializer.Serialize(LineOf(solve, withDifference: isOver), Web);
            told = now;
            if (isOver)
                yield break;
            await Task.Delay(glance, cancellation);
        }
    }

    static IResult Plan(Guid id, SolveRoom room, IPublisher publisher, HttpContext context) =>
        room.Own(id, context) is { Result: { } result } ? TypedResults.Bytes(publisher.Plan(result.Found), "application/json") : None();

    static IResult Stop(Guid id, SolveRoom room, HttpContext context)
    {
        if (room.Own(id, context) is not { } solve)
            return None();
        solve.Stop();
        return TypedResults.Json(LineOf(solve, withDifference: false), Web, statusCode: StatusCodes.Status202Accepted);
    }

    static async Task<IResult> ApplyAsync(Guid id, SolveRoom room, StoreDoor door, QuestionLetters questions, HttpContext context, CancellationToken cancellation)
    {
        if (room.Own(id, context) is not { } solve)
            return None();
        return await PutAsync(solve, door, questions, context.User.Person(), cancellation) switch
        {
            ApplyOutcome.InForce => TypedResults.Json(LineOf(solve, withDifference: false), Web),
            ApplyOutcome.DayMovedOn => Problems.Of(StatusCodes.Status409Conflict, "DayMovedOn"),
            _ => Problems.Of(StatusCodes.Status409Conflict, "NothingToApply"),
        };
    }

    /// <summary>Puts the plan of a solve in force, if the day is still what it was made from.</summary>
    /// <param name="by">The person; null: whoever holds the access key, or in a demo.</param>
    internal static async Task<ApplyOutcome> PutAsync(Solve? solve, StoreDoor door, QuestionLetters questions, Guid? by, CancellationToken cancellation)
    {
        if (solve is not { State: SolveState.Done, Result: { } result })
            return ApplyOutcome.NothingThere;
        var prepared = result.Prepared;
        var plan = result.Found.Plan with { Change = new(ChangeKind.Solved, result.Basis?.Plan.Id, null, by, Root: null) };
        if (!await door.Store.Edits.ApplyAsync(plan, prepared.Day, prepared.Version, questions.Of(prepared, plan), result.Basis?.Plan.Id, cancellation))
            return ApplyOutcome.DayMovedOn;
        solve.End(SolveState.Applied);
        return ApplyOutcome.InForce;
    }

    static async Task<IResult> TakeAsync(Guid id, SolveRoom room, StoreDoor door, EditDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (room.Own(id, context) is not { } solve)
            return None();
        if (EditsApi.SeenIn(context) is not { } seen)
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "SayWhatYouSaw");
        if (await BodyAsync<Choice>(context.Request, cancellation) is not { Lanes.Count: >= 1 and <= MostLanes } choice)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "BadLanes", Texts.Format("Problem.BadLanesDetail", MostLanes));
        return await desk.TakeAsync(solve, seen, [.. choice.Lanes.Select(x => new ShiftId(x))], context.User.Person(), cancellation) is var outcome and not HandOutcome.NothingThere
            ? await EditsApi.AnswerAsync(outcome, door, context, cancellation)
            : Problems.Of(StatusCodes.Status409Conflict, "NothingToApply");
    }

    /// <summary>Says what is wrong with a plan, and never refuses it: whether it is driven all the same is the dispatcher's to decide.</summary>
    static async Task<IResult> CheckAsync(string date, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (DaysApi.DateOf(date) is not { } asked)
            return Problems.BadDate(date);
        if (await door.Store.DeclarationsAsync(asked, cancellation) is not var (day, _) || !DaysApi.IsAllOf(context, day))
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay");
        if (await RequestBody.ReadAsync(context.Request, MostOfAPlan, cancellation) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge");
        var index = new DayIndex(day);
        using var file = new MemoryStream(body);
        if (PlanReader.Read(file, index, CultureInfo.CurrentUICulture) is not PlanReading.Accepted { Plan: var plan } reading)
            return Problems.Listed(((PlanReading.Rejected)PlanReader.Read(new MemoryStream(body), index, CultureInfo.CurrentUICulture)).Problems);
        var violations = PlanChecker.Check(index, plan);
        var words = new ViolationWords(index, plan, CultureInfo.CurrentUICulture);
        var totals = PlanTotals.Of(index, plan);
        return TypedResults.Ok(new CheckAnswer(
            violations.Count == 0, [.. violations.Select(violation => new ViolationLine(violation.Code, words.Say(violation)))],
            (decimal)totals.Distance.Kilometres, totals.Rescued.Kilograms, totals.Lost.Kilograms));
    }

    static SolveLine LineOf(Solve solve, bool withDifference) => new(
        solve.Id, solve.Date, solve.State, Math.Round(solve.Share, 3), (int)solve.Effort.TotalSeconds, SecondsOf(solve.Lasted),
        [.. solve.Curve.Select(x => new CurvePoint(SecondsOf(x.After), Math.Round(x.Cost.Euros, 2), x.LeftOut))], solve.Result?.Basis?.Plan.Id.Value, solve.Result?.Found.Plan.Id.Value,
        withDifference && solve.Result is { } result ? DifferenceOf(result.Basis, result.Found) : null);

    static decimal SecondsOf(TimeSpan time) => Math.Round((decimal)time.TotalSeconds, 1);

    /// <param name="basis">What it is compared with; null: no plan was in force.</param>
    internal static Difference DifferenceOf(PlannedDay? basis, PlannedDay found)
    {
        var (before, after) = (basis?.Totals, found.Totals);
        var changes = basis is null ? null : new TrialDifference(basis, found);
        Figure Of(Func<PlanTotals, decimal?> figure) => new(before is null ? null : figure(before), figure(after));
        return new(
            Of(x => Math.Round((decimal)x.Distance.Kilometres, 1)), Of(x => Math.Round((decimal)x.Driving.Hours, 2)), Of(x => x.Rescued.Kilograms), Of(x => x.Lost.Kilograms),
            Of(x => x.ShipmentsUnassigned), Of(x => x.UrgentUnmet), Of(x => x.WorstServedPerPerson?.Kilograms), Of(x => Math.Round((decimal)x.Cost.Euros, 2)),
            new(basis?.Violations.Count, found.Violations.Count),
            new(basis is null ? null : LateMinutes(basis), LateMinutes(found)),
            basis is null ? null : MovedBetween(basis.Plan, found.Plan),
            [.. changes?.Shares.Select(x => new ShareChange(x.Product, x.Recipient, x.Before.Kilograms, x.After.Kilograms)) ?? []],
            [
                .. basis is null ? [] : LaneChange.Between(basis, found)
                    .Select(x => new RouteChange(x.Shift.Value, x.OnlyWhole, x.Vehicle, x.Driver, x.Before, x.After, (decimal)x.DistanceBefore.Kilometres, (decimal)x.DistanceAfter.Kilometres)),
            ]);
    }

    static decimal LateMinutes(PlannedDay planned) => Math.Round(planned.Violations.Sum(violation => violation switch
    {
        PlanViolation.Closed x => (decimal)x.By.Minutes,
        PlanViolation.OutsidePickupWindow x => (decimal)x.By.Minutes,
        PlanViolation.DeadlineMissed x => (decimal)x.By.Minutes,
        PlanViolation.HandedOutTooLate x => (decimal)x.By.Minutes,
        PlanViolation.OutsideShift x => (decimal)x.By.Minutes,
        PlanViolation.BatchTooLate x => (decimal)x.By.Minutes,
        _ => 0,
    }));

    /// <summary>The same goods between the same places on another round. Shipments are told apart by what they move: another sharing makes others of them.</summary>
    static int MovedBetween(DayPlan before, DayPlan after)
    {
        var (old, now) = (RoundsOf(before), RoundsOf(after));
        return old.Keys.Union(now.Keys).Count(way => !old.GetValueOrDefault(way, []).SetEquals(now.GetValueOrDefault(way, [])));

        static Dictionary<(SiteId, SiteId, TemperatureClass), HashSet<ShiftId>> RoundsOf(DayPlan plan)
        {
            var ways = plan.Shipments.ToDictionary(x => x.Id, x => (x.From, x.To, x.Temperature));
            return plan.Routes.SelectMany(route => route.Stops.SelectMany(x => x.Activities).Select(x => (Way: ways[x.Shipment], route.Shift)))
                .GroupBy(x => x.Way, x => x.Shift).ToDictionary(x => x.Key, x => x.ToHashSet());
        }
    }

    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <param name="orElse">What no body at all says.</param>
    /// <returns>Null: it makes no sense.</returns>
    static async Task<T?> BodyAsync<T>(HttpRequest request, CancellationToken cancellation, T? orElse = null) where T : class
    {
        if (await RequestBody.ReadAsync(request, 16 * 1024, cancellation) is not { } body)
            return null;
        if (body.Length == 0)
            return orElse;
        try
        {
            return JsonSerializer.Deserialize<T>(body, Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The solve, for whoever may dispatch all that it plans.</summary>
    static Solve? Own(this SolveRoom room, Guid id, HttpContext context) =>
        room.Find(id) is { } solve && (context.User.Territory() is not { } bound || solve.Territories.All(x => x.Value == bound))
            && (solve.Result is null || DaysApi.IsAllOf(context, solve.Result.Prepared.Day)) ? solve : null;

    static IResult At(this IResult result, HttpContext context, string location)
    {
        context.Response.Headers.Location = location;
        return result;
    }

    static ProblemHttpResult None() => Problems.Of(StatusCodes.Status404NotFound, "NoSuchSolve");
}
