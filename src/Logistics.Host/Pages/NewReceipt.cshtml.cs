using System.Security.Cryptography;
using System.Text;
using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Domain.Receipts;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Host.Receipts;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>Writes a receipt for what a donor gave within days: goods from the ledger, the value as the donor states it.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class NewReceiptModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, TimeProvider clock, IIdSource ids) : DayPageModel(shelf, door, board, settings)
{
    /// <summary>In the form, goods are only looked at: those of other days.</summary>
    const string Look = "voir";

    public Party? Party { get; private set; }

    public Typed Typed { get; private set; } = new();

    public ValueList<GivenGoods> Goods { get; private set; } = [];

    public IReadOnlyList<FieldProblem> Problems { get; private set; } = [];

    /// <summary>A receipt that stands for some of the days; null: none is in the way.</summary>
    public Receipt? InTheWay { get; private set; }

    /// <summary>True when the goods are others than those that were shown.</summary>
    public bool IsChanged { get; private set; }

    public Mass Sum => OurAccountModel.Sum(Goods.Select(x => x.Quantity));

    /// <summary>By which it is seen that what was confirmed is what was shown.</summary>
    public string Shown => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Goods.Select(x => $"{x.Product}\t{x.Family}\t{x.Quantity.Grams}").Prepend($"{Typed[ReceiptForm.From]} {Typed[ReceiptForm.Until]}")))))[..16];

    public bool IsWrong(string field) => Problems.Any(x => x.Field == field);

    DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Real!.Index.ZoneOf(Party!.Territory)).DateTime);

    public async Task<IActionResult> OnGetAsync(Guid? donateur, int? annee, Guid? remplace, CancellationToken cancellation)
    {
        if (annee is < 2000 or > 2200 || !await FindAsync(cancellation))
            return NotFound();
        if (Party is not { } party)
            return Page();
        var receipts = (await Door.Store.Receipts.OfPartyAsync(party.Id, cancellation)).Where(x => x.Issuer == party.Id).ToList();
        var replaced = receipts.Find(x => x.Id.Value == remplace && x.Cancelled is not null);
        if ((remplace is not null && replaced is null) || (replaced?.Donor.Value ?? donateur) is not { } donor)
            return NotFound();
        var year = annee ?? Today.Year;
        var (end, yesterday) = (new DateOnly(year, 12, 31), Today.AddDays(-1));
        // Who gave nothing is none of the visitor's business, with its address and number.
        if (replaced is null && !receipts.Exists(x => x.Donor.Value == donor) && (await Door.Store.Receipts.GivenAsync(new(donor), party.Id, new(year, 1, 1), end, cancellation)).Count == 0)
            return NotFound();
        Typed["id"] = ids.Next().ToString();
        (Typed[ReceiptForm.Donor], Typed["remplace"]) = (donor.ToString(), remplace?.ToString() ?? "");
        // Today is not over: what comes this afternoon would stand on no receipt any more.
        (Typed[ReceiptForm.From], Typed[ReceiptForm.Until]) = replaced is { } before
            ? (ReceiptForm.Show(before.Text.From), ReceiptForm.Show(before.Text.Until))
            : (ReceiptForm.Show(new(year, 1, 1)), ReceiptForm.Show(end < Today ? end : yesterday.Year == year ? yesterday : Today));
        // Written once and then known: what stands on the latest receipt.
        if ((replaced ?? receipts.FirstOrDefault())?.Text.Issuer is { } issuer)
            ReceiptForm.Show(issuer, Typed);
        else
            (Typed["nom"], Typed["siren"], Typed["rna"], Typed["adresse"], Typed["qualite"]) =
                (party.Name, party.Siret?.Siren.ToString() ?? "", party.Rna?.ToString() ?? "", AddressOf(party.Id), Texts.Get("ReceiptForm.Quality.Interest"));
        if ((replaced ?? receipts.Find(x => x.Donor.Value == donor))?.Text.Donor is { } known)
            ReceiptForm.Show(known, Typed);
        else if (Real!.Index.Day.Parties.FirstOrDefault(x => x.Id.Value == donor) is { } giver)
            (Typed["donNom"], Typed["donSiren"], Typed["donAdresse"]) = (giver.Name, giver.Siret?.Siren.ToString() ?? "", AddressOf(giver.Id));
        if (replaced is { Text.ValueEuros: var value })
            Typed[ReceiptForm.Value] = value.ToString("0.00", System.Globalization.CultureInfo.CurrentCulture);
        await ReadGoodsAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Request.HasFormContentType)
            return BadRequest();
        Typed = Typed.Of(await Request.ReadFormAsync(cancellation));
        if (!await FindAsync(cancellation) || Party is not { } party
            || !Guid.TryParse(Typed["id"], out var id) || !Guid.TryParse(Typed[ReceiptForm.Donor], out var donor))
            return NotFound();
        await ReadGoodsAsync(cancellation);
        if (Typed["geste"] == Look)
        {
            if (ReceiptForm.Days(Typed, Today).Problem is { } wrong)
                Problems = [wrong];
            return Page();
        }
        (var text, Problems) = ReceiptForm.Read(Typed, Today, Goods, Real!.Plan.Notice);
        if (text is null)
            return Page();
        if (Typed["vu"] != Shown)
        {
            IsChanged = true;
            return Page();
        }
        ReceiptId? replaces = Guid.TryParse(Typed["remplace"], out var old) ? new(old) : null;
        switch (await Door.Store.Receipts.IssueAsync(new(new(id), party.Id, new(donor), party.Territory, text, replaces), Today.Year, cancellation))
        {
            case ReceiptOutcome.Issued(var receipt) when receipt.Issuer == party.Id:
                return Redirect($"/recus/{receipt.Id.Value}");
            case ReceiptOutcome.Overlaps(var standing):
                InTheWay = standing;
                return Page();
            case ReceiptOutcome.GoodsChanged:
                await ReadGoodsAsync(cancellation);
                IsChanged = true;
                return Page();
            default:
                return NotFound();
        }
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await FindDayAsync(null, cancellation))
            return false;
        Party = Real?.Index.Day.Parties.FirstOrDefault(x => x.Id.Value == User.Subject());
        return true;
    }

    async Task ReadGoodsAsync(CancellationToken cancellation) =>
        Goods = ReceiptForm.Days(Typed, Today).Days is var (from, until) && Guid.TryParse(Typed[ReceiptForm.Donor], out var donor)
            ? [.. await Door.Store.Receipts.GivenAsync(new(donor), Party!.Id, from, until, cancellation)] : [];

    string AddressOf(PartyId party) => Real!.Index.Day.Sites.FirstOrDefault(x => x.Party == party) is { } site ? string.Join(", ", ((string?[])[site.Address, site.Commune]).OfType<string>()) : "";
}
