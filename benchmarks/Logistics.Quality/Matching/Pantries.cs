using System.Globalization;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Quality.Matching;

/// <param name="Clients">Client visits in a year.</param>
sealed record PantrySite(Position Position, double Clients);

/// <summary>Seventy sites of mobile food pantries of the Food Bank of the Southern Tier, 2019, as cornell-orie/ORSuite (MIT) publishes them.</summary>
static class Pantries
{
    /// <summary>Null when the file is not beside this checkout.</summary>
    public static IReadOnlyList<PantrySite>? Read()
    {
        if (SharedData.Find("bench/food/MFP_mobile_food_pantry_NY.csv") is not { } path)
            return null;
        // Counted from the right: an address on the left may hold commas.
        return [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length >= 12)
            .Select(cells => new PantrySite(Position.FromDegrees(Number(cells[^6]), Number(cells[^7])), Number(cells[^5]) * Number(cells[^4])))];

        static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
    }
}
