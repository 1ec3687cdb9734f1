using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Logistics.Host.Wiring;

namespace Logistics.Host.Tests.Fakes;

/// <summary>
/// A host in a process of its own, to be killed: it works on a server beside others and says <c>ready</c>, then <c>planning DATE</c> for each day it
/// begins. A day it begins while the file <c>hold</c> lies in its folder is never done.
/// </summary>
sealed class ChildHost : IDisposable
{
    public const string Argument = "--work-beside";

    const string database = "LOGISTICS_TEST_CHILD_DATABASE", ready = "ready", planning = "planning ";

    readonly Process process;
    readonly string folder;

    ChildHost(Process process, string folder)
    {
        this.process = process;
        this.folder = folder;
    }

    /// <summary>Days it began, in order.</summary>
    public ConcurrentQueue<DateOnly> Begun { get; } = [];

    public static async Task<int> RunAsync(string folder, TimeSpan lease)
    {
        var engine = new SmallEngine
        {
            BeforeDay = date =>
            {
                Console.WriteLine(planning + date.ToString("O", CultureInfo.InvariantCulture));
                Thread.Sleep(300);
                while (File.Exists(Path.Combine(folder, "hold")))
                    Thread.Sleep(50);
            },
        };
        await using var host = await RunningHost.StartAsync(
            (settings, data) => new PostgisOpener(settings, data, TimeProvider.System, new CountedIds("child store")), Environment.GetEnvironmentVariable(database), TimeProvider.System,
            engine, ids: "child", settings => settings with { PlanLease = lease });
        await host.ReadyAsync();
        Console.WriteLine(ready);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    public static async Task<ChildHost> StartAsync(string connectionString, TimeSpan lease)
    {
        var folder = Directory.CreateTempSubdirectory("ramasse-child-").FullName;
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ChildHost).Assembly.Location, Argument, folder, lease.ToString("c", CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[database] = connectionString;
        var child = new ChildHost(Process.Start(start)!, folder);
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        child.process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == ready)
                said.TrySetResult();
            else if (line.Data?.StartsWith(planning, StringComparison.Ordinal) == true)
                child.Begun.Enqueue(DateOnly.ParseExact(line.Data[planning.Length..], "O", CultureInfo.InvariantCulture));
            else if (line.Data is null)
                said.TrySetException(new InvalidOperationException("The child host ended."));
        };
        child.process.BeginOutputReadLine();
        await said.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return child;
    }

    /// <summary>From now on it ends nothing that it begins.</summary>
    public void Hold() => File.WriteAllText(Path.Combine(folder, "hold"), "");

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
