using System.Data;
using System.Diagnostics;
using Logistics.Storage.Mapping;
using Npgsql;

namespace Logistics.Storage;

/// <summary>The database, embedded or a server: opens units of work and says what went wrong in this room's words.</summary>
/// <remarks>Thread-safe. Npgsql, Dapper and SQL stay behind it.</remarks>
public sealed class Store : IAsyncDisposable
{
    static readonly AsyncLocal<bool> Inside = new();

    readonly NpgsqlDataSource source;
    readonly TimeSpan patience;

    Store(NpgsqlDataSource source, TimeSpan patience)
    {
        this.source = source;
        this.patience = patience;
    }

    /// <param name="connectionString">For Npgsql: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="patience">
    /// How long the beginning of a unit of work waits for a database that is starting or coming back; 30 s by default. A unit that has
    /// begun is never repeated: only its caller knows whether that is right.
    /// </param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static Store Open(string connectionString, TimeSpan? patience = null)
    {
        TypeHandlers.Register();
        return new Store(NpgsqlDataSource.Create(connectionString), patience ?? TimeSpan.FromSeconds(30));
    }

    /// <summary>Runs the work in one transaction and keeps it when the work returns; nothing is kept when it throws.</summary>
    /// <param name="scope">Whose rows it may see and write.</param>
    /// <exception cref="InvalidOperationException">Called from within another unit of work: pass that one on instead.</exception>
    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="StoreConflictException"/>
    /// <exception cref="OutOfScopeException"/>
    /// <exception cref="StoreRightsException">The database does not let this program take on the scope's role.</exception>
    public Task<T> RunAsync<T>(Scope scope, Func<UnitOfWork, Task<T>> work, CancellationToken cancellation = default) => TransactAsync(scope, IsolationLevel.ReadCommitted, work, cancellation);

    /// <summary>All statements of the work see what one moment saw.</summary>
    internal Task<T> RunSnapshotAsync<T>(Scope scope, Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => TransactAsync(scope, IsolationLevel.RepeatableRead, work, cancellation);

    async Task<T> TransactAsync<T>(Scope scope, IsolationLevel isolation, Func<UnitOfWork, Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        // In the embedded store a second connection would wait for the first one's transaction, which waits for the second: for ever.
        if (Inside.Value)
            throw new InvalidOperationException("A unit of work is open already: pass it on instead of opening another.");
        Inside.Value = true;
        var (connection, transaction) = await BeginAsync(scope, isolation, cancellation);
        await using (connection)
        await using (transaction)
        {
            var result = await work(new UnitOfWork(connection, transaction, cancellation));
            try
            {
                await transaction.CommitAsync(cancellation);
            }
            catch (NpgsqlException failure) when (StoreFailure.Translate(failure, committing: true) is { } meaning)
            {
                throw meaning;
            }
            return result;
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Scope scope, Func<UnitOfWork, Task> work, CancellationToken cancellation = default) =>
        RunAsync(
            scope,
            async unit =>
            {
                await work(unit);
                return true;
            },
            cancellation);

    /// <summary>Waits for the database to answer, whatever its schema: what a start asks before it migrates.</summary>
    /// <exception cref="StoreUnavailableException"/>
    public Task ReachAsync(CancellationToken cancellation = default) => RunAsync(Scope.Owner, _ => Task.CompletedTask, cancellation);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>
    /// Opens a transaction in its scope, which has then reached the server: a pooled connection may have died since it was last used, and as nothing was done
    /// yet, trying another one is safe.
    /// </summary>
    async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> BeginAsync(Scope scope, IsolationLevel isolation, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause * 2 < TimeSpan.FromSeconds(1) ? pause * 2 : TimeSpan.FromSeconds(1))
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await source.OpenConnectionAsync(cancellation);
                var transaction = await connection.BeginTransactionAsync(isolation, cancellation);
                await using var first = new NpgsqlBatch(connection, transaction);
                foreach (var command in scope.Opening())
                    first.BatchCommands.Add(command);
                await first.ExecuteNonQueryAsync(cancellation);
                return (connection, transaction);
            }
            catch (NpgsqlException failure)
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                if (!StoreFailure.MayPass(failure) || watch.Elapsed + pause > patience)
                    throw StoreFailure.OfOpening(failure) ?? failure;
                source.Clear();
                await Task.Delay(pause, cancellation);
            }
        }
    }
}
