using System.Diagnostics;
using System.Globalization;
using Logistics.Storage.Embedding;
using Npgsql;

namespace Logistics.Storage.Tests.Embedding;

/// <summary>
/// A host in a process of its own, to be killed: it holds an embedded server, writes rows 1, 2, 3, … each in a transaction, and says
/// <c>ready PID</c>, then <c>kept N</c> after the commit of row N was acknowledged.
/// </summary>
sealed class ChildHost : IDisposable
{
    public const string Argument = "--hold-embedded";

    readonly Process process;

    ChildHost(Process process, int companion)
    {
        this.process = process;
        CompanionProcessId = companion;
    }

    public int ProcessId => process.Id;

    public int CompanionProcessId { get; }

    public static async Task<int> RunAsync(string folder)
    {
        await using var server = await EmbeddedServer.StartAsync(Companions.Options(folder));
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using (var create = source.CreateCommand("CREATE TABLE IF NOT EXISTS kept (n bigint PRIMARY KEY)"))
            await create.ExecuteNonQueryAsync();
        Console.WriteLine($"ready {server.CompanionProcessId}");
        for (var n = 1; ; n++)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var insert = new NpgsqlCommand("INSERT INTO kept VALUES ($1)", connection, transaction) { Parameters = { new() { Value = (long)n } } };
            await insert.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            Console.WriteLine($"kept {n}");
        }
    }

    public static async Task<ChildHost> StartAsync(string folder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ChildHost).Assembly.Location, Argument, folder])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var ready = await process.StandardOutput.ReadLineAsync();
        if (ready?.Split(' ') is not ["ready", var companion])
            throw new InvalidOperationException($"The child host said '{ready}'.");
        return new(process, int.Parse(companion, CultureInfo.InvariantCulture));
    }

    /// <summary>Reads until so many rows were acknowledged; returns the last one.</summary>
    public async Task<long> AcknowledgedAsync(long atLeast)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Split(' ') is ["kept", var n] && long.Parse(n, CultureInfo.InvariantCulture) is var kept && kept >= atLeast)
                return kept;
        throw new InvalidOperationException("The child host ended.");
    }

    /// <summary>kill -9, then what it had still said before.</summary>
    public async Task<long> KillAsync(long acknowledged)
    {
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Split(' ') is ["kept", var n] && long.TryParse(n, CultureInfo.InvariantCulture, out var kept))
                acknowledged = kept;
        await process.WaitForExitAsync();
        return acknowledged;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
