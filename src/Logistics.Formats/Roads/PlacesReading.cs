using Logistics.Measures;

namespace Logistics.Formats.Roads;

/// <summary>What came of reading a list of places: all of them, or every problem.</summary>
public abstract record PlacesReading
{
    PlacesReading()
    {
    }

    public sealed record Accepted(IReadOnlyList<Position> Places) : PlacesReading;

    public sealed record Rejected(IReadOnlyList<Problem> Problems) : PlacesReading;
}
