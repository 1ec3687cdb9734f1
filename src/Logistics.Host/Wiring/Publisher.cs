using System.Globalization;
using System.Text;
using Logistics.Domain.Routes;
using Logistics.Formats.Plans;
using Logistics.Formats.Rounds;
using Logistics.Formats.Sheets;
using Logistics.Host.Api;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Roads.Guidance;

namespace Logistics.Host.Wiring;

/// <summary>Plans in the forms of Formats.</summary>
public sealed class Publisher(HostSettings settings) : IPublisher
{
    public ReadOnlyMemory<byte> Plan(PlannedDay day)
    {
        var buffer = new MemoryStream();
        PlanWriter.Write(day.Index, day.Plan, CultureInfo.CurrentCulture, buffer);
        return buffer.ToArray();
    }

    public string Sheet(PlannedDay day, Route route, CultureInfo culture, Uri? link)
    {
        var buffer = new MemoryStream();
        SheetWriter.Write(day.Index, day.Plan, route.Id, culture, buffer, link);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public string Sheets(PlannedDay day, CultureInfo culture, Func<Route, Uri?> link)
    {
        var buffer = new MemoryStream();
        SheetWriter.WriteDay(day.Index, day.Plan, culture, link, buffer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public ReadOnlyMemory<byte> Round(PlannedDay day, Route route, DateTimeOffset? phonesUntil, Func<Leg, IReadOnlyList<RoadStep>> steps, CultureInfo culture)
    {
        var buffer = new MemoryStream();
        RoundWriter.Write(day.Index, day.Plan, route.Id, new(day.Version, phonesUntil, steps, settings.Stops.Pickup, settings.Stops.Delivery), culture, buffer);
        return buffer.ToArray();
    }

    public string QrCode(Uri link) => SheetWriter.QrCode(link);
}
