using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Logistics.Host.Tests.Fakes;

/// <summary>An ntfy server, on a free port of this machine, as far as it is published to: it keeps what it is asked and answers as it is told to.</summary>
sealed class NtfyServer : IAsyncDisposable
{
    readonly Lock door = new();
    readonly List<(string Authorization, JsonElement Body)> asked = [];
    readonly Queue<HttpStatusCode> answers = [];
    readonly WebApplication app;

    NtfyServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First() + "/");

    public IReadOnlyList<(string Authorization, JsonElement Body)> Asked
    {
        get
        {
            lock (door)
                return [.. asked];
        }
    }

    /// <summary>What it answers next, once; without, that it took what it was asked to.</summary>
    public void AnswerNext(HttpStatusCode status)
    {
        lock (door)
            answers.Enqueue(status);
    }

    public static async Task<NtfyServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new NtfyServer(app);
        app.MapPost("/", server.HearAsync);
        await app.StartAsync();
        return server;
    }

    async Task HearAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        lock (door)
        {
            asked.Add((context.Request.Headers.Authorization.ToString(), body.RootElement.Clone()));
            context.Response.StatusCode = (int)(answers.TryDequeue(out var next) ? next : HttpStatusCode.OK);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
