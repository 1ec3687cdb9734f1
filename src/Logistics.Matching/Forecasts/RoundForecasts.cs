using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Matching.Forecasts;

/// <summary>
/// Rounds that nobody declared: what a donor gives on most days of this weekday is expected again, as an interval, as long as it has declared
/// nothing of the kind today.
/// </summary>
/// <remarks>
/// The quantiles of the same weekdays, days without any such goods counted as zero: daily gifts have a heavy tail and no usable memory of the day
/// before (Phillips et al., PLoS ONE 2013), so nothing cleverer is assumed. Whole grams; the order of days and lists does not matter.
/// </remarks>
public static class RoundForecasts
{
    /// <summary>Fewer days of the same weekday tell nothing.</summary>
    public const int FewestDays = 3;

    /// <param name="past">Days that were; only those before today and of its weekday are read.</param>
    /// <returns>In the order of sites' codes, families and classes; no lot whose pick-up hours do not exist today.</returns>
    public static ValueList<Lot> Undeclared(DayDeclarations today, IReadOnlyList<DayDeclarations> past)
    {
        ArgumentNullException.ThrowIfNull(today);
        ArgumentNullException.ThrowIfNull(past);
        var day = new DayIndex(today);
        var known = today.Sites.ToDictionary(x => x.Id);
        var same = past.Where(x => x.Date < today.Date && x.Date.DayOfWeek == today.Date.DayOfWeek).OrderBy(x => x.Date).ToList();
        if (same.Count < FewestDays)
            return [];
        var declared = today.Lots.Where(IsRound).Select(Kind).ToHashSet();
        return
        [
            .. same.SelectMany(x => x.Lots.Where(IsRound).Select(lot => (x.Date, Lot: lot)))
                .Where(x => known.TryGetValue(x.Lot.Site, out var site) && site.Party == x.Lot.Donor && !declared.Contains(Kind(x.Lot)))
                .GroupBy(x => Kind(x.Lot)).OrderBy(x => known[x.Key.Site].Code, StringComparer.Ordinal).ThenBy(x => x.Key.Family).ThenBy(x => x.Key.Temperature)
                .Select(x => Expected(day, same, [.. x])).OfType<Lot>(),
        ];
    }

    /// <summary>Only rounds repeat themselves: gifts, purchases and gleanings are events.</summary>
    static bool IsRound(Lot lot) => lot.Source == SourceKind.Ramasse;

    static (SiteId Site, Family Family, TemperatureClass Temperature) Kind(Lot lot) => (lot.Site, lot.Family, lot.Temperature);

    static Lot? Expected(DayIndex day, List<DayDeclarations> same, List<(DateOnly Date, Lot Lot)> given)
    {
        var byDate = given.GroupBy(x => x.Date).ToDictionary(x => x.Key, x => x.Sum(y => y.Lot.Quantity.Expected.Grams));
        long[] grams = [.. same.Select(x => byDate.GetValueOrDefault(x.Date)).Order()];
        if (Quantile(grams, 50) == 0)
            return null;
        var (date, last) = given.OrderByDescending(x => x.Date).ThenBy(x => x.Lot.Code, StringComparer.Ordinal).First();
        if (Shifted(last.PickupWindow, day.Day.Date, day.ZoneOf(last.Territory)) is not { } window)
            return null;
        var name = string.Create(CultureInfo.InvariantCulture, $"forecast:{day.Day.Date:yyyy-MM-dd}:{last.Family}:{last.Temperature}");
        return last with
        {
            Id = new LotId(NameBasedId.Derive(last.Site.Value, name)),
            Code = string.Create(CultureInfo.InvariantCulture, $"forecast-{day[last.Site].Code}-{last.Family}-{last.Temperature}").ToLowerInvariant(),
            Quantity = new MassRange(new Mass(Quantile(grams, 10)), new Mass(Quantile(grams, 50)), new Mass(Quantile(grams, 90))),
            Origin = QuantityOrigin.Forecast,
            // What is not there yet is counted in no crates and no units, and nobody knows whether it can be split.
            Volume = null,
            Units = 0,
            Crates = 0,
            CrateType = null,
            Indivisible = false,
            Date = last.Date with { Date = last.Date.Date.AddDays(day.Day.Date.DayNumber - date.DayNumber) },
            PickupWindow = window,
        };
    }

    /// <summary>The least that at least so many percent of the days do not exceed (nearest rank).</summary>
    static long Quantile(long[] ordered, int percent) => ordered[Math.Max(0, (ordered.Length * percent + 99) / 100 - 1)];

    /// <summary>The same hours by the clock on the wall; null when the clocks skip one of them, or the window ends on another day.</summary>
    static TimeWindow? Shifted(TimeWindow window, DateOnly date, TimeZoneInfo zone)
    {
        var (begin, end) = (TimeZoneInfo.ConvertTime(window.Begin, zone), TimeZoneInfo.ConvertTime(window.End, zone));
        return begin.Date == end.Date && LocalTime.ToInstant(date, TimeOnly.FromTimeSpan(begin.TimeOfDay), zone) is { } from
            && LocalTime.ToInstant(date, TimeOnly.FromTimeSpan(end.TimeOfDay), zone) is { } to && to >= from ? new TimeWindow(from, to) : null;
    }
}
