using Dapper;
using Npgsql;

namespace Logistics.Storage;

/// <summary>
/// One short transaction, given to the stores that take part in it. It exists only inside <see cref="Store.RunAsync{T}"/>, which commits it
/// when the work ends well and rolls it back when it throws. Not thread-safe: one statement after the other.
/// </summary>
public sealed class UnitOfWork
{
    readonly NpgsqlConnection connection;
    readonly NpgsqlTransaction transaction;

    internal UnitOfWork(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        this.connection = connection;
        this.transaction = transaction;
        Cancellation = cancellation;
    }

    public CancellationToken Cancellation { get; }

    internal Task<int> ExecuteAsync(string sql, object? arguments = null) =>
        Translated(connection.ExecuteAsync(Command(sql, arguments)));

    internal Task<IEnumerable<T>> QueryAsync<T>(string sql, object? arguments = null) =>
        Translated(connection.QueryAsync<T>(Command(sql, arguments)));

    internal Task<T?> FirstOrDefaultAsync<T>(string sql, object? arguments = null) =>
        Translated(connection.QueryFirstOrDefaultAsync<T>(Command(sql, arguments)));

    internal Task<T> SingleAsync<T>(string sql, object? arguments = null) =>
        Translated(connection.QuerySingleAsync<T>(Command(sql, arguments)));

    /// <summary>
    /// Waits until no other unit of work holds the same two numbers, and holds them until the end of this one. The lock goes with the
    /// transaction, the only kind that connections sharing one session can keep apart.
    /// </summary>
    internal Task LockAsync(LockSpace space, int key) =>
        ExecuteAsync("SELECT pg_advisory_xact_lock(@space, @key)", new { space = (int)space, key });

    /// <summary>The same for several numbers, in their order.</summary>
    internal Task LockAsync(LockSpace space, int[] keys) =>
        ExecuteAsync("SELECT count(pg_advisory_xact_lock(@space, key)) FROM unnest(@keys) AS keys(key)", new { space = (int)space, keys });

    /// <summary>What was asked, for tests that have the database explain how it answers; null: it is not noted.</summary>
    internal List<(string Sql, object? Arguments)>? Asked { get; set; }

    CommandDefinition Command(string sql, object? arguments)
    {
        Asked?.Add((sql, arguments));
        return new(sql, arguments, transaction, cancellationToken: Cancellation);
    }

    static async Task<T> Translated<T>(Task<T> statement)
    {
        try
        {
            return await statement;
        }
        catch (NpgsqlException failure) when (StoreFailure.Translate(failure) is { } meaning)
        {
            throw meaning;
        }
    }
}

/// <summary>What an advisory lock is about. The numbers are known to every program on the same database: never reuse one.</summary>
enum LockSpace
{
    Migration = 7_263_001,
    Day = 7_263_002,
    Plan = 7_263_003,
    Events = 7_263_004,
    Proofs = 7_263_011,
    SealingKeys = 7_263_012,
    Rota = 7_263_013,
    Receipts = 7_263_014,
}
