using System.Text.Json;

namespace Logistics.Formats.Territories.Json;

/// <summary>Reads the properties of one object by their fields.</summary>
/// <remarks>
/// Open it, ask for <em>every</em> field of its shape, close it. A getter that meets a problem reports it, marks the object unsound and
/// returns a placeholder, so that all problems of an object are found in one go; build the fact only when <see cref="Sound"/>.
/// </remarks>
sealed class ObjectReader(JsonCursor cursor, ObjectShape shape)
{
    readonly Dictionary<string, JsonElement> values = [];
    readonly HashSet<Field> asked = [];

    /// <summary>The object itself.</summary>
    public JsonCursor Cursor => cursor;

    public Registers Known => cursor.Known;

    /// <summary>False once anything in this object could not be used.</summary>
    public bool Sound { get; private set; } = true;

    /// <summary>Whose clock the times of this object are read on; set it before asking for them.</summary>
    public LocalClock Clock { get; set; } = cursor.Clock;

    public void Receive(string name, JsonElement value)
    {
        if (!shape.Fields.Any(field => field.Name == name))
        {
            var nearest = Spelling.Nearest(name, shape.Fields.Select(field => field.Name));
            var advice = nearest is null ? cursor.Problems.Word("T0101.remove") : cursor.Problems.Word("T0101.rename", nearest);
            Fail(ProblemCodes.UnknownProperty, At(name, value), JsonCursor.Shorten(name), advice);
        }
        else if (!values.TryAdd(name, value))
            Fail(ProblemCodes.DuplicateProperty, At(name, value), name);
    }

    public bool Has(Field field) => values.ContainsKey(field.Name);

    /// <summary>The field's value; what it stands for when it is optional and absent; a placeholder when the object is unsound.</summary>
    public T Get<T>(Field<T> field) => TryGet(field, out var value) ? value : field.Absent!;

    /// <summary>The value of an optional field, or null.</summary>
    public T? Find<T>(Field<T> field) where T : class => TryGet(field, out var value) ? value : null;

    /// <summary>The value of an optional field, or null.</summary>
    public T? FindValue<T>(Field<T> field) where T : struct => TryGet(field, out var value) ? value : null;

    /// <summary>The cursor of a field that is there, for reporting; of the object itself when it is not.</summary>
    public JsonCursor At(Field field) => values.TryGetValue(field.Name, out var value) ? At(field.Name, value) : cursor;

    /// <summary>Reports a problem of meaning and marks the object unsound.</summary>
    public void Fail(string code, JsonCursor where, params ReadOnlySpan<object> arguments)
    {
        where.Report(code, arguments);
        Sound = false;
    }

    /// <exception cref="InvalidOperationException">A field of the shape was never asked for: it would be read by nobody.</exception>
    public void Close()
    {
        foreach (var field in shape.Fields)
            if (!asked.Contains(field))
                throw new InvalidOperationException($"{shape.Name}.{field.Name} is described but never read.");
    }

    bool TryGet<T>(Field<T> field, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        if (asked.Add(field) && !shape.Fields.Contains(field))
            throw new ArgumentException($"{shape.Name} has no field {field.Name}.", nameof(field));
        value = default;
        if (values.TryGetValue(field.Name, out var element))
        {
            if (field.Value.TryRead(At(field.Name, element), out value))
                return true;
            Sound = false;
        }
        else if (field.Required)
            Fail(ProblemCodes.MissingProperty, cursor, field.Name);
        return false;
    }

    JsonCursor At(string name, JsonElement value) => cursor.Child(name, value, Clock);
}
