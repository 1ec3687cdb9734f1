using System.Globalization;
using System.Resources;
using Logistics.Measures;

namespace Logistics.Formats.Sheets;

/// <summary>The words of <c>SheetTexts.resx</c> and figures as the culture writes them.</summary>
sealed class SheetWords(CultureInfo culture)
{
    static readonly ResourceManager Texts = new("Logistics.Formats.Sheets.SheetTexts", typeof(SheetWords).Assembly);

    /// <exception cref="MissingManifestResourceException">No text has this key: a programming mistake that a test finds.</exception>
    public string this[string key, params ReadOnlySpan<object> values]
    {
        get
        {
            var text = Texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"No text '{key}'.");
            return values.IsEmpty ? text : string.Format(culture, text, values);
        }
    }

    /// <summary>Whole kilograms where nobody would weigh more finely; below ten, one decimal.</summary>
    public string Kg(Mass mass) => mass.Kilograms >= 10 && mass.Grams % 1000 == 0
        ? mass.Kilograms.ToString("#,0", culture) + " kg"
        : mass.Kilograms.ToString("#,0.#", culture) + " kg";

    public string Km(Distance distance) => distance.Kilometres.ToString("#,0", culture) + " km";

    public string Degrees(Temperature temperature) => temperature.Celsius.ToString("+0;−0;0", culture) + " °C";

    public string LongDate(DateOnly date) => date.ToString("dddd d MMMM yyyy", culture);

    /// <summary>Day and month; the year too when it is not that of <paramref name="today"/>.</summary>
    public static string ShortDate(DateOnly date, DateOnly today) => date.ToString(date.Year == today.Year ? "dd/MM" : "dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>“1 crate”, “6 crates”: the text <paramref name="key"/>, or its singular <c>key.One</c>, with the count first among its values.</summary>
    /// <remarks>French says none in the singular, English in the plural.</remarks>
    public string Counted(string key, int count, params ReadOnlySpan<object> values) =>
        this[count == 1 || (count == 0 && Language == "fr") ? key + ".One" : key, [count, .. values]];

    public string Language => culture.TwoLetterISOLanguageName == "en" ? "en" : "fr";
}
