using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Formats;
using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Push;

/// <summary>By which a person switches its own devices on and off. Whose they are is asked of the session and never said by the request.</summary>
public static class DevicesApi
{
    const int longestBody = 4096;

    public static void MapDevices(this IEndpointRouteBuilder app)
    {
        app.MapPost("/compte/appareils", AddAsync).RequireRateLimiting(Limits.Door);
        app.MapPost("/compte/appareils/ntfy", AddTopicAsync).RequireRateLimiting(Limits.Door).DisableAntiforgery();
        app.MapPost("/compte/appareils/retirer", RemoveAsync).DisableAntiforgery();
    }

    /// <summary>The body is what a browser makes of its subscription (W3C Push API, section 8.1, <c>toJSON</c>).</summary>
    static async Task<IResult> AddAsync(StoreDoor door, HostSettings settings, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        if (context.User.Person() is not { } person)
            return Problems.Of(StatusCodes.Status404NotFound, "NoPerson");
        if (settings.Push is not { } push)
            return Problems.Of(StatusCodes.Status404NotFound, "NoPush");
        if (await RequestBody.ReadAsync(context.Request, longestBody, cancellation) is not { } body || RequestBody.ObjectOf(body) is not { } said)
            return Problems.Of(StatusCodes.Status400BadRequest, "NoObject");
        var keys = said["keys"] as JsonObject;
        var endpoint = new OutsideAddress(push.Allowed).Read(TextOf(said["endpoint"]));
        var key = ApplicationKeys.BytesOf(TextOf(keys?["p256dh"]), 65);
        var secret = ApplicationKeys.BytesOf(TextOf(keys?["auth"]), 16);
        var problems = new List<Problem>();
        if (endpoint is null)
            problems.Add(Say("D0101", "/endpoint", "Device.BadAddress"));
        if (key is null || !SealedMessage.IsKey(key))
            problems.Add(Say("D0102", "/keys/p256dh", "Device.BadKey"));
        if (secret is null)
            problems.Add(Say("D0103", "/keys/auth", "Device.BadSecret"));
        if (problems.Count > 0)
            return Problems.Listed(problems);
        return await door.Store.Devices.AddAsync(new(ids.Next(), endpoint!.AbsoluteUri, key!, secret!), person, context.User.Session(), push.Keys.Public, cancellation)
            ? TypedResults.NoContent()
            : Problems.Listed([Say("D0104", "/endpoint", "Device.Anothers")]);
    }

    /// <summary>A topic that nobody can guess: whoever knows it reads along.</summary>
    static async Task<IResult> AddTopicAsync(StoreDoor door, HostSettings settings, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        if (context.User.Person() is not { } person)
            return Problems.Of(StatusCodes.Status404NotFound, "NoPerson");
        if (settings.Ntfy is not { } ntfy)
            return Problems.Of(StatusCodes.Status404NotFound, "NoPush");
        // ntfy takes letters, digits, _ and -, 64 of them at most.
        await door.Store.Devices.AddAsync(new(ids.Next(), $"{ntfy.Server.AbsoluteUri}ramasse-{Token.New().Text}", null, null), person, session: null, ntfy.Mark, cancellation);
        return TypedResults.LocalRedirect("/compte?fait=ntfy#appareils");
    }

    static async Task<IResult> RemoveAsync([FromForm] string? appareil, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (context.User.Person() is not { } person)
            return Problems.Of(StatusCodes.Status404NotFound, "NoPerson");
        var removed = Guid.TryParse(appareil, out var device) && await door.Store.Devices.RemoveAsync(person, device, cancellation);
        return TypedResults.LocalRedirect(removed ? "/compte?fait=appareil-retire#appareils" : "/compte#appareils");
    }

    static Problem Say(string code, string pointer, string name) => new(code, pointer, Texts.Get($"{name}.Cause"), Texts.Get($"{name}.Action"));

    static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
