using Npgsql;

namespace Logistics.Storage.Tests;

/// <summary>A database of its own on the test server, dropped in the end.</summary>
sealed class ScratchDatabase : IAsyncDisposable
{
    const string Variable = "LOGISTICS_TEST_POSTGRES";

    readonly string admin;
    readonly string name;

    ScratchDatabase(string admin, string name)
    {
        this.admin = admin;
        this.name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>Whether this machine has a test server.</summary>
    public static bool IsPossible => Environment.GetEnvironmentVariable(Variable) is not null;

    public static void Require()
    {
        if (!IsPossible)
            Assert.Skip($"{Variable} names no PostgreSQL + PostGIS server");
    }

    public static async Task<ScratchDatabase> CreateAsync(string purpose)
    {
        Require();
        var database = new ScratchDatabase(Environment.GetEnvironmentVariable(Variable)!, $"logistics_{purpose}_{Environment.ProcessId}");
        await database.AdminAsync($"DROP DATABASE IF EXISTS {database.name} WITH (FORCE)");
        await database.AdminAsync($"CREATE DATABASE {database.name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await AdminAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    async Task AdminAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(admin + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
