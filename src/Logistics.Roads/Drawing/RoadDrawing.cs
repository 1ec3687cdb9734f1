namespace Logistics.Roads.Drawing;

/// <summary>What one rectangle of the map shows at one zoom.</summary>
/// <param name="Roads">The smallest class first, so that larger roads are drawn over smaller ones.</param>
/// <param name="Places">Those whose kind is shown at the zoom and that lie inside, cities first.</param>
public sealed record RoadDrawing(int Zoom, IReadOnlyList<DrawnRoad> Roads, IReadOnlyList<DrawnPlace> Places)
{
    public bool IsEmpty => Roads.Count == 0 && Places.Count == 0;
}

/// <summary>All lines of a drawing that look the same.</summary>
/// <param name="Name">Empty where the map says none, and at zooms where none is shown; likewise <paramref name="Reference"/>, such as <c>D 613</c>.</param>
/// <param name="IsOneWay">Open in the direction of the lines only; not told at zooms that show no names.</param>
/// <param name="IsRestricted">Closed to those who only pass; not told either.</param>
/// <param name="Lines">At least two points each, no point twice in a row.</param>
public sealed record DrawnRoad(
    RoadClass Class, string Name, string Reference, bool IsOneWay, bool IsRestricted, IReadOnlyList<IReadOnlyList<WorldPoint>> Lines);

public sealed record DrawnPlace(NamedPlace Place, WorldPoint At);
