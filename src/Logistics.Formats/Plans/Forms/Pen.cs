using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Plans.Forms;

/// <summary>Walks the fields of an object in order: a writing pen takes them from the object, a reading pen from the file.</summary>
abstract class Pen<T>
{
    public abstract TField Field<TField>(string name, Form<TField> form, Func<T, TField> of, string says);

    /// <summary>As <see cref="Field"/>, but files of older versions lack it: it then reads as nothing.</summary>
    public abstract TField Later<TField>(string name, Form<TField> form, Func<T, TField> of, string says);

    /// <summary>Derived from the rest and written for people: never read back, and a file may leave it out.</summary>
    public abstract void Aside<TField>(string name, Form<TField> form, Func<T, TField> of, string says);
}

sealed class WritingPen<T>(Utf8JsonWriter json, T value) : Pen<T>
{
    public override TField Field<TField>(string name, Form<TField> form, Func<T, TField> of, string says)
    {
        var field = of(value);
        json.WritePropertyName(name);
        form.Write(json, field);
        return field;
    }

    public override TField Later<TField>(string name, Form<TField> form, Func<T, TField> of, string says) => Field(name, form, of, says);

    public override void Aside<TField>(string name, Form<TField> form, Func<T, TField> of, string says) => Field(name, form, of, says);
}

sealed class ReadingPen<T>(Cursor at) : Pen<T>
{
    readonly HashSet<string> known = [];

    public override TField Field<TField>(string name, Form<TField> form, Func<T, TField> of, string says)
    {
        known.Add(name);
        if (at.Element.TryGetProperty(name, out var element))
            return form.Read(at.Child(name, element));
        at.Report("missing", name);
        return default!;
    }

    public override TField Later<TField>(string name, Form<TField> form, Func<T, TField> of, string says)
    {
        known.Add(name);
        return at.Element.TryGetProperty(name, out var element) ? form.Read(at.Child(name, element)) : default!;
    }

    public override void Aside<TField>(string name, Form<TField> form, Func<T, TField> of, string says) => known.Add(name);

    /// <summary>Reports what no field asked for: a slip of the key would otherwise be lost in silence.</summary>
    public void Close()
    {
        foreach (var property in at.Element.EnumerateObject())
            if (!known.Contains(property.Name))
                at.Child(property.Name, property.Value).Report("unknown-property", property.Name);
    }
}

sealed class SchemaPen<T>(JsonObject definitions) : Pen<T>
{
    public JsonObject Properties { get; } = [];

    public JsonArray Required { get; } = [];

    public override TField Field<TField>(string name, Form<TField> form, Func<T, TField> of, string says)
    {
        Required.Add(name);
        Aside(name, form, of, says);
        return default!;
    }

    public override TField Later<TField>(string name, Form<TField> form, Func<T, TField> of, string says)
    {
        Aside(name, form, of, says);
        return default!;
    }

    public override void Aside<TField>(string name, Form<TField> form, Func<T, TField> of, string says)
    {
        var schema = form.Schema(definitions);
        schema["description"] = says;
        Properties[name] = schema;
    }
}
