using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Host.Declaring;
using Logistics.Host.Duties;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>The outings that want people, each week or for once; taken from a declared day in one gesture.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class DutiesModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RotaDesk desk) : RotaPageModel(shelf, door, board, settings, desk)
{
    public Typed Typed { get; private set; } = new();

    /// <summary>What is changed; null: a new one.</summary>
    public Duty? Changed { get; private set; }

    /// <summary>All that is wrong with what was typed, as texts' names.</summary>
    public IReadOnlyList<string> Wrong { get; private set; } = [];

    public async Task OnGetAsync(string? territoire, string? tour, string? fait, CancellationToken cancellation)
    {
        Said = fait == "note" ? Texts.Get("Rota.Kept") : null;
        if (await FindAsync(territoire, null, null, cancellation))
            Choose(tour);
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? territoire, [FromForm] string? geste, [FromForm] string? tour, [FromForm] string? jour, CancellationToken cancellation)
    {
        if (!await FindAsync(territoire, null, null, cancellation) || !IsOf(territoire))
            return NotFound();
        Choose(tour);
        switch (geste)
        {
            case "garder":
                Typed = Typed.Of(Request.Form);
                (var duty, Wrong) = DutyForm.Read(Typed, Changed, Territory, Known!, Rota, Today);
                if (duty is null)
                    return Page();
                await ChangeAsync(new RotaChange.KeepDuty(duty), cancellation);
                break;
            case "finir" when Changed is { } over:
                await ChangeAsync(new RotaChange.EndDuty(over.Id), cancellation);
                break;
            case "remettre" when Changed is { } back && RotaRules.DateOf(jour) is { } date:
                await ChangeAsync(new RotaChange.Rest(back.Id, date, Goes: true), cancellation);
                break;
            case "reprendre":
                if (RotaRules.DateOf(jour) is { } example && await Door.Store.DeclarationsAsync(example, cancellation) is var (declared, _))
                {
                    await TakeOverAsync(declared, cancellation);
                    break;
                }
                Wrong = ["Duties.Wrong.NoSuchDay"];
                Typed = new() { ["debut"] = Value(Today) };
                return Page();
            default:
                return NotFound();
        }
        return IsRefused ? Page() : LocalRedirect(Href("/qui-conduit/tournees?fait=note"));
    }

    /// <summary>Each shift of the day becomes a duty of its weekday, and its people regulars of it. One over midnight stays a shift of the day it is declared for; who left does not come back by a day that still names them.</summary>
    async Task TakeOverAsync(DayDeclarations day, CancellationToken cancellation)
    {
        var zone = new DayIndex(day).ZoneOf(Territory.Id);
        var known = Rota.Volunteers.Select(x => x.Id).Concat(Rota.Gone).ToHashSet();
        foreach (var shift in day.Shifts.Where(x => x.Territory == Territory.Id && DutyForm.IsWithin(x, day.Date, zone)))
        {
            foreach (var person in shift.Helpers.Prepend(shift.Driver).Where(known.Add).Select(id => day.Drivers.First(x => x.Id == id)))
                await ChangeAsync(
                    new RotaChange.KeepVolunteer(new() { Id = person.Id, Code = person.Code, Territory = Territory.Id, Name = person.Name, Phone = person.Phone, Licence = person.Id == shift.Driver ? Licence.B : null }), cancellation);
            await ChangeAsync(new RotaChange.KeepDuty(DutyForm.OfShift(shift, day.Date, zone, Rota.Duties.FirstOrDefault(x => x.Id == shift.Id))), cancellation);
        }
    }

    void Choose(string? code)
    {
        Changed = code is null ? null : Rota.Duties.FirstOrDefault(x => x.Code == code);
        Typed = Changed is { } known
            ? DutyForm.Of(known, Known!, Rota)
            : new() { ["rythme"] = "semaine", ["debut"] = Value(Today), ["minimum"] = "1", ["maximum"] = "2", ["part"] = "08:00", ["rentre"] = "12:00", ["permis"] = "B" };
    }

    /// <summary>On which days a duty goes, in words.</summary>
    public static string Rhythm(Duty duty) => duty.Days switch
    {
        DutyDays.Once(var date) => Texts.Format("Duties.Once", Day(date)),
        DutyDays.Weekly weekly => Texts.Format(
            weekly.EveryWeeks == 1 ? "Duties.Weekly" : "Duties.Fortnightly", string.Join(", ", DutyForm.Week.Where(weekly.Weekdays.Contains).Select(NameOf)), $"{weekly.From:d}", weekly.Until is { } until ? Texts.Format("Duties.UntilDay", $"{until:d}") : ""),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string NameOf(DayOfWeek day) => System.Globalization.CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);
}
