using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Host.Api;

/// <summary>
/// What is declared for a day: lots, needs, equipment, places, partners, vehicles, drivers and shifts, as territory files say them
/// (<c>docs/territory-file.md</c>) and judged by the same rules. A dispatcher changes everything, a partner its own.
/// </summary>
/// <remarks>Tags as in RFC 9110, section 8.8.3: who changes what is there says what it saw, and is told when that is no longer so.</remarks>
public static class DaysApi
{
    const int MostOfADay = 16 * 1024 * 1024;
    const int MostOfAnEntry = 256 * 1024;
    const int MostOnAPage = 500;

    public static void MapDays(this IEndpointRouteBuilder app)
    {
        const string entry = "An entry of the section, as docs/territory.schema.json says it.";
        int[] changes = [400, 403, 404, 412, 413, 422, 428];
        app.MapGet("/api/v1/days", ListAsync).Tells("Days for which something is declared, the latest first.", typeof(Page<DayLine>), refusals: [400]);
        app.MapGet("/api/v1/days/{date}", ReadAsync).Tells("All that is declared for a day, as a territory file; its tag is its version.", refusals: [400, 404]);
        app.MapPut("/api/v1/days/{date}", ReplaceAsync).Tells("Declares a day anew, all of it.", status: 204, refusals: changes).Produces(201).Reads(null, "A territory file.").ReadsTag();
        app.MapPost("/api/v1/days/{date}/opening", OpenAsync).Tells("Opens a day from those before it: who is who, hours and shifts of the same weekday, what each has received, and what was left over.", typeof(OpenedDay), 201, refusals: [400, 403, 404, 409, 422])
            .Reads(typeof(OpeningWish), "Whether the needs of the same weekday are declared again; empty: they are not.");
        app.MapGet("/api/v1/days/{date}/{section}", SectionAsync).Tells("The entries of a section by code, page by page.", typeof(Page<JsonObject>), refusals: [400, 404]);
        app.MapPost("/api/v1/days/{date}/{section}", AddAsync).Tells("Declares something new; without a code it is given one.", typeof(JsonObject), 201, refusals: changes).Reads(null, entry).ReadsKey();
        app.MapGet("/api/v1/days/{date}/{section}/{code}", EntryAsync).Tells("One entry with its tag.", typeof(JsonObject), refusals: [404]);
        app.MapPut("/api/v1/days/{date}/{section}/{code}", PutAsync).Tells("Declares an entry, new or in the place of the one that was seen.", typeof(JsonObject), refusals: changes).Produces<JsonObject>(201)
            .Reads(null, entry).ReadsTag().ReadsKey();
        app.MapDelete("/api/v1/days/{date}/{section}/{code}", RemoveAsync).Tells("Takes an entry back.", status: 204, refusals: [400, 403, 404, 412, 422, 428]).ReadsTag();
    }

    /// <summary>A page of a list.</summary>
    /// <param name="Next">What to ask for <c>after</c> to go on; null: that was all.</param>
    public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

    /// <param name="Needs">True: those of the day that is taken as an example are declared again.</param>
    sealed record OpeningWish([property: JsonRequired] bool Needs);

    sealed record OpenedDay(DateOnly Date, int Lots, int Needs, int Shifts);

