using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Storage.People;

namespace Logistics.Host.Push;

/// <summary>Publishes notices to topics of the operator's ntfy server. The server reads what it carries: a short sentence and a page of ours, and nothing about anybody.</summary>
/// <remarks>ntfy's documentation, "Publish as JSON": a POST to the server's root that names the topic.</remarks>
public sealed class NtfySender : IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    readonly NtfySettings settings;
    readonly PublicAddress address;
    readonly HttpClient client;

    public NtfySender(NtfySettings settings, PublicAddress address)
    {
        (this.settings, this.address) = (settings, address);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxResponseHeadersLength = 16, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public void Dispose() => client.Dispose();

    public async Task<PushOutcome> SendAsync(TakenPush push, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var request = RequestOf(push);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PushOutcome.Taken(),
                HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge => new PushOutcome.Refused($"ntfy answered {(int)answer.StatusCode}"),
                _ => new PushOutcome.Failed($"ntfy answered {(int)answer.StatusCode}", answer.Headers.RetryAfter?.Delta),
            };
        }
        catch (HttpRequestException e)
        {
            return new PushOutcome.Failed(e.HttpRequestError.ToString(), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PushOutcome.Failed("no answer in time", null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever a server makes of our client must stop neither the others nor the host.
            return new PushOutcome.Failed(e.GetType().Name, null);
        }
    }

    HttpRequestMessage RequestOf(TakenPush push)
    {
        var said = JsonNode.Parse(push.Said)!;
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Server)
        {
            Content = JsonContent.Create(
                new
                {
                    topic = push.Endpoint[settings.Server.AbsoluteUri.Length..],
                    title = (string?)said["title"],
                    message = (string?)said["body"],
                    click = address.Link((string?)said["path"] ?? "/"),
                    priority = push.Urgency switch { "low" => 2, "high" => 4, _ => 3 },
                },
                options: JsonSerializerOptions.Default),
        };
        if (settings.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
