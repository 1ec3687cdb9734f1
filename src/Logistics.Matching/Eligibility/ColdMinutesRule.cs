using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// Cold goods that the recipient fetches in a vehicle without cold may be out of it for a short drive only; isothermal boxes make it longer.
/// Driving alone is counted: the goods go from cold room to car and from car to cold room.
/// </summary>
/// <remarks>
/// Isothermal means are allowed for short trips; no text sets minutes. The figures are the prudent usage of the field, to be confirmed with the
/// authorities of the département.
/// </remarks>
sealed class ColdMinutesRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        var means = pair.Recipient.Collection;
        if (pair.Mode != Transfer.Collected || means.Held.Contains(pair.Lot.Temperature) || pair.Transfer is not { } known)
            return null;
        return Limit(pair.Lot.Temperature, means.IsothermalBox) is { } limit && known.Duration > limit
            ? new Refusal.TooLongOutOfCold(Drive: known.Duration, Limit: limit)
            : null;
    }

    /// <summary>Null for what needs no cold.</summary>
    public static Duration? Limit(TemperatureClass held, bool box) => (held, box) switch
    {
        (TemperatureClass.Chilled, false) => Duration.FromMinutes(30),
        (TemperatureClass.Chilled, true) => Duration.FromMinutes(120),
        (TemperatureClass.Frozen, false) => Duration.FromMinutes(15),
        (TemperatureClass.Frozen, true) => Duration.FromMinutes(60),
        _ => null,
    };
}
