using Logistics.Host.Access;
using Logistics.Host.Photos;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>What one partner receives, gives and lends, and why; nothing of what concerns others but the answer to "why not me?".</summary>
public sealed class AssociationModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, LotPhotoDesk photos) : DayPageModel(shelf, door, board, settings)
{
    readonly StoreDoor store = door;

    public DayScreen Screen { get; private set; } = null!;

    public Domain.Parties.Party? Party { get; private set; }

    public WhyNot? WhyNot { get; private set; }

    public string? WhyLot { get; private set; }

    public ProposalList Proposals { get; private set; } = new([], null, "/reponses", null);

    /// <summary>What it declared for the day, as it is kept now, planned or not.</summary>
    public IReadOnlyList<DeclaredLine> Declarations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? jour, string? lot, CancellationToken cancellation)
    {
        if (!await FindDayAsync(jour, cancellation))
            return NotFound();
        if (Real is not { } real)
            return Page();
        Party = real.Index.Day.Parties.FirstOrDefault(party => party.Id.Value == User.Subject());
        Screen = new(real, null, Say);
        WhyLot = lot;
        var pictured = Party is null ? new HashSet<Domain.LotId>() : await photos.OfDateAsync(real.Plan.Date, cancellation);
        if (Party is not null && await store.Store.DeclarationsAsync(real.Plan.Date, cancellation) is var (declared, _))
            Declarations = DeclaredLine.Of(declared, Party.Id, Say, pictured);
        if (Party is { } party)
            Proposals = new(
                ProposalRow.Of(await store.Store.ProposalsAsync(real.Plan.Date, cancellation), party.Id, real, Screen.Explain,
                    x => pictured.Contains(x.Id) ? LotPhotoDesk.AddressOf(real.Plan.Date, x.Code) : null),
                await store.Store.Proofs.LastServedAsync(party.Id, cancellation), "/reponses", null);
        WhyNot = WhyNot.Of(real, Party?.Code, lot, Screen.Explain);
        return Page();
    }

    /// <summary>Lots of the families this partner asked for: those it may wonder about.</summary>
    public IEnumerable<Domain.Goods.Lot> LotsOfInterest()
    {
        var families = Real!.Declared.Day.Needs.Where(need => need.Recipient == Party!.Id).Select(need => need.Family).ToHashSet();
        return Real.Index.Day.Lots.Where(lot => families.Contains(lot.Family)).OrderBy(lot => lot.Product, StringComparer.CurrentCulture);
    }
}
