using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Watch;
using Logistics.Planning;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Worker;

/// <summary>
/// Opens the store, brings in what was declared, and plans every day whose declarations are newer than its plan. It keeps no state of
/// its own: what is left to do is asked of the store each time, so a killed host goes on where the store stands.
/// </summary>
public sealed class PlanningWorker(
    IStoreOpener opener, StoreDoor door, IEngine engine, IDemo demo, Inbox inbox, TrialRoom trials, DayShelf shelf, StartBoard board, HostSettings settings,
    IHostApplicationLifetime lifetime, Rush rush, QuestionLetters questions, IIdSource ids, Heartbeat heartbeat, Instruments instruments, TimeProvider clock, ILogger<PlanningWorker> logger) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    /// <summary>For as long a host may say that the store is away when it is back.</summary>
    static readonly TimeSpan longestWait = TimeSpan.FromSeconds(5);

    /// <summary>Days whose plan failed by a defect of ours, by version: not tried again until they change or the host starts anew.</summary>
    readonly HashSet<(DateOnly, long)> failed = [];

    readonly Settling settling = new(settings.PlanQuiet);

    /// <summary>The roads and the solver, which are begun before all else.</summary>
    Task<string> prepared = Task.FromResult("");

    /// <summary>This host among those that work on the same store.</summary>
    readonly Guid self = ids.Next();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // An address that is taken must be said before a database is started for nothing.
            var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = lifetime.ApplicationStarted.Register(listening.SetResult);
            await listening.Task.WaitAsync(stoppingToken);
            await WorkAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what was saved is saved, the rest is found again at the next start.
        }
    }

    async Task WorkAsync(CancellationToken stoppingToken)
    {
        var wait = TimeSpan.FromSeconds(1);
        // Roads are read while the database starts; whether they could be is asked when they are needed.
        prepared = Task.Run(() => engine.PrepareAsync(stoppingToken), stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                heartbeat.Beat();
                await OpenAsync(stoppingToken);
                await DoWhatIsLeftAsync(stoppingToken);
                board.Trouble = null;
                wait = TimeSpan.FromSeconds(1);
                await Task.Delay(pause, clock, stoppingToken);
            }
            catch (StoreAwayException e)
            {
                board.Trouble = Texts.Format("Store.Away", wait.TotalSeconds);
                Log.StoreAway(logger, e.Message, wait.TotalSeconds);
                await Task.Delay(wait, clock, stoppingToken);
                wait = wait * 2 < longestWait ? wait * 2 : longestWait;
            }
            catch (StartFailedException e)
            {
                board.FatalReason = e.Message;
                lifetime.StopApplication();
                return;
            }
    }

    async Task OpenAsync(CancellationToken cancellation)
    {
        if (door.IsOpen)
            return;
        board.Begin(StartStep.Database);
        var store = await opener.OpenAsync(
            server =>
            {
                board.Done(StartStep.Database, server);
                board.Begin(StartStep.Schema);
            },
            cancellation);
        door.Open(store);
        board.Done(StartStep.Schema);
    }

    async Task DoWhatIsLeftAsync(CancellationToken cancellation)
    {
        if (!board.Started)
        {
            board.Begin(StartStep.Territory);
            board.Done(StartStep.Territory, await DeclareDemoAsync(cancellation));
            board.Begin(StartStep.Roads);
            board.Done(StartStep.Roads, await prepared);
        }
        await inbox.BringInAsync(door.Store, cancellation);
        if (settings.Answers is { } silence)
            await door.Store.CloseProposalsAsync(clock.GetUtcNow(), silence.SilenceAgrees, cancellation);
        // With the day at hand planned there is something to see, whatever of older days is left.
        var days = await door.Store.DaysAsync(cancellation);
        // It answers: that is said now, and not when all that waited is planned.
        board.Trouble = null;
        if (!board.Started && days.MaxBy(day => day.Date) is not { NeedsPlan: true })
        {
            board.Begin(StartStep.Plan);
            board.Done(StartStep.Plan, Texts.Get(days.Count == 0 ? "Start.NothingDeclared" : "Start.AlreadyPlanned"));
        }
        // The day at hand first: the visitor waits for it, history does not. What another host is at is looked at again after a pause.
        var (elsewhere, gaveWay) = (new HashSet<DateOnly>(), false);
        while (Open(await door.Store.DaysAsync(cancellation)).Where(day => !elsewhere.Contains(day.Date) && !failed.Contains((day.Date, day.Declared)))
            .MaxBy(day => day.Date) is { } next)
        {
            // Once, however long it lasts; what is left to plan is asked anew then.
            if (board.Started && !gaveWay && await rush.GiveWayAsync(heartbeat.Beat, cancellation))
            {
                gaveWay = true;
                continue;
            }
            if (await door.Store.Claims.TakeAsync(next.Date, self, settings.PlanLease, cancellation) is { } claim)
                await TryPlanAsync(next, claim, cancellation);
            else
                elsewhere.Add(next.Date);
        }
    }

    /// <summary>Days to plan now: while a visitor waits for the first plan, whatever wants one; after that, what is at rest.</summary>
    IEnumerable<DayState> Open(IReadOnlyList<DayState> days) => board.Started ? settling.AtRest(days, clock.GetUtcNow()) : days.Where(day => day.NeedsPlan);

    async Task<string> DeclareDemoAsync(CancellationToken cancellation)
    {
        var days = await door.Store.DaysAsync(cancellation);
        if (!settings.Demo)
            return Texts.Count("Start.Days", days.Count);
        var known = days.Select(day => day.Date).ToHashSet();
        var fresh = demo.Days(clock.GetUtcNow(), hasHistory: known.Count > 0).Where(day => !known.Contains(day.Date)).ToList();
        foreach (var day in fresh)
            await door.Store.DeclareAsync(day, cancellation);
        return fresh.Count == 0 ? Texts.Get("Start.DemoKept") : Texts.Count("Start.Days", fresh.Count + known.Count);
    }

    /// <summary>One day that cannot be planned must not keep the others from their plan.</summary>
    async Task TryPlanAsync(DayState state, PlanningClaim claim, CancellationToken cancellation)
    {
        try
        {
            if (await PlanAsync(state, claim, cancellation))
                return;
            instruments.ClaimsLost.Add(1);
            Log.ClaimLost(logger, state.Date);
        }
        catch (OperationCanceledException)
        {
            await LetGoAsync(claim);
            throw;
        }
        catch (Exception e) when (e is not StoreAwayException)
        {
            await door.Store.Claims.ReleaseAsync(claim, cancellation);
            failed.Add((state.Date, state.Declared));
            instruments.PlansFailed.Add(1);
            Log.PlanFailed(logger, state.Date, e);
            if (!board.Started && !(await door.Store.DaysAsync(cancellation)).Any(day => day.NeedsPlan && !failed.Contains((day.Date, day.Declared))))
                board.Fail(StartStep.Plan, Texts.Format("Start.PlanFailed", state.Date));
        }
    }

    /// <summary>Stopped in the middle: the others need not wait for the claim's end.</summary>
    async Task LetGoAsync(PlanningClaim claim)
    {
        try
        {
            await door.Store.Claims.ReleaseAsync(claim, CancellationToken.None);
        }
        catch (StoreAwayException)
        {
            // It ends by itself.
        }
    }

    /// <returns>False: another host took the day over, and nothing was kept of ours.</returns>
    async Task<bool> PlanAsync(DayState state, PlanningClaim claim, CancellationToken cancellation)
    {
        await using var held = new HeldClaim(door.Store.Claims, claim, settings.PlanLease, clock, heartbeat.Beat, cancellation);
        using var span = Instruments.Spans.StartActivity("plan-day");
        var begun = clock.GetTimestamp();
        var first = !board.Started;
        if (first)
            board.Begin(StartStep.Plan);
        if (await PreparedDay.OfAsync(door.Store, engine, state.Date, cancellation) is not { } prepared)
            return true;
        var (day, version) = (prepared.Day, prepared.Version);
        var effort = first || claim.AtWindow ? settings.PlanTime : TimeSpan.FromTicks(Math.Min(settings.PlanTime.Ticks, TimeSpan.TicksPerSecond * 5));
        DayPlan plan;
        try
        {
            plan = engine.Plan(day, prepared.Surroundings, Sharing.Fair, effort, clock.GetUtcNow(), new Reporter(share => board.PlanShare = share), held.Solve);
        }
        catch (OperationCanceledException) when (held.IsLost)
        {
            return false;
        }
        var asked = questions.Of(prepared, plan);
        if (held.IsLost || !await door.Store.Claims.SaveAsync(claim, plan, day, version, asked, cancellation))
            return false;
        instruments.DaysPlanned.Add(1);
        instruments.Planning.Record(clock.GetElapsedTime(begun).TotalSeconds);
        span?.SetTag("ramasse.routes", plan.Routes.Count);
        Log.DayPlanned(logger, plan.Date, plan.Routes.Count, plan.Search.Elapsed.TotalSeconds);
        if (!first)
            return true;
        if (await shelf.ByIdAsync(plan.Id, cancellation) is { } shown)
            trials.Ask(shown, new TrialKind.FirstCome());
        board.Done(StartStep.Plan, Texts.Format("Start.PlanOf", day.Date.ToString("d", System.Globalization.CultureInfo.CurrentCulture), Texts.Count("Count.Routes", plan.Routes.Count)));
        return true;
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, tells at once and on the same thread.</summary>
    sealed class Reporter(Action<double> report) : IProgress<PlanningProgress>
    {
        public void Report(PlanningProgress value) => report(value.Fraction);
    }
}

/// <summary>The invented days of a demonstration.</summary>
public interface IDemo
{
    /// <param name="hasHistory">True when the store already holds days: then only the current one may be missing.</param>
    IEnumerable<DayDeclarations> Days(DateTimeOffset now, bool hasHistory);
}
