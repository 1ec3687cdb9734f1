using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;

namespace Logistics.Matching.Forecasts;

/// <summary>
/// Days to come as far as they are known: what is already declared for them, else the latest past day of the same weekday, at the same hours by the
/// clock on the wall, among the partners, consents and policies of today.
/// </summary>
/// <remarks>
/// One past sample for each day is enough for the best rate of regret that any rule can have (arXiv 2602.10469). Goods and needs at places that
/// today's declarations do not know are left out: nobody knows the way there. The order of days and lists does not matter.
/// </remarks>
public static class ExpectedDays
{
    /// <summary>How many days the policies of a day look ahead: the most that any of its territories voted.</summary>
    public static int Wanted(DayDeclarations today)
    {
        ArgumentNullException.ThrowIfNull(today);
        return today.Territories.Max(x => x.Policy.Sharing.LookAheadDays);
    }

    /// <summary>The dates that <see cref="Of"/> reads, among those for which something was declared; each once, the nearest first.</summary>
    public static ValueList<DateOnly> Sources(DateOnly today, int days, IReadOnlyCollection<DateOnly> declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return [.. Enumerable.Range(1, days).Select(x => SourceOf(today, today.AddDays(x), declared)).OfType<DateOnly>().Distinct()];
    }

    /// <param name="others">Days before and after today; only those that <see cref="Sources"/> names are read.</param>
    /// <returns>The nearest first, as many as the policy looks ahead, without a gap: it ends before the first day that nothing tells of.</returns>
    public static ValueList<DayIndex> Of(DayDeclarations today, IReadOnlyCollection<DayDeclarations> others)
    {
        ArgumentNullException.ThrowIfNull(today);
        ArgumentNullException.ThrowIfNull(others);
        var byDate = others.ToDictionary(x => x.Date);
        var found = new List<DayIndex>();
        foreach (var date in Enumerable.Range(1, Wanted(today)).Select(today.Date.AddDays))
        {
            if (SourceOf(today.Date, date, byDate.Keys) is not { } source)
                break;
            found.Add(new DayIndex(Moved(byDate[source], date, today)));
        }
        return [.. found];
    }

    static DateOnly? SourceOf(DateOnly today, DateOnly date, IReadOnlyCollection<DateOnly> declared) =>
        declared.Contains(date) ? date
        : declared.Where(x => x < today && x.DayOfWeek == date.DayOfWeek).Select(x => (DateOnly?)x).Max();

    static DayDeclarations Moved(DayDeclarations source, DateOnly date, DayDeclarations today)
    {
        var move = new Move(source, date);
        var now = today.Sites.ToDictionary(x => x.Id);
        var parties = today.Parties.Select(x => x.Id).ToHashSet();
        var territories = today.Territories.Select(x => x.Id).ToHashSet();
        return source with
        {
            Date = date,
            Territories = today.Territories,
            Parties = today.Parties,
            Consents = today.Consents,
            // Where a place is and what it can hold is as it is now; when it opens is as on the day that is taken as an example.
            Sites = [.. source.Sites.Where(x => now.ContainsKey(x.Id)).Select(x => now[x.Id] with { OpeningWindows = move.All(x.OpeningWindows, x.Territory) })],
            Lots =
            [
                .. source.Lots.Where(x => now.ContainsKey(x.Site) && parties.Contains(x.Donor) && territories.Contains(x.Territory)).Select(move.Of).OfType<Lot>(),
            ],
            Needs =
            [
                .. source.Needs.Where(x => now.ContainsKey(x.Site) && parties.Contains(x.Recipient) && territories.Contains(x.Territory)).Select(move.Of).OfType<Need>(),
            ],
            Shifts = [.. source.Shifts.Where(x => now.ContainsKey(x.StartSite) && now.ContainsKey(x.EndSite)).Select(x => move.At(x.Span, x.Territory) is { } span ? x with { Span = span } : null).OfType<Domain.Fleet.Shift>()],
            // Lots that are taken as an example are others on that day: nobody has declined them.
            Declines = date == source.Date ? source.Declines : [],
            Equipment = [],
            EquipmentRequests = [],
            Recipes = [],
            Crews = [],
        };
    }

    /// <summary>From the day that is taken as an example to the day that is expected.</summary>
    sealed class Move(DayDeclarations source, DateOnly date)
    {
        readonly DayMove hours = new(source, date);

        /// <summary>Null when its hours do not exist that day. What is declared for the day itself keeps its name.</summary>
        public Lot? Of(Lot lot) => At(lot.PickupWindow, lot.Territory) is not { } window ? null : lot with
        {
            Id = hours.Days == 0 ? lot.Id : new LotId(Expected(lot.Id.Value)),
            PickupWindow = window,
            Date = lot.Date with { Date = lot.Date.Date.AddDays(hours.Days) },
        };

        public Need? Of(Need need) => hours.Later(need.Deadline, need.Territory) is not { } deadline ? null : need with
        {
            Id = hours.Days == 0 ? need.Id : new NeedId(Expected(need.Id.Value)),
            Deadline = deadline,
        };

        public ValueList<TimeWindow> All(ValueList<TimeWindow> windows, TerritoryId territory) => hours.All(windows, territory);

        public TimeWindow? At(TimeWindow window, TerritoryId territory) => hours.At(window, territory);

        Guid Expected(Guid id) => NameBasedId.Derive(id, string.Create(CultureInfo.InvariantCulture, $"expected:{date:yyyy-MM-dd}"));
    }
}
