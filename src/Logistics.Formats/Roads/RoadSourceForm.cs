using System.Text.Json;
using Logistics.Roads;

namespace Logistics.Formats.Roads;

/// <summary>What figures rest on, as the first members of a JSON object.</summary>
static class RoadSourceForm
{
    public static void Write(Utf8JsonWriter json, RoadNetwork roads)
    {
        json.WriteString("roads", roads.Source.Name);
        json.WriteString("attribution", roads.Source.Attribution);
        if (roads.Source.AsOf is { } day)
            json.WriteString("asOf", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("profile", roads.ProfileName);
        json.WriteString("slice", roads.Slice);
        json.WriteString("generation", roads.Generation);
    }
}
