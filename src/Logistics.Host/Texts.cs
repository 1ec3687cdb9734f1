using System.Globalization;
using System.Resources;

namespace Logistics.Host;

/// <summary>The words on screens and in the terminal: French in <c>Resources/Texts.resx</c>, English in <c>Texts.en.resx</c>.</summary>
public static class Texts
{
    static readonly ResourceManager resources = new("Logistics.Host.Resources.Texts", typeof(Texts).Assembly);

    static readonly CultureInfo[] spoken = [CultureInfo.GetCultureInfo("fr"), CultureInfo.GetCultureInfo("en")];

    /// <summary>In the language of the request, or of the terminal.</summary>
    /// <exception cref="MissingManifestResourceException">No text has this name: a slip of ours.</exception>
    public static string Get(string name) => GetIn(CultureInfo.CurrentUICulture, name);

    /// <summary>In the language of somebody who is not here now: the reader of a mail.</summary>
    public static string GetIn(CultureInfo language, string name) =>
        resources.GetString(name, language) ?? throw new MissingManifestResourceException($"No text is named '{name}'.");

    /// <summary>In French and in English: what somebody may have written in either.</summary>
    public static IEnumerable<string> InAll(string name) => spoken.Select(language => GetIn(language, name)).Distinct();

    /// <summary>The text with its places filled, numbers in the current culture's form.</summary>
    public static string Format(string name, params object?[] values) => string.Format(CultureInfo.CurrentCulture, Get(name), values);

    public static string FormatIn(CultureInfo language, string name, params object?[] values) => string.Format(language, GetIn(language, name), values);

    /// <summary>One form for one thing, another for several; French counts 0 and 1 as one, English only 1.</summary>
    public static string Count(string name, int count)
    {
        var single = count == 1 || (count == 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en");
        return Format(single ? $"{name}.One" : $"{name}.Many", count);
    }
}
