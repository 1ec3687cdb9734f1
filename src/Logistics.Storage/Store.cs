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
    /// <exception cref="InvalidOperationException">Called from within another unit of work: pass that one on instead.</exception>
    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="StoreConflictException"/>
    public async Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation = default)
    {
        // In the embedded store a second connection would wait for the first one's transaction, which waits for the second: for ever.
        if (Inside.Value)
            throw new InvalidOperationException("A unit of work is open already: pass it on instead of opening another.");
        Inside.Value = true;
        var (connection, transaction) = await BeginAsync(cancellation);
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
    public Task RunAsync(Func<UnitOfWork, Task> work, CancellationToken cancellation = default) =>
        RunAsync(
            async unit =>
            {
                await work(unit);
                return true;
            },
            cancellation);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>
    /// Opens a transaction that has reached the server: a pooled connection may have died since it was last used, and as nothing was done
    /// yet, trying another one is safe.
    /// </summary>
    async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> BeginAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause * 2 < TimeSpan.FromSeconds(1) ? pause * 2 : TimeSpan.FromSeconds(1))
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await source.OpenConnectionAsync(cancellation);
                var transaction = await connection.BeginTransactionAsync(cancellation);
                // The place where a unit of work will take on its role and its territory (SET LOCAL), when rows are isolated by them.
                await using var first = new NpgsqlCommand("SELECT 1", connection, transaction);
                await first.ExecuteNonQueryAsync(cancellation);
                return (connection, transaction);
            }
            catch (NpgsqlException failure)
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                if (!StoreFailure.MayPass(failure) || watch.Elapsed + pause > patience)
                    throw StoreFailure.Translate(failure) ?? failure;
                source.Clear();
                await Task.Delay(pause, cancellation);
            }
        }
    }
}
