using System.Globalization;

namespace Logistics.Formats.Instances;

/// <summary>One line of a text, cut into words.</summary>
/// <param name="Number">From 1.</param>
sealed record TextLine(int Number, string Text, string[] Words)
{
    public string Pointer => PointerTo(Number);

    public static string PointerTo(int line) => string.Create(CultureInfo.InvariantCulture, $"L{line}");

    /// <summary>Whether it begins like a number rather than a word.</summary>
    public bool IsRow => Words[0][0] is >= '0' and <= '9' or '-' or '+' or '.';
}

/// <summary>The lines of a text that are not blank, and the reading of numbers in them.</summary>
sealed class TextLines(ProblemList problems)
{
    static readonly char[] Blanks = [' ', '\t', '\r', '\f', '\v'];

    public static List<TextLine> Of(string text)
    {
        var lines = new List<TextLine>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var words = raw.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                lines.Add(new(number, raw.Trim(), words));
        }
        return lines;
    }

    /// <summary>All words as numbers; null, and a problem for each that is none, otherwise.</summary>
    public double[]? Numbers(TextLine line)
    {
        var numbers = new double[line.Words.Length];
        var sound = true;
        for (var k = 0; k < numbers.Length; k++)
            if (Number(line, line.Words[k]) is { } value)
                numbers[k] = value;
            else
                sound = false;
        return sound ? numbers : null;
    }

    /// <summary>Like <see cref="Numbers(TextLine)"/>, and there must be <paramref name="count"/> of them.</summary>
    public double[]? Numbers(TextLine line, int count)
    {
        var numbers = Numbers(line);
        if (line.Words.Length == count)
            return numbers;
        problems.Add(InstanceCodes.WrongCount, line.Pointer, line.Words.Length, count);
        return null;
    }

    public double? Number(TextLine line, string word)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(word, Styles, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        problems.Add(InstanceCodes.NotANumber, line.Pointer, Shortened(word));
        return null;
    }

    /// <summary>The value as a whole number from <paramref name="least"/> to <paramref name="most"/>, both inclusive; null and a problem otherwise.</summary>
    public int? Whole(TextLine line, double value, int least, int most)
    {
        if (value == Math.Floor(value) && value >= least && value <= most)
            return (int)value;
        problems.Add(InstanceCodes.OutOfRange, line.Pointer, value, least, most);
        return null;
    }

    /// <summary>The value if it is not negative; null and a problem otherwise.</summary>
    public double? NotNegative(TextLine line, double value)
    {
        if (value >= 0)
            return value;
        problems.Add(InstanceCodes.OutOfRange, line.Pointer, value, 0, "∞");
        return null;
    }

    static string Shortened(string word) => word.Length <= 40 ? word : word[..40] + "…";
}
