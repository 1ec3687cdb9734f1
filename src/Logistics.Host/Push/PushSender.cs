using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Logistics.Host.Start;
using Logistics.Storage.People;

namespace Logistics.Host.Push;

/// <summary>What became of something that a push service was asked to carry.</summary>
public abstract record PushOutcome
{
    PushOutcome()
    {
    }

    /// <summary>The service took it.</summary>
    public sealed record Taken : PushOutcome;

    /// <summary>The service knows the device no more (RFC 8030, section 7.3).</summary>
    public sealed record Gone : PushOutcome;

    /// <summary>It will not be taken however often it is said.</summary>
    public sealed record Refused(string Reason) : PushOutcome;

    /// <summary>Trying again later may help.</summary>
    /// <param name="Wait">How long the service asks to be left alone; null: it does not say.</param>
    public sealed record Failed(string Reason, TimeSpan? Wait) : PushOutcome;
}

/// <summary>Hands sealed messages to the push services of browsers. Reasons name neither an address nor anybody.</summary>
public sealed class PushSender : IDisposable
{
    /// <summary>From the first byte to the answer's head.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    readonly PushSettings settings;
    readonly TimeProvider clock;
    readonly OutsideAddress outside;
    readonly HttpClient client;

    public PushSender(PushSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock, outside) = (settings, clock, new OutsideAddress(settings.Allowed));
        // No redirect, no proxy, no cookie: nothing by which the place that is asked becomes another than the one that was looked at.
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = outside.ConnectAsync,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => client.Dispose();

    public async Task<PushOutcome> SendAsync(TakenPush push, CancellationToken cancellation)
    {
        // What was allowed when it was kept may not be any more.
        if (outside.Read(push.Endpoint) is not { } endpoint)
            return new PushOutcome.Refused("an address that may not be asked");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var request = RequestOf(push, endpoint);
            // The answer's head says all; what else a stranger's server says is not read.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Judge(answer);
        }
        catch (HttpRequestException e)
        {
            return new PushOutcome.Failed(e.HttpRequestError.ToString(), null);
        }
        catch (CryptographicException)
        {
            return new PushOutcome.Refused("keys by which nothing can be sealed");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PushOutcome.Failed("no answer in time", null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever a stranger's server makes of our client must stop neither the others nor the host.
            return new PushOutcome.Failed(e.GetType().Name, null);
        }
    }

    HttpRequestMessage RequestOf(TakenPush push, Uri endpoint)
    {
        var now = clock.GetUtcNow();
        var content = new ByteArrayContent(SealedMessage.Seal(Encoding.UTF8.GetBytes(push.Said), push.Key!, push.Secret!));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentEncoding.Add("aes128gcm");
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content, VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        request.Headers.TryAddWithoutValidation("Authorization", settings.Keys.Authorization(endpoint, settings.Subject, now));
        request.Headers.Add("TTL", Math.Max(0, (long)(push.Expires - now).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", push.Urgency);
        // A second attempt takes the place of the first, where that still waits at the service (RFC 8030, section 5.4): at most 32 characters.
        request.Headers.Add("Topic", Base64Url.EncodeToString(push.Note.ToByteArray()));
        return request;
    }

    PushOutcome Judge(HttpResponseMessage answer) => answer.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PushOutcome.Taken(),
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new PushOutcome.Gone(),
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge => new PushOutcome.Refused(ReasonOf(answer)),
        _ => new PushOutcome.Failed(ReasonOf(answer), answer.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } at } => at - clock.GetUtcNow(),
            _ => null,
        }),
    };

    static string ReasonOf(HttpResponseMessage answer) => $"answered {(int)answer.StatusCode}";
}
