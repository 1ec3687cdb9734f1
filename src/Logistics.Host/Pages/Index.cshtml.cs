using Logistics.Host.Access;
using Logistics.Host.Photos;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>The dispatcher's day.</summary>
public sealed class IndexModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, TrialRoom trials, IEngine engine, LotPhotoDesk photos)
    : DayPageModel(shelf, door, board, settings)
{
    /// <summary>The plan shown: the stored one, or what a trial led to.</summary>
    public PlannedDay Shown { get; private set; } = null!;

    public DayScreen Screen { get; private set; } = null!;

    /// <summary>The same day under "first come, first served"; null when too many trials wait.</summary>
    public Trial? Comparison { get; private set; }

    /// <summary>What it led to, as the visitor sees it.</summary>
    public PlannedDay? Compared { get; private set; }

    /// <summary>The trial the address names; null: none, or <see cref="IsTrialForgotten"/>.</summary>
    public Trial? Tried { get; private set; }

    public TrialKind? TriedKind { get; private set; }

    public bool IsTrialForgotten => TriedKind is not null && Tried is null;

    public TrialDifference? Difference { get; private set; }

    public WhyNot? WhyNot { get; private set; }

    public string? WhyParty { get; private set; }

    public string? WhyLot { get; private set; }

    /// <summary>Lots of the day with a photo, for whoever may see it; they are not of the plan, and change without it.</summary>
    public IReadOnlyList<Domain.Goods.Lot> Pictured { get; private set; } = [];

    public MapDrawing? Drawing => Screen.Lanes.Count > 0 ? MapDrawing.Of([.. Screen.Lanes.Select(lane => lane.Route)], new DayPositions(Shown.Index), engine.MainRoads) : null;

    /// <summary>What the lower part of the page is made of, all of which never changes: the plan, what of it, and what its reader may do and see.</summary>
    public string ShownKey => string.Join('|', Real!.Plan.Id.Value, State.Trial, State.Territory, User.Territory(), string.Join(',', Roles.All.Where(User.IsInRole)));

    /// <summary>The address the page asks how far the computation it waits for is; null: nothing to wait for.</summary>
    public string? ProgressAddress { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? jour, string? territoire, string? essai, string? qui, string? lot, CancellationToken cancellation)
    {
        if (User.Home() is not "/" and var home)
            return LocalRedirect(home);
        if (!await FindDayAsync(jour, cancellation))
            return NotFound();
        if ((Real, Whole) is not ({ } real, { } whole))
            return Page();

        TriedKind = TrialKind.Read(essai, real.Index.Day);
        Tried = TriedKind is null ? null : trials.Follow(whole, TriedKind);
        var result = Tried?.Result is { } tried ? User.Sees(tried) : null;
        Shown = result ?? real;
        var territory = territoire is null ? null : real.TerritoryOf(territoire);
        State = new(real.Plan.Date, territory is null ? null : territoire, TriedKind?.Code);

        Comparison = trials.Ask(whole, new TrialKind.FirstCome());
        Compared = Comparison?.Result is { } other ? User.Sees(other) : null;
        var awaited = Tried is { IsOver: false } ? Tried : Comparison is { IsOver: false } && TriedKind is null ? Comparison : null;
        ProgressAddress = awaited is null ? null : $"/api/v1/plans/{real.Plan.Id.Value}/trials/{Uri.EscapeDataString(awaited.Kind.Code)}";
        Difference = result is null ? null : new(real, result);

        Screen = new(Shown, territory, Say);
        (WhyParty, WhyLot) = (qui, lot);
        WhyNot = WhyNot.Of(real, qui, lot, Screen.Explain);
        if (User.May("GET", "/api/v1/days/{date}/lots/{code}/photo") && await photos.OfDateAsync(real.Plan.Date, cancellation) is { Count: > 0 } pictured
            && await Door.Store.DeclarationsAsync(real.Plan.Date, cancellation) is var (declared, _))
        {
            // As it is declared now, planned or not; of a neighbour's only what reaches the visitor.
            var reaching = real.Index.Day.Lots.Select(x => x.Id).ToHashSet();
            Pictured =
            [
                .. declared.Lots.Where(x => pictured.Contains(x.Id) && (User.Territory() is not { } bound || x.Territory.Value == bound || reaching.Contains(x.Id)) && (territory is null || x.Territory == territory))
                    .OrderBy(x => x.Product, StringComparer.CurrentCulture).ThenBy(x => x.Code, StringComparer.Ordinal),
            ];
        }
        return Page();
    }
}
