using System.Globalization;
using Logistics.Domain.Parties;
using Logistics.Domain.Receipts;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>Receipts that a partner issued for gifts and was given, and from whom it received something that year.</summary>
public sealed class ReceiptsModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, TimeProvider clock) : DayPageModel(shelf, door, board, settings)
{
    public Party? Party { get; private set; }

    public int Year { get; private set; }

    public int ThisYear { get; private set; }

    /// <summary>Those of the year, the latest first.</summary>
    public IReadOnlyList<Receipt> Issued { get; private set; } = [];

    /// <summary>What others issued to it, of any year.</summary>
    public IReadOnlyList<Receipt> Given { get; private set; } = [];

    /// <summary>Who gave it something in the year.</summary>
    public IReadOnlyList<GivenBy> Donors { get; private set; } = [];

    /// <summary>What the statement of article 222 bis asks for: how many were issued in the year, and what was given in it, of those that stand.</summary>
    public (int Count, decimal Euros) Standing => (Issued.Count(x => x.Cancelled is null), own.Where(x => x.Cancelled is null && x.Text.Until.Year == Year).Sum(x => x.Text.ValueEuros));

    /// <summary>All that it issued.</summary>
    IReadOnlyList<Receipt> own = [];

    /// <summary>Whether any day on which the donor gave in the year is on a receipt that stands.</summary>
    public bool HasReceipt(GivenBy given) => own.Any(x => x.Donor == given.Donor && x.Cancelled is null && x.Text.Until.Year == Year);

    public async Task<IActionResult> OnGetAsync(int? annee, CancellationToken cancellation)
    {
        if (annee is < 2000 or > 2200 || !await FindDayAsync(null, cancellation))
            return NotFound();
        if (Real is not { } real || real.Index.Day.Parties.FirstOrDefault(x => x.Id.Value == User.Subject()) is not { } party)
            return Page();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), real.Index.ZoneOf(party.Territory)).DateTime);
        (Party, Year, ThisYear) = (party, annee ?? today.Year, today.Year);
        var all = await Door.Store.Receipts.OfPartyAsync(party.Id, cancellation);
        own = [.. all.Where(x => x.Issuer == party.Id)];
        (Issued, Given) = ([.. own.Where(x => x.Year == Year)], [.. all.Where(x => x.Donor == party.Id)]);
        if (User.IsInRole(Roles.Association))
            Donors = await Door.Store.Receipts.DonorsAsync(party.Id, new(Year, 1, 1), new(Year, 12, 31), cancellation);
        return Page();
    }

    /// <summary>Between asterisks, as a sum written by a program stands for the one in words.</summary>
    public static string Euros(decimal euros) => $"***{euros.ToString("N2", CultureInfo.CurrentCulture)}\u00a0€***";
}
