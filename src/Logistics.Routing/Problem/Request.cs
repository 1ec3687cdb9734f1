using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>
/// Goods to move: a pickup, then a delivery by the same vehicle. Without a pickup the goods are loaded where their trip begins: at the vehicle's
/// start, or at the last reload before their delivery; without a delivery they leave at the next reload, or at the vehicle's end. At least one of the two is there.
/// </summary>
public sealed record Request
{
    /// <summary>Above every priority: left out only if nothing else can be done.</summary>
    public const int Required = 10;

    public Activity? Pickup { get; init; }

    public Activity? Delivery { get; init; }

    /// <summary>One amount per dimension of the problem (grams, millilitres, crates), none negative.</summary>
    public required IReadOnlyList<long> Load { get; init; }

    /// <summary>Compartment class of the goods, 0..63; 0 is undemanding.</summary>
    public int Class { get; init; }

    /// <summary>
    /// 1..9, or <see cref="Required"/> (the default): a request of a higher priority is never left out for any number of lower ones, nor for any cost.
    /// 0: left out when serving it costs more than its <see cref="Prize"/> (under an objective without money, served whenever possible).
    /// </summary>
    public int Priority { get; init; } = Required;

    /// <summary>What leaving it out costs, beside its priority.</summary>
    public Cost Prize { get; init; }

    /// <summary>Indices of the vehicles that may carry it; null means all.</summary>
    public IReadOnlyList<int>? AllowedVehicles { get; init; }

    /// <summary>At most so many seconds from leaving the pickup to beginning the delivery (cold chain); null means no limit.</summary>
    public int? MaxRideSeconds { get; init; }

    /// <summary>Release time of goods without a pickup, in seconds since the plan's origin: the start or reload that loads them is left then or later
    /// (the wait comes before the loading, whose own window still holds). With a pickup its window says the same, so this must stay 0.</summary>
    public int ReadyAt { get; init; }
}
