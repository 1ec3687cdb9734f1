using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Host.Duties;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Logistics.Host.Pages;

/// <summary>
/// A volunteer's own page, for whoever has its link: when they go, where somebody is lacking, when they are away. Opening it changes nothing; every change is a form of
/// its own.
/// </summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(Limits.Door)]
public sealed class VolunteerModel(StoreDoor door, RotaDesk desk, IIdSource ids, TimeProvider clock) : PageModel
{
    /// <summary>How far ahead it shows.</summary>
    public const int DaysShown = 35;

    /// <summary>How many outings are offered that lack nobody but have a seat.</summary>
    const int MostOffered = 8;

    const int LongestLeave = 366;

    public string Token { get; private set; } = "";

    /// <summary>Null: the link opens nothing any more.</summary>
    public Volunteer? Who { get; private set; }

    public DayIndex? Known { get; private set; }

    public DateOnly Today { get; private set; }

    TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    public IReadOnlyList<Outing> Mine { get; private set; } = [];

    /// <summary>Where this person could come, and as what; those that lack somebody first.</summary>
    public IReadOnlyList<(Outing Outing, bool MayDrive, bool MayHelp)> Open { get; private set; } = [];

    public IReadOnlyList<Leave> Leaves { get; private set; } = [];

    /// <summary>Such as a demonstration's.</summary>
    public string? Notice => Known?.Day.Notice;

    public string? Said { get; private set; }

    public bool IsRefused { get; private set; }

    public async Task OnGetAsync(string jeton, string? fait, CancellationToken cancellation)
    {
        Said = fait switch { "note" => Texts.Get("Volunteer.Kept"), "alarme" => Texts.Get("Volunteer.KeptAndAlarmed"), "parti" => Texts.Get("Volunteer.Gone"), _ => null };
        await ShowAsync(jeton, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string jeton, [FromForm] string? geste, [FromForm] Guid? tour, [FromForm] string? jour, [FromForm] Guid? conge, CancellationToken cancellation)
    {
        if (!door.IsOpen || await door.Store.Rota.OfLinkAsync(Access.Token.DigestOf(jeton), cancellation) is not { } who)
        {
            await ShowAsync(jeton, cancellation);
            return Page();
        }
        var (change, wrong) = await ChangeOfAsync(who, geste, tour, jour, conge, cancellation);
        if (change is null)
            (Said, IsRefused) = (Texts.Get(wrong ?? "Rota.NotThere"), true);
        else
            switch (await desk.ChangeAsync(who.Territory, change, null, cancellation))
            {
                case RotaOutcome.Kept { FellApart: var fellApart }:
                    return LocalRedirect($"/b/{jeton}?fait={(change is RotaChange.Forget ? "parti" : fellApart.Count > 0 ? "alarme" : "note")}");
                case RotaOutcome.Refused { Why: var why }:
                    (Said, IsRefused) = (Texts.Format("Rota.Refused", DutyWords.Say(why)), true);
                    break;
                default:
                    (Said, IsRefused) = (Texts.Get("Rota.NotThere"), true);
                    break;
            }
        await ShowAsync(jeton, cancellation);
        return Page();
    }

    async Task<(RotaChange? Change, string? Wrong)> ChangeOfAsync(Volunteer who, string? what, Guid? duty, string? day, Guid? leave, CancellationToken cancellation)
    {
        var date = RotaRules.DateOf(day);
        Zone = await desk.ZoneOfAsync(who.Territory, cancellation);
        var today = desk.TodayIn(Zone);
        var typed = Typed.Of(Request.Form);
        switch (what)
        {
            case "conduit" or "aide" or "pas-la" when duty is { } id && date is { } on:
                if (on < today)
                    return (null, "Volunteer.Past");
                if ((await door.Store.Rota.ReadAsync(who.Territory, on, on, cancellation)).Of(on, on).FirstOrDefault(x => x.Duty.Id.Value == id) is { } outing && HasLeft(outing))
                    return (null, "Volunteer.HasLeft");
                var coming = what switch { "conduit" => Coming.AsDriver, "aide" => Coming.AsHelper, _ => Coming.NotAtAll };
                return (new RotaChange.Tell(new(new(id), on, who.Id, coming, clock.GetUtcNow())), null);
            case "absence":
                return typed.Date("du") is { } from && typed.Date("au") is { } until && from <= until && until >= today && until.DayNumber - from.DayNumber <= LongestLeave
                    ? (new RotaChange.TakeLeave(new(ids.Next(), who.Id, from, until)), null)
                    : (null, "Volunteer.BadLeave");
            case "retour" when leave is { } id:
                return (new RotaChange.EndLeave(who.Id, id), null);
            case "limites":
                var most = typed.Number("plafond");
                return typed.Has("plafond") && (most is null or < 0 or > 62 || most != decimal.Truncate(most.Value))
                    ? (null, "Volunteers.Wrong.Most")
                    : (new RotaChange.KeepVolunteer(who with { MostDutiesAMonth = (int?)most, HelpsOthers = typed.Has("autres") }), null);
            case "effacer" when typed.Has("sur"):
                return (new RotaChange.Forget(who), null);
            default:
                return (null, what == "effacer" ? "Volunteer.SaySure" : null);
        }
    }

    async Task ShowAsync(string token, CancellationToken cancellation)
    {
        // What stands in the address opens a door: nobody on the way keeps the page.
        Response.Headers.CacheControl = "no-store";
        Token = token;
        if (!door.IsOpen || await door.Store.Rota.OfLinkAsync(Access.Token.DigestOf(token), cancellation) is not { } who)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        Who = who;
        Known = await desk.LatestAsync(cancellation);
        Zone = await desk.ZoneOfAsync(who.Territory, cancellation);
        Today = desk.TodayIn(Zone);
        var rota = await door.Store.Rota.ReadAsync(who.Territory, Today, Today.AddDays(DaysShown), cancellation);
        var ahead = rota.Of(Today, Today.AddDays(DaysShown));
        Mine = [.. ahead.Where(x => x.Crew.Any(y => y.Who.Id == who.Id))];
        var open = new List<(Outing, bool, bool)>();
        foreach (var outing in ahead.Where(x => x.HasRoom && !HasLeft(x) && x.Crew.All(y => y.Who.Id != who.Id)).OrderBy(x => x.IsCovered))
        {
            if (outing.IsCovered && open.Count >= MostOffered)
                break;
            var mayDrive = outing.Driver is null && rota.Judge(who.Id, outing.Duty.Id, outing.Date, Coming.AsDriver) is null;
            var mayHelp = rota.Judge(who.Id, outing.Duty.Id, outing.Date, Coming.AsHelper) is null;
            if (mayDrive || mayHelp)
                open.Add((outing, mayDrive, mayHelp));
        }
        Open = open;
        Leaves = [.. (await door.Store.Rota.LeavesAsync(who.Territory, Today, cancellation)).Where(x => x.Volunteer == who.Id)];
    }

    /// <summary>What is on its way is for who dispatches to change.</summary>
    public bool HasLeft(Outing outing) => LocalTime.ToInstant(outing.Date, outing.Duty.Leaves, Zone) <= clock.GetUtcNow();

    public string PlaceOf(Duty duty) => Known?.Day.Sites.FirstOrDefault(x => x.Id == duty.StartSite)?.Name ?? "";

    public string VehicleOf(Duty duty) => Known?.Day.Vehicles.FirstOrDefault(x => x.Id == duty.Vehicle)?.Name ?? "";

    public string NameOf(PartyId party) => Known?.Day.Parties.FirstOrDefault(x => x.Id == party)?.Name ?? "";
}
