using System.Text.Json;

namespace Logistics.Formats.Plans.Forms;

/// <summary>A value of the file being read, with the way that leads to it.</summary>
sealed class Cursor(JsonElement element, ProblemList problems, Cursor? parent = null, string name = "")
{
    const int LongestQuote = 60;

    public JsonElement Element => element;

    /// <summary>RFC 6901; empty for the whole document.</summary>
    public string Pointer => parent is null ? "" : $"{parent.Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The value as the file has it, cut short for a message.</summary>
    public string Quoted => Quote(element.GetRawText());

    public Cursor Child(string child, JsonElement value) => new(value, problems, this, child);

    public void Report(string code, params object[] values) => problems.Add(code, Pointer, values);

    /// <summary>Reports any other kind of value than the one expected.</summary>
    public bool Is(JsonValueKind kind)
    {
        if (element.ValueKind == kind)
            return true;
        Report("wrong-type", Quoted, kind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            _ => "number",
        });
        return false;
    }

    static string Quote(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
}
