namespace Logistics.Roads;

/// <summary>What travel figures rest on.</summary>
public enum RoadSourceKind
{
    /// <summary>Real roads, from an extract of OpenStreetMap.</summary>
    OpenStreetMap,

    /// <summary>A network drawn for demonstrations: towns at their places, streets made up. To be labelled a sketch wherever it is shown.</summary>
    Sketch,

    /// <summary>No road data: the great circle, lengthened and slowed. To be labelled an estimate wherever it is shown.</summary>
    StraightLine,
}

/// <param name="Name">Of the file or of the estimate, for people.</param>
/// <param name="Attribution">The credit to show wherever figures, paths or roads are shown.</param>
/// <param name="AsOf">The day of the data, when the file says it.</param>
public sealed record RoadSource(string Name, RoadSourceKind Kind, string Attribution, DateOnly? AsOf = null);
