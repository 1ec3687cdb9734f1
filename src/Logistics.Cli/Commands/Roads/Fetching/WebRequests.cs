using System.Net;
using System.Net.Http.Headers;

namespace Logistics.Cli.Commands.Roads.Fetching;

/// <summary>The network or the server failed in a way that may pass.</summary>
/// <param name="wait">How long the server asks to be left alone, if it does.</param>
sealed class TransferBroken(string message, TimeSpan? wait = null) : Exception(message)
{
    public TimeSpan? Wait => wait;
}

/// <summary>Asks servers, follows where they point, and gives up when nothing comes for too long.</summary>
/// <param name="stall">The longest silence.</param>
sealed class WebRequests(Terminal terminal, TimeProvider clock, TimeSpan stall) : IDisposable
{
    const int MostRedirects = 5;

    readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
    {
        Timeout = Timeout.InfiniteTimeSpan, // silence is measured, not the whole
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("Ramasse", "1.0") } },
    };

    public void Dispose() => client.Dispose();

    /// <summary>The answer's head, redirects followed; the caller reads and disposes of it.</summary>
    /// <param name="prepare">Adds headers to each request.</param>
    /// <exception cref="TransferBroken">No answer came.</exception>
    /// <exception cref="CommandFailed">The server points in circles, or from a safe address to one that is not.</exception>
    public async Task<HttpResponseMessage> AskAsync(Uri address, Action<HttpRequestHeaders> prepare, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            prepare(request.Headers);
            var answer = await WithinStallAsync(token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellation);
            if (answer.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                || answer.Headers.Location is not { } location)
                return answer;
            answer.Dispose();
            var next = new Uri(address, location);
            if (redirects == MostRedirects)
                throw new CommandFailed(ExitCode.Failed, terminal.Words["Fetch.Circle", ExtractAddress.Shown(address), MostRedirects]);
            if (!ExtractAddress.IsWeb(next) || (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps))
                throw new CommandFailed(ExitCode.Failed, terminal.Words["Fetch.Downward", ExtractAddress.Shown(address), ExtractAddress.Shown(next)]);
            address = next;
        }
    }

    /// <summary>The next bytes of an answer; 0 at its end.</summary>
    /// <exception cref="TransferBroken">Nothing came, or the answer ended before its declared length.</exception>
    public Task<int> ReadAsync(Stream answer, Memory<byte> buffer, CancellationToken cancellation) =>
        WithinStallAsync(token => answer.ReadAsync(buffer, token).AsTask(), cancellation);

    async Task<T> WithinStallAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(stall, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TransferBroken(terminal.Words["Fetch.Stalled", stall.TotalSeconds]);
        }
        catch (HttpRequestException failure)
        {
            throw new TransferBroken(Said(failure));
        }
        catch (IOException)
        {
            throw new TransferBroken(terminal.Words["Fetch.Cut"]);
        }
    }

    /// <summary>In the words of the person's language; the system's own, English, only where they tell more.</summary>
    string Said(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.ConnectionError => terminal.Words["Fetch.NoConnection"],
        HttpRequestError.NameResolutionError => terminal.Words["Fetch.NoName"],
        HttpRequestError.ResponseEnded => terminal.Words["Fetch.Cut"],
        HttpRequestError.SecureConnectionError => terminal.Words["Fetch.NotSafe", Cause(failure)],
        _ => terminal.Words["Fetch.Failed", Cause(failure)],
    };

    static string Cause(HttpRequestException failure) => (failure.InnerException ?? failure).Message.TrimEnd('.');
}
