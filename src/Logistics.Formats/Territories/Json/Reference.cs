using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Territories.Json;

/// <summary>The code of something declared in another section, read as that thing itself.</summary>
/// <remarks>A code that is declared but broken fails without a second problem: its own was reported where it stands.</remarks>
sealed class Reference<T>(Func<Registers, Register<T>> of, Func<T, string> codeOf) : Value<T>
    where T : class
{
    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (at.Text() is not { } code)
            return false;
        var register = of(at.Known);
        if (register.TryFind(code, out value))
            return value is not null;
        var nearest = !at.Problems.Full && Spelling.Nearest(code, register.Codes) is { } near
            ? at.Problems.Word("nearest", near)
            : "";
        at.Report(ProblemCodes.UnknownReference, at.Quoted, register.Section, nearest);
        return false;
    }

    public override void Write(ObjectWriter to, T value) => to.Json.WriteStringValue(codeOf(value));

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Values.CodePattern };
}
