using System.Globalization;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Planning.Explanations;
using Logistics.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>What one partner gave and received in a year, as the ledger has it, on paper: what a donor states the value of, by itself, for the receipt that the association writes.</summary>
/// <remarks>Article 238 bis of the code général des impôts; form 2041-MEC-SD (Cerfa 16216): nature and quantity are the association's to state, the value the donor's alone.</remarks>
public sealed class YearStatementModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings) : DayPageModel(shelf, door, board, settings)
{
    readonly StoreDoor store = door;

    public int Year { get; private set; }

    public Party? Party { get; private set; }

    public Explainer Explain { get; private set; } = null!;

    public IReadOnlyList<MonthOfFamily> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string annee, CancellationToken cancellation)
    {
        if (!int.TryParse(annee, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2200 || !await FindDayAsync(null, cancellation))
            return NotFound();
        if (Real is not { } real || real.Index.Day.Parties.FirstOrDefault(x => x.Id.Value == User.Subject()) is not { } party)
            return Page();
        (Year, Party, Explain) = (year, party, new Explainer(real.Index, Say.Culture));
        Rows = await store.Store.Proofs.MonthsAsync(party.Id, new(year, 1, 1), new(year, 12, 31), cancellation);
        return Page();
    }
}
