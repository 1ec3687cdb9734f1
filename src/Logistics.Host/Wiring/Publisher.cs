using System.Globalization;
using System.Text;
using Logistics.Formats.Plans;
using Logistics.Formats.Sheets;
using Logistics.Host.Api;
using Logistics.Host.Worker;

namespace Logistics.Host.Wiring;

/// <summary>Plans in the forms of Formats.</summary>
public sealed class Publisher : IPublisher
{
    public ReadOnlyMemory<byte> Plan(PlannedDay day)
    {
        var buffer = new MemoryStream();
        PlanWriter.Write(day.Index, day.Plan, CultureInfo.CurrentCulture, buffer);
        return buffer.ToArray();
    }

    public string Sheet(PlannedDay day, Route route, CultureInfo culture)
    {
        var buffer = new MemoryStream();
        SheetWriter.Write(day.Index, day.Plan, route.Id, culture, buffer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
