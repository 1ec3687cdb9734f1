using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>A driver's own routes of the day, with the sheet to leave with.</summary>
public sealed class DriverModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings) : DayPageModel(shelf, door, board, settings)
{
    public IReadOnlyList<Lane> Lanes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? jour, CancellationToken cancellation)
    {
        if (!await FindDayAsync(jour, cancellation))
            return NotFound();
        if (Real is { } real)
            Lanes = [.. new DayScreen(real, null, Say).Lanes.Where(lane => lane.Route.Driver.Value == User.Subject())];
        return Page();
    }
}
