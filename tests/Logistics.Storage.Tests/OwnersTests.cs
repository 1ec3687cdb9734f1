using System.Globalization;
using Logistics.Testing;
using Npgsql;

namespace Logistics.Storage.Tests;

/// <summary>Databases whose owner is an ordinary role, as on a server that others administer.</summary>
public sealed class OwnersTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_that_may_not_make_roles_says_what_a_superuser_must_run_once_and_then_works()
    {
        await using var database = await ScratchDatabase.CreateAsync("plain_owner");
        var owner = $"logistics_plain_owner_{Environment.ProcessId}";
        var connection = await OwnedByAsync(database, owner, "NOCREATEROLE");
        await using (var store = Store.Open(connection))
        {
            var refused = await Assert.ThrowsAsync<StoreRightsException>(() => Migrator.MigrateAsync(store, Cancellation));
            Assert.Equal(5, await Migrator.VersionAsync(store, Cancellation));
            // Whoever asks for a scope before hears of the roles, too.
            Assert.Contains("operating.md", (await Assert.ThrowsAsync<StoreRightsException>(() => store.RunAsync(Scope.Service, _ => Task.CompletedTask, Cancellation))).Message, StringComparison.Ordinal);

            await RunAsync(database, refused.Message[(refused.Message.IndexOf("run once: ", StringComparison.Ordinal) + "run once: ".Length)..]);

            await WorksAsync(store);
        }
        await ForgetAsync(database, owner);
    }

    [Fact]
    public async Task An_owner_that_may_make_roles_needs_nobody()
    {
        await using var database = await ScratchDatabase.CreateAsync("role_owner");
        var owner = $"logistics_role_owner_{Environment.ProcessId}";
        var connection = await OwnedByAsync(database, owner, "CREATEROLE");
        await using (var store = Store.Open(connection))
            await WorksAsync(store);
        await ForgetAsync(database, owner);
    }

    /// <summary>It migrates, keeps territories apart, and sees all as the owner, which row-level security forced on it would else hide.</summary>
    static async Task WorksAsync(Store store)
    {
        await Migrator.MigrateAsync(store, Cancellation);
        await store.RunAsync(Scope.Of(Bellerive.Town), unit => DeclarationStore.SaveDayAsync(unit, Bellerive.Day, default), Cancellation);

        Assert.False(await store.RunAsync(Scope.Owner, unit => unit.SingleAsync<bool>("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"), Cancellation));
        Assert.Equal(1, await CountAsync(Scope.Owner));
        Assert.Equal(1, await CountAsync(Scope.Service));
        Assert.Equal(1, await CountAsync(Scope.Of(Bellerive.Town)));
        Assert.Equal(0, await CountAsync(Scope.Of()));

        Task<long> CountAsync(Scope scope) => store.RunAsync(scope, unit => unit.SingleAsync<long>("SELECT count(*) FROM day"), Cancellation);
    }

    static async Task<string> OwnedByAsync(ScratchDatabase database, string owner, string rights)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await RunAsync(database, $"CREATE EXTENSION postgis; CREATE ROLE {owner} LOGIN NOSUPERUSER {rights} PASSWORD 'of-the-tests'; ALTER DATABASE {settings.Database} OWNER TO {owner}");
        (settings.Username, settings.Password) = (owner, "of-the-tests");
        return settings.ConnectionString;
    }

    static Task ForgetAsync(ScratchDatabase database, string owner) =>
        RunAsync(database, string.Create(CultureInfo.InvariantCulture, $"REASSIGN OWNED BY {owner} TO CURRENT_USER; DROP OWNED BY {owner}; DROP ROLE {owner}"));

    static async Task RunAsync(ScratchDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
