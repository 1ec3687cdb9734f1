using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Logistics.Storage.Embedding;

/// <summary>One run of <c>server.mjs</c>: a child process that ends when its standard input closes, hence also when this process dies.</summary>
sealed class Companion : IAsyncDisposable
{
    const string NodeWanted = "Node.js 20.19 or newer";

    readonly Process process;
    readonly Queue<string> lastWords;

    Companion(Process process, Queue<string> lastWords, int port)
    {
        this.process = process;
        this.lastWords = lastWords;
        Port = port;
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    public int Port { get; }

    public int ProcessId => process.Id;

    public Task Exited { get; }

    /// <summary>False when it is still busy with one statement after the limit.</summary>
    public async Task<bool> AnswersAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            await process.StandardInput.WriteLineAsync("?");
            await process.StandardInput.FlushAsync(patience.Token);
            await process.StandardOutput.ReadLineAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested;
        }
        catch (IOException)
        {
            // It has just died: that is for whoever waits for its end to notice.
            return true;
        }
    }

    public void Kill() => process.Kill();

    /// <summary>Exit code and the last lines it wrote on standard error.</summary>
    public string Obituary()
    {
        lock (lastWords)
            return $"exit code {process.ExitCode}{(lastWords.Count == 0 ? "" : ": " + string.Join(" | ", lastWords))}";
    }

    /// <param name="port">0 lets the system choose one.</param>
    /// <exception cref="EmbeddedStartException"/>
    public static async Task<Companion> StartAsync(EmbeddedOptions options, string password, int port, CancellationToken cancellation)
    {
        var process = Launch(options);
        var lastWords = new Queue<string>();
        _ = CollectAsync(process.StandardError, lastWords);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.StartTimeout);
        try
        {
            var settings = new CompanionSettings(
                Path.GetFullPath(options.DataFolder), port, password,
                (long)options.Patience.TotalMilliseconds, (long)options.IdleInTransaction.TotalMilliseconds);
            await TellAsync(process, JsonSerializer.Serialize(settings, CompanionJson.Default.CompanionSettings), limit.Token);
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            var answer = line is null ? null : JsonSerializer.Deserialize(line, CompanionJson.Default.CompanionAnswer);
            if (answer is { Port: { } served })
                return new Companion(process, lastWords, served);
            throw Failure(options, answer, lastWords);
        }
        catch (Exception exception)
        {
            process.Kill();
            process.Dispose();
            throw exception switch
            {
                OperationCanceledException when !cancellation.IsCancellationRequested => new EmbeddedStartException(
                    EmbeddedStartFailure.TimedOut, $"The embedded store was not ready after {options.StartTimeout.TotalSeconds:0} s.", exception),
                IOException or JsonException => new EmbeddedStartException(
                    EmbeddedStartFailure.Broken, $"The embedded store did not answer: {exception.Message}", exception),
                _ => exception,
            };
        }
    }

    /// <summary>Asks for a clean end, then insists.</summary>
    public async Task StopAsync(TimeSpan timeout)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has gone already, and its end of the pipe with it: what was asked for is done.
        }
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await StopAsync(TimeSpan.Zero);
        process.Dispose();
    }

    static async Task TellAsync(Process process, string line, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            // It ended without listening (an old Node.js does); what it said before tells why, and is read next.
        }
    }

    static Process Launch(EmbeddedOptions options)
    {
        var folder = options.ServerFolder ?? CompanionFolder.Find("embedded")
            ?? throw new EmbeddedStartException(EmbeddedStartFailure.PackagesMissing, "The embedded store is not beside this program: set LOGISTICS__DATABASE to a PostgreSQL + PostGIS server.");
        var start = new ProcessStartInfo(options.NodeExecutable, [Path.Combine(folder, "server.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new EmbeddedStartException(
                EmbeddedStartFailure.NodeMissing,
                $"The embedded store needs {NodeWanted}, and '{options.NodeExecutable}' was not found: install it (https://nodejs.org, or your system's packages), or set LOGISTICS__DATABASE to a PostgreSQL + PostGIS server.",
                missing);
        }
    }

    static EmbeddedStartException Failure(EmbeddedOptions options, CompanionAnswer? answer, Queue<string> lastWords)
    {
        string said;
        lock (lastWords)
            said = answer?.Detail ?? (lastWords.Count == 0 ? "it ended without a word" : string.Join(" | ", lastWords));
        return answer?.Error switch
        {
            "node-too-old" => new(EmbeddedStartFailure.NodeTooOld, $"The embedded store needs {NodeWanted}, and '{options.NodeExecutable}' is {said}: install a newer one (https://nodejs.org), or set LOGISTICS__DATABASE to a PostgreSQL + PostGIS server."),
            "packages-missing" => new(EmbeddedStartFailure.PackagesMissing, $"The embedded store's npm packages are not installed: run `npm ci --ignore-scripts` in {options.ServerFolder ?? CompanionFolder.Find("embedded")} ({said})."),
            "folder-in-use" => new(EmbeddedStartFailure.FolderInUse, $"The data folder {options.DataFolder} is still in use by an earlier instance that does not end ({said}): stop it first, or choose another folder with LOGISTICS__DATA."),
            "port-in-use" => new(EmbeddedStartFailure.PortInUse, $"The embedded store's port was taken by another program while it restarted ({said})."),
            _ => new(EmbeddedStartFailure.Broken, $"The embedded store cannot open {options.DataFolder}: {said}"),
        };
    }

    static async Task CollectAsync(StreamReader errors, Queue<string> lastWords)
    {
        while (await errors.ReadLineAsync() is { } line)
            lock (lastWords)
            {
                lastWords.Enqueue(line);
                if (lastWords.Count > 20)
                    lastWords.Dequeue();
            }
    }
}

sealed record CompanionSettings(string Folder, int Port, string Password, long PatienceMs, long IdleInTransactionMs);

sealed record CompanionAnswer(int? Port, string? Error, string? Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CompanionSettings))]
[JsonSerializable(typeof(CompanionAnswer))]
sealed partial class CompanionJson : JsonSerializerContext;
