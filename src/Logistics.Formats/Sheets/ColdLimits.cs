using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Formats.Sheets;

/// <summary>
/// The warmest a cold food may be when it changes hands, printed beside the box for the reading. A label that is stricter goes first.
/// </summary>
/// <remarks>
/// Arrêté du 21 décembre 2009, annexe I, as the DGCCRF's table gives it: frozen -18 °C, minced meat +2, offal and meals cooked and chilled +3,
/// very perishable food +4. The milder limits (+7 carcass, +8 perishable) need knowledge a driver does not have: chilled is +4 unless a kind is stricter.
/// </remarks>
static class ColdLimits
{
    /// <summary>Null for what needs no cold.</summary>
    public static Temperature? Of(Lot lot) => (lot.Temperature, lot.Kind) switch
    {
        (TemperatureClass.Ambient, _) => null,
        (TemperatureClass.Frozen, _) => Temperature.FromCelsius(-18),
        (_, "minced-meat") => Temperature.FromCelsius(2),
        (_, "offal" or "cooked-chilled-meals") => Temperature.FromCelsius(3),
        _ => Temperature.FromCelsius(4),
    };
}
