using System.Text.Encodings.Web;
using System.Text.Json;

namespace Logistics.Formats.Plans;

/// <summary>The JSON Schema (2020-12) of <c>plan.json</c>, drawn from the same description that reads and writes it.</summary>
public static class PlanSchema
{
    /// <summary>Writes UTF-8 with LF; the stream stays open.</summary>
    public static void Write(Stream stream)
    {
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
            PlanDocument.Schema().WriteTo(json);
        stream.Write("\n"u8);
    }
}
