using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Domain;

namespace Logistics.Formats.Plans.Forms;

/// <summary>Two instants; a window that ends before it begins is reported and becomes an instant, so that reading goes on.</summary>
sealed class WindowForm(Form<DateTimeOffset> instants) : Form<TimeWindow>
{
    readonly ObjectForm<(DateTimeOffset Begin, DateTimeOffset End)> ends = new("window", "A span of time; both ends belong to it.", pen => (
        pen.Field("begin", instants, x => x.Begin, "Local time, inclusive."),
        pen.Field("end", instants, x => x.End, "Local time, inclusive.")));

    public override void Write(Utf8JsonWriter json, TimeWindow value) => ends.Write(json, (value.Begin, value.End));

    public override TimeWindow Read(Cursor at)
    {
        var (begin, end) = ends.Read(at);
        if (begin <= end)
            return new TimeWindow(begin, end);
        // An end that could not be read stands at the beginning of time and has been reported already.
        if (end != default)
            at.Report("window-reversed");
        return new TimeWindow(begin, begin);
    }

    public override JsonObject Schema(JsonObject definitions) => ends.Schema(definitions);
}
