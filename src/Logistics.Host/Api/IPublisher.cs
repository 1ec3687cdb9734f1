using System.Globalization;
using Logistics.Domain.Routes;
using Logistics.Host.Worker;
using Logistics.Roads.Guidance;

namespace Logistics.Host.Api;

/// <summary>Plans in the forms that leave the house.</summary>
public interface IPublisher
{
    /// <summary>The documented, versioned plan.json.</summary>
    ReadOnlyMemory<byte> Plan(PlannedDay day);

    /// <summary>The driver's sheet: one self-contained HTML page for A4.</summary>
    /// <param name="link">Opens the route on a phone: printed as a code; null: there is none on the sheet.</param>
    string Sheet(PlannedDay day, Route route, CultureInfo culture, Uri? link = null);

    /// <summary>All rounds of the day as one page for A4, each from a sheet of its own.</summary>
    string Sheets(PlannedDay day, CultureInfo culture, Func<Route, Uri?> link);

    /// <summary>The route as the driver's page keeps it, as JSON.</summary>
    /// <param name="phonesUntil">Until then the page may keep telephone numbers; null: it is given none.</param>
    ReadOnlyMemory<byte> Round(PlannedDay day, Route route, DateTimeOffset? phonesUntil, Func<Leg, IReadOnlyList<RoadStep>> steps, CultureInfo culture);

    /// <summary>An address as a code for a camera: an SVG drawing.</summary>
    string QrCode(Uri link);
}
