using System.Globalization;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Photos;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Planning.Explanations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>
/// Where the link in a letter leads: all that one partner is asked for one day, for whoever has the link. Opening it changes nothing, however often a scanner of mails
/// does; an answer is a form of its own.
/// </summary>
public sealed class AnswerModel(StoreDoor door, DayShelf shelf, LotPhotoDesk photos) : PageModel
{
    /// <summary>Null: the link answers nothing any more.</summary>
    public PlannedDay? Day { get; private set; }

    public Party? Party { get; private set; }

    public Phrases Say { get; private set; } = new(CultureInfo.CurrentCulture, TimeZoneInfo.Utc);

    public Explainer Explain { get; private set; } = null!;

    public ProposalList List { get; private set; } = new([], null, "/p", null);

    /// <summary>What became of the answer that was just given; null: none was.</summary>
    public string? Outcome { get; private set; }

    public bool IsRefused => Outcome is not null and not "Answer.Kept";

    public async Task<IActionResult> OnGetAsync(string jeton, string? fait, CancellationToken cancellation)
    {
        // What stands in the address opens a door: nobody on the way keeps the page.
        Response.Headers.CacheControl = "no-store";
        if (!door.IsOpen || await door.Store.AnswerLinks.FindAsync(Token.DigestOf(jeton), cancellation) is not { } link
            || await shelf.CurrentAsync(link.Date, cancellation) is not { } day || day.Index.Day.Parties.FirstOrDefault(x => x.Id == link.Recipient) is not { } party)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        (Day, Party) = (day, party);
        Say = new(CultureInfo.CurrentCulture, day.Index.ZoneOf(party.Territory));
        Explain = new(day.Index, CultureInfo.CurrentCulture);
        Outcome = fait switch { "note" => "Answer.Kept", "passe" => "Problem.ProposalOver", "illisible" => "Problem.BadAnswer", "inconnu" => "Problem.NoSuchProposal", _ => null };
        var put = await door.Store.ProposalsAsync(link.Date, cancellation);
        var pictured = await photos.OfDateAsync(link.Date, cancellation);
        List = new(ProposalRow.Of(put, party.Id, day, Explain, lot => pictured.Contains(lot.Id) ? $"/p/{Uri.EscapeDataString(jeton)}/photo/{Uri.EscapeDataString(lot.Code)}" : null), await door.Store.Proofs.LastServedAsync(party.Id, cancellation), "/p", jeton);
        return Page();
    }
}
