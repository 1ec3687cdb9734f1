using System.Globalization;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Logistics.Host.Api;

/// <summary>
/// What happens, as it happens: server-sent events (WHATWG HTML, section 9.2). A browser that lost the line says in <c>Last-Event-ID</c> what it heard
/// last and is told the rest, at whichever host; programs may say it by <c>?after=</c>. Without either it begins now.
/// </summary>
public static class EventsApi
{
    /// <summary>At one host; each costs an open connection.</summary>
    public const int MostListeners = 2000;

    const int page = 200;

    public static void MapEvents(this IEndpointRouteBuilder app) => app.MapGet("/api/v1/events", ListenAsync)
        .Tells("What happens, as it happens; goes on after the event that Last-Event-ID or after names.", media: "text/event-stream", refusals: [400, 503]);

    static async Task ListenAsync(HttpContext context, EventFeed feed, StoreDoor door, IHostApplicationLifetime lifetime, string? after)
    {
        var said = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } resumed ? resumed : after;
        long? heard = null;
        if (said is not null)
        {
            if (!long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                await TypedResults.Problem(title: Texts.Get("Problem.BadEventId"), detail: Texts.Format("Problem.BadEventIdDetail", said), statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
                return;
            }
            heard = id;
        }
        if (feed.Count >= MostListeners)
        {
            context.Response.Headers.RetryAfter = "10";
            await TypedResults.Problem(title: Texts.Get("Problem.TooManyListeners"), statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            return;
        }
        if (!door.IsOpen)
            throw new StoreAwayException(Texts.Get("Store.NotYet"));

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var hears = Hearing.Of(context.User);
        Listener? listener = null;
        try
        {
            listener = await feed.ListenAsync(hears, end.Token);
            await BeginAsync(context, end.Token);
            // A store that was restored may not have come so far yet; a feed may be a moment behind it.
            if (heard > listener.From)
                heard = Math.Min(heard.Value, Math.Max(listener.From, await door.Store.Events.LatestAsync(end.Token)));
            if (heard is { } from)
                await TellMissedAsync(context.Response, door, hears, from, listener.From, end.Token);
            await foreach (var one in listener.ReadAsync(end.Token))
            {
                // Another host may have told it already: its feed was ahead of ours.
                if (one.Event?.Id <= heard)
                    continue;
                if (one.Event is null && !await IsStillThereAsync(context, door, end.Token))
                    return;
                await SendAsync(context.Response, one, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Gone, or the host stops.
        }
        finally
        {
            if (listener is not null)
                feed.Leave(listener);
        }
    }

    static async Task BeginAsync(HttpContext context, CancellationToken cancellation)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        // Else nginx keeps events until it has enough of them.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.Body.WriteAsync("retry: 2000\n\n"u8.ToArray(), cancellation);
        await context.Response.Body.FlushAsync(cancellation);
    }

    /// <param name="last">What is later is told by the feed.</param>
    static async Task TellMissedAsync(HttpResponse response, StoreDoor door, Func<StoredEvent, bool> hears, long from, long last, CancellationToken cancellation)
    {
        while (from < last)
        {
            var found = await door.Store.Events.AfterAsync(from, page, cancellation);
            foreach (var one in found.Where(x => x.Id <= last && hears(x)))
                await SendAsync(response, Heard.Of(one), cancellation);
            if (found.Count < page)
                return;
            from = found[^1].Id;
        }
    }

    static async Task SendAsync(HttpResponse response, Heard heard, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(heard.Frame, cancellation);
        await response.Body.FlushAsync(cancellation);
    }

    /// <summary>A line may outlast the right to it: at each sign of life it is looked whether the key ended, or the session did or goes on in another capacity.</summary>
    static async Task<bool> IsStillThereAsync(HttpContext context, StoreDoor door, CancellationToken cancellation)
    {
        try
        {
            if (context.User.Key() is not null)
                return await ProgramDoor.StillOpensAsync(context.Request, door.Store, cancellation);
            // The access key's holder and a demo's visitor have no session to end.
            if (context.User.Session() is not { } session)
                return true;
            return await door.Store.People.FindAsync(session, cancellation) is { } visitor && visitor.Acting == context.Features.Get<Visitor>()?.Acting;
        }
        catch (StoreAwayException)
        {
            return true;
        }
    }
}
