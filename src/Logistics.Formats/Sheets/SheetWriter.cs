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

    /// <summary>All rounds of a plan as one document, each from a page of its own.</summary>
    /// <param name="link">Where a round is on a screen; null: its pages carry no QR code.</param>
    public static void WriteDay(DayIndex day, DayPlan plan, CultureInfo culture, Func<Domain.Routes.Route, Uri?> link, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(link);
        var (html, words, index) = (new Html(), new SheetWords(culture), plan.DayOf(day));
        html.Line($"<!DOCTYPE html>");
        html.Line($"<html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{words.LongDate(plan.Date)}</title>");
        html.Line($"<style>{new Markup(SheetStyle.Css)}</style></head><body>");
        foreach (var route in plan.Routes.Where(route => route.Stops.Count > 0))
            html.Line($"<section class=\"sheet\">{new Sheet(index, plan, route, culture).Body(link(route) is { } address ? new Markup(QrCode(address)) : null)}</section>");
        html.Line($"</body></html>");
        stream.Write(Encoding.UTF8.GetBytes(html.ToString()));
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
