using System.ComponentModel;
using System.Diagnostics;

namespace Logistics.OrTools.Companions;

/// <summary>The two engines a companion can load; the numbers are those of their frames.</summary>
[Flags]
enum Engines
{
    None = 0,
    Constraint = 1,
    Linear = 2,
}

/// <summary>
/// One child process and its two pipes. It answers one question at a time; a question cancelled, or answered with nonsense, is its last.
/// </summary>
sealed class Companion : IDisposable
{
    readonly Process process;
    readonly LastWords lastWords = new();
    volatile bool spent;
    bool disposed;

    Companion(Process process) => this.process = process;

    public int Id { get; private init; }

    public Engines Loaded { get; private set; }

    /// <summary>False from the first failure on: a pipe breaks some time before the system says that the process is gone.</summary>
    public bool IsAlive => !spent && !process.HasExited;

    /// <summary>Bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.HasExited ? 0 : process.WorkingSet64;
        }
    }

    /// <exception cref="CompanionException">It cannot start; the message says what to install or where.</exception>
    public static Companion Start(OrToolsOptions options)
    {
        if (CompanionFolder.WhatIsMissing(options.Folder) is { } missing)
            throw new CompanionException(missing);
        if (NodeRuntime.Find(options.Node) is NodeRuntime.Missing(var reason))
            throw new CompanionException(reason);

        var start = new ProcessStartInfo(options.Node, [CompanionFolder.Program])
        {
            WorkingDirectory = options.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A debugger or a loader meant for someone else's Node.js has no business here.
        start.Environment.Remove("NODE_OPTIONS");
        try
        {
            var process = Process.Start(start)!;
            var companion = new Companion(process) { Id = process.Id };
            process.ErrorDataReceived += (_, line) => companion.lastWords.Hear(line.Data);
            process.BeginErrorReadLine();
            return companion;
        }
        catch (Win32Exception failure)
        {
            throw new CompanionException($"The OR-Tools companion cannot be started: {failure.Message}", failure);
        }
    }

    /// <summary>Loads engines now, so that no solve pays for it.</summary>
    public async Task LoadAsync(Engines engines, CancellationToken cancellation)
    {
        var missing = engines & ~Loaded;
        List<byte> wanted = [];
        if (missing.HasFlag(Engines.Constraint))
            wanted.Add((byte)FrameKind.Constraint);
        if (missing.HasFlag(Engines.Linear))
            wanted.Add((byte)FrameKind.Linear);
        await AskAsync(new Frame(FrameKind.Hello, [.. wanted]), cancellation).ConfigureAwait(false);
        Loaded |= engines;
    }

    /// <summary>Asks and waits. Cancelling kills the process: its engine listens to nobody while it solves.</summary>
    /// <exception cref="CompanionException">It died, failed, or answered nonsense; it is not to be asked again.</exception>
    public async Task<byte[]> AskAsync(Frame question, CancellationToken cancellation)
    {
        using var killing = cancellation.UnsafeRegister(static companion => ((Companion)companion!).Kill(), this);
        try
        {
            await question.WriteAsync(process.StandardInput.BaseStream, cancellation).ConfigureAwait(false);
            var answer = await Frame.ReadAsync(process.StandardOutput.BaseStream, cancellation).ConfigureAwait(false);
            if (answer.Kind == (question.Kind | FrameKind.Reply))
                return answer.Payload;
            Kill();
            throw new CompanionException(answer.Kind == FrameKind.Failed
                ? $"The OR-Tools engine failed: {System.Text.Encoding.UTF8.GetString(answer.Payload)}"
                : $"The OR-Tools companion answered {(uint)answer.Kind:X} to {(uint)question.Kind:X}.");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            Kill();
            // Killed on purpose, the pipe broke before the token was looked at.
            cancellation.ThrowIfCancellationRequested();
            throw new CompanionException(failure is InvalidDataException
                ? $"The OR-Tools companion spoke nonsense: {failure.Message}."
                : $"The OR-Tools companion died{lastWords}.", failure);
        }
    }

    public void Kill()
    {
        spent = true;
        process.Kill();
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        Kill();
        process.Dispose();
    }

    /// <summary>The last line on standard error, for the reason of a death.</summary>
    sealed class LastWords
    {
        volatile string? last;

        public void Hear(string? line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                last = line.Trim();
        }

        public override string ToString() => last is { } line ? $" ({(line.Length > 200 ? line[..200] : line)})" : "";
    }
}
