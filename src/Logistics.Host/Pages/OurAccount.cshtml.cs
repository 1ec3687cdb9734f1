using Logistics.Domain.Allocations;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Logistics.Planning.Totals;
using Logistics.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>
/// What one partner gave and received, how it stands beside the others, and what was agreed with it. What it gave is shown and never counts: no sharing knows of it.
/// </summary>
public sealed class OurAccountModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings) : DayPageModel(shelf, door, board, settings)
{
    /// <summary>Months before this one that are told.</summary>
    const int MonthsBack = 11;

    /// <summary>Days of which notes are listed; older ones are found by their address.</summary>
    const int NotesBack = 60;

    readonly StoreDoor store = door;

    public Party? Party { get; private set; }

    public Explainer Explain { get; private set; } = null!;

    /// <summary>The latest month first.</summary>
    public IReadOnlyList<IGrouping<DateOnly, MonthOfFamily>> Months { get; private set; } = [];

    /// <summary>Of the partner's territory, who has least first.</summary>
    public IReadOnlyList<ServedShare> Shares { get; private set; } = [];

    public IReadOnlyList<AgreementRow> Agreements { get; private set; } = [];

    /// <summary>What was handed over, the latest first, as far as it is the partner's.</summary>
    public IReadOnlyList<Domain.Proofs.Proof> Notes { get; private set; } = [];

    /// <summary>What somebody decided by hand that gives to or takes from the partner.</summary>
    public IReadOnlyList<Allocation> Decided { get; private set; } = [];

    public Domain.Policies.Policy Policy => Real!.Index[Party!.Territory].Policy;

    public async Task<IActionResult> OnGetAsync(string? jour, CancellationToken cancellation)
    {
        if (!await FindDayAsync(jour, cancellation))
            return NotFound();
        if (Real is not { } real || real.Index.Day.Parties.FirstOrDefault(x => x.Id.Value == User.Subject()) is not { } party)
            return Page();
        (Party, Explain) = (party, new Explainer(real.Index, Say.Culture));
        var from = new DateOnly(real.Plan.Date.Year, real.Plan.Date.Month, 1).AddMonths(-MonthsBack);
        Months = [.. (await store.Store.Proofs.MonthsAsync(party.Id, from, real.Plan.Date, cancellation)).GroupBy(x => x.Month)];
        Shares = ServedShare.Of(real.Index, real.Plan, new HashSet<Domain.TerritoryId> { party.Territory });
        Agreements = AgreementRow.Of(real.Declared, party);
        var told = await store.Store.Proofs.OfPartyAsync(party.Id, real.Plan.Date.AddDays(-NotesBack), cancellation);
        var corrected = told.Select(x => x.Corrects).OfType<Domain.ProofId>().ToHashSet();
        var witness = Witness.Of(HttpContext);
        Notes = [.. told.Where(x => !corrected.Contains(x.Id)).Select(witness.Own).OfType<Domain.Proofs.Proof>()];
        Decided = [.. real.Plan.Allocations.Where(x => x.Reason is AllocationReason.Decided && (real.Index[x.Need].Recipient == party.Id || real.Index[x.Lot].Donor == party.Id))];
        return Page();
    }

    public static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, mass) => sum + mass);
}
