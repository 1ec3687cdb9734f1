using Logistics.Domain;
using Logistics.Domain.Duties;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Host.Duties;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>Who can be asked to drive or help, and the link by which each sees and says when.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class VolunteersModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RotaDesk desk, PublicAddress address, IIdSource ids) : RotaPageModel(shelf, door, board, settings, desk)
{
    /// <summary>What stands in the form.</summary>
    public Typed Typed { get; private set; } = new();

    /// <summary>Who is changed; null: somebody new.</summary>
    public Volunteer? Changed { get; private set; }

    /// <summary>All that is wrong with what was typed, as texts' names.</summary>
    public IReadOnlyList<string> Wrong { get; private set; } = [];

    /// <summary>A link that was just made, and whose: shown once.</summary>
    public (Volunteer Who, string Link, bool Mailed)? Fresh { get; private set; }

    public async Task OnGetAsync(string? territoire, string? qui, string? fait, CancellationToken cancellation)
    {
        Said = fait == "note" ? Texts.Get("Rota.Kept") : null;
        if (await FindAsync(territoire, null, null, cancellation))
            Choose(qui);
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? territoire, [FromForm] string? geste, [FromForm] string? qui, CancellationToken cancellation)
    {
        if (!await FindAsync(territoire, null, null, cancellation) || !IsOf(territoire))
            return NotFound();
        Choose(qui);
        switch (geste)
        {
            case "garder":
                Typed = Typed.Of(Request.Form);
                (var volunteer, Wrong) = VolunteerForm.Read(Typed, Changed, Territory, Parties, ids);
                if (volunteer is null)
                    return Page();
                await ChangeAsync(new RotaChange.KeepVolunteer(volunteer), cancellation);
                return IsRefused ? Page() : LocalRedirect(Href("/qui-conduit/equipe?fait=note"));
            case "effacer" when Changed is { } gone:
                await ChangeAsync(new RotaChange.Forget(gone), cancellation);
                return IsRefused ? Page() : LocalRedirect(Href("/qui-conduit/equipe?fait=note"));
            case "lien" or "courrier" when Changed is { } reader:
                // The page holds a key to somebody's own page: nobody on the way keeps it.
                Response.Headers.CacheControl = "no-store";
                var (token, mailed) = (Token.New(), geste == "courrier" && reader.Email is not null);
                var link = address.Link($"/b/{token.Text}");
                await Door.Store.Rota.AddLinkAsync(reader.Id, token, mailed ? DutyWords.Link(reader, link) : null, cancellation);
                Fresh = (reader, link, mailed);
                return Page();
            case "fermer" when Changed is { } closed:
                await Door.Store.Rota.EndLinksAsync(closed.Id, cancellation);
                return LocalRedirect(Href("/qui-conduit/equipe?fait=note"));
            default:
                return NotFound();
        }
    }

    void Choose(string? code)
    {
        Changed = code is null ? null : Rota.Volunteers.FirstOrDefault(x => x.Code == code);
        if (Changed is { } known)
            Typed = VolunteerForm.Of(known, Parties);
    }

    /// <summary>How often somebody goes this month.</summary>
    public int ThisMonth(DriverId who)
    {
        var first = new DateOnly(Today.Year, Today.Month, 1);
        return Rota.Of(first, first.AddMonths(1).AddDays(-1)).Count(x => x.Crew.Any(y => y.Who.Id == who));
    }

    /// <summary>This month's outings for which partners lent each other people: whose, for whom, how often.</summary>
    public IEnumerable<(PartyId From, PartyId To, int Times)> LentThisMonth()
    {
        var first = new DateOnly(Today.Year, Today.Month, 1);
        return Rota.Of(first, first.AddMonths(1).AddDays(-1)).SelectMany(x => x.Crew.Where(y => y.IsLent).Select(y => (From: y.Who.Partner!.Value, To: x.Duty.Organiser!.Value)))
            .GroupBy(x => x).Select(x => (x.Key.From, x.Key.To, x.Count())).OrderByDescending(x => x.Item3).ThenBy(x => NameOf(x.From), StringComparer.CurrentCulture);
    }
}
