using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;

namespace Logistics.Formats.Messages;

/// <summary>Lots that may be the one somebody is about to declare: asked about, never refused.</summary>
public static class LikelyDuplicates
{
    /// <summary>Quantities are alike when neither is more than so many times the other.</summary>
    const int MostTimes = 2;

    /// <summary>Lots of the same donor and family whose pickup window shares an instant with this one; of a quantity that is alike, where one is given.</summary>
    /// <returns>By how near the quantity is, where one is given; then in the order of the day.</returns>
    public static IReadOnlyList<Lot> Of(DayDeclarations day, PartyId donor, Family family, TimeWindow pickup, MassRange? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(day);
        return [.. day.Lots
            .Where(lot => lot.Donor == donor && lot.Family == family && lot.PickupWindow.Intersect(pickup) is not null && (quantity is not { } said || Alike(said, lot.Quantity)))
            .OrderBy(lot => quantity is { } said ? Math.Abs(lot.Quantity.Expected.Grams - said.Expected.Grams) : 0)];
    }

    static bool Alike(MassRange left, MassRange right) =>
        (left.Low <= right.High && right.Low <= left.High)
        || (left.Expected.Grams <= MostTimes * right.Expected.Grams && right.Expected.Grams <= MostTimes * left.Expected.Grams);
}
