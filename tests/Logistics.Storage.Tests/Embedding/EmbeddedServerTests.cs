using System.Diagnostics;
using Logistics.Storage.Embedding;
using Npgsql;

namespace Logistics.Storage.Tests.Embedding;

public sealed class EmbeddedServerTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_postgis_and_it_keeps_the_data_over_a_clean_stop()
    {
        Companions.Require();
        using var folder = new TemporaryFolder();
        await using (var first = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation))
        {
            // A degree of longitude on the equator of WGS 84: 6,378,137 m × π / 180 = 111,319.49 m.
            Assert.Equal(111319.49, Assert.IsType<double>(await ScalarAsync(first, "SELECT ST_Distance('POINT(0 0)'::geography, 'POINT(1 0)'::geography)")), 0.01);
            await ScalarAsync(first, "CREATE TABLE kept AS SELECT 42 AS n");
        }
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder.Path, "pgdata")));
        await using var second = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);
        Assert.Equal(42, await ScalarAsync(second, "SELECT n FROM kept"));
    }

    [Fact]
    public async Task A_second_start_on_the_folder_is_refused()
    {
        Companions.Require();
        using var folder = await Companions.FolderWithDatabaseAsync();
        await using var first = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);

        var refused = await Assert.ThrowsAsync<EmbeddedStartException>(() => EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation));

        Assert.Equal(EmbeddedStartFailure.FolderInUse, refused.Failure);
        Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync(first, "SELECT 1"));
    }

    [Fact]
    public async Task A_companion_that_does_not_end_keeps_a_new_host_out()
    {
        Companions.Require();
        using var folder = await Companions.FolderWithDatabaseAsync();
        // Another host's lock is gone (as after a kill), its companion is not: started by hand, with its stdin held open.
        var start = new ProcessStartInfo("node", [Path.Combine(Companions.Folder, "server.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var old = Process.Start(start)!;
        await old.StandardInput.WriteLineAsync($$"""{"folder":"{{folder.Path}}","password":"old"}""");
        Assert.Contains("port", await old.StandardOutput.ReadLineAsync(Cancellation), StringComparison.Ordinal);

        var impatient = Companions.Options(folder.Path) with { Patience = TimeSpan.FromSeconds(1) };
        var refused = await Assert.ThrowsAsync<EmbeddedStartException>(() => EmbeddedServer.StartAsync(impatient, Cancellation));
        Assert.Equal(EmbeddedStartFailure.FolderInUse, refused.Failure);

        // A patient host waits, and is let in the moment the old companion has closed the database.
        var patient = EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);
        await Task.Delay(1000, Cancellation);
        Assert.False(patient.IsCompleted);
        old.StandardInput.Close();
        await using var server = await patient;
        Assert.True(old.HasExited);
        Assert.Equal(1, await ScalarAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task A_killed_companion_comes_back_on_the_same_connection_string_with_all_that_was_acknowledged()
    {
        Companions.Require();
        using var folder = await Companions.FolderWithDatabaseAsync();
        await using var server = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);
        await ScalarAsync(server, "CREATE TABLE kept (n bigint PRIMARY KEY)");
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var acknowledged = 0L;
        var writing = Task.Run(
            async () =>
            {
                while (true)
                {
                    await using var insert = source.CreateCommand($"INSERT INTO kept VALUES ({acknowledged + 1})");
                    await insert.ExecuteNonQueryAsync(Cancellation);
                    Interlocked.Increment(ref acknowledged);
                }
            },
            Cancellation);
        Assert.True(await Companions.SoonAsync(() => Volatile.Read(ref acknowledged) > 100));

        Companions.Kill(server.CompanionProcessId!.Value);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => writing);

        Assert.True(await Companions.SoonAsync(() => server.Restarts == 1));
        var kept = Assert.IsType<long>(await ScalarAsync(server, "SELECT count(*) FROM kept WHERE n <= (SELECT max(n) FROM kept)"));
        // The row whose acknowledgement was cut off may be there or not.
        Assert.InRange(kept, acknowledged, acknowledged + 1);
    }

    [Fact]
    public async Task A_statement_that_never_ends_is_ended_with_its_companion_and_the_store_comes_back()
    {
        Companions.Require();
        using var folder = await Companions.FolderWithDatabaseAsync();
        var options = Companions.Options(folder.Path) with { AskEvery = TimeSpan.FromMilliseconds(500), StatementLimit = TimeSpan.FromSeconds(8) };
        await using var server = await EmbeddedServer.StartAsync(options, Cancellation);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(server, "DO $$ BEGIN LOOP END LOOP; END $$"));

        Assert.True(await Companions.SoonAsync(() => server.Restarts == 1));
        Assert.Equal(1, await ScalarAsync(server, "SELECT 1"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task After_kill_of_the_host_alone_and_of_both_no_acknowledged_row_is_lost(bool host, bool companion)
    {
        Companions.Require();
        using var folder = await Companions.FolderWithDatabaseAsync();
        using var child = await ChildHost.StartAsync(folder.Path);
        var acknowledged = await child.AcknowledgedAsync(atLeast: 100);
        if (companion)
            Companions.Kill(child.CompanionProcessId);
        if (host)
            acknowledged = await child.KillAsync(acknowledged);

        // At once: the new host must itself wait for the old companion to leave.
        await using var server = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);

        Assert.InRange(Assert.IsType<long>(await ScalarAsync(server, "SELECT count(*) FROM kept")), acknowledged, acknowledged + 1);
    }

    [Fact]
    public async Task A_first_start_that_was_cut_off_is_begun_again()
    {
        Companions.Require();
        using var folder = new TemporaryFolder();
        // What initdb leaves when it is killed half-way: a version file and little else.
        var half = Directory.CreateDirectory(Path.Combine(folder.Path, "pgdata"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "18\n", Cancellation);

        await using var server = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);

        Assert.Equal(1, await ScalarAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task Without_node_one_line_says_what_to_install()
    {
        using var folder = new TemporaryFolder();
        var options = Companions.Options(folder.Path) with { NodeExecutable = "no-such-node", ServerFolder = folder.Path };

        var failure = await Assert.ThrowsAsync<EmbeddedStartException>(() => EmbeddedServer.StartAsync(options, Cancellation));

        Assert.Equal(EmbeddedStartFailure.NodeMissing, failure.Failure);
        Assert.Contains("Node.js 20.19 or newer", failure.Message, StringComparison.Ordinal);
        Assert.Contains("LOGISTICS__DATABASE", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task With_an_old_node_one_line_says_which_one_is_wanted()
    {
        using var folder = new TemporaryFolder();
        // A stand-in that says what server.mjs says under Node.js 18, and ends before it has read anything.
        var old = Path.Combine(folder.Path, "old-node");
        await File.WriteAllTextAsync(old, "#!/bin/sh\necho '{\"error\":\"node-too-old\",\"detail\":\"18.19.0\"}'\nexit 1\n", Cancellation);
        if (OperatingSystem.IsWindows())
            Assert.Skip("the stand-in for an old Node.js is a shell script");
        else
            File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var options = Companions.Options(Path.Combine(folder.Path, "data")) with { NodeExecutable = old, ServerFolder = folder.Path };

        var failure = await Assert.ThrowsAsync<EmbeddedStartException>(() => EmbeddedServer.StartAsync(options, Cancellation));

        Assert.Equal(EmbeddedStartFailure.NodeTooOld, failure.Failure);
        Assert.Contains("Node.js 20.19 or newer", failure.Message, StringComparison.Ordinal);
        Assert.Contains("18.19.0", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_packages_it_names_the_folder_where_npm_must_run()
    {
        Companions.Require();
        using var folder = new TemporaryFolder();
        var bare = Directory.CreateDirectory(Path.Combine(folder.Path, "bare")).FullName;
        foreach (var script in Directory.EnumerateFiles(Companions.Folder, "*.mjs"))
            File.Copy(script, Path.Combine(bare, Path.GetFileName(script)));

        var failure = await Assert.ThrowsAsync<EmbeddedStartException>(
            () => EmbeddedServer.StartAsync(Companions.Options(Path.Combine(folder.Path, "data")) with { ServerFolder = bare }, Cancellation));

        Assert.Equal(EmbeddedStartFailure.PackagesMissing, failure.Failure);
        Assert.Contains(bare, failure.Message, StringComparison.Ordinal);
    }

    static async Task<object?> ScalarAsync(EmbeddedServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
