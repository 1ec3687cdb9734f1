using System.Globalization;
using System.Resources;

namespace Logistics.Formats;

/// <summary>Gathers the problems of one reading and puts them into words, French unless the culture is English.</summary>
/// <param name="texts">Has <c>CODE.cause</c> and <c>CODE.action</c> for each code.</param>
/// <param name="manyMore">Code of the entry that counts what was not kept.</param>
/// <remarks>Keeps the first <see cref="Most"/>; after them one last entry says how many more there were.</remarks>
sealed class ProblemList(CultureInfo culture, ResourceManager texts, string manyMore)
{
    public const int Most = 1000;

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

    string Text(string key) => texts.GetString(key, culture) ?? throw new ArgumentException($"No text is named {key}.", nameof(key));

    public IEnumerable<Problem> All() => dropped == 0 ? problems : [.. problems, Worded(manyMore, "", [dropped])];

    Problem Worded(string code, string pointer, ReadOnlySpan<object> arguments) => new(
        code, pointer, Word(code + ".cause", arguments), Word(code + ".action", arguments));
}
