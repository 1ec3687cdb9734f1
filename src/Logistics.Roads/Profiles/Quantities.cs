using System.Globalization;

namespace Logistics.Roads.Profiles;

/// <summary>Reads the numbers people write in tags, with or without a unit. Null: not understood.</summary>
/// <remarks>https://wiki.openstreetmap.org/wiki/Map_features/Units</remarks>
static class Quantities
{
    /// <summary>Metres by default; also km, cm, ft, in, and feet and inches as <c>9'6"</c>.</summary>
    public static double? Metres(string text)
    {
        text = text.Trim();
        if (text.IndexOf('\'') is var mark and >= 0)
        {
            var inches = text[(mark + 1)..].TrimEnd('"').Trim();
            return Number(text[..mark]) is { } feet && (inches.Length == 0 ? 0 : Number(inches)) is { } rest ? feet * 0.3048 + rest * 0.0254 : null;
        }
        return Split(text) switch
        {
            ({ } value, "" or "m") => value,
            ({ } value, "cm") => value / 100,
            ({ } value, "km") => value * 1000,
            ({ } value, "ft") => value * 0.3048,
            ({ } value, "in") => value * 0.0254,
            _ => null,
        };
    }

    /// <summary>Tonnes by default; also kg, lb and lbs.</summary>
    public static double? Kilograms(string text) => Split(text.Trim()) switch
    {
        ({ } value, "" or "t") => value * 1000,
        ({ } value, "kg") => value,
        ({ } value, "lb" or "lbs") => value * 0.453_592_37,
        _ => null,
    };

    /// <summary>km/h by default; also mph and knots, and the names of legal limits such as <c>walk</c> or <c>FR:urban</c>.</summary>
    /// <param name="legal">By name; a country's own, as <c>DE:rural</c>, before the one for all.</param>
    public static double? KilometresPerHour(string text, IReadOnlyDictionary<string, double> legal)
    {
        text = text.Trim();
        if (legal.TryGetValue(text, out var named) || text.Length > 3 && text[2] == ':' && legal.TryGetValue(text[3..], out named))
            return named;
        return Split(text) switch
        {
            ({ } value, "" or "km/h" or "kmh" or "kph") => value,
            ({ } value, "mph") => value * 1.609_344,
            ({ } value, "knots") => value * 1.852,
            _ => null,
        };
    }

    static (double? Value, string Unit) Split(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ','))
            end++;
        return (Number(text[..end]), text[end..].Trim());
    }

    // French signs and French hands write a decimal comma.
    static double? Number(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}
