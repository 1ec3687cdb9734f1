using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories.Sections;

/// <summary>One array of the file: what its objects hold, how they are read and written.</summary>
abstract class Section<T>(ObjectShape shape)
    where T : class
{
    public ObjectShape Shape => shape;

    /// <summary>Asks for every field; null when the object is unsound.</summary>
    public abstract T? Read(ObjectReader reader);

    public abstract void Write(ObjectWriter writer, T fact);
}

/// <summary>A section whose objects have a code, unique in the file, by which others refer to them.</summary>
abstract class CodedSection<T>(ObjectShape shape, Func<Registers, Register<T>> registerOf) : Section<T>(shape)
    where T : class
{
    public static readonly Field<string> Code = ObjectShape.Required("code", Values.Code, "The name this file gives it, unique in its section.");

    public sealed override T? Read(ObjectReader reader)
    {
        var register = registerOf(reader.Known);
        var code = reader.Get(Code);
        var claimed = code is not null && register.Claim(code, reader, Code);
        var fact = Build(reader, code ?? "");
        if (claimed && fact is not null)
            register.Complete(code!, fact);
        return fact;
    }

    /// <summary>Asks for every field but the code, and builds the fact when the reader is sound.</summary>
    protected abstract T? Build(ObjectReader reader, string code);
}

/// <summary>A whole section as a value of the file. Objects that cannot be used are left out, and the reading goes on.</summary>
sealed class SectionValue<T>(Section<T> section, int least = 0) : Value<ValueList<T>>
    where T : class
{
    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out ValueList<T> value)
    {
        value = null;
        if (at.Items() is not { } items)
            return false;
        if (items.Count < least)
            at.Report(ProblemCodes.EmptyList);
        List<T> facts = new(items.Count);
        foreach (var item in items)
        {
            var fact = default(T);
            if (item.Open(section.Shape) is { } reader)
            {
                fact = section.Read(reader);
                reader.Close();
            }
            if (fact is not null)
                facts.Add(fact);
            else
                at.Known.LeftOut.Add(item.Pointer);
        }
        value = [.. facts];
        return true;
    }

    public override void Write(ObjectWriter to, ValueList<T> value)
    {
        to.Json.WriteStartArray();
        foreach (var fact in value)
        {
            to.Json.WriteStartObject();
            section.Write(to, fact);
            to.Json.WriteEndObject();
        }
        to.Json.WriteEndArray();
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/" + section.Shape.Name } };
        if (least > 0)
            schema["minItems"] = least;
        return schema;
    }

    public override IEnumerable<ObjectShape> Shapes => section.Shape.All();
}
