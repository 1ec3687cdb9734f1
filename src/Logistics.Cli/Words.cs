using System.Globalization;
using System.Resources;

namespace Logistics.Cli;

/// <summary>What the command line says: French (<c>Words.resx</c>), or English where the machine speaks English.</summary>
sealed class Words(CultureInfo culture)
{
    static readonly ResourceManager Resources = new("Logistics.Cli.Words", typeof(Words).Assembly);

    public CultureInfo Culture => culture;

    /// <summary>The machine's language if it is English, else French.</summary>
    public static Words OfMachine() =>
        new(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? CultureInfo.GetCultureInfo("en-GB") : CultureInfo.GetCultureInfo("fr-FR"));

    public string this[string key, params ReadOnlySpan<object> values]
    {
        get
        {
            var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"No sentence '{key}'.");
            return values.IsEmpty ? text : string.Format(culture, text, values);
        }
    }
}
