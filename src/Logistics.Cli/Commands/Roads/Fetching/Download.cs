using System.Net;
using System.Net.Http.Headers;

namespace Logistics.Cli.Commands.Roads.Fetching;

/// <summary>
/// One file from a server, taken up again where it was left: by itself when the transfer breaks, and by the next call when this one is
/// interrupted. Bytes of two states of the file are never mixed.
/// </summary>
/// <remarks>RFC 9110, sections 13.1.5 (If-Range) and 14 (Range).</remarks>
sealed class Download(Terminal terminal, TimeProvider clock, WebRequests web, int retries)
{
    const int MostDoublings = 6;

    static readonly TimeSpan longestWait = TimeSpan.FromSeconds(60);

    /// <summary>Until <paramref name="part"/> is whole, as far as the server says how long it is.</summary>
    /// <exception cref="CommandFailed">There is no such file, no room, or the server failed too often; what has come stays.</exception>
    public async Task RunAsync(Uri address, PartialFile part, IProgress<double>? progress, CancellationToken cancellation)
    {
        var furthest = part.Find(address)?.Length ?? 0;
        for (var tries = 1; ; tries++)
            try
            {
                await AttemptAsync(address, part, progress, cancellation);
                return;
            }
            catch (TransferBroken failure)
            {
                // A poor line that moves on is not given up. Bytes that come again after the part was thrown away are no news.
                if (part.Length > furthest)
                    (furthest, tries) = (part.Length, 1);
                if (tries > retries)
                    throw new CommandFailed(ExitCode.Failed, terminal.Words[tries == 1 ? "Fetch.GaveUpAtOnce" : "Fetch.GaveUp", ExtractAddress.Shown(address), failure.Message, tries, part.Length / 1e6, part.Path]);
                var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(tries - 1, MostDoublings)));
                if (failure.Wait > wait)
                    wait = failure.Wait.Value;
                if (wait > longestWait)
                    wait = longestWait;
                Waiting.Note(terminal, terminal.Words["Fetch.Again", failure.Message, wait.TotalSeconds]);
                await Task.Delay(wait, clock, cancellation);
            }
    }

    async Task AttemptAsync(Uri address, PartialFile part, IProgress<double>? progress, CancellationToken cancellation)
    {
        var found = part.Find(address);
        using var answer = await web.AskAsync(address, headers =>
        {
            if (found is not { } here)
                return;
            headers.Range = new RangeHeaderValue(here.Length, null);
            headers.TryAddWithoutValidation("If-Range", here.State.Validator);
        }, cancellation);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.PartialContent when found is { } here && Continues(answer, here.State, here.Length):
                Waiting.Note(terminal, terminal.Words["Fetch.Resumed", here.Length / 1e6]);
                await SaveAsync(answer, part, part.Continue, here.State.Length ?? answer.Content.Headers.ContentRange?.Length, here.Length, progress, cancellation);
                return;
            case HttpStatusCode.RequestedRangeNotSatisfiable when found is { } here && answer.Content.Headers.ContentRange?.Length == here.Length && (here.State.Length ?? here.Length) == here.Length:
                return; // nothing is missing: only the last step was
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Discard();
                throw new TransferBroken(terminal.Words["Fetch.Changed"]);
            case HttpStatusCode.OK:
                if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                    throw new CommandFailed(ExitCode.BadInput, terminal.Words["Fetch.Page", ExtractAddress.Shown(address)]);
                var length = answer.Content.Headers.ContentLength;
                await SaveAsync(answer, part, () => part.Begin(PartialState.Of(address, ValidatorOf(answer), length)), length, 0, progress, cancellation);
                return;
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw new CommandFailed(ExitCode.BadInput, terminal.Words["Fetch.NotFound", ExtractAddress.Shown(address)]);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new TransferBroken(terminal.Words["Fetch.Status", (int)answer.StatusCode, answer.ReasonPhrase ?? ""], WaitOf(answer));
            default:
                throw new CommandFailed(ExitCode.Failed, terminal.Words["Fetch.Refused", ExtractAddress.Shown(address), (int)answer.StatusCode, answer.ReasonPhrase ?? ""]);
        }
    }

    /// <summary>Whether an answer goes on exactly where the part ends, in the same state of the file.</summary>
    static bool Continues(HttpResponseMessage answer, PartialState state, long length) =>
        answer.Content.Headers.ContentRange is { Unit: "bytes" } range && range.From == length
        && (range.Length is null || state.Length is null || range.Length == state.Length)
        && (ValidatorOf(answer) is not { } validator || validator == state.Validator);

    async Task SaveAsync(
        HttpResponseMessage answer, PartialFile part, Func<FileStream> open, long? whole, long from, IProgress<double>? progress, CancellationToken cancellation)
    {
        var here = from;
        using (var file = OnDisk(part, () => RoomFor(part, whole - from) ? open() : throw new IOException(terminal.Words["Fetch.NoRoom", (whole - from ?? 0) / 1e6])))
        {
            var source = await answer.Content.ReadAsStreamAsync(cancellation);
            var buffer = new byte[1 << 16];
            while (await web.ReadAsync(source, buffer, cancellation) is var count and > 0)
            {
                OnDisk(part, () =>
                {
                    file.Write(buffer, 0, count);
                    file.Flush();
                    return true;
                });
                here += count;
                if (whole > 0)
                    progress?.Report(Math.Min(1, (double)here / whole.Value));
            }
        }
        if (here < whole)
            throw new TransferBroken(terminal.Words["Fetch.Short", here, whole.Value]);
        if (here > whole)
        {
            part.Discard();
            throw new TransferBroken(terminal.Words["Fetch.Changed"]);
        }
    }

    /// <summary>The disk's failures are not the network's: to try again would not help.</summary>
    T OnDisk<T>(PartialFile part, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, terminal.Words["Fetch.Disk", part.Path, failure.Message]);
        }
    }

    static bool RoomFor(PartialFile part, long? bytes)
    {
        var folder = Path.GetDirectoryName(part.Path)!;
        Directory.CreateDirectory(folder);
        return bytes is null || new DriveInfo(folder).AvailableFreeSpace > bytes;
    }

    /// <summary>A weak tag tells files that differ in their bytes alike, so it is none here.</summary>
    static string? ValidatorOf(HttpResponseMessage answer) => answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag
        : answer.Headers.ETag is null && answer.Content.Headers.LastModified is { } changed ? changed.ToString("r", System.Globalization.CultureInfo.InvariantCulture) : null;

    TimeSpan? WaitOf(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date is { } date ? date - clock.GetUtcNow() : null);
}
