using Quartz;

namespace Logistics.Host.Start;

/// <summary>
/// When territories want their day planned anew with all the time a search may take, changed or not (<c>LOGISTICS__PLANNING__WINDOWS</c>): cron times in
/// the territory's own zone, several with semicolons, each for all territories or, after <c>CODE:</c>, for one.
/// </summary>
/// <remarks>Quartz's cron: second, minute, hour, day of month, month, day of week. A time that a change of the clocks leaves out is its first moment after; one that comes twice counts once.</remarks>
public sealed class PlanningSettings
{
    const string setting = "LOGISTICS__PLANNING__WINDOWS";

    /// <summary>Two windows of a territory are at least so far apart: a plan takes its time.</summary>
    static readonly TimeSpan least = TimeSpan.FromMinutes(10);

    /// <summary>How far back a window is looked for.</summary>
    static readonly TimeSpan memory = TimeSpan.FromDays(2);

    readonly List<(string? Territory, CronExpression Times)> windows = [];

    public int Count => windows.Count;

    /// <summary>What is wrong is added to the problems.</summary>
    public static PlanningSettings Read(Func<string, string?> settings, List<string> problems)
    {
        var read = new PlanningSettings();
        foreach (var part in (settings(setting) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            try
            {
                var times = new CronExpression(part[(colon + 1)..].Trim(), TimeZoneInfo.Utc);
                if (IsTooOften(times))
                    problems.Add(Texts.Format("Settings.WindowTooOften", part, least.TotalMinutes));
                else
                    read.windows.Add((colon < 0 ? null : part[..colon].Trim(), times));
            }
            catch (FormatException e)
            {
                problems.Add(Texts.Format("Settings.BadWindow", part, e.Message));
            }
        }
        return read;
    }

    /// <summary>The latest window of a territory that has begun; null: none did in two days.</summary>
    /// <param name="territory">Its code.</param>
    public DateTimeOffset? LastBegun(string territory, TimeZoneInfo zone, DateTimeOffset now) =>
        windows.Where(x => x.Territory is null || x.Territory == territory).Max(x => LastBegun(x.Times.WithTimeZone(zone), now));

    /// <summary>Forwards, because the way back counts an hour that comes twice as two.</summary>
    static DateTimeOffset? LastBegun(CronExpression times, DateTimeOffset now)
    {
        DateTimeOffset? begun = null;
        for (var next = times.GetNextValidTimeAfter(now - memory); next <= now; next = times.GetNextValidTimeAfter(next.Value))
            begun = next;
        return begun;
    }

    static bool IsTooOften(CronExpression times)
    {
        var begun = times.GetNextValidTimeAfter(DateTimeOffset.UnixEpoch);
        for (var i = 0; i < 100 && begun is { } one; i++)
        {
            begun = times.GetNextValidTimeAfter(one);
            if (begun - one < least)
                return true;
        }
        return false;
    }
}
