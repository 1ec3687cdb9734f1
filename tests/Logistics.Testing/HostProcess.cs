using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Logistics.Testing;

/// <summary>The host as people start it: a process of its own, a free port, a data folder that goes away with it.</summary>
/// <remarks>For projects that refer to the host, and so have its program beside theirs.</remarks>
public sealed partial class HostProcess : IAsyncDisposable
{
    readonly Process process;
    readonly List<string> lines = [];

    HostProcess(Process process, string data)
    {
        this.process = process;
        Data = data;
    }

    public string Data { get; }

    public string Address { get; private set; } = "";

    public int Id => process.Id;

    public bool IsRunning => !process.HasExited;

    /// <summary>From the start to the address in the terminal.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>All that the terminal showed so far.</summary>
    public string Terminal
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    /// <summary>Starts <c>--demo</c> on the embedded store and waits until the terminal names the address.</summary>
    /// <param name="settings">Environment variables beside those.</param>
    public static Task<HostProcess> StartDemoAsync(string? data = null, string urls = "http://127.0.0.1:0", Dictionary<string, string>? settings = null)
    {
        var all = new Dictionary<string, string?> { ["LOGISTICS__PLAN__SECONDS"] = "2", ["LOGISTICS__DEMO__HISTORY"] = "1", ["LOGISTICS__DATABASE"] = null };
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        return StartAsync(["--demo"], all, data ?? NewData(), urls);
    }

    /// <summary>A folder for <see cref="Data"/>.</summary>
    public static string NewData() => Directory.CreateTempSubdirectory("ramasse-host-").FullName;

    /// <summary>Starts it and waits until the terminal names the address.</summary>
    /// <param name="settings">Environment variables; null takes one away.</param>
    public static async Task<HostProcess> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> settings, string data, string urls = "http://127.0.0.1:0")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Logistics.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", urls]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LOGISTICS__DATA"] = data;
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in settings)
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        var host = new HostProcess(Process.Start(start)!, data);
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string? line)
        {
            if (line is null)
                return;
            lock (host.lines)
                host.lines.Add(line);
            if (OpenAt().Match(line) is { Success: true } match)
                ready.TrySetResult(match.Groups[1].Value);
        }
        host.process.OutputDataReceived += (_, e) => Hear(e.Data);
        host.process.ErrorDataReceived += (_, e) => Hear(e.Data);
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        host.process.EnableRaisingEvents = true;
        host.process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The host ended:\n{host.Terminal}"));
        host.Address = await ready.Task.WaitAsync(TimeSpan.FromMinutes(6));
        host.StartTook = watch.Elapsed;
        return host;
    }

    /// <summary>Asks it to stop, as a supervisor does; Ctrl-C takes the same way (a shell may have its children ignore that one).</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        return process.ExitCode;
    }

    /// <summary>kill -9, of the host alone: what it started must find out by itself.</summary>
    public async Task KillAsync()
    {
        Assert.False(process.HasExited, $"It had ended already:\n{Terminal}");
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await StopAsync();
        process.Dispose();
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    [GeneratedRegex(@"(https?://[a-z0-9.]+:\d+)")]
    private static partial Regex OpenAt();
}
