using Logistics.Host.Start;
using Logistics.Host.Watch;

namespace Logistics.Host.Api;

/// <param name="Step">Its name, stable.</param>
/// <param name="Stage"><c>waiting</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
public sealed record StepAnswer(string Step, string Stage, double Seconds);

/// <param name="Name"><c>database</c>, <c>schema</c>, <c>companion</c>, <c>worker</c> or <c>disk</c>.</param>
/// <param name="State">Stable, such as <c>ok</c>; of the schema its version.</param>
public sealed record PartAnswer(string Name, string State);

public sealed record ReadyAnswer(bool Ready, IReadOnlyList<string> Reasons, IReadOnlyList<StepAnswer> Steps, IReadOnlyList<PartAnswer> Parts);

/// <summary>Signs of life, for people and for supervisors. Public: they hold nothing of anyone.</summary>
public static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok"));
        app.MapGet("/readyz", ReadyAsync);
    }

    static async Task<IResult> ReadyAsync(StartBoard board, Vitals vitals, CancellationToken cancellation)
    {
        var reasons = board.Reasons().ToList();
        var parts = await vitals.TakeAsync(cancellation);
        // While it starts, or says itself what hinders it, that is reason enough.
        if (reasons.Count == 0)
            reasons.AddRange(parts.Select(x => x.Trouble).OfType<string>());
        var told = parts.Select(x => new PartAnswer(x.Name, x.State)).ToList();
        var steps = board.States.Select(state => new StepAnswer(state.Step.ToString(), state.Stage.ToString().ToLowerInvariant(), Math.Round(state.Elapsed.TotalSeconds, 1))).ToList();
        if (reasons.Count == 0)
            return TypedResults.Ok(new ReadyAnswer(true, [], steps, told));
        return TypedResults.Problem(
            title: Texts.Get("Problem.NotReady"), detail: string.Join(" ", reasons), statusCode: StatusCodes.Status503ServiceUnavailable,
            extensions: new Dictionary<string, object?> { ["ready"] = false, ["reasons"] = reasons, ["steps"] = steps, ["parts"] = told });
    }
}
