using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Domain.Proofs;
using Logistics.Host.Access;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>What was handed over at one stop, on paper: for both sides, each sees the goods that it gave or received.</summary>
/// <remarks>
/// Regulation (EC) 178/2002, article 18: what, how much, from whom, to whom, when. Guide de bonnes pratiques d'hygiène de l'aide alimentaire: temperature at collection and at reception,
/// what is not right written on the note, signed.
/// </remarks>
public sealed class DeliveryNoteModel(DayShelf shelf, StoreDoor door) : PageModel
{
    public Proof Proof { get; private set; } = null!;

    public PlannedDay Day { get; private set; } = null!;

    public Phrases Say { get; private set; } = null!;

    public ProofWords Words { get; private set; } = null!;

    /// <summary>Null: nobody signed, or other partners' goods were handed over with the same signature.</summary>
    public Signature? Signature { get; private set; }

    /// <summary>The note that is right in the place of this one; null: this one is.</summary>
    public ProofId? CorrectedBy { get; private set; }

    /// <summary>Day and beginning of the id: told apart by telephone.</summary>
    public string Number => $"{Proof.Date:yyyy-MM-dd}-{Proof.Id.Value.ToString("N")[..8].ToUpperInvariant()}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var witness = Witness.Of(HttpContext);
        if (!door.IsOpen || await door.Store.Proofs.FindAsync(new(id), witness.Territory, cancellation) is not { } whole || witness.Own(whole) is not { } own
            || await shelf.ByIdAsync(whole.Plan, cancellation) is not { } day)
            return NotFound();
        (Proof, Day) = (own, day);
        Say = new(CultureInfo.CurrentUICulture, day.Index.ZoneOf(whole.Territory));
        Words = new(day, CultureInfo.CurrentUICulture);
        CorrectedBy = (await door.Store.Proofs.OfDateAsync(whole.Date, witness.Territory, cancellation)).FirstOrDefault(x => x.Corrects == whole.Id)?.Id;
        Signature = own.Lines.Count == whole.Lines.Count ? await door.Store.Proofs.SignatureOfAsync(whole.Id, cancellation) : null;
        return Page();
    }

    public Site Site => Day.Index[Proof.Site];

    public Route? Route => Day.Plan.Routes.FirstOrDefault(x => x.Id == Proof.Route);
}