    static async Task<IResult> OpenAsync(string date, DayOpening opening, HttpContext context, CancellationToken cancellation)
    {
        if (DateOf(date) is not { } asked)
            return Problems.BadDate(date);
        if (await OpeningWishAsync(context.Request, cancellation) is not { } wish)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "BadOpening");
        switch (await opening.OpenAsync(asked, wish.Needs ? RepeatedNeeds.LikeThatDay : RepeatedNeeds.None, day => IsAllOf(context, day), cancellation))
        {
            case OpeningOutcome.Opened { Day: var day, Version: var version }:
                context.Response.Headers.ETag = VersionTag(version);
                return TypedResults.Created($"/api/v1/days/{date}", new OpenedDay(day.Date, day.Lots.Count, day.Needs.Count, day.Shifts.Count));
            case OpeningOutcome.ThereAlready:
                return Problems.Of(StatusCodes.Status409Conflict, "DayExists");
            case OpeningOutcome.NothingBefore:
                return Problems.Of(StatusCodes.Status404NotFound, "NoDayBefore");
            default:
                return Problems.Of(StatusCodes.Status403Forbidden, "NotYourTerritory");
        }
    }

    static async Task<OpeningWish?> OpeningWishAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, MostOfAnEntry, cancellation) is not { } body)
            return null;
        if (body.Length == 0)
            return new(Needs: false);
        try
        {
            return JsonSerializer.Deserialize<OpeningWish>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Planned">Whether the current plan was made from what is declared now.</param>
    public sealed record DayLine(DateOnly Date, long Version, bool Planned, Guid? Plan);

    static async Task<IResult> ListAsync(string? after, int? limit, DayShelf shelf, CancellationToken cancellation)
    {
        if (PageSize(limit) is not { } size || (after is not null && DateOf(after) is null))
            return Problems.Of(StatusCodes.Status400BadRequest, "BadPage", Texts.Format("Problem.BadPageDetail", MostOnAPage));
        var days = (await shelf.DaysAsync(cancellation)).OrderByDescending(day => day.Date).SkipWhile(day => after is not null && day.Date >= DateOf(after)).Take(size + 1).ToList();
        return TypedResults.Ok(new Page<DayLine>(
            [.. days.Take(size).Select(day => new DayLine(day.Date, day.Declared, !day.NeedsPlan, day.Current?.Value))],
            days.Count > size ? $"{days[size - 1].Date:yyyy-MM-dd}" : null));
    }

    /// <summary>The whole day as a territory file. It holds names and phones of all, so it is for who dispatches all of it.</summary>
    static async Task<IResult> ReadAsync(string date, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (DateOf(date) is not { } asked)
            return Problems.BadDate(date);
        if (await door.Store.DeclarationsAsync(asked, cancellation) is not var (day, version) || !IsAllOf(context, day))
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay");
        if (IsKnown(context, VersionTag(version)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        using var file = new MemoryStream();
        TerritoryWriter.Write(day, file);
        return TypedResults.Bytes(file.ToArray(), "application/json");
    }

    /// <summary>Declares a day anew, all of it.</summary>
    static async Task<IResult> ReplaceAsync(string date, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (DateOf(date) is not { } asked)
            return Problems.BadDate(date);
        if (await RequestBody.ReadAsync(context.Request, MostOfADay, cancellation) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge");
        if (TerritoryReader.Read(body, CultureInfo.CurrentUICulture) is not TerritoryReading.Accepted { Day: var day })
            return Problems.Listed(((TerritoryReading.Rejected)TerritoryReader.Read(body, CultureInfo.CurrentUICulture)).Problems);
        if (day.Date != asked)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "OtherDate");
        if (!IsAllOf(context, day))
            return Problems.Of(StatusCodes.Status403Forbidden, "NotYourTerritory");

        var before = await door.Store.DeclarationsAsync(asked, cancellation);
        if (before is var (known, _) && !IsAllOf(context, known))
            return Problems.Of(StatusCodes.Status403Forbidden, "NotYourTerritory");
        if (Precondition(context.Request) is not { } ifTag)
            return before is null
                ? await KeepAsync(0)
                : Problems.Of(StatusCodes.Status428PreconditionRequired, "SayWhatYouSaw");
        var now = before is var (_, version) ? version : 0;
        return ifTag == "*" || ifTag == VersionTag(now) ? await KeepAsync(now) : Problems.Of(StatusCodes.Status412PreconditionFailed, "Changed");

        async Task<IResult> KeepAsync(long expected)
        {
            try
            {
                if ((await door.Store.Edits.ReplaceAsync([new(null, day, expected, [], [])], cancellation))[0] is not { } kept)
                    return Problems.Of(StatusCodes.Status412PreconditionFailed, "Changed");
                context.Response.Headers.ETag = VersionTag(kept);
                return expected == 0 ? TypedResults.Created($"/api/v1/days/{date}") : TypedResults.NoContent();
            }
            catch (CodesTakenException others)
            {
                var places = day.Lots.Index().ToDictionary(x => x.Item.Id, x => x.Index);
                return Problems.Listed(others.Taken.Select(x => StoredProblems.CodeOfAnother($"/lots/{places[x.Lot]}/code", x.Code, x.Date, CultureInfo.CurrentUICulture)));
            }
        }
    }

    static async Task<IResult> SectionAsync(string date, string section, string? after, int? limit, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        var rights = RightsOf(context);
        if (PageSize(limit) is not { } size)
            return Problems.Of(StatusCodes.Status400BadRequest, "BadPage", Texts.Format("Problem.BadPageDetail", MostOnAPage));
        if (await FindAsync(date, section, rights, door, cancellation) is not { } found)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchSection", SectionNames);
        if (IsKnown(context, VersionTag(found.Version)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        // By code: a place in the list would shift under the reader when somebody adds or removes an entry.
        var codes = found.Document.Codes(found.Section).Where(code => rights.Covers(found.Section.OwnerOf(found.Day, code)!))
            .Order(StringComparer.Ordinal).Where(code => after is null || string.CompareOrdinal(code, after) > 0).Take(size + 1).ToList();
        return TypedResults.Ok(new Page<JsonNode>(
            [.. codes.Take(size).Select(code => JsonNode.Parse(found.Document.Find(found.Section, code)!)!)], codes.Count > size ? codes[size - 1] : null));
    }

    static async Task<IResult> EntryAsync(string date, string section, string code, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        var rights = RightsOf(context);
        if (await FindAsync(date, section, rights, door, cancellation) is not { } found)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchSection", SectionNames);
        if (found.Document.TagOf(found.Section, code) is not { } tag || !rights.Covers(found.Section.OwnerOf(found.Day, code)!))
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchEntry");
        return IsKnown(context, $"\"{tag}\"") ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Text(found.Document.Find(found.Section, code), "application/json");
    }

    static Task<IResult> AddAsync(string date, string section, DayDesk desk, IIdSource ids, HttpContext context, CancellationToken cancellation) =>
        ChangeAsync(date, section, null, desk, ids, context, cancellation);

    static Task<IResult> PutAsync(string date, string section, string code, DayDesk desk, IIdSource ids, HttpContext context, CancellationToken cancellation) =>
        ChangeAsync(date, section, code, desk, ids, context, cancellation);

    static async Task<IResult> RemoveAsync(string date, string section, string code, DayDesk desk, HttpContext context)
    {
        if (DateOf(date) is not { } asked)
            return Problems.BadDate(date);
        if (DaySection.Find(section) is not { } named)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchSection", SectionNames);
        var outcome = await desk.ChangeAsync(new(asked, named, code, null, TagIn(context.Request), RightsOf(context), CultureInfo.CurrentUICulture, null));
        return outcome is ChangeOutcome.Done ? TypedResults.NoContent() : RefusalOf(outcome);
    }

    /// <param name="code">Null: the entry says it, or is given one.</param>
    static async Task<IResult> ChangeAsync(string date, string section, string? code, DayDesk desk, IIdSource ids, HttpContext context, CancellationToken cancellation)
    {
        var request = context.Request;
        if (DateOf(date) is not { } asked)
            return Problems.BadDate(date);
        if (DaySection.Find(section) is not { } named)
            return Problems.Of(StatusCodes.Status404NotFound, "NoSuchSection", SectionNames);
        if (await RequestBody.ReadAsync(request, MostOfAnEntry, cancellation) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge");
        if (RequestBody.ObjectOf(body) is not { } entry)
            return Problems.Of(StatusCodes.Status400BadRequest, "NoObject");
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 200)
            return Problems.Of(StatusCodes.Status400BadRequest, "BadKey");
        if (code is not null && entry["code"] is { } said && said.ToString() != code)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "OtherCode");
        code ??= entry["code"]?.ToString() ?? $"{named.Definition.ToLowerInvariant()}-{ids.Next():N}"[..(named.Definition.Length + 13)];
        entry["code"] = code;

        var address = $"/api/v1/days/{date}/{section}/{Uri.EscapeDataString(code)}";
        // Who posts means something new, and no tag makes it another thing.
        var ifTag = HttpMethods.IsPost(request.Method) ? null : TagIn(request);
        var answer = key.Length == 0 ? null : Under(context, key, body, address);
        var outcome = await desk.ChangeAsync(new(asked, named, code, entry, ifTag, RightsOf(context), CultureInfo.CurrentUICulture, answer));
        switch (outcome)
        {
            case ChangeOutcome.Done done:
                return Kept(context, done.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, address, done.Tag, done.Entry);
            case ChangeOutcome.Before { Answer: var before }:
                context.Response.Headers["Idempotent-Replayed"] = "true";
                return Kept(context, before.Status, before.Location, before.Tag, before.Body);
            default:
                return RefusalOf(outcome);
        }
    }

    static AskedUnder Under(HttpContext context, string key, byte[] body, string address)
    {
        var user = context.User;
        var caller = user.Key() is { } program ? $"key {program:N}" : user.Session() is { } session ? $"session {session:N}" : "operator";
        var request = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n"), .. body]);
        return new(caller, key, request, done => new(caller, key, request, done.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, address, done.Tag, done.Entry));
    }

    static ContentHttpResult Kept(HttpContext context, int status, string? location, string? tag, string? entry)
    {
        if (tag is not null)
            context.Response.Headers.ETag = $"\"{tag}\"";
        if (status == StatusCodes.Status201Created)
            context.Response.Headers.Location = location;
        return TypedResults.Text(entry, "application/json", statusCode: status);
    }

    static ProblemHttpResult RefusalOf(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.NoSuchDay => Problems.Of(StatusCodes.Status404NotFound, "NoSuchDay"),
        ChangeOutcome.NoSuchEntry => Problems.Of(StatusCodes.Status404NotFound, "NoSuchEntry"),
        ChangeOutcome.Exists => Problems.Of(StatusCodes.Status428PreconditionRequired, "SayWhatYouSaw"),
        ChangeOutcome.Changed => Problems.Of(StatusCodes.Status412PreconditionFailed, "Changed"),
        ChangeOutcome.NotYours => Problems.Of(StatusCodes.Status403Forbidden, "NotYourEntry"),
        ChangeOutcome.OtherRequest => Problems.Of(StatusCodes.Status422UnprocessableEntity, "KeyUsed"),
        ChangeOutcome.Refused refused => Problems.Listed(refused.Problems),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static async Task<FoundSection?> FindAsync(string date, string section, EditRights rights, StoreDoor door, CancellationToken cancellation) =>
        DateOf(date) is { } asked && DaySection.Find(section) is { } named && rights.Covers(named) && await door.Store.DeclarationsAsync(asked, cancellation) is var (day, version)
            ? new(named, day, DayDocument.Of(day), version)
            : null;

    internal static EditRights RightsOf(HttpContext context)
    {
        var user = context.User;
        return user.IsInRole(Roles.Dispatcher)
            ? new(null, user.Territory() is { } territory ? new TerritoryId(territory) : null)
            : new(new PartyId(user.Subject() ?? Guid.Empty), null);
    }

    /// <summary>Whether the visitor dispatches every territory of the day.</summary>
    internal static bool IsAllOf(HttpContext context, DayDeclarations day) => context.User.Territory() is not { } bound || day.Territories.All(territory => territory.Id.Value == bound);

    /// <summary>Says the tag, and whether the asker has it already.</summary>
    static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch.Any(seen => seen == tag);
    }

    static string VersionTag(long version) => $"\"v{version}\"";

    /// <summary>What <c>If-Match</c> says, with its quotes; null: nothing.</summary>
    static string? Precondition(HttpRequest request) => request.Headers.IfMatch.ToString() is { Length: > 0 } said ? said : null;

    static string? TagIn(HttpRequest request) => Precondition(request)?.Trim('"');

    static string SectionNames => Texts.Format("Problem.SectionNames", string.Join(", ", DaySection.All.Select(section => section.Name)));

    static int? PageSize(int? limit) => limit is null ? 100 : limit is >= 1 and <= MostOnAPage ? limit : null;

    internal static DateOnly? DateOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    sealed record FoundSection(DaySection Section, DayDeclarations Day, DayDocument Document, long Version);
}
