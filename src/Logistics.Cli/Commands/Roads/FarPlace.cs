using Logistics.Measures;
using Logistics.Roads;

namespace Logistics.Cli.Commands.Roads;

/// <summary>What is said of a place that no road is near.</summary>
static class FarPlace
{
    /// <param name="name">The place as the person knows it.</param>
    public static string Said(Words words, RoadNetwork roads, Position place, string name)
    {
        var said = words["Roads.FarAway", name];
        // Maps on the web commonly give the latitude first.
        return Math.Abs(place.Longitude) <= 90 && roads.Covers(new(place.LatitudeE7, place.LongitudeE7)) ? $"{said} {words["Roads.Swapped"]}" : said;
    }
}
