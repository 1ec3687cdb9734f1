using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Logistics.Cli.Tests.Fetching;

/// <summary>A web server on this machine that answers request after request by a script, however wrong; after the script, and for checksums without one, 404.</summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stopping = new();
    readonly Queue<Func<NetworkStream, Task>> script = new();
    readonly Task serving;

    public ScriptedServer()
    {
        listener.Start();
        Root = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        serving = ServeAsync();
    }

    public string Root { get; }

    /// <summary>What was asked, checksums left out: request line and headers.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What the .md5 beside any file says; null for none.</summary>
    public string? Md5 { get; set; }

    /// <summary>What the next request gets: headers with or without their right length, and a body.</summary>
    public ScriptedServer Answer(string status, string headers, byte[] body, long? declared = null)
    {
        script.Enqueue(async stream => await WriteAsync(stream, status, headers, body, declared ?? body.Length));
        return this;
    }

    /// <summary>The same, then silence for as long as anybody listens.</summary>
    public ScriptedServer AnswerAndStall(string status, string headers, byte[] body, long declared, TaskCompletionSource? sent = null)
    {
        script.Enqueue(async stream =>
        {
            await WriteAsync(stream, status, headers, body, declared);
            sent?.TrySetResult();
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, stopping.Token);
        });
        return this;
    }

    static async Task WriteAsync(NetworkStream stream, string status, string headers, byte[] body, long declared)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {declared}\r\n{headers}{(headers.Length > 0 ? "\r\n" : "")}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
        await stream.FlushAsync();
    }

    async Task ServeAsync()
    {
        while (!stopping.IsCancellationRequested)
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await using var stream = client.GetStream();
                var request = await ReadHeadAsync(stream);
                if (request.Split(' ')[1].EndsWith(".md5", StringComparison.Ordinal))
                {
                    await WriteAsync(stream, Md5 is null ? "404 Not Found" : "200 OK", "", Encoding.ASCII.GetBytes(Md5 ?? ""), Md5?.Length ?? 0);
                    continue;
                }
                Requests.Enqueue(request);
                if (script.TryDequeue(out var answer))
                    await answer(stream);
                else
                    await WriteAsync(stream, "404 Not Found", "", [], 0);
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
            {
                // The other side hung up, or the test is over.
            }
    }

    async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, stopping.Token);
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await serving;
        stopping.Dispose();
    }
}
