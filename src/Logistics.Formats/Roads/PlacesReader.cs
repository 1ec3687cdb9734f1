using System.Globalization;
using System.Resources;
using System.Text;
using Logistics.Measures;

namespace Logistics.Formats.Roads;

/// <summary>Reads places from lines of <c>longitude,latitude</c> in degrees (WGS 84), for tables of travel times.</summary>
/// <remarks>
/// UTF-8. A semicolon or a tabulator parts as a comma does; further columns, blank lines, lines that begin with # and one line of headings are passed over.
/// </remarks>
public static class PlacesReader
{
    /// <summary>Tables grow with the square: so many places make one of eight hundred megabytes.</summary>
    public const int Most = 10_000;

    const string NotTwoNumbers = "R0101", Outside = "R0102", Empty = "R0103", TooMany = "R0104", ManyMore = "R0199";

    static readonly ResourceManager Texts = new("Logistics.Formats.Roads.RoadTexts", typeof(PlacesReader).Assembly);

    /// <param name="culture">Of the problems' words.</param>
    public static PlacesReading Read(ReadOnlySpan<byte> csv, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var problems = new ProblemList(culture, Texts, ManyMore);
        var places = new List<Position>();
        var (number, mayBeHeading) = (0, true);
        foreach (var line in Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
                continue;
            var cells = text.Split([',', ';', '\t']);
            var isHeading = mayBeHeading && cells.Length >= 2 && char.IsLetter(Cell(cells, 0).FirstOrDefault()) && char.IsLetter(Cell(cells, 1).FirstOrDefault());
            mayBeHeading = false;
            if (isHeading)
                continue;
            var pointer = string.Create(CultureInfo.InvariantCulture, $"L{number}");
            if (Degrees(Cell(cells, 0)) is not { } longitude || Degrees(Cell(cells, 1)) is not { } latitude)
                problems.Add(NotTwoNumbers, pointer, Shown(text));
            else if (Math.Abs(longitude) > 180 || Math.Abs(latitude) > 90)
                problems.Add(Outside, pointer, Shown(text));
            else
                places.Add(Position.FromDegrees(longitude, latitude));
        }
        if (!problems.Any && places.Count == 0)
            problems.Add(Empty, "");
        if (places.Count > Most)
            problems.Add(TooMany, "", places.Count, Most);
        return problems.Any ? new PlacesReading.Rejected([.. problems.All()]) : new PlacesReading.Accepted(places);
    }

    static string Cell(string[] cells, int index) => index < cells.Length ? cells[index].Trim().Trim('"') : "";

    static double? Degrees(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees)
            ? degrees : null;

    static string Shown(string text)
    {
        var shown = new string([.. text.Where(c => !char.IsControl(c)).Take(60)]);
        return shown.Length < text.Length ? shown + "…" : shown;
    }
}
