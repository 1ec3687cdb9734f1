using System.Text;
using System.Text.Json;

namespace Logistics.Formats.Territories.Json;

/// <summary>One value of the document, where it stands, and on whose clock its times are read.</summary>
/// <remarks>Getters that fail have said why: the problem is in <see cref="Problems"/> and they return null.</remarks>
sealed class JsonCursor(JsonElement element, JsonCursor? parent, string step, Registers known, LocalClock clock)
{
    const int QuotedLength = 60;

    public Registers Known => known;

    public LocalClock Clock => clock;

    public ProblemList Problems => known.Problems;

    /// <summary>The path to this value (RFC 6901): empty for the whole document, <c>/lots/3/quantityKg</c> below it.</summary>
    public string Pointer => parent is null ? "" : parent.Pointer + "/" + step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The value as it is written, shortened for a message.</summary>
    public string Quoted => Shorten(element.GetRawText());

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    public JsonCursor Child(string name, JsonElement value, LocalClock childClock) => new(value, this, name, known, childClock);

    public void Report(string code, params ReadOnlySpan<object> arguments) => Problems.Add(code, Pointer, arguments);

    public string? Text() => element.ValueKind == JsonValueKind.String ? element.GetString() : WrongType<string>("text");

    /// <summary>A text that is one of <paramref name="words"/>; for another one, the nearest is suggested.</summary>
    public string? Word(IReadOnlyCollection<string> words)
    {
        if (Text() is not { } word)
            return null;
        if (words.Contains(word))
            return word;
        var nearest = Spelling.Nearest(word, words) is { } near ? Problems.Word("nearest", near) : "";
        Report(ProblemCodes.UnknownWord, Quoted, string.Join(", ", words), nearest);
        return null;
    }

    public bool? Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => WrongTypeOf<bool>("flag"),
    };

    /// <summary>An exact decimal number; one too large or too fine for 28 digits is out of any range we know.</summary>
    public decimal? Number(decimal least, decimal most)
    {
        if (element.ValueKind != JsonValueKind.Number)
            return WrongTypeOf<decimal>("number");
        if (element.TryGetDecimal(out var number) && number >= least && number <= most)
            return number;
        Report(ProblemCodes.OutOfRange, Quoted, least, most);
        return null;
    }

    public long? Whole(long least, long most)
    {
        if (Number(least, most) is not { } number)
            return null;
        return decimal.IsInteger(number) ? (long)number : WrongTypeOf<long>("whole");
    }

    public List<JsonCursor>? Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
            return WrongType<List<JsonCursor>>("list");
        List<JsonCursor> items = new(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            items.Add(Child(items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), item, clock));
        return items;
    }

    /// <summary>The object's properties by name. Those that come twice or that <paramref name="shape"/> does not know are reported and left out.</summary>
    public ObjectReader? Open(ObjectShape shape)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return WrongType<ObjectReader>("object");
        var reader = new ObjectReader(this, shape);
        foreach (var property in element.EnumerateObject())
            reader.Receive(property.Name, property.Value);
        return reader;
    }

    public static string Shorten(string text)
    {
        var plain = new StringBuilder();
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, QuotedLength)))
            plain.Append(char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character);
        return text.Length > QuotedLength ? plain.Append('…').ToString() : plain.ToString();
    }

    T? WrongType<T>(string expected) where T : class
    {
        Report(ProblemCodes.WrongType, Problems.Word("type." + expected), Quoted);
        return null;
    }

    T? WrongTypeOf<T>(string expected) where T : struct
    {
        Report(ProblemCodes.WrongType, Problems.Word("type." + expected), Quoted);
        return null;
    }
}
