using System.Security.Claims;
using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Worker;

namespace Logistics.Host.Api;

/// <param name="Text">What is being done, for the visitor.</param>
/// <param name="Share">From 0 to 1.</param>
public sealed record ProgressAnswer(bool Done, string Text, double Share);

/// <summary>What a waiting page asks while something is computed.</summary>
public static class ProgressApi
{
    public static void MapProgress(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/start", (StartBoard board) => TypedResults.Ok(new ProgressAnswer(board.Started, StartText(board), board.Share))).Tells("How far the host's start is.", typeof(ProgressAnswer));
        app.MapGet("/api/v1/plans/{id:guid}/trials/{code}", TrialAsync).Tells("How far a trial is.", typeof(ProgressAnswer), refusals: [404]);
    }

    public static string StartText(StartBoard board) => board.Reasons() is [var first, ..] ? first : Texts.Get("Start.AllDone");

    public static string TrialText(Trial trial) => trial.State switch
    {
        TrialState.Waiting => Texts.Get("Trial.Waiting"),
        TrialState.Running => Texts.Format("Trial.Running", trial.Share),
        TrialState.Failed => Texts.Get("Trial.Failed"),
        _ => Texts.Get("Trial.Ready"),
    };

    static async Task<IResult> TrialAsync(Guid id, string code, DayShelf shelf, TrialRoom room, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (await shelf.ByIdAsync(new PlanId(id), cancellation) is not { } day || user.Sees(day) is not { } seen || TrialKind.Read(code, seen.Index.Day) is not { } kind
            || room.Find(day.Plan, kind) is not { } trial)
            return TypedResults.NotFound();
        return TypedResults.Ok(new ProgressAnswer(trial.IsOver, TrialText(trial), trial.Share));
    }
}
