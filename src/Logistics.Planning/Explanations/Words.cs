using System.Globalization;
using System.Resources;

namespace Logistics.Planning.Explanations;

/// <summary>The sentences of <c>Words.resx</c> (French, the source) and <c>Words.en.resx</c>, filled in for one culture.</summary>
sealed class Words(CultureInfo culture)
{
    static readonly ResourceManager Resources = new("Logistics.Planning.Explanations.Words", typeof(Words).Assembly);

    public CultureInfo Culture => culture;

    /// <exception cref="MissingManifestResourceException">No sentence has this key: a programming mistake that a test finds.</exception>
    public string this[string key, params ReadOnlySpan<object> values]
    {
        get
        {
            var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"No sentence '{key}'.");
            return values.IsEmpty ? text : string.Format(culture, text, values);
        }
    }
}
