using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Receipts;
using Logistics.Host.Access;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>One receipt on paper, for who issued it and for the donor; who issued it cancels it.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class ReceiptSheetModel(StoreDoor door, DayShelf shelf) : PageModel
{
    const int LongestReason = 300;

    public Receipt Receipt { get; private set; } = null!;

    /// <summary>The one in its place; null: none.</summary>
    public Receipt? ReplacedBy { get; private set; }

    public Receipt? Before { get; private set; }

    public Phrases Say { get; private set; } = new(CultureInfo.CurrentUICulture, TimeZoneInfo.Utc);

    public bool MayCancel => User.IsInRole(Roles.Association) && Receipt.Issuer.Value == User.Subject();

    /// <summary>True when it was to be cancelled and no reason was told.</summary>
    public bool LacksReason { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await FindAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, [FromForm] string? pourquoi, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !MayCancel)
            return NotFound();
        if (string.IsNullOrWhiteSpace(pourquoi) || pourquoi.Length > LongestReason)
        {
            LacksReason = true;
            return Page();
        }
        await door.Store.Receipts.CancelAsync(Receipt.Id, Receipt.Issuer, pourquoi.Trim(), cancellation);
        return Redirect($"/recus/{id}");
    }

    /// <returns>False: there is none, or it is no business of the visitor's.</returns>
    async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (!door.IsOpen || User.Subject() is not { } subject || await door.Store.Receipts.FindAsync(new ReceiptId(id), cancellation) is not { } receipt
            || (receipt.Issuer.Value != subject && receipt.Donor.Value != subject))
            return false;
        Receipt = receipt;
        if (await shelf.DefaultDayAsync(cancellation) is { Current: { } plan } && await shelf.ByIdAsync(plan, cancellation) is { } day && day.Index.Day.Territories.Any(x => x.Id == receipt.Territory))
            Say = new(CultureInfo.CurrentUICulture, day.Index.ZoneOf(receipt.Territory));
        var all = await door.Store.Receipts.OfPartyAsync(receipt.Issuer, cancellation);
        (ReplacedBy, Before) = (all.FirstOrDefault(x => x.Replaces == receipt.Id), all.FirstOrDefault(x => x.Id == receipt.Replaces));
        return true;
    }
}
