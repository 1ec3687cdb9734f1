using System.Globalization;

namespace Logistics.Formats.Messages;

/// <summary>
/// Cuts a message into words, numbers and marks, in one pass. Telephone numbers, addresses of mail and web and mentions of people become a break: no later
/// step can copy what it never sees.
/// </summary>
static class Tokenizer
{
    /// <summary>A mark between parts that do not belong together, where something was left out.</summary>
    public const string Break = "|";

    const int MostDigits = 7;

    public static List<Token> Cut(string text)
    {
        List<Token> tokens = [];
        for (var at = 0; at < text.Length;)
            at = Next(text, at, tokens);
        return tokens;
    }

    /// <summary>The text without telephone numbers, addresses of mail and web and mentions of people.</summary>
    public static string WithoutContacts(string text)
    {
        var kept = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
            if (Contact(text, at) is var end && end > at)
                at = end;
            else
                kept.Append(text[at++]);
        return string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    static int Next(string text, int at, List<Token> tokens)
    {
        if (Contact(text, at) is var contact && contact > at)
            return Mark(Break, contact);
        var letter = text[at];
        if (char.IsAsciiDigit(letter))
            return Digits(text, at, tokens);
        if (FrenchLetters.IsLetter(letter))
        {
            var end = at + 1;
            while (end < text.Length && FrenchLetters.IsLetter(text[end]))
                end++;
            if (FrenchLetters.Fold(text.AsSpan(at, end - at)) is { Length: > 0 } word)
                tokens.Add(new(word, null, IsMark: false, at, end));
            return end;
        }
        if (letter is '\n' or '\r')
            return Mark("\n", at + 1);
        if (char.IsWhiteSpace(letter) || letter is '\'' or '’' or '"' or '«' or '»' or '*' or '_')
            return at + 1;
        // Within a word a hyphen joins: "chou-fleur", "après-midi", "vingt-cinq".
        if (letter == '-' && at > 0 && at + 1 < text.Length && FrenchLetters.IsLetter(text[at - 1]) && FrenchLetters.IsLetter(text[at + 1]))
            return at + 1;
        return letter switch
        {
            '×' => Word("x"),
            '~' or '≈' => Word("environ"),
            '½' => Add(new(letter.ToString(), 0.5m, IsMark: false, at, at + 1)),
            '–' or '—' or '−' => Mark("-", at + 1),
            ',' or ';' or ':' or '.' or '!' or '?' or '/' or '(' or ')' or '+' or '&' or '-' or '=' or '%' or '€' => Mark(letter.ToString(), at + 1),
            _ => Mark(Break, at + 1),
        };

        int Word(string word) => Add(new(word, null, IsMark: false, at, at + 1));

        int Mark(string mark, int end) => Add(new(mark, null, IsMark: true, at, end));

        int Add(Token token)
        {
            tokens.Add(token);
            return token.End;
        }
    }

    /// <summary>
    /// A number: "12", "2,5", "1 200". Two numbers with points on both sides, as in "14.11.2026", stay apart; too many digits are no quantity.
    /// </summary>
    static int Digits(string text, int at, List<Token> tokens)
    {
        var end = Run(text, at);
        if (end - at <= 3 && text[at] != '0' && end + 4 <= text.Length && text[end] is ' ' or '\u00A0' or '\u202F' && Run(text, end + 1) == end + 4)
            end += 4;
        else if (end + 1 < text.Length && text[end] is ',' or '.' && Run(text, end + 1) is var fraction && fraction > end + 1 && fraction <= end + 4
            && !(fraction + 1 < text.Length && text[fraction] is '.' or ',' && char.IsAsciiDigit(text[fraction + 1]))
            && !(at > 1 && text[at - 1] is '.' or ',' && char.IsAsciiDigit(text[at - 2])))
            end = fraction;
        var digits = string.Concat(text[at..end].Where(letter => !char.IsWhiteSpace(letter))).Replace(',', '.');
        tokens.Add(digits.Length > MostDigits + 1
            ? new(Break, null, IsMark: true, at, end)
            : new(digits, decimal.Parse(digits, CultureInfo.InvariantCulture), IsMark: false, at, end));
        return end;
    }

    static int Run(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>The end of what leads to a person, when it begins here; else <paramref name="at"/>.</summary>
    static int Contact(string text, int at)
    {
        if (text[at] is '+' or '0' && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && Telephone(text, at) is var telephone && telephone > at)
            return telephone;
        // Only at the beginning of a run without spaces, so that each run is looked at once.
        if (char.IsWhiteSpace(text[at]) || (at > 0 && !char.IsWhiteSpace(text[at - 1])))
            return at;
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        var run = text.AsSpan(at, end - at);
        var leads = (run.Length > 1 && run.Contains('@')) || run.Contains("://", StringComparison.Ordinal) || run.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        return leads ? end : at;
    }

    /// <summary>Ten digits from 0, or an international number, with single spaces, points or hyphens between.</summary>
    static int Telephone(string text, int at)
    {
        const int longest = 26;
        var (digits, end) = (0, at);
        for (var i = at; i < text.Length && i < at + longest; i++)
            if (char.IsAsciiDigit(text[i]))
            {
                digits++;
                end = i + 1;
                if (text[at] == '0' && digits == 10 && !text.AsSpan(at).StartsWith("00"))
                    break;
            }
            else if (!(text[i] is ' ' or '.' or '-' or '/' or '(' or ')' or '\u00A0' || i == at))
                break;
        return text[at] == '0' && !text.AsSpan(at).StartsWith("00") ? (digits == 10 ? end : at) : digits is >= 10 and <= 15 ? end : at;
    }
}
