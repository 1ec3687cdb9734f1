using System.Globalization;
using System.Security.Cryptography;
using Logistics.Formats.Calendars;
using Logistics.Host.Access;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Storage;
using Microsoft.Net.Http.Headers;

namespace Logistics.Host.Calendars;

/// <summary>Calendars that programs subscribe to by an address with a token, without an account.</summary>
public static class CalendarApi
{
    /// <summary>How long a program may keep what it was told.</summary>
    static readonly TimeSpan refresh = TimeSpan.FromHours(1);

    /// <summary>Days before and after today that are told.</summary>
    const int DaysBack = 14, DaysAhead = 90;

    public static void MapCalendars(this IEndpointRouteBuilder app) => app.MapGet("/calendrier/{jeton}.ics", ReadAsync).ExcludeFromDescription();

    static async Task<IResult> ReadAsync(string jeton, StoreDoor door, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        if (await door.Store.Calendars.FindAsync(Token.DigestOf(jeton), cancellation) is not { } found)
            return TypedResults.NotFound();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var rows = await door.Store.Calendars.OfPartyAsync(new(found.Party), found.Site, today.AddDays(-DaysBack), today.AddDays(DaysAhead), cancellation);
        var culture = CultureInfo.GetCultureInfo(found.Language == "en" ? "en-GB" : "fr-FR");
        var zone = found.Zone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) ? known : TimeZoneInfo.Utc;
        var title = found.Site is null ? found.Name : rows.Count > 0 ? $"{found.Name}, {CalendarDetails.Of(rows[^1]).Place}" : found.Name;
        using var written = new MemoryStream();
        CalendarWriter.Write(new(title, zone, refresh, [.. rows.Select(x => EventOf(x, new Phrases(culture, zone)))]), written);
        var bytes = written.ToArray();
        // The same until something changes: most askings are answered with nothing. The address opens a door, so nobody on the way keeps what it gave.
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(bytes, CalendarWriter.MediaType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes)[..12])}\""));
    }

    public static CalendarEvent EventOf(CalendarEntryRow row, Phrases say)
    {
        var details = CalendarDetails.Of(row);
        return new()
        {
            Uid = $"{row.Id:D}@ramasse",
            Sequence = row.Sequence,
            ChangedAt = row.ChangedAt,
            Begin = row.Begin,
            End = row.End,
            Summary = Summary(row, details, say),
            Location = $"{details.Place}, {details.Address}",
            Description = string.Join('\n', details.Lines.Select(x => x.Grams == 0 ? $"{x.What} ({x.Partner})" : $"{say.Kg(new Mass(x.Grams))} {x.What} ({x.Partner})").Concat(details.Notice is { } notice ? [notice] : [])),
            IsCancelled = row.Cancelled,
        };
    }

    /// <summary>An entry in a few words.</summary>
    public static string Summary(CalendarEntryRow row, CalendarDetails details, Phrases say) => Texts.FormatIn(
        say.Culture, $"Calendar.{row.Kind}", details.Total == Mass.Zero ? details.Lines[0].What : say.Kg(details.Total), string.Join(", ", details.Lines.Select(x => x.Partner).Distinct()));
}
