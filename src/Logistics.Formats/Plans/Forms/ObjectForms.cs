using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Domain;

namespace Logistics.Formats.Plans.Forms;

/// <summary>An object with named fields, all present.</summary>
/// <param name="name">Its name among the schema's definitions.</param>
/// <param name="fields">Asks the pen for each field in order and makes the object of them.</param>
sealed class ObjectForm<T>(string name, string says, Func<Pen<T>, T> fields) : Form<T>
{
    public override void Write(Utf8JsonWriter json, T value)
    {
        json.WriteStartObject();
        fields(new WritingPen<T>(json, value));
        json.WriteEndObject();
    }

    public override T Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.Object))
            return default!;
        var pen = new ReadingPen<T>(at);
        var value = fields(pen);
        pen.Close();
        return value;
    }

    public override JsonObject Schema(JsonObject definitions)
    {
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = null;
            var pen = new SchemaPen<T>(definitions);
            fields(pen);
            definitions[name] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = says,
                ["properties"] = pen.Properties,
                ["required"] = pen.Required,
                ["additionalProperties"] = false,
            };
        }
        return new JsonObject { ["$ref"] = "#/$defs/" + name };
    }
}

/// <summary>One case of several, told by its field <c>code</c>; the other fields are the case's figures.</summary>
sealed class UnionForm<T>(string name, params UnionForm<T>.Case[] cases) : Form<T>
    where T : class
{
    public abstract class Case(string code)
    {
        public string Code => code;

        public abstract bool TryWrite(Utf8JsonWriter json, T value);

        public abstract T Read(Cursor at);

        public abstract JsonObject Schema(JsonObject definitions);
    }

    /// <summary>The case of a type, whose code is the type's name: <c>UrgentFirst</c> is <c>urgent-first</c>.</summary>
    public static Case Of<TCase>(string says, Func<Pen<TCase>, TCase> fields)
        where TCase : T => new TypedCase<TCase>(WordForm.Kebab(typeof(TCase).Name), says, fields);

    public override void Write(Utf8JsonWriter json, T value)
    {
        if (!cases.Any(x => x.TryWrite(json, value)))
            throw new UnreachableException($"{value.GetType().Name} is no case of {name}.");
    }

    public override T Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.Object))
            return default!;
        if (!at.Element.TryGetProperty("code", out var element))
        {
            at.Report("missing", "code");
            return default!;
        }
        var code = at.Child("code", element);
        if (!code.Is(JsonValueKind.String))
            return default!;
        if (cases.FirstOrDefault(x => element.ValueEquals(x.Code)) is { } found)
            return found.Read(at);
        code.Report("unknown-word", code.Quoted, string.Join(", ", cases.Select(x => x.Code)));
        return default!;
    }

    public override JsonObject Schema(JsonObject definitions)
    {
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = null;
            definitions[name] = new JsonObject { ["oneOf"] = new JsonArray([.. cases.Select(x => x.Schema(definitions))]) };
        }
        return new JsonObject { ["$ref"] = "#/$defs/" + name };
    }

    sealed class TypedCase<TCase>(string code, string says, Func<Pen<TCase>, TCase> fields) : Case(code)
        where TCase : T
    {
        public override bool TryWrite(Utf8JsonWriter json, T value)
        {
            if (value is not TCase some)
                return false;
            json.WriteStartObject();
            json.WriteString("code", Code);
            fields(new WritingPen<TCase>(json, some));
            json.WriteEndObject();
            return true;
        }

        public override T Read(Cursor at)
        {
            var pen = new ReadingPen<TCase>(at);
            pen.Aside("code", TextForm.Any, _ => Code, "");
            var value = fields(pen);
            pen.Close();
            return value;
        }

        public override JsonObject Schema(JsonObject definitions)
        {
            var pen = new SchemaPen<TCase>(definitions);
            pen.Properties["code"] = new JsonObject { ["const"] = Code };
            pen.Required.Add("code");
            fields(pen);
            return new JsonObject
            {
                ["type"] = "object",
                ["description"] = says,
                ["properties"] = pen.Properties,
                ["required"] = pen.Required,
                ["additionalProperties"] = false,
            };
        }
    }
}

/// <param name="least">Fewest elements, inclusive.</param>
sealed class ListForm<T>(Form<T> item, int least = 0) : Form<ValueList<T>>
{
    public override void Write(Utf8JsonWriter json, ValueList<T> value)
    {
        json.WriteStartArray();
        foreach (var one in value)
            item.Write(json, one);
        json.WriteEndArray();
    }

    public override ValueList<T> Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.Array))
            return [];
        if (at.Element.GetArrayLength() < least)
            at.Report("too-few", least);
        return at.Element.EnumerateArray().Select((x, i) => item.Read(at.Child(i.ToString(System.Globalization.CultureInfo.InvariantCulture), x))).ToValueList();
    }

    public override JsonObject Schema(JsonObject definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(definitions) };
        if (least > 0)
            schema["minItems"] = least;
        return schema;
    }
}
