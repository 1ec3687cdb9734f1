using Logistics.Host.Start;
using Logistics.Host.Worker;

namespace Logistics.Host.Api;

/// <param name="Step">Its name, stable.</param>
/// <param name="Stage"><c>waiting</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
public sealed record StepAnswer(string Step, string Stage, double Seconds);

public sealed record ReadyAnswer(bool Ready, IReadOnlyList<string> Reasons, IReadOnlyList<StepAnswer> Steps);

/// <summary>Signs of life, for people and for supervisors. Public: they hold nothing of anyone.</summary>
public static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok"));
        app.MapGet("/readyz", ReadyAsync);
    }

    static async Task<IResult> ReadyAsync(StartBoard board, StoreDoor door, CancellationToken cancellation)
    {
        var reasons = board.Reasons().ToList();
        if (reasons.Count == 0)
            try
            {
                await door.Store.PingAsync(cancellation);
            }
            catch (StoreAwayException)
            {
                reasons.Add(Texts.Get("Store.DoesNotAnswer"));
            }
        var steps = board.States.Select(state => new StepAnswer(state.Step.ToString(), state.Stage.ToString().ToLowerInvariant(), Math.Round(state.Elapsed.TotalSeconds, 1))).ToList();
        if (reasons.Count == 0)
            return TypedResults.Ok(new ReadyAnswer(true, [], steps));
        return TypedResults.Problem(
            title: Texts.Get("Problem.NotReady"), detail: string.Join(" ", reasons), statusCode: StatusCodes.Status503ServiceUnavailable,
            extensions: new Dictionary<string, object?> { ["ready"] = false, ["reasons"] = reasons, ["steps"] = steps });
    }
}
