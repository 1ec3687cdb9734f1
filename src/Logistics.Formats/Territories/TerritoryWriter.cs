using System.Text.Encodings.Web;
using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories;

/// <summary>Writes a day so that <see cref="TerritoryReader"/> reads the same day back, to the byte the same for the same day.</summary>
/// <remarks>Ids are not written: the reader derives them from codes (<see cref="TerritoryIds"/>).</remarks>
public static class TerritoryWriter
{
    static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // The file is read by people and never put into a page: accents stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="stream">Written to and left open.</param>
    /// <exception cref="KeyNotFoundException">The day refers to something that it does not hold.</exception>
    /// <exception cref="ArgumentException">A time of the day has a fraction of a second.</exception>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public static void Write(DayDeclarations day, Stream stream, RoadsHint? roads = null)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        TerritoryFile.Write(new ObjectWriter(json, new DayIndex(day)), day, roads);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
