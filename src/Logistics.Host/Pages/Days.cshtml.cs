using Logistics.Domain.Days;
using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>Every day that was declared, and the opening of the next.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class DaysModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, DayOpening opening, TimeProvider clock) : DayPageModel(shelf, door, board, settings)
{
    // Each is read whole to be counted.
    const int Shown = 14;

    public IReadOnlyList<DayLine> Lines { get; private set; } = [];

    /// <summary>The day after the last, or today if that is later.</summary>
    public DateOnly Next { get; private set; }

    public DateOnly Today { get; private set; }

    /// <summary>A text's name; null: nothing is wrong.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Just opened; null: none.</summary>
    public DateOnly? Opened { get; private set; }

    /// <param name="PlanVersion">How many plans it has had; 0: none yet.</param>
    public sealed record DayLine(DateOnly Date, int Lots, int Needs, int Shifts, int PlanVersion, bool NeedsPlan);

    public async Task OnGetAsync(string? ouvert, CancellationToken cancellation)
    {
        Opened = ouvert is null ? null : DaysApi.DateOf(ouvert);
        await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? jour, [FromForm] string? besoins, CancellationToken cancellation)
    {
        if (DaysApi.DateOf(jour ?? "") is not { } date)
            Trouble = "Days.BadDate";
        else
            switch (await opening.OpenAsync(date, besoins == "oui" ? RepeatedNeeds.LikeThatDay : RepeatedNeeds.None, day => DaysApi.IsAllOf(HttpContext, day), cancellation))
            {
                case OpeningOutcome.Opened opened:
                    return Redirect($"/jours?ouvert={opened.Day.Date:yyyy-MM-dd}");
                case OpeningOutcome.ThereAlready:
                    Trouble = "Problem.DayExists";
                    break;
                case OpeningOutcome.NothingBefore:
                    Trouble = "Problem.NoDayBefore";
                    break;
                default:
                    Trouble = "Problem.NotYourTerritory";
                    break;
            }
        await ShowAsync(cancellation);
        return Page();
    }

    async Task ShowAsync(CancellationToken cancellation)
    {
        var today = Next = Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (!Door.IsOpen)
            return;
        await FindDayAsync(null, cancellation);
        var all = await Door.Store.DaysAsync(cancellation);
        var lines = new List<DayLine>();
        foreach (var state in all.OrderByDescending(x => x.Date).Take(Shown))
            if (await Door.Store.DeclarationsAsync(state.Date, cancellation) is var (day, _))
            {
                // What is today is said by the newest day's own clock, not by this machine's.
                if (lines.Count == 0)
                    today = Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), new DayIndex(day).ZoneOf(day.Territories[0].Id)).DateTime);
                var bound = User.Territory();
                lines.Add(new(
                    state.Date, day.Lots.Count(x => bound is null || x.Territory.Value == bound), day.Needs.Count(x => bound is null || x.Territory.Value == bound),
                    day.Shifts.Count(x => bound is null || x.Territory.Value == bound), state.PlanVersion, state.NeedsPlan));
            }
        Lines = lines;
        Next = all.Count == 0 ? today : new[] { all.Max(x => x.Date).AddDays(1), today }.Max();
    }
}
