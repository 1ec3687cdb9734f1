using Logistics.Testing;

namespace Logistics.Scenarios.Faults;

/// <summary>A host through all its lives: killed, and started again on what it left.</summary>
sealed class HostLife : IAsyncDisposable
{
    readonly Dictionary<string, string?> settings;
    readonly string data;
    readonly List<Dispatcher> before = [];
    HostProcess host;

    HostLife(HostProcess host, Dictionary<string, string?> settings, string data, Dispatcher dispatcher)
    {
        this.host = host;
        this.settings = settings;
        this.data = data;
        Dispatcher = dispatcher;
    }

    public HostProcess Host => host;

    /// <summary>Somebody who holds the access key.</summary>
    public Dispatcher Dispatcher { get; private set; }

    public string Data => data;

    /// <param name="database">Null: the embedded store.</param>
    public static async Task<HostLife> BeginAsync(string? database)
    {
        var data = HostProcess.NewData();
        var settings = new Dictionary<string, string?>
        {
            ["LOGISTICS__DATABASE"] = database,
            ["LOGISTICS__PLAN__SECONDS"] = "1",
            ["LOGISTICS__PLANNING__QUIET"] = "1",
            ["LOGISTICS__ANSWERS__MINUTES"] = "0",
        };
        var host = await HostProcess.StartAsync([], settings, data);
        return new(host, settings, data, await Dispatcher.EnterAsync(host));
    }

    public Task KillAsync() => host.KillAsync();

    /// <returns>From the start of the process to the first answer that needs the store.</returns>
    public async Task<TimeSpan> RestartAsync()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        host = await HostProcess.StartAsync([], settings, data);
        // Somebody may still be asking through it, in vain.
        before.Add(Dispatcher);
        Dispatcher = await Dispatcher.EnterAsync(host);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await Dispatcher.SendAsync(HttpMethod.Get, "/api/v1/days")).Status);
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in (IEnumerable<Dispatcher>)[Dispatcher, .. before])
            one.Dispose();
        await host.DisposeAsync();
    }
}
