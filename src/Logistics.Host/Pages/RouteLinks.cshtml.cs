using System.Globalization;
using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>The links by which a route is opened on a phone: made here, shown once, listed and ended.</summary>
public sealed class RouteLinksModel(DayShelf shelf, StoreDoor door, IPublisher publisher, IDataProtectionProvider sealing, PublicAddress address) : PageModel
{
    public PlannedDay Day { get; private set; } = null!;

    public Route Route { get; private set; } = null!;

    public Phrases Say { get; private set; } = null!;

    public string Territory => Day.Index[Route.Territory].Name;

    public IReadOnlyList<RouteLink> Links { get; private set; } = [];

    /// <summary>The address of a link that was just made; null: none was. Afterwards nobody knows it.</summary>
    public string? Fresh { get; private set; }

    /// <summary>What to send to whoever drives: where and when, and nothing of anybody.</summary>
    public string? ShareText { get; private set; }

    public string? QrCode { get; private set; }

    /// <summary>What became of the last change, as a text's name; null: none was made.</summary>
    public string? Outcome { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string? fait, CancellationToken cancellation)
    {
        if (await RouteLinksApi.FindAsync(id, shelf, HttpContext, cancellation) is not var (day, route))
            return NotFound();
        (Day, Route) = (day, route);
        Say = new(CultureInfo.CurrentUICulture, day.Index.ZoneOf(route.Territory));
        Links = await door.Store.RouteLinks.ListAsync(day.Plan.Date, route.Shift, cancellation);
        Outcome = fait == "termine" ? "RouteLinks.Ended" : null;
        if (Outcome is null && RouteLinksApi.FreshOf(HttpContext, sealing, address, id) is { } fresh)
        {
            Fresh = fresh;
            QrCode = publisher.QrCode(new(fresh));
            ShareText = Texts.Format("RouteLinks.Share", route.Number, Territory, Say.LongDate(day.Plan.Date), Say.Clock(route.Departure), fresh);
        }
        return Page();
    }
}
