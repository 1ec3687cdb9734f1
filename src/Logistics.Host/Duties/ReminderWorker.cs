using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Host.Access;
using Logistics.Host.Notices;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Duties;

/// <summary>
/// Reminds each volunteer with an address, on the evening before, of what they go on: hours, vehicle, crew, and a link by which they say that they cannot. By the clock of each territory, not in the
/// quiet hours of who has an account, and never so late that the van has left. Every host does; the store keeps one letter for each person and day.
/// </summary>
public sealed class ReminderWorker(StoreDoor door, RotaDesk desk, PublicAddress address, TimeProvider clock) : RecurringWorker(door, TimeSpan.FromMinutes(1), clock)
{
    /// <summary>How long after its day a letter's link still opens the page: one more arrives with each letter, and none need lie in a mailbox for a year.</summary>
    static readonly TimeSpan linkLasts = TimeSpan.FromDays(7);

    static readonly CultureInfo french = CultureInfo.GetCultureInfo("fr-FR"), english = CultureInfo.GetCultureInfo("en-GB");

    protected override Task LookAsync(CancellationToken cancellation) => WriteDueAsync(cancellation);

    /// <returns>How many letters were put into the outbox.</returns>
    public async Task<int> WriteDueAsync(CancellationToken cancellation)
    {
        var written = 0;
        foreach (var territory in await Door.Store.Rota.TerritoriesAsync(cancellation))
        {
            var zone = await desk.ZoneOfAsync(territory, cancellation);
            var local = TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), zone);
            if (TimeOnly.FromTimeSpan(local.TimeOfDay) >= NoticeWorker.Evening)
                written += await RemindAsync(territory, zone, DateOnly.FromDateTime(local.DateTime).AddDays(1), cancellation);
        }
        return written;
    }

    async Task<int> RemindAsync(TerritoryId territory, TimeZoneInfo zone, DateOnly date, CancellationToken cancellation)
    {
        // Looked up before the rota is: nothing else may be asked of the store while the letters are written.
        var names = await Door.Store.DeclarationsAsync(date, cancellation) is var (day, _) ? new DayIndex(day) : await desk.LatestAsync(cancellation);
        return await Door.Store.Rota.RemindAsync(territory, date, (rota, readers) => [.. LettersOf(rota.Of(date, date), readers, names?.Day, zone)], cancellation);
    }

    IEnumerable<DutyReminder> LettersOf(IReadOnlyList<Outing> outings, IReadOnlyList<ReminderReaderRow> readers, DayDeclarations? day, TimeZoneInfo zone)
    {
        foreach (var reader in readers)
        {
            var mine = outings.Where(x => x.Crew.Any(y => y.Who.Id == reader.Volunteer)).ToList();
            var due = QuietHours.Of(reader.QuietFrom, reader.QuietUntil) is { } quiet ? quiet.After(Clock.GetUtcNow(), zone) : Clock.GetUtcNow();
            if (mine.Count == 0 || LocalTime.ToInstant(mine[0].Date, mine[0].Duty.Leaves, zone) is not { } leaves || due >= leaves)
                continue;
            var token = Token.New();
            CultureInfo[] languages = reader.Language switch { null => [french, english], "en" => [english], _ => [french] };
            yield return new(
                reader.Volunteer, DutyWords.Reminder(mine, mine[0].Crew.First(x => x.Who.Id == reader.Volunteer).Who, day, address.Link($"/b/{token.Text}"), languages), token, due, leaves + linkLasts);
        }
    }
}
