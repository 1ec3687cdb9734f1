using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Formats.Sheets;

/// <summary>
/// The warmest a cold food may be when it changes hands, printed beside the box for the reading.
/// </summary>
/// <remarks>
/// The limits that are milder than for any chilled food (+8 °C perishable) need knowledge a driver does not have: chilled is +4 unless a kind or
/// a label is stricter.
/// </remarks>
public static class ColdLimits
{
    /// <summary>Null for what needs no cold.</summary>
    public static Temperature? Of(Lot lot) =>
        FoodKinds.WarmestOf(lot) is { } warmest && FoodKinds.UsualFor(lot.Temperature) is { } usual ? Temperature.Min(warmest, usual) : null;
}
