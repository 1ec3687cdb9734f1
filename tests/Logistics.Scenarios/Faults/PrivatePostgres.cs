using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Logistics.Storage.Tests;
using Logistics.Testing;

namespace Logistics.Scenarios.Faults;

/// <summary>A PostgreSQL server that nobody else uses, so that it may be stopped (<c>.ci/postgres.sh</c>).</summary>
sealed class PrivatePostgres : IAsyncDisposable
{
    readonly string folder = Path.Combine(Path.GetTempPath(), $"ramasse-postgres-{Environment.ProcessId}");
    readonly int port = FreePort();

    public string ConnectionString { get; private set; } = "";

    /// <summary>Skips the test where tests have no server.</summary>
    public static async Task<PrivatePostgres> StartAsync()
    {
        ScratchDatabase.Require();
        Assert.SkipUnless(Checkout.Root is not null && !OperatingSystem.IsWindows(), "the script that makes a server is not here");
        var server = new PrivatePostgres();
        server.ConnectionString = (await server.RunAsync("start")).Trim();
        return server;
    }

    /// <summary>In the middle of whatever it does.</summary>
    public Task HaltAsync() => RunAsync("halt");

    public Task AgainAsync() => RunAsync("again");

    public async ValueTask DisposeAsync() => await RunAsync("stop");

    async Task<string> RunAsync(string what)
    {
        var start = new ProcessStartInfo("sh", [Path.Combine(Checkout.Root!, ".ci", "postgres.sh"), what]) { RedirectStandardOutput = true };
        start.Environment["LOGISTICS_POSTGRES_DIR"] = folder;
        start.Environment["LOGISTICS_POSTGRES_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"postgres.sh {what} ended with {process.ExitCode}");
        return said;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
