using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Roads.Profiles;

/// <summary>
/// Reads the properties of one JSON object and reports what is missing, unknown, of another kind or out of bounds, so that reading goes on
/// and every problem is said at once. What could not be read is replaced by a value that does no harm.
/// </summary>
sealed class ProfileFields(JsonObject json, string pointer, ProfileProblems problems)
{
    readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public string Pointer => pointer;

    public IEnumerable<string> Names => json.Select(property => property.Key);

    /// <summary>To be called last: reports the properties that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var name in Names.Where(name => !asked.Contains(name)))
            problems.Add("P0102", At(name), name, string.Join(", ", asked.Order(StringComparer.Ordinal)));
    }

    public bool Has(string name)
    {
        asked.Add(name);
        return json[name] is not null;
    }

    public bool IsNull(string name) => !Has(name) && json.ContainsKey(name);

    public ProfileFields Object(string name)
    {
        if (Value(name) is JsonObject inner)
            return new(inner, At(name), problems);
        if (json[name] is not null)
            Odd(name, "{ }");
        return new([], At(name), new(System.Globalization.CultureInfo.InvariantCulture));
    }

    public string Text(string name)
    {
        if (Value(name) is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text)
            return text;
        if (json[name] is not null)
            Odd(name, "\"…\"");
        return "";
    }

    public bool Flag(string name, bool usual)
    {
        if (!Has(name))
            return usual;
        if (json[name]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return json[name]!.GetValue<bool>();
        Odd(name, "true, false");
        return usual;
    }

    public double Number(string name, double least, double most) => Number(Value(name), At(name), least, most);

    public int Whole(string name, int least, int most)
    {
        var number = Number(name, least, most);
        if (number == Math.Floor(number))
            return (int)number;
        problems.Add("P0105", At(name), number);
        return least;
    }

    /// <summary>One of the words.</summary>
    public T Word<T>(string name, IReadOnlyList<(string Word, T Meaning)> words)
    {
        var text = Text(name);
        foreach (var (word, meaning) in words)
            if (word == text)
                return meaning;
        if (text.Length > 0)
            problems.Add("P0106", At(name), text, string.Join(", ", words.Select(pair => pair.Word)));
        return words[0].Meaning;
    }

    public string[] Words(string name)
    {
        var words = new List<string>();
        foreach (var (item, at) in Items(name))
            if (item is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text)
                words.Add(text);
            else
                problems.Add("P0103", at, "\"…\"");
        return [.. words];
    }

    public TagTest[] Tags(string name)
    {
        if (!Has(name))
        {
            Value(name);
            return [];
        }
        var tags = new List<TagTest>();
        foreach (var (text, index) in Words(name).Select((text, index) => (text, index)))
            if (TagTest.Parse(text) is { } tag)
                tags.Add(tag);
            else
                problems.Add("P0107", $"{At(name)}/{index}", text);
        return [.. tags];
    }

    /// <summary>Numbers by any name.</summary>
    public List<(string Name, double Value)> Numbers(string name, double least, double most)
    {
        var inner = Object(name);
        return [.. inner.Names.Select(key => (key, inner.Number(key, least, most)))];
    }

    /// <summary>Lists of so many numbers each.</summary>
    public List<double[]> Rows(string name, params (double Least, double Most)[] bounds)
    {
        var rows = new List<double[]>();
        foreach (var (item, at) in Items(name))
            if (item is JsonArray row && row.Count == bounds.Length)
                rows.Add([.. row.Select((number, i) => Number(number, $"{at}/{i}", bounds[i].Least, bounds[i].Most))]);
            else
                problems.Add("P0103", at, $"[{string.Join(", ", Enumerable.Repeat("0", bounds.Length))}]");
        return rows;
    }

    public void Problem(string code, string name, params ReadOnlySpan<object> arguments) => problems.Add(code, At(name), arguments);

    /// <summary>RFC 6901.</summary>
    string At(string name) => $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    void Odd(string name, string expected) => problems.Add("P0103", At(name), expected);

    JsonNode? Value(string name)
    {
        if (!Has(name))
            problems.Add("P0101", pointer, name);
        return json[name];
    }

    double Number(JsonNode? node, string at, double least, double most)
    {
        if (node is null)
            return least;
        if (node.GetValueKind() != JsonValueKind.Number || !node.AsValue().TryGetValue<double>(out var number))
        {
            problems.Add("P0103", at, "0");
            return least;
        }
        if (number >= least && number <= most)
            return number;
        problems.Add("P0104", at, number, least, most);
        return least;
    }

    IEnumerable<(JsonNode? Item, string At)> Items(string name)
    {
        if (Value(name) is JsonArray list)
            return list.Select((item, index) => (item, $"{At(name)}/{index}"));
        if (json[name] is not null)
            Odd(name, "[ ]");
        return [];
    }
}
