using System.Text.Json.Nodes;

namespace Logistics.Formats.Territories.Json;

/// <summary>One property of an object of the file. Reader, writer and JSON Schema all work from this one description.</summary>
abstract class Field(string name, bool required, string meaning)
{
    public string Name => name;

    public bool Required => required;

    /// <summary>One sentence for people, in English; it becomes the schema's description.</summary>
    public string Meaning => meaning;

    public abstract JsonObject Schema();

    public abstract IEnumerable<ObjectShape> Shapes { get; }
}

/// <param name="absent">What an optional property that is not there stands for.</param>
sealed class Field<T>(string name, Value<T> value, bool required, T? absent, string meaning) : Field(name, required, meaning)
{
    public Value<T> Value => value;

    public T? Absent => absent;

    public override IEnumerable<ObjectShape> Shapes => value.Shapes;

    public override JsonObject Schema()
    {
        var schema = value.Schema();
        schema["description"] = Meaning;
        return schema;
    }
}

/// <summary>What an object of the file may hold, in the order the writer uses.</summary>
/// <param name="Name">Name of its definition in the schema.</param>
sealed record ObjectShape(string Name, string Meaning, Field[] Fields)
{
    /// <summary>Optional properties of which one, and one only, must be there; empty when there is no such rule.</summary>
    public Field[] ExactlyOneOf { get; init; } = [];

    /// <summary>This shape and those of the objects inside it.</summary>
    public IEnumerable<ObjectShape> All() => [this, .. Fields.SelectMany(field => field.Shapes)];

    public static Field<T> Required<T>(string name, Value<T> value, string meaning) => new(name, value, required: true, default, meaning);

    /// <summary>Absent means "not known" or "none".</summary>
    public static Field<T> Optional<T>(string name, Value<T> value, string meaning) => new(name, value, required: false, default, meaning);

    /// <summary>Absent means <paramref name="absent"/>, and the writer leaves it out then.</summary>
    public static Field<T> Optional<T>(string name, Value<T> value, T absent, string meaning) => new(name, value, required: false, absent, meaning);
}
