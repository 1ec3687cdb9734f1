using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Territories.Json;

/// <summary>A kind of value of the file, both ways: how it is checked and read, how it is written, how the schema describes it.</summary>
abstract class Value<T>
{
    /// <summary>False when the value cannot be used; why has been reported.</summary>
    public abstract bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out T value);

    public abstract void Write(ObjectWriter to, T value);

    public abstract JsonObject Schema();

    /// <summary>The objects it is made of, which the schema defines.</summary>
    public virtual IEnumerable<ObjectShape> Shapes => [];
}

sealed class TextValue(int most, string? pattern = null) : Value<string>
{
    readonly System.Text.RegularExpressions.Regex? form =
        pattern is null ? null : new(pattern.Replace("$", "\\z", StringComparison.Ordinal), System.Text.RegularExpressions.RegexOptions.CultureInvariant);

    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out string value)
    {
        value = at.Text();
        if (value is null)
            return false;
        if (value.Length >= 1 && value.EnumerateRunes().Count() <= most && !ControlCharacters.In(value) && (form is null || form.IsMatch(value)))
            return true;
        at.Report(ProblemCodes.BadText, at.Quoted, pattern is null ? at.Problems.Word("text.length", most) : pattern);
        return false;
    }

    public override void Write(ObjectWriter to, string value) => to.Json.WriteStringValue(value);

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = most };
        if (pattern is not null)
            schema["pattern"] = pattern;
        return schema;
    }
}

/// <summary>A number of a public register, written without its spaces.</summary>
/// <param name="form">Of the text, for whoever validates by the schema alone.</param>
/// <param name="read">Null: it is no such number.</param>
sealed class RegisterValue<T>(string form, Func<string, T?> read, string code) : Value<T>
    where T : struct
{
    public override bool TryRead(JsonCursor at, out T value)
    {
        var text = at.Text();
        var number = text is null ? null : read(text);
        value = number ?? default;
        if (text is not null && number is null)
            at.Report(code, at.Quoted);
        return number is not null;
    }

    public override void Write(ObjectWriter to, T value) => to.Json.WriteStringValue(value.ToString());

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = form };
}

sealed class FlagValue : Value<bool>
{
    public override bool TryRead(JsonCursor at, out bool value)
    {
        var flag = at.Flag();
        value = flag ?? false;
        return flag is not null;
    }

    public override void Write(ObjectWriter to, bool value) => to.Json.WriteBooleanValue(value);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}

sealed class WholeValue(int least, int most) : Value<int>
{
    public override bool TryRead(JsonCursor at, out int value)
    {
        var whole = at.Whole(least, most);
        value = (int)(whole ?? 0);
        return whole is not null;
    }

    public override void Write(ObjectWriter to, int value) => to.Json.WriteNumberValue(value);

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}

/// <summary>A decimal number in the unit its name says, kept as a measure in whole units (both bounds inclusive).</summary>
sealed class MeasureValue<T>(decimal least, decimal most, Func<decimal, T> from, Func<T, decimal> to) : Value<T>
    where T : struct
{
    public override bool TryRead(JsonCursor at, out T value)
    {
        var number = at.Number(least, most);
        value = number is { } some ? from(some) : default;
        return number is not null;
    }

    public override void Write(ObjectWriter writer, T value) => writer.Json.WriteNumberValue(to(value));

    public override JsonObject Schema() => new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };
}

/// <summary>One of the words of an enumeration, in lower case with hyphens.</summary>
sealed class WordValue<T> : Value<T>
    where T : struct, Enum
{
    static readonly Dictionary<string, T> ByWord = Enum.GetValues<T>().ToDictionary(Word);

    public override bool TryRead(JsonCursor at, out T value)
    {
        value = default;
        return at.Word(ByWord.Keys) is { } word && ByWord.TryGetValue(word, out value);
    }

    public override void Write(ObjectWriter to, T value) => to.Json.WriteStringValue(Word(value));

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. ByWord.Keys.Select(word => JsonValue.Create(word))]) };

    /// <summary><c>FruitAndVegetables</c> is written <c>fruit-and-vegetables</c>.</summary>
    public static string Word(T value) =>
        string.Concat(value.ToString().Select((letter, i) => (i > 0 && char.IsUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}

/// <summary>One of the names that another room knows, such as those of speed profiles.</summary>
sealed class ChoiceValue(IEnumerable<string> names) : Value<string>
{
    readonly string[] known = [.. names];

    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out string value)
    {
        value = at.Word(known);
        return value is not null;
    }

    public override void Write(ObjectWriter to, string value) => to.Json.WriteStringValue(value);

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. known.Select(name => JsonValue.Create(name))]) };
}

/// <param name="least">Fewest elements, inclusive.</param>
/// <param name="most">Most elements, inclusive; null when any number will do.</param>
sealed class ListValue<T>(Value<T> item, int least = 0, bool distinct = false, int? most = null) : Value<Domain.ValueList<T>>
{
    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out Domain.ValueList<T> value)
    {
        value = null;
        if (at.Items() is not { } items)
            return false;
        List<T> read = [];
        HashSet<T> seen = [];
        var sound = true;
        foreach (var cursor in items)
        {
            if (!item.TryRead(cursor, out var one))
                sound = false;
            else if (distinct && !seen.Add(one))
            {
                cursor.Report(ProblemCodes.Repeated, cursor.Quoted);
                sound = false;
            }
            else
                read.Add(one);
        }
        if (items.Count < least)
        {
            at.Report(ProblemCodes.EmptyList);
            sound = false;
        }
        if (items.Count > most)
        {
            at.Report(ProblemCodes.TooMany, items.Count, most);
            sound = false;
        }
        value = [.. read];
        return sound;
    }

    public override void Write(ObjectWriter to, Domain.ValueList<T> value)
    {
        to.Json.WriteStartArray();
        foreach (var one in value)
            item.Write(to, one);
        to.Json.WriteEndArray();
    }

    public override IEnumerable<ObjectShape> Shapes => item.Shapes;

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (least > 0)
            schema["minItems"] = least;
        if (most is not null)
            schema["maxItems"] = most;
        if (distinct)
            schema["uniqueItems"] = true;
        return schema;
    }
}

/// <summary>An object inside another, such as a capacity.</summary>
/// <param name="build">Asks for every field; its result is used only when the reader stayed sound.</param>
sealed class ObjectValue<T>(ObjectShape shape, Func<ObjectReader, T> build, Action<ObjectWriter, T> write) : Value<T>
    where T : notnull
{
    public override IEnumerable<ObjectShape> Shapes => shape.All();

    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (at.Open(shape) is not { } reader)
            return false;
        value = build(reader);
        reader.Close();
        return reader.Sound;
    }

    public override void Write(ObjectWriter to, T value)
    {
        to.Json.WriteStartObject();
        write(to, value);
        to.Json.WriteEndObject();
    }

    public override JsonObject Schema() => new() { ["$ref"] = "#/$defs/" + shape.Name };
}
