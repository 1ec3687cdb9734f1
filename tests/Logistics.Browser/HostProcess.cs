using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Logistics.Browser;

/// <summary>The host as people start it: a process of its own, a free port, a data folder that goes away with it.</summary>
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

    /// <summary>All that the terminal showed so far.</summary>
    public string Terminal
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    /// <summary>Starts <c>--demo</c> and waits until the terminal names the address.</summary>
    public static async Task<HostProcess> StartDemoAsync(string? data = null, string urls = "http://127.0.0.1:0", Dictionary<string, string>? settings = null)
    {
        data ??= Directory.CreateTempSubdirectory("ramasse-browser-").FullName;
        var program = Path.Combine(AppContext.BaseDirectory, "Logistics.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--demo", "--urls", urls]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LOGISTICS__DATA"] = data;
        start.Environment["LOGISTICS__PLAN__SECONDS"] = "2";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment.Remove("LOGISTICS__DATABASE");
        foreach (var (name, value) in settings ?? [])
            start.Environment[name] = value;
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

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await StopAsync();
        }
        process.Dispose();
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    [GeneratedRegex(@"(https?://[a-z0-9.]+:\d+)")]
    private static partial Regex OpenAt();
}
