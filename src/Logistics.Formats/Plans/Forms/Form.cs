using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Plans.Forms;

/// <summary>One description of a kind of value, three uses: to write it, to read it and to describe it in a schema, so that the three cannot drift.</summary>
abstract class Form<T>
{
    public abstract void Write(Utf8JsonWriter json, T value);

    /// <summary>Never throws on bad input: it reports to the cursor and gives the default value, which nobody will use.</summary>
    public abstract T Read(Cursor at);

    /// <param name="definitions">Where named objects put their own schema, to be referred to.</param>
    public abstract JsonObject Schema(JsonObject definitions);
}

static class Form
{
    public static Form<T?> Optional<T>(Form<T> form)
        where T : struct => new OptionalValueForm<T>(form);

    public static Form<string?> Optional(Form<string> form) => new OptionalForm<string>(form);

    public static Form<T?> OptionalObject<T>(Form<T> form)
        where T : class => new OptionalForm<T>(form);

    public static JsonObject OrNull(JsonObject schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

    sealed class OptionalForm<T>(Form<T> form) : Form<T?>
        where T : class
    {
        public override void Write(Utf8JsonWriter json, T? value)
        {
            if (value is null)
                json.WriteNullValue();
            else
                form.Write(json, value);
        }

        public override T? Read(Cursor at) => at.Element.ValueKind == JsonValueKind.Null ? null : form.Read(at);

        public override JsonObject Schema(JsonObject definitions) => OrNull(form.Schema(definitions));
    }

    sealed class OptionalValueForm<T>(Form<T> form) : Form<T?>
        where T : struct
    {
        public override void Write(Utf8JsonWriter json, T? value)
        {
            if (value is { } some)
                form.Write(json, some);
            else
                json.WriteNullValue();
        }

        public override T? Read(Cursor at) => at.Element.ValueKind == JsonValueKind.Null ? null : form.Read(at);

        public override JsonObject Schema(JsonObject definitions) => OrNull(form.Schema(definitions));
    }
}
