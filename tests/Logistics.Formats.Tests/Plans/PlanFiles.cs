using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Plans;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Plans;

/// <summary>Shortcuts from plans to text and back.</summary>
static class PlanFiles
{
    public static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    public static readonly DayIndex Day = new(Bellerive.Day);

    public static string Write(DayPlan plan, CultureInfo? culture = null)
    {
        using var stream = new MemoryStream();
        PlanWriter.Write(Day, plan, culture ?? French, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static PlanReading Read(string text, CultureInfo? culture = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return PlanReader.Read(stream, Day, culture);
    }

    /// <summary>Bellerive's file after a change.</summary>
    public static PlanReading ReadChanged(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Write(Bellerive.Plan))!.AsObject();
        change(json);
        return Read(json.ToJsonString());
    }
}
