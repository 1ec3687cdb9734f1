using System.Security.Claims;
using Logistics.Host.Worker;

namespace Logistics.Host.Access;

/// <summary>What a key may be used for; its role says the rest.</summary>
public static class Scopes
{
    /// <summary>Reading all that the role may see.</summary>
    public const string Read = "read";

    /// <summary>Declaring lots, needs, equipment and all else of a day.</summary>
    public const string Declare = "declare";

    /// <summary>Answering proposals.</summary>
    public const string Answer = "answer";

    /// <summary>Saying what happened on a route: proofs and incidents.</summary>
    public const string Prove = "prove";

    /// <summary>Having a day solved, and putting a plan in force.</summary>
    public const string Plan = "plan";

    public static readonly string[] All = [Read, Declare, Answer, Prove, Plan];

    /// <summary>The scope that a request needs; null: it is not for keys at all.</summary>
    public static string? Of(string method, string pattern)
    {
        if (!pattern.StartsWith("/api/v1/", StringComparison.Ordinal) || pattern.StartsWith("/api/v1/keys", StringComparison.Ordinal))
            return null;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            return Read;
        return pattern["/api/v1/".Length..].Split('/') switch
        {
            ["days", _, "solves", ..] or ["days", _, "checks"] or ["days", _, "edits", ..] or ["days", _, "undo" or "redo"] or ["solves", ..] => Plan,
            ["days", ..] or ["territories", ..] => Declare,
            ["proposals", ..] => Answer,
            ["proofs" or "incidents", ..] => Prove,
            _ => null,
        };
    }
}

/// <summary>The way in for programs: <c>Authorization: Bearer ram_…</c> (RFC 6750), asked of the store each time, so that an end is an end at once.</summary>
public static class ProgramDoor
{
    /// <summary>Begins every key: scanners of leaked secrets know it by that.</summary>
    public const string Prefix = "ram_";

    const string keyClaim = "api-key", scopeClaim = "scope", bearer = "Bearer ";

    /// <summary>Whether the request says a key. A page of another site cannot: it would have to be allowed to first (CORS), and is not.</summary>
    public static bool KnocksAt(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(bearer, StringComparison.OrdinalIgnoreCase);

    /// <summary>Which requests are counted together; null: none of a program.</summary>
    public static string? CountedAs(HttpRequest request) => KnocksAt(request) ? Convert.ToHexString(Token.DigestOf(TokenOf(request))) : null;

    /// <summary>Who says a key is what the key says, whatever cookie comes with it; who says a wrong one is nobody.</summary>
    public static void UsePrograms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!KnocksAt(context.Request))
        {
            await next(context);
            return;
        }
        var store = context.RequestServices.GetRequiredService<StoreDoor>().Store;
        if (await store.Keys.FindAsync(Token.DigestOf(TokenOf(context.Request)), context.RequestAborted) is not { } key)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await TypedResults.Problem(title: Texts.Get("Problem.NoSuchKey"), statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }
        context.User = Roles.Principal(key.Capacity, [(keyClaim, key.Id.ToString()), .. key.Scopes.Select(scope => (scopeClaim, (string?)scope))]);
        await next(context);
    });

    /// <summary>Whether the key that a request said still holds, for an answer that takes long.</summary>
    public static async Task<bool> StillOpensAsync(HttpRequest request, IDayStore store, CancellationToken cancellation) =>
        await store.Keys.FindAsync(Token.DigestOf(TokenOf(request)), cancellation) is not null;

    /// <summary>The key a visitor entered by; null: it is no program.</summary>
    public static Guid? Key(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(keyClaim), out var id) ? id : null;

    /// <summary>Whether what stands behind an address is open to a visitor as far as its key goes.</summary>
    public static bool IsInScope(this ClaimsPrincipal user, string method, string pattern) =>
        user.Key() is null || (Scopes.Of(method, pattern) is { } scope && user.HasClaim(scopeClaim, scope));

    static string TokenOf(HttpRequest request) => request.Headers.Authorization.ToString()[bearer.Length..].Trim();
}
