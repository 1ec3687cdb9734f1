using System.Globalization;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Domain.Receipts;

/// <summary>Who received the goods and attests it.</summary>
/// <param name="Siren">Null where it has <paramref name="Rna"/>; one of the two is told.</param>
/// <param name="Purpose">What it does, so that whoever reads may judge whether such gifts count.</param>
/// <param name="Quality">What makes gifts to it count, in the words of the form: "œuvre ou organisme d'intérêt général" and its like.</param>
/// <param name="SignedBy">Name and office of who may sign for it.</param>
public sealed record ReceiptIssuer(string Name, Siren? Siren, Rna? Rna, string Address, string Purpose, string Quality, string SignedBy);

/// <summary>The business that gave.</summary>
public sealed record ReceiptDonor(string Name, string LegalForm, Siren Siren, string Address);

/// <param name="Product">As it was declared; null: not known any more.</param>
/// <param name="Family">Null: not known.</param>
public sealed record GivenGoods(string? Product, Family? Family, Mass Quantity);

/// <summary>What is handed out under one number and stays as it is.</summary>
/// <param name="From">First day on which any of it was given.</param>
/// <param name="Until">Last such day (inclusive).</param>
/// <param name="Goods">As the issuer's ledger has them.</param>
/// <param name="ValueEuros">At cost price, as the donor states it: the issuer does not judge it. With two decimals.</param>
/// <param name="Notice">Said on it where its data are invented; null: they are not.</param>
public sealed record ReceiptText(ReceiptIssuer Issuer, ReceiptDonor Donor, DateOnly From, DateOnly Until, ValueList<GivenGoods> Goods, decimal ValueEuros, string? Notice);

/// <summary>That it counts no more, and why.</summary>
public sealed record ReceiptCancellation(DateTimeOffset At, string Why);

/// <summary>
/// A receipt for gifts in kind of a business, for the reduction of its tax: numbered without gaps by whoever issues them, cancelled and never changed, written anew under another number.
/// </summary>
/// <remarks>
/// Code général des impôts, article 238 bis, 5 bis; form 2041-MEC-SD (Cerfa 16216), whose mentions any other document may carry (ruling of the administration, 21 June 2023).
/// Nature and quantity are the issuer's to state, the value the donor's.
/// </remarks>
/// <param name="Territory">The issuer's.</param>
/// <param name="Year">In which it was issued.</param>
/// <param name="Number">Among those of the issuer and the year, from 1.</param>
/// <param name="Replaces">One that was cancelled; null: none.</param>
/// <param name="Cancelled">Null: it stands.</param>
public sealed record Receipt(
    ReceiptId Id, PartyId Issuer, PartyId Donor, TerritoryId Territory, int Year, int Number, DateTimeOffset IssuedAt, ReceiptText Text, ReceiptId? Replaces, ReceiptCancellation? Cancelled)
{
    /// <summary>Such as 2026-0012.</summary>
    public string Order => OrderOf(Year, Number);

    public static string OrderOf(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:0000}");
}
