using Logistics.Domain.Goods;

namespace Logistics.Domain.Parties;

/// <summary>What a partner comes with when it fetches goods itself.</summary>
/// <param name="Held">Temperature classes its vehicle holds; what needs no cold can always be carried.</param>
/// <param name="IsothermalBox">True when it brings boxes that keep the cold for a while.</param>
public sealed record CollectionMeans(ValueList<TemperatureClass> Held, bool IsothermalBox)
{
    /// <summary>A car without cold and without a box: what nothing was said about.</summary>
    public static readonly CollectionMeans PlainCar = new([], IsothermalBox: false);
}
