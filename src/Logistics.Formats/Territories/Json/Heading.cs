using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Territories.Json;

/// <summary>The name of a format: a file of another kind is refused in one sentence.</summary>
/// <param name="mistaken">A format that people hand in by swapping two files.</param>
sealed class FormatValue(string name, string? mistaken = null) : Value<string>
{
    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out string value)
    {
        value = at.Text();
        if (value is null || value == name)
            return value is not null;
        var advice = value == mistaken ? at.Problems.Word("T0006.swap") : at.Problems.Word("T0006.check", name);
        at.Report(ProblemCodes.OtherFormat, at.Quoted, name, advice);
        return false;
    }

    public override void Write(ObjectWriter to, string value) => to.Json.WriteStringValue(value);

    public override JsonObject Schema() => new() { ["const"] = name };
}

/// <summary>The only version of a format that is known.</summary>
sealed class VersionValue(int known) : Value<int>
{
    public override bool TryRead(JsonCursor at, out int value)
    {
        value = known;
        if (at.Whole(0, int.MaxValue) is not { } version)
            return false;
        if (version == known)
            return true;
        at.Report(ProblemCodes.OtherVersion, version, known);
        return false;
    }

    public override void Write(ObjectWriter to, int value) => to.Json.WriteNumberValue(value);

    public override JsonObject Schema() => new() { ["const"] = known };
}

/// <summary>Whether the heading lets the rest be understood; a file of another kind or version would only be misread, so that problem is said alone.</summary>
static class Heading
{
    /// <summary>True when the field is absent or right; what is missing is told with all the rest.</summary>
    public static bool Understood<T>(Field<T> field, JsonElement file, JsonCursor root) =>
        file.ValueKind != JsonValueKind.Object || !file.TryGetProperty(field.Name, out var value)
        || field.Value.TryRead(root.Child(field.Name, value, root.Clock), out _);
}
