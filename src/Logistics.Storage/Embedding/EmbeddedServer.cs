using System.Diagnostics;
using Npgsql;

namespace Logistics.Storage.Embedding;

/// <summary>
/// PostGIS without a server to install: starts the companion on a data folder, keeps it running, stops it cleanly.
/// </summary>
/// <remarks>
/// Life cycle: <see cref="StartAsync"/> takes the folder, waits until connections are welcome; from then on a companion that dies is
/// started again on the same port, so <see cref="ConnectionString"/> stays true (open transactions are lost, acknowledged ones are not);
/// <see cref="DisposeAsync"/> closes the database and gives the folder back. Thread-safe.
/// </remarks>
public sealed class EmbeddedServer : IAsyncDisposable
{
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly EmbeddedOptions options;
    readonly DataFolderLock folder;
    readonly CancellationTokenSource stopping = new();
    readonly Task supervision;
    volatile Companion? companion;
    int restarts;
    int disposed;

    EmbeddedServer(EmbeddedOptions options, DataFolderLock folder, Companion companion, TimeSpan startTook)
    {
        this.options = options;
        this.folder = folder;
        this.companion = companion;
        StartTook = startTook;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = companion.Port,
            Username = "postgres",
            Password = options.Password,
            Database = "postgres",
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            MaxPoolSize = options.MaxConnections,
            // All connections share one PostgreSQL session: what one resets or prepares by name, it does to all.
            NoResetOnClose = true,
            MaxAutoPrepare = 0,
            Timeout = 30,
        }.ConnectionString;
        supervision = SuperviseAsync(companion);
    }

    /// <summary>For Npgsql, on a loopback port; holds a password that only this run knows, so do not log it.</summary>
    public string ConnectionString { get; }

    /// <summary>False between the death of a companion and the next one's readiness.</summary>
    public bool IsUp => companion is not null;

    /// <summary>How often the companion had to be started again.</summary>
    public int Restarts => Volatile.Read(ref restarts);

    /// <summary>Process id of the running companion, null while there is none.</summary>
    public int? CompanionProcessId => companion?.ProcessId;

    /// <summary>How long the first start took.</summary>
    public TimeSpan StartTook { get; }

    /// <exception cref="EmbeddedStartException">Node is missing or too old, its packages are missing, the folder is in use, or the database does not open.</exception>
    public static async Task<EmbeddedServer> StartAsync(EmbeddedOptions options, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var folder = DataFolderLock.Take(options.DataFolder);
        try
        {
            var companion = await Companion.StartAsync(options, options.Password, port: 0, cancellation);
            Log.CompanionReady(options.Logger, companion.ProcessId, companion.Port, watch.ElapsedMilliseconds);
            return new EmbeddedServer(options, folder, companion, watch.Elapsed);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Closes the database, ends the companion, gives the folder back. Harmless when repeated.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        await stopping.CancelAsync();
        await supervision;
        stopping.Dispose();
        folder.Dispose();
    }

    async Task SuperviseAsync(Companion running)
    {
        var port = running.Port;
        while (true)
        {
            await WatchAsync(running);
            if (stopping.IsCancellationRequested)
            {
                await running.StopAsync(options.StopTimeout);
                await running.DisposeAsync();
                companion = null;
                return;
            }
            companion = null;
            Log.CompanionDied(options.Logger, running.Obituary());
            await running.DisposeAsync();
            if (await StartAgainAsync(port) is not { } next)
                return;
            companion = running = next;
            Interlocked.Increment(ref restarts);
        }
    }

    /// <summary>Returns when the companion has ended or the server is to stop; ends a companion that a statement keeps too long.</summary>
    async Task WatchAsync(Companion running)
    {
        while (await Task.WhenAny(running.Exited, Task.Delay(options.AskEvery, stopping.Token)) != running.Exited && !stopping.IsCancellationRequested)
            if (!await running.AnswersAsync(options.StatementLimit, stopping.Token))
            {
                Log.CompanionStuck(options.Logger, options.StatementLimit);
                running.Kill();
                await running.Exited;
            }
    }

    /// <summary>Null when the server is being stopped; never gives up otherwise, because giving up would need somebody to come and look.</summary>
    async Task<Companion?> StartAgainAsync(int port)
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (!stopping.IsCancellationRequested)
            try
            {
                var started = await Companion.StartAsync(options, options.Password, port, stopping.Token);
                Log.CompanionBack(options.Logger, started.ProcessId, started.Port);
                return started;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return null;
            }
            catch (EmbeddedStartException failure)
            {
                Log.CompanionDoesNotStart(options.Logger, failure);
                await Task.WhenAny(Task.Delay(pause, stopping.Token));
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        return null;
    }
}
