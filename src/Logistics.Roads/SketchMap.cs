namespace Logistics.Roads;

/// <summary>
/// The network drawn for demonstrations, carried inside this assembly: towns of Hérault, Gard, Lozère and Haute-Loire at their places, main
/// roads from general knowledge, streets made up. See data/osm/README.md.
/// </summary>
public static class SketchMap
{
    // The name under which data/osm/generate-sketch.mjs signs.
    internal const string Generator = "ramasse-sketch";

    /// <summary>As OSM XML, for <see cref="RoadNetwork.Read"/>; the caller closes it.</summary>
    public static Stream Open() => typeof(SketchMap).Assembly.GetManifestResourceStream("sketch.osm")!;
}
