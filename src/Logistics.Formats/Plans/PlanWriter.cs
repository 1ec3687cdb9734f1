using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;

namespace Logistics.Formats.Plans;

/// <summary>Writes a plan as <c>plan.json</c>; the format is told in <c>docs/plan-file.md</c>.</summary>
public static class PlanWriter
{
    /// <summary>The same plan gives the same bytes (UTF-8, LF) on every machine. The stream stays open.</summary>
    /// <param name="culture">Of the sentences: French, or English for any English culture.</param>
    /// <exception cref="ArgumentException">The plan covers no territory or names what the day does not declare.</exception>
    public static void Write(DayIndex day, DayPlan plan, CultureInfo culture, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(culture);
        if (plan.Territories.Count == 0)
            throw new ArgumentException("A plan covers a territory.", nameof(plan));
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
            new PlanDocument(day, plan.Batches, culture, day.ZoneOf(plan.Territories[0])).Plan.Write(json, plan);
        stream.Write("\n"u8);
    }
}
