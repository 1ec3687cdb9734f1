using Logistics.Domain.Days;
using Logistics.Host.Start;

namespace Logistics.Host.Worker;

/// <summary>Computes trials one after the other, beside the planning of real days.</summary>
public sealed class TrialWorker(TrialRoom room, StoreDoor door, IEngine engine, HostSettings settings, ILogger<TrialWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A visitor waits for it: a shorter search than the real day's is enough to see what changes.
        var effort = TimeSpan.FromTicks(Math.Min(settings.PlanTime.Ticks, TimeSpan.TicksPerSecond * 6));
        try
        {
            await foreach (var trial in room.QueueAsync(stoppingToken))
                await ComputeAsync(trial, effort, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: trials end with the host that computes them.
        }
    }

    async Task ComputeAsync(Trial trial, TimeSpan effort, CancellationToken cancellation)
    {
        try
        {
            trial.Start();
            var day = trial.Kind.Apply(trial.Basis.Declared.Day);
            var sharing = trial.Kind is TrialKind.FirstCome ? Sharing.FirstCome : Sharing.Fair;
            // What the real plan knew, so that only the change makes a difference.
            var surroundings = await Surroundings.OfAsync(door.Store, engine, day, cancellation);
            var plan = engine.Plan(day, surroundings, sharing, effort, trial.Basis.Plan.PlannedAt, trial, cancellation);
            trial.Finish(new PlannedDay(new DayIndex(day), plan, version: 0));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One failed trial must not end the others; the page says that it failed and the log says why.
            trial.Fail();
            Log.TrialFailed(logger, trial.Kind.Code, e);
        }
    }
}
