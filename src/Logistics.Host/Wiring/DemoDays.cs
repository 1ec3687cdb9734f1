using Logistics.Domain.Days;
using Logistics.Formats.Demo;
using Logistics.Host.Worker;

namespace Logistics.Host.Wiring;

/// <summary>
/// The invented days: the one at hand, and so many weekdays before it. The one at hand is today in the demo's zone, or tomorrow once the
/// last pick-up of today is over. Each date has its own seed, so the same date is the same day on every machine.
/// </summary>
/// <param name="older">How many before the one at hand.</param>
public sealed class DemoDays(int older) : IDemo
{
    static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public IEnumerable<DayDeclarations> Days(DateTimeOffset now, bool hasHistory)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var day = Make(today);
        if (day.Lots.Max(lot => lot.PickupWindow.End) < now)
            day = Make(today.AddDays(1));
        yield return day;
        if (hasHistory)
            yield break;
        var date = day.Date;
        for (var made = 0; made < older; made++)
        {
            do
                date = date.AddDays(-1);
            while (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            yield return Make(date);
        }
    }

    static DayDeclarations Make(DateOnly date) => DemoDay.Make(new DemoOptions { Date = date, Seed = date.DayNumber });
}
