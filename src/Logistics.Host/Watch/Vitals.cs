using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Watch;

/// <summary>How the parts of this host are, looked at now and then and whenever somebody asks.</summary>
public sealed class Vitals(StoreDoor door, DataFolder data, IEngine engine, Heartbeat heartbeat, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(15);

    /// <summary>Longer than any step of the worker takes without saying so.</summary>
    static readonly TimeSpan late = TimeSpan.FromMinutes(2);

    /// <summary>Below it letters and a backup may not find room.</summary>
    const long leastDisk = 100L << 20;

    volatile StorePulse? latest;
    long roundTrip;

    /// <summary>What the store said when it was last asked; null: it did not answer.</summary>
    public StorePulse? Latest => latest;

    /// <summary>How long its last answer took.</summary>
    public TimeSpan RoundTrip => new(Interlocked.Read(ref roundTrip));

    /// <summary>Bytes.</summary>
    public long FreeDisk => new DriveInfo(Path.GetFullPath(data.Path)).AvailableFreeSpace;

    /// <summary>Asks all parts.</summary>
    public async Task<IReadOnlyList<Part>> TakeAsync(CancellationToken cancellation)
    {
        await AskStoreAsync(cancellation);
        return
        [
            latest is null ? new("database", door.IsOpen ? "away" : "closed", Texts.Get("Store.DoesNotAnswer")) : new("database", "ok"),
            latest is not { } pulse ? new("schema", "unknown")
                : pulse.Schema > Migrator.Known ? new("schema", "newer", Texts.Format("Ready.SchemaNewer", pulse.Schema, Migrator.Known))
                : new("schema", $"{pulse.Schema}"),
            new("companion", engine.Solver switch { SolverState.None => "none", SolverState.Untried => "untried", _ => "ready" }),
            heartbeat.Age is not { } age ? new("worker", "not-begun") : age > late ? new("worker", "late", Texts.Format("Ready.WorkerLate", age.TotalSeconds)) : new("worker", "ok"),
            FreeDisk < leastDisk ? new("disk", "low", Texts.Format("Ready.DiskLow", FreeDisk >> 20)) : new("disk", "ok"),
        ];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(pause, clock, stoppingToken);
                await AskStoreAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing is begun that would have to be ended.
        }
    }

    async Task AskStoreAsync(CancellationToken cancellation)
    {
        if (!door.IsOpen)
            return;
        var begun = clock.GetTimestamp();
        try
        {
            latest = await door.Store.PingAsync(cancellation);
            Interlocked.Exchange(ref roundTrip, clock.GetElapsedTime(begun).Ticks);
        }
        catch (StoreAwayException)
        {
            latest = null;
        }
    }
}

/// <param name="State">Stable; <c>ok</c> where there is nothing to say.</param>
/// <param name="Trouble">Why the host is not ready because of it, for people; null: it is not the reason.</param>
public sealed record Part(string Name, string State, string? Trouble = null);

/// <summary>When the planning worker was last seen at work. Thread-safe.</summary>
public sealed class Heartbeat(TimeProvider clock)
{
    long beaten;

    public void Beat() => Interlocked.Exchange(ref beaten, clock.GetTimestamp());

    /// <summary>Null: it has not begun.</summary>
    public TimeSpan? Age => Interlocked.Read(ref beaten) is not 0 and var at ? clock.GetElapsedTime(at) : null;
}
