using System.Globalization;
using System.Text;

namespace Logistics.Formats.Messages;

/// <summary>Words without case, accents and ligatures: "Œufs" and "oeufs" are one.</summary>
static class FrenchLetters
{
    // Beyond Latin letters (U+024F) there is nothing a French food word needs, and half of a surrogate pair cannot be normalised.
    static readonly string[] Folded = [.. Enumerable.Range(0, 0x250).Select(code => Plain((char)code))];

    public static bool IsLetter(char letter) => char.IsLetter(letter) || IsAccent(letter);

    public static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var letter in word)
            if (letter < Folded.Length)
                folded.Append(Folded[letter]);
            else if (!IsAccent(letter))
                folded.Append(char.ToLowerInvariant(letter));
        return folded.ToString();
    }

    /// <summary>A folded word without its plural: "poireaux" and "poireau", "noix" and "noix" fall together. Only good for comparing.</summary>
    public static string Stem(string folded) => folded.Length > 3 && folded[^1] is 's' or 'x' ? folded[..^1] : folded;

    /// <summary>Accents that stand behind their letter, as some telephones write them.</summary>
    static bool IsAccent(char letter) => letter is >= '\u0300' and <= '\u036F';

    static string Plain(char letter) => letter switch
    {
        'œ' or 'Œ' => "oe",
        'æ' or 'Æ' => "ae",
        _ => string.Concat(letter.ToString().Normalize(NormalizationForm.FormD)
            .Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark).Select(char.ToLowerInvariant)),
    };
}
