using Logistics.Measures;

namespace Logistics.Roads;

/// <summary>Kinds of place that a map names, those seen from farthest away first.</summary>
public enum PlaceKind
{
    City = 0,
    Town = 1,
    Village = 2,
    Suburb = 3,
    Hamlet = 4,
    Quarter = 5,
    Neighbourhood = 6,

    /// <summary>A farm or a few houses.</summary>
    IsolatedDwelling = 7,
}

/// <summary>A place as the map names it, for drawing; no address.</summary>
/// <param name="Position">Of its centre, as whoever drew the map saw it.</param>
public sealed record NamedPlace(Position Position, string Name, PlaceKind Kind);
