using System.Globalization;
using System.Resources;

namespace Logistics.Formats.Territories;

/// <summary>Gathers the problems of one reading and puts them into words, French unless the culture is English.</summary>
/// <remarks>Keeps the first <see cref="Most"/>; after them one last entry says how many more there were.</remarks>
sealed class ProblemList(CultureInfo culture)
{
    public const int Most = 1000;

    static readonly ResourceManager Texts = new("Logistics.Formats.Territories.ProblemTexts", typeof(ProblemList).Assembly);

    readonly List<Problem> problems = [];
    int dropped;

    public bool Any => problems.Count > 0;

    public bool Full => problems.Count >= Most;

    public void Add(string code, string pointer, params ReadOnlySpan<object> arguments)
    {
        if (Full)
            dropped++;
        else
            problems.Add(Worded(code, pointer, arguments));
    }

    public string Word(string key, params ReadOnlySpan<object> arguments) => string.Format(culture, Text(key), arguments);

    string Text(string key) => Texts.GetString(key, culture) ?? throw new ArgumentException($"No text is named {key}.", nameof(key));

    public IEnumerable<Problem> All() => dropped == 0 ? problems : [.. problems, Worded(ProblemCodes.ManyMore, "", [dropped])];

    Problem Worded(string code, string pointer, ReadOnlySpan<object> arguments) => new(
        code, pointer, Word(code + ".cause", arguments), Word(code + ".action", arguments));
}
