using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Host.Access;
using Logistics.Host.Calendars;
using Logistics.Host.Push;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Notices;

/// <summary>
/// Writes what people chose to be told, by mail and on their devices: on the evening before, what they have before them; on Monday morning, the week. By the clock of each territory, never in somebody's quiet hours, and never so
/// late that what it tells of has begun. Every host does; the store keeps one of each.
/// </summary>
public sealed class NoticeWorker(StoreDoor door, PublicAddress address, PushNotes notes, TimeProvider clock) : RecurringWorker(door, TimeSpan.FromMinutes(1), clock)
{
    public static readonly TimeOnly Evening = new(18, 0), Morning = new(7, 0);

    protected override Task LookAsync(CancellationToken cancellation) => WriteDueAsync(cancellation);

    /// <returns>How many notices were put into the outboxes.</returns>
    public async Task<int> WriteDueAsync(CancellationToken cancellation)
    {
        var written = 0;
        foreach (var territory in await Door.Store.Claims.TerritoriesAsync(cancellation))
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(territory.Zone, out var zone))
                continue;
            var local = TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), zone);
            var (today, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromTimeSpan(local.TimeOfDay));
            if (time >= Evening)
                written += await RemindAsync(new(territory.Territory), zone, today.AddDays(1), cancellation);
            if (today.DayOfWeek == DayOfWeek.Monday && time >= Morning)
                written += await DigestAsync(new(territory.Territory), zone, today, cancellation);
        }
        return written;
    }

    async Task<int> RemindAsync(TerritoryId territory, TimeZoneInfo zone, DateOnly day, CancellationToken cancellation)
    {
        var written = 0;
        foreach (var reader in await Door.Store.Notices.UnwrittenAsync(NoticeKind.Reminder, territory, day, cancellation))
        {
            var due = DueOf(reader, zone);
            var ahead = (await AheadAsync(reader, day, day, cancellation)).ToList();
            if (ahead.Count == 0 || due >= ahead[0].Begin)
                continue;
            var say = SayOf(reader, zone);
            var letter = new Letter(
                reader.Email, Texts.FormatIn(say.Culture, "Letter.Reminder.Subject", reader.Name, say.LongDate(day)),
                Texts.FormatIn(say.Culture, "Letter.Reminder.Body", reader.Name, say.LongDate(day), string.Join('\n', ahead.Select(x => LineOf(x, say))), address.Link("/association"), address.Link("/compte")));
            written += await Door.Store.Notices.WriteAsync(NoticeKind.Reminder, reader, day, letter, notes.Reminder(day, say, ahead[0].Begin), due, cancellation) ? 1 : 0;
        }
        return written;
    }

    async Task<int> DigestAsync(TerritoryId territory, TimeZoneInfo zone, DateOnly monday, CancellationToken cancellation)
    {
        var written = 0;
        foreach (var reader in await Door.Store.Notices.UnwrittenAsync(NoticeKind.Digest, territory, monday, cancellation))
        {
            var say = SayOf(reader, zone);
            var sums = (await Door.Store.Proofs.MonthsAsync(new(reader.Party), monday.AddDays(-7), monday.AddDays(-1), cancellation)).GroupBy(x => x.Family).ToList();
            var ahead = (await AheadAsync(reader, monday, monday.AddDays(6), cancellation)).ToList();
            if (sums.Count + ahead.Count == 0)
                continue;
            var past = sums.Select(x => $"- {NameOf(x.Key, say)} : {Texts.FormatIn(say.Culture, "OurAccount.MonthSum", Kg(x, y => y.Received), Kg(x, y => y.Given))}");
            var letter = new Letter(
                reader.Email, Texts.FormatIn(say.Culture, "Letter.Digest.Subject", reader.Name, say.LongDate(monday)),
                Texts.FormatIn(
                    say.Culture, "Letter.Digest.Body", reader.Name, Joined(past), Joined(ahead.Select(x => $"{LineOf(x, say)} ({say.ShortDate(x.Date)})")), address.Link("/notre-compte"), address.Link("/compte")));
            written += await Door.Store.Notices.WriteAsync(NoticeKind.Digest, reader, monday, letter, notes.Digest(monday, say, LocalTime.EndOf(monday.AddDays(1), zone)), DueOf(reader, zone), cancellation) ? 1 : 0;

            string Kg(IEnumerable<MonthOfFamily> rows, Func<MonthOfFamily, Mass> which) => say.Kg(new Mass(rows.Sum(y => which(y).Grams)));
            string Joined(IEnumerable<string> lines) => string.Join('\n', lines.DefaultIfEmpty($"- {Texts.GetIn(say.Culture, "Letter.Digest.Nothing")}"));
        }
        return written;
    }

    /// <summary>What the reader's partner has before it on these days (both inclusive), the first first.</summary>
    async Task<IEnumerable<CalendarEntryRow>> AheadAsync(NoticeReaderRow reader, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        (await Door.Store.Calendars.OfPartyAsync(new(reader.Party), null, from, until, cancellation)).Where(x => !x.Cancelled);

    DateTimeOffset DueOf(NoticeReaderRow reader, TimeZoneInfo zone) =>
        QuietHours.Of(reader.QuietFrom, reader.QuietUntil) is { } quiet ? quiet.After(Clock.GetUtcNow(), zone) : Clock.GetUtcNow();

    static Phrases SayOf(NoticeReaderRow reader, TimeZoneInfo zone) => new(CultureInfo.GetCultureInfo(reader.Language == "en" ? "en-GB" : "fr-FR"), zone);

    static string LineOf(CalendarEntryRow row, Phrases say)
    {
        var details = CalendarDetails.Of(row);
        return $"- {say.Span(row.Begin, row.End)} · {CalendarApi.Summary(row, details, say)} · {details.Place}{(details.Notice is { } notice ? $" [{notice}]" : "")}";
    }

    static string NameOf(Domain.Goods.Family? family, Phrases say) => family is { } known ? Explainer.NameOf(known, say.Culture) : Texts.GetIn(say.Culture, "OurAccount.NoFamily");
}
