using System.Globalization;
using System.Text;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using QRCoder;

namespace Logistics.Formats.Sheets;

/// <summary>
/// Writes a route as one printable page in HTML: A4, black on white, nothing fetched from elsewhere. Who reads it is tired and in a valley.
/// </summary>
public static class SheetWriter
{
    /// <summary>UTF-8; the same plan gives the same bytes. The stream stays open.</summary>
    /// <param name="culture">French, or English for any English culture.</param>
    /// <param name="link">Where the route is on a screen; null: the sheet carries no QR code.</param>
    /// <exception cref="ArgumentException">The plan has no such route, or the route has no stop.</exception>
    public static void Write(DayIndex day, DayPlan plan, RouteId route, CultureInfo culture, Stream stream, Uri? link = null)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(culture);
        var found = plan.Routes.FirstOrDefault(x => x.Id == route) ?? throw new ArgumentException("The plan has no such route.", nameof(route));
        if (found.Stops.Count == 0)
            throw new ArgumentException("A route has a start and an end.", nameof(route));
        var sheet = new Sheet(plan.DayOf(day), plan, found, culture).Compose(link is null ? null : new Markup(QrCode(link)));
        stream.Write(Encoding.UTF8.GetBytes(sheet));
    }

    /// <summary>An address as a code for a camera: an SVG drawing, black on white.</summary>
    public static string QrCode(Uri link)
    {
        ArgumentNullException.ThrowIfNull(link);
        using var data = QRCodeGenerator.GenerateQrCode(link.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
