using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Host.Duties;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>Who drives in the weeks to come: what lacks somebody first, and who could step in.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class WhoDrivesModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RotaDesk desk, TimeProvider clock) : RotaPageModel(shelf, door, board, settings, desk)
{
    public const int DaysShown = 14;

    public DateOnly From { get; private set; }

    public IReadOnlyList<Outing> Outings { get; private set; } = [];

    public bool HasRota { get; private set; }

    public async Task OnGetAsync(string? territoire, string? du, string? fait, CancellationToken cancellation)
    {
        Said = fait == "note" ? Texts.Get("Rota.Kept") : null;
        await ShowAsync(territoire, du, cancellation);
    }

    /// <param name="tour">The duty's id.</param>
    /// <param name="qui"><c>conduit:ID</c> or <c>aide:ID</c>, or an id.</param>
    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? territoire, [FromForm] string? du, [FromForm] string? geste, [FromForm] Guid? tour, [FromForm] string? jour, [FromForm] string? qui, [FromForm] Guid? remplace,
        CancellationToken cancellation)
    {
        if (RotaRules.DateOf(jour) is not { } date || tour is not { } duty || !await FindAsync(territoire, date, date, cancellation) || !IsOf(territoire))
        {
            (Said, IsRefused) = (Texts.Get("Rota.NotThere"), true);
            await ShowAsync(territoire, du, cancellation);
            return Page();
        }
        if (ChangeOf(geste, new(duty), date, qui, remplace) is { } change)
            await ChangeAsync(change, cancellation);
        else
            (Said, IsRefused) = (Texts.Get("Rota.NotThere"), true);
        if (!IsRefused)
            return LocalRedirect(Href($"/qui-conduit?fait=note&du={du}"));
        await ShowAsync(territoire, du, cancellation);
        return Page();
    }

    RotaChange? ChangeOf(string? what, Domain.ShiftId duty, DateOnly date, string? who, Guid? inPlaceOf)
    {
        if (what == "sans")
            return new RotaChange.Rest(duty, date, Goes: false);
        var (coming, id) = who?.Split(':') switch
        {
            ["conduit", var driver] => (Coming.AsDriver, driver),
            ["aide", var helper] => (Coming.AsHelper, helper),
            [var absent] when what == "absent" => (Coming.NotAtAll, absent),
            _ => (Coming.NotAtAll, ""),
        };
        return Guid.TryParse(id, out var volunteer)
            ? new RotaChange.Tell(new(duty, date, new(volunteer), coming, clock.GetUtcNow(), coming != Coming.NotAtAll && inPlaceOf is { } of ? new(of) : null))
            : null;
    }

    async Task ShowAsync(string? territory, string? from, CancellationToken cancellation)
    {
        var asked = RotaRules.DateOf(from);
        if (!await FindAsync(territory, asked, asked?.AddDays(DaysShown), cancellation))
            return;
        HasRota = Rota.Duties.Count > 0;
        From = asked ?? Today;
        Outings = Rota.Of(From, From.AddDays(DaysShown - 1));
    }

    /// <summary>Who could come, and so.</summary>
    public IEnumerable<Volunteer> WhoCould(Outing outing, Coming coming) =>
        Rota.Volunteers.Where(x => outing.Crew.All(y => y.Who.Id != x.Id) && Rota.Judge(x.Id, outing.Duty.Id, outing.Date, coming) is null)
            // Who said no is asked last.
            .OrderBy(x => outing.Hindered.Any(y => y.Who.Id == x.Id)).ThenBy(x => x.Name, StringComparer.CurrentCulture);

    /// <summary>Who could not, and why: told once for each.</summary>
    public IEnumerable<(Volunteer Who, Hindrance Why)> WhoCouldNot(Outing outing) =>
        from who in Rota.Volunteers
        where outing.Crew.All(x => x.Who.Id != who.Id)
        let said = outing.Hindered.Where(x => x.Who.Id == who.Id).Select(x => (Hindrance?)x.Why).FirstOrDefault()
        let why = said ?? Rota.Judge(who.Id, outing.Duty.Id, outing.Date, outing.Driver is null ? Coming.AsDriver : Coming.AsHelper)
        where why is not null
        orderby who.Name
        select (who, why.Value);

    /// <summary>Somebody of a crew: as what, in whose place, and lent by whom.</summary>
    public string Tell(Crewmate mate) => string.Concat(
        Texts.Get(mate.Drives ? "Rota.Drives" : "Rota.Helps"), " ", mate.Who.Name,
        mate.InPlaceOf is { } missed && NameOf(missed) is { } name ? $" ({Texts.Format("Rota.InPlaceOf", name)})" : "",
        mate.IsLent ? $" ({Texts.Format("Rota.LentBy", NameOf(mate.Who.Partner!.Value))})" : "");

    /// <summary>Whom somebody who comes now steps in for; null: for nobody.</summary>
    public static Guid? Missed(Outing outing) =>
        outing.Hindered.Where(x => x.Why is Hindrance.SaidNo or Hindrance.OnLeave).Select(x => (Guid?)x.Who.Id.Value).FirstOrDefault(x => outing.Crew.All(y => y.InPlaceOf?.Value != x));

    public static string? HolidayOf(DateOnly date) => PublicHolidays.On(date) is { } holiday ? Texts.Get($"Holiday.{holiday}") : null;
}
