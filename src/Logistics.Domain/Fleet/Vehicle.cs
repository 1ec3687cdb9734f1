using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Fleet;

public sealed record Vehicle
{
    public required VehicleId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required PartyId Owner { get; init; }

    public required string Name { get; init; }

    /// <summary>The whole vehicle's limit; compartments share it.</summary>
    public required Load Capacity { get; init; }

    public required ValueList<Compartment> Compartments { get; init; }

    public required Cost FixedCost { get; init; }

    public required Cost CostPerHour { get; init; }

    public required Cost CostPerKilometre { get; init; }

    /// <summary>Name of the speed profile on the road network, such as <c>van</c>.</summary>
    public required string Profile { get; init; }

    public required int Co2GramsPerKilometre { get; init; }
}

/// <summary>A part of the vehicle that holds goods of the classes named, up to its own capacity.</summary>
/// <remarks>Where it holds chilled goods, <see cref="ChilledTo"/> says how cold.</remarks>
public sealed record Compartment(string Name, ValueList<TemperatureClass> Classes, Load Capacity)
{
    /// <summary>The coldest it holds chilled goods; null: not said, which stands for +4 °C.</summary>
    public Temperature? ChilledTo { get; init; }

    /// <summary>The warmest that goods of a class it holds may become in it; null for goods that need no cold.</summary>
    public Temperature? Holding(TemperatureClass temperature) =>
        temperature == TemperatureClass.Chilled ? ChilledTo ?? FoodKinds.WarmestChilled : FoodKinds.UsualFor(temperature);
}
