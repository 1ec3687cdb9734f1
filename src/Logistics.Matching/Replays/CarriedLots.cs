using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Matching.Replays;

/// <summary>What a replay did not give on one day and offers on the next, as long as it lives.</summary>
/// <remarks>
/// A lot lives through the date it bears, best-before dates included: what a donor keeps beyond them nobody declared. A lot that the next
/// day declares again (same code, product and date) stands for what is left of it in the replay, not for what was left in fact. The donor's window is that of the first
/// day, at the same hours. Where the next day knows nothing of the donor's place, what is left cannot be fetched and is wasted.
/// </remarks>
static class CarriedLots
{
    /// <param name="left">What is left of each lot of the day before.</param>
    /// <param name="wasted">What cannot be offered any more.</param>
    public static ValueList<Lot> Join(DayIndex before, DayIndex next, IReadOnlyDictionary<LotId, Mass> left, out Mass wasted)
    {
        var lots = new List<Lot>();
        var again = new HashSet<LotId>();
        foreach (var lot in next.Day.Lots)
            if (before.Day.Lots.FirstOrDefault(x => IsSame(x, lot)) is not { } known)
                lots.Add(lot);
            else
            {
                again.Add(known.Id);
                if (left.TryGetValue(known.Id, out var rest))
                    lots.Add(lot with { Quantity = Exactly(rest) });
            }
        wasted = Mass.Zero;
        var taken = lots.Select(x => x.Id).ToHashSet();
        foreach (var lot in before.Day.Lots)
        {
            if (again.Contains(lot.Id) || !left.TryGetValue(lot.Id, out var rest))
                continue;
            if (lot.Date.Date < next.Day.Date || !Knows(next, lot))
            {
                wasted += rest;
                continue;
            }
            var id = taken.Contains(lot.Id) ? new LotId(NameBasedId.Derive(lot.Id.Value, $"carried from {before.Day.Date:O}")) : lot.Id;
            taken.Add(id);
            lots.Add(Carried(lot, rest, before, next) with { Id = id });
        }
        return [.. lots];
    }

    static bool IsSame(Lot a, Lot b) => a.Id == b.Id && a.Product == b.Product && a.Date == b.Date;

    static bool Knows(DayIndex day, Lot lot) => day.Day.Sites.Any(x => x.Id == lot.Site) && day.Day.Parties.Any(x => x.Id == lot.Donor)
        && day.Day.Territories.Any(x => x.Id == lot.Territory);

    static Lot Carried(Lot lot, Mass rest, DayIndex before, DayIndex next)
    {
        var move = new DayMove(before.Day, next.Day.Date);
        return lot with
        {
            Quantity = Exactly(rest),
            Crates = (int)((lot.Crates * rest.Grams + lot.Quantity.Expected.Grams - 1) / lot.Quantity.Expected.Grams),
            PickupWindow = new TimeWindow(Later(lot.PickupWindow.Begin), Later(lot.PickupWindow.End)),
        };

        // An hour that clocks skip on the later day: as many hours later instead.
        DateTimeOffset Later(DateTimeOffset instant) => move.Later(instant, lot.Territory) ?? instant.AddDays(move.Days);
    }

    // What was left was weighed when the rest was taken.
    static MassRange Exactly(Mass mass) => new(mass, mass, mass);
}
