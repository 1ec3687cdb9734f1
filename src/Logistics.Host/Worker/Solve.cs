using System.Threading.Channels;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Host.Access;
using Logistics.Planning;

namespace Logistics.Host.Worker;

public enum SolveState
{
    Waiting,
    Running,

    /// <summary>There is a plan to look at and to apply.</summary>
    Done,

    /// <summary>Stopped before anything worth keeping was known.</summary>
    Stopped,

    Failed,

    /// <summary>Its plan was put in force.</summary>
    Applied,
}

/// <summary>A day being planned anew because somebody asked: the outcome is a proposal, in force only when somebody applies it.</summary>
/// <param name="territories">Those of the day when it was asked for: whoever may not dispatch all of them is told nothing of it.</param>
/// <remarks>Thread safe; it only ever moves forward.</remarks>
public sealed class Solve(Guid id, DateOnly date, TimeSpan effort, IReadOnlyCollection<TerritoryId> territories) : IProgress<PlanningProgress>, IDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly CostCurve curve = new(effort / 100);
    TimeProvider? clock;
    long begun;
    double share;
    volatile SolveState state = SolveState.Waiting;
    volatile SolveResult? result;
    TimeSpan lasted;

    public Guid Id => id;

    public DateOnly Date => date;

    public IReadOnlyCollection<TerritoryId> Territories => territories;

    /// <summary>Greatest time of the route search.</summary>
    public TimeSpan Effort => effort;

    public SolveState State => state;

    /// <summary>From 0 to 1.</summary>
    public double Share => Volatile.Read(ref share);

    public SolveResult? Result => result;

    public bool IsOver => state is not (SolveState.Waiting or SolveState.Running);

    /// <summary>Cancelled once somebody asks to stop.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>How its best cost fell.</summary>
    public IReadOnlyList<CostPoint> Curve => curve.Points;

    /// <summary>How long it has worked, or did.</summary>
    public TimeSpan Lasted => IsOver ? lasted : SinceBegun();

    public void Report(PlanningProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Volatile.Write(ref share, value.Fraction);
        curve.Tell(SinceBegun(), value);
    }

    TimeSpan SinceBegun() => clock?.GetElapsedTime(begun) ?? TimeSpan.Zero;

    /// <summary>Null: it still waits.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <returns>False when it was stopped while it waited.</returns>
    public bool Start(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (clock, begun, StartedAt) = (time, time.GetTimestamp(), time.GetUtcNow());
        state = stop.IsCancellationRequested ? SolveState.Stopped : SolveState.Running;
        return state == SolveState.Running;
    }

    /// <summary>What was found so far is kept, if anything was.</summary>
    public void Stop() => stop.Cancel();

    public void Finish(SolveResult found)
    {
        result = found;
        lasted = SinceBegun();
        Volatile.Write(ref share, 1);
        state = SolveState.Done;
    }

    /// <summary>Rounds of what was found are in force: the rest is compared with that plan, and put in its place.</summary>
    public void Stand(PlannedDay now)
    {
        if (result is { } found)
            result = found with { Basis = now };
    }

    public void End(SolveState how)
    {
        if (!IsOver)
            lasted = SinceBegun();
        state = how;
    }

    public void Dispose() => stop.Dispose();
}

/// <param name="Basis">The plan that was in force when it began, or since rounds of it were put in force; null: none was.</param>
/// <param name="Prepared">What it was made from.</param>
public sealed record SolveResult(PlannedDay? Basis, PlannedDay Found, PreparedDay Prepared);

/// <summary>Solves live here and end with their host: none is in force before it is applied, so none that is lost was promised to anybody.</summary>
public sealed class SolveRoom(IIdSource ids)
{
    const int Kept = 16;

    readonly Lock door = new();
    readonly LinkedList<Solve> solves = [];
    readonly Channel<Solve> queue = Channel.CreateBounded<Solve>(new BoundedChannelOptions(Kept) { SingleReader = true });

    /// <summary>The solve that waits or runs for the date, or a new one; null when too many wait already.</summary>
    public Solve? Ask(DateOnly date, TimeSpan effort, IReadOnlyCollection<TerritoryId> territories)
    {
        lock (door)
        {
            if (solves.FirstOrDefault(one => one.Date == date && !one.IsOver) is { } found)
                return found;
            var solve = new Solve(ids.Next(), date, effort, territories);
            if (!queue.Writer.TryWrite(solve))
            {
                solve.Dispose();
                return null;
            }
            solves.AddFirst(solve);
            for (var node = solves.Last; solves.Count > Kept && node is not null; node = node.Previous)
                if (node.Value.IsOver)
                {
                    solves.Remove(node);
                    break;
                }
            return solve;
        }
    }

    /// <summary>The one that was asked for last for a date; null: none is remembered.</summary>
    public Solve? Latest(DateOnly date)
    {
        lock (door)
            return solves.FirstOrDefault(solve => solve.Date == date);
    }

    /// <summary>The solve if it is remembered.</summary>
    public Solve? Find(Guid id)
    {
        lock (door)
            return solves.FirstOrDefault(solve => solve.Id == id);
    }

    /// <summary>Solves in the order they were asked for, without end.</summary>
    public IAsyncEnumerable<Solve> QueueAsync(CancellationToken cancellation) => queue.Reader.ReadAllAsync(cancellation);
}

/// <summary>Computes solves one after the other: each uses all cores but the one that answers pages.</summary>
public sealed class SolveWorker(SolveRoom room, StoreDoor door, DayShelf shelf, IEngine engine, TimeProvider clock, ILogger<SolveWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var solve in room.QueueAsync(stoppingToken))
                if (solve.Start(clock))
                    await ComputeAsync(solve, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: the plan in force stands.
        }
    }

    async Task ComputeAsync(Solve solve, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, solve.Stopping);
        try
        {
            var basis = await shelf.CurrentAsync(solve.Date, stoppingToken);
            if (await PreparedDay.OfAsync(door.Store, engine, solve.Date, stoppingToken) is not { } prepared)
            {
                solve.End(SolveState.Failed);
                return;
            }
            var plan = engine.Plan(prepared.Day, prepared.Surroundings, Sharing.Fair, solve.Effort, clock.GetUtcNow(), solve, either.Token);
            solve.Finish(new(basis, new PlannedDay(new DayIndex(prepared.Day), plan, version: 0), prepared));
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            solve.End(SolveState.Stopped);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One failed solve must not end the others; who asked sees that it failed and the log says why.
            solve.End(SolveState.Failed);
            Log.SolveFailed(logger, solve.Date, e);
        }
    }
}
