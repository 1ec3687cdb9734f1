using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Host.Access;
using Logistics.Host.Worker;

namespace Logistics.Host.Api;

/// <summary>Keys for programs: a partner's people make and end those of their partner, a dispatcher those of its territory.</summary>
public static class KeysApi
{
    internal const int MostDays = 366;

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/keys", ListAsync).Tells("Keys that hold, of the asker's partner or territory.", typeof(DaysApi.Page<KeyLine>));
        app.MapPost("/api/v1/keys", MakeAsync).Tells("Makes a key; it is said this once.", typeof(MadeKey), 201, refusals: [403, 422]).Reads(typeof(Wish), "What the key is for.");
        app.MapDelete("/api/v1/keys/{id:guid}", EndAsync).Tells("Ends a key at once.", status: 204, refusals: [404]);
    }

    /// <param name="Label">What it is for, 1 to 100 characters.</param>
    /// <param name="Role">Null: the maker's own.</param>
    /// <param name="For">As in an invitation: <c>instance</c>, <c>territoire:ID</c> or <c>organisation:ID</c>; null: what the maker acts for.</param>
    /// <param name="Days">How long it is good, 1 to 366; a year when it is not said.</param>
    public sealed record Wish([property: JsonRequired] string Label, string? Role, string? For, [property: JsonRequired] string[] Scopes, int? Days);

    public sealed record KeyLine(Guid Id, string Label, string Role, string HeldFor, IReadOnlyList<string> Scopes, DateTimeOffset MadeAt, DateTimeOffset ValidUntil, DateOnly? UsedOn);

    /// <param name="Key">Said this once and kept nowhere.</param>
    public sealed record MadeKey(Guid Id, string Key, DateTimeOffset ValidUntil);

    static async Task<IResult> ListAsync(StoreDoor door, HttpContext context, CancellationToken cancellation) => TypedResults.Ok(new DaysApi.Page<KeyLine>(
        [.. (await door.Store.Keys.ListAsync(OrganisationOf(context), context.User.Territory(), cancellation)).Select(key =>
            new KeyLine(key.Id, key.Label, key.Capacity.Role, key.Capacity.Label, key.Scopes, key.MadeAt, key.ValidUntil, key.UsedOn))],
        null));

    static async Task<IResult> MakeAsync(StoreDoor door, DayShelf shelf, TimeProvider clock, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        if (await ReadAsync(context.Request, cancellation) is not { } wish || !IsSound(wish))
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "BadKeyWish", Texts.Format("Problem.BadKeyWishDetail", string.Join(", ", Scopes.All), MostDays));
        return await GiveAsync(wish, door, shelf, clock, ids, context, cancellation) is { } made
            ? TypedResults.Created($"/api/v1/keys/{made.Id}", made)
            : Problems.Of(StatusCodes.Status403Forbidden, "NotYoursToGive");
    }

    internal static bool IsSound(Wish wish) =>
        wish is { Label.Length: >= 1 and <= 100, Days: null or (>= 1 and <= MostDays), Scopes.Length: > 0 } && !wish.Scopes.Except(Scopes.All).Any();

    /// <returns>Null: it is not the visitor's to give.</returns>
    internal static async Task<MadeKey?> GiveAsync(Wish wish, StoreDoor door, DayShelf shelf, TimeProvider clock, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        if (await CapacityOf(wish, shelf, ids, context, cancellation) is not { } capacity)
            return null;
        var (token, now) = (ProgramDoor.Prefix + Token.New().Text, clock.GetUtcNow());
        var key = new ApiKey(capacity, wish.Label, [.. wish.Scopes.Distinct()], now, now.AddDays(wish.Days ?? MostDays), null);
        await door.Store.Keys.AddAsync(key, Token.DigestOf(token), context.User.Person(), cancellation);
        return new(key.Id, token, key.ValidUntil);
    }

    static async Task<IResult> EndAsync(Guid id, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        await door.Store.Keys.EndAsync(id, OrganisationOf(context), context.User.Territory(), context.User.Person(), cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "NoSuchKey");

    /// <summary>What the key acts as: what its maker acts as, or what a dispatcher or operator could invite somebody to.</summary>
    static async Task<Capacity?> CapacityOf(Wish wish, DayShelf shelf, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        var user = context.User;
        if (wish.Role is not null && wish.Role != Roles.Operator && (user.IsInRole(Roles.Dispatcher) || user.IsInRole(Roles.Operator)))
            return Grants.Read(user, wish.Role, wish.For, await PeopleApi.KnownDayAsync(shelf, cancellation), ids);
        if (wish.Role is not null || wish.For is not null || user.Session() is not { } session)
            return null;
        return (await context.RequestServices.GetRequiredService<StoreDoor>().Store.People.FindAsync(session, cancellation))?.Acting is { } acting && acting.Role != Roles.Operator
            ? acting with { Id = ids.Next() }
            : null;
    }

    static async Task<Wish?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, 16 * 1024, cancellation) is not { } body)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Wish>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A partner's people see their partner's keys alone.</summary>
    internal static Guid? OrganisationOf(HttpContext context) => context.User.IsInRole(Roles.Dispatcher) || context.User.IsInRole(Roles.Operator) ? null : context.User.Subject() ?? Guid.Empty;
}
