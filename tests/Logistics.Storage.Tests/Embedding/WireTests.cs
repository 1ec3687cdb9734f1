using Logistics.Storage.Embedding;
using Npgsql;

namespace Logistics.Storage.Tests.Embedding;

/// <summary>Several connections on the one session behind the wire front: they take turns and never mix.</summary>
public sealed class WireTests(WireServer shared) : IClassFixture<WireServer>
{
    readonly EmbeddedServer server = shared.Server;
    readonly NpgsqlDataSource source = shared.Source;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eight_connections_of_fifty_transactions_neither_block_nor_lose_an_update()
    {
        await ScalarAsync("CREATE TABLE tally AS SELECT 0 AS n");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await using var connection = await source.OpenConnectionAsync(Cancellation);
                    await using var transaction = await connection.BeginTransactionAsync(Cancellation);
                    await using var read = new NpgsqlCommand("SELECT n FROM tally FOR UPDATE", connection, transaction);
                    var n = (int)(await read.ExecuteScalarAsync(Cancellation))!;
                    await using var write = new NpgsqlCommand("UPDATE tally SET n = $1", connection, transaction) { Parameters = { new() { Value = n + 1 } } };
                    await write.ExecuteNonQueryAsync(Cancellation);
                    await transaction.CommitAsync(Cancellation);
                }
            },
            Cancellation)));

        Assert.Equal(400, await ScalarAsync("SELECT n FROM tally"));
    }

    [Fact]
    public async Task Parallel_statements_outside_transactions_receive_their_own_answers()
    {
        // All use the unnamed prepared statement of one session: message by message they would Bind each other's SQL.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await using var command = source.CreateCommand(worker % 2 == 0 ? "SELECT $1::int * 2" : "SELECT 'text ' || $1::int");
                    command.Parameters.Add(new() { Value = (worker * 1000) + i });
                    object expected = worker % 2 == 0 ? ((worker * 1000) + i) * 2 : $"text {(worker * 1000) + i}";
                    Assert.Equal(expected, await command.ExecuteScalarAsync(Cancellation));
                }
            },
            Cancellation)));
    }

    [Fact]
    public async Task An_error_of_one_connection_is_not_felt_by_another()
    {
        await using var quiet = await source.OpenConnectionAsync(Cancellation);
        for (var i = 0; i < 10; i++)
        {
            await using var broken = source.CreateCommand("SELECT 1 / $1::int");
            broken.Parameters.Add(new() { Value = 0 });
            Assert.Equal("22012", (await Assert.ThrowsAsync<PostgresException>(() => broken.ExecuteScalarAsync(Cancellation))).SqlState);
            await using var fine = new NpgsqlCommand("SELECT 1", quiet);
            Assert.Equal(1, await fine.ExecuteScalarAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_connection_that_vanishes_in_a_transaction_is_rolled_back_and_frees_the_others()
    {
        var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using (var begin = new NpgsqlCommand("BEGIN; UPDATE counter SET n = 999", connection))
            await begin.ExecuteNonQueryAsync(Cancellation);
        var waiting = ScalarAsync("SELECT n FROM counter");
        await Task.Delay(200, Cancellation);
        Assert.False(waiting.IsCompleted);

        await connection.CloseAsync();

        Assert.Equal(0, await waiting);
    }

    [Fact]
    public async Task A_connection_that_sleeps_on_a_transaction_while_others_wait_is_cut_off()
    {
        await using var sleeper = await source.OpenConnectionAsync(Cancellation);
        await using var transaction = await sleeper.BeginTransactionAsync(Cancellation);
        await using var update = new NpgsqlCommand("UPDATE counter SET n = 999", sleeper, transaction);
        await update.ExecuteNonQueryAsync(Cancellation);

        Assert.Equal(0, await ScalarAsync("SELECT n FROM counter"));

        var cut = await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Cancellation));
        Assert.False(cut is PostgresException { SqlState: "00000" });
    }

    [Fact]
    public async Task Copy_from_stdin_is_refused_and_hangs_nobody()
    {
        await using var connection = await source.OpenConnectionAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.BeginBinaryImportAsync("COPY counter FROM STDIN (FORMAT BINARY)", Cancellation));

        Assert.Equal("0A000", refused.SqlState);
        Assert.Equal(0, await ScalarAsync("SELECT n FROM counter"));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_stranger_on_the_same_machine_is_not_let_in(string password)
    {
        var guess = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = password.Length == 0 ? "x" : password, Pooling = false };
        await using var connection = new NpgsqlConnection(guess.ConnectionString);

        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Cancellation))).SqlState);
    }

    [Fact]
    public async Task Five_megabytes_go_in_and_come_out()
    {
        await using var command = source.CreateCommand("SELECT length($1::text), $1::text");
        var text = string.Create(5_000_000, 0, (span, _) => span.Fill('é'));
        command.Parameters.Add(new() { Value = text });
        await using var reader = await command.ExecuteReaderAsync(Cancellation);

        Assert.True(await reader.ReadAsync(Cancellation));
        Assert.Equal(5_000_000, reader.GetInt32(0));
        Assert.Equal(text, reader.GetString(1));
    }

    async Task<object?> ScalarAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}

public sealed class WireServer : IAsyncLifetime
{
    TemporaryFolder? folder;

    public EmbeddedServer Server { get; private set; } = null!;

    public NpgsqlDataSource Source { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Companions.Require();
        folder = await Companions.FolderWithDatabaseAsync();
        Server = await EmbeddedServer.StartAsync(Companions.Options(folder.Path) with { IdleInTransaction = TimeSpan.FromSeconds(8) });
        Source = NpgsqlDataSource.Create(Server.ConnectionString);
        await using var create = Source.CreateCommand("CREATE TABLE counter AS SELECT 0 AS n");
        await create.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Source is not null)
            await Source.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
        folder?.Dispose();
    }
}
