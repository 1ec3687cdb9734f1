using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proofs;
using Logistics.Measures;

namespace Logistics.Formats.Exchange;

/// <summary>So many grams of a lot at a site, or on the road.</summary>
public sealed record StockLine(LotId Lot, SiteId? Site, Mass Quantity);

/// <summary>What happened on a day, as far as it is known.</summary>
/// <param name="Plan">With what its batches make; null: the day is not planned.</param>
public sealed record ExportedDay(DayIndex Index, DayPlan? Plan, IReadOnlyList<Proof> Proofs, IReadOnlyList<StockLine> Stock);

/// <summary>Tables of a day for other programs. Kilograms are exact to the gram; times are the territory's.</summary>
public static class ExportTable
{
    /// <summary>What each table can say.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Members = new Dictionary<string, string[]>
    {
        ["lots"] = ["day", "lot", "territory", "donor", "donorName", "site", "product", "family", "kg", "date", "pickupFrom", "pickupUntil"],
        ["allocations"] = ["day", "lot", "product", "family", "donor", "donorName", "recipient", "recipientName", "need", "kg"],
        ["proofs"] = ["day", "proof", "at", "site", "lot", "product", "recipient", "did", "kg", "reason", "celsius", "corrects"],
        ["stock"] = ["day", "lot", "product", "site", "kg"],
    };

    public static byte[] Write(ExportProfile profile, ExportedDay day)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(day);
        var members = Members[profile.Table];
        int[] places = [.. profile.Columns.Values.Select(x => Array.IndexOf(members, x))];
        var rows = profile.Table switch
        {
            "lots" => Lots(day, profile),
            "allocations" => Allocations(day, profile),
            "proofs" => Proofs(day, profile),
            _ => Stock(day, profile),
        };
        return ExchangeTable.Write([[.. profile.Columns.Keys], .. rows.Select(row => (string[])[.. places.Select(x => row[x])])], profile.Separator, profile.Encoding);
    }

    static IEnumerable<string[]> Lots(ExportedDay of, ExportProfile profile)
    {
        foreach (var x in of.Index.Day.Lots)
        {
            var (donor, zone) = (of.Index[x.Donor], of.Index.ZoneOf(x.Territory));
            yield return
            [
                Day(of), x.Code, of.Index.Day.Territories.First(y => y.Id == x.Territory).Code, donor.Code, donor.Name, of.Index[x.Site].Code, x.Product, Word(x.Family), Kg(x.Quantity.Expected, profile),
                Date(x.Date.Date), Time(x.PickupWindow.Begin, zone), Time(x.PickupWindow.End, zone),
            ];
        }
    }

    static IEnumerable<string[]> Allocations(ExportedDay of, ExportProfile profile)
    {
        foreach (var x in of.Plan?.Carriable() ?? [])
        {
            var (lot, need) = (of.Index[x.Lot], of.Index[x.Need]);
            var (donor, recipient) = (of.Index[lot.Donor], of.Index[need.Recipient]);
            yield return [Day(of), lot.Code, lot.Product, Word(lot.Family), donor.Code, donor.Name, recipient.Code, recipient.Name, need.Code, Kg(x.Quantity, profile)];
        }
    }

    static IEnumerable<string[]> Proofs(ExportedDay of, ExportProfile profile)
    {
        var (lots, parties, sites) = Names(of);
        foreach (var proof in of.Proofs)
            foreach (var x in proof.Lines)
            {
                var lot = lots.GetValueOrDefault(x.Lot);
                yield return
                [
                    Day(of), proof.Id.Value.ToString(), proof.OccurredAt.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture), sites.GetValueOrDefault(proof.Site) ?? proof.Site.Value.ToString(),
                    lot.Code ?? x.Lot.Value.ToString(), lot.Product ?? "", parties.GetValueOrDefault(x.Recipient) ?? "", Word(x.Deed), Kg(x.Quantity, profile), x.Reason ?? "",
                    proof.Temperature is { } measured ? Number(measured.TenthsOfDegree / 10m, profile) : "", proof.Corrects?.Value.ToString() ?? "",
                ];
            }
    }

    static IEnumerable<string[]> Stock(ExportedDay of, ExportProfile profile)
    {
        var (lots, _, sites) = Names(of);
        foreach (var x in of.Stock)
        {
            var lot = lots.GetValueOrDefault(x.Lot);
            yield return [Day(of), lot.Code ?? x.Lot.Value.ToString(), lot.Product ?? "", x.Site is { } at ? sites.GetValueOrDefault(at) ?? at.Value.ToString() : "", Kg(x.Quantity, profile)];
        }
    }

    /// <summary>What is named may be of another day: then its id stands for it.</summary>
    static (Dictionary<LotId, (string Code, string Product)> Lots, Dictionary<PartyId, string> Parties, Dictionary<SiteId, string> Sites) Names(ExportedDay of) => (
        of.Index.Day.Lots.ToDictionary(x => x.Id, x => (x.Code, x.Product)), of.Index.Day.Parties.ToDictionary(x => x.Id, x => x.Code), of.Index.Day.Sites.ToDictionary(x => x.Id, x => x.Code));

    static string Day(ExportedDay of) => Date(of.Index.Day.Date);

    static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Time(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    static string Kg(Mass mass, ExportProfile profile) => Number(mass.Grams / 1000m, profile);

    static string Number(decimal number, ExportProfile profile) => number.ToString("0.###", CultureInfo.InvariantCulture).Replace(".", profile.Decimal, StringComparison.Ordinal);

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
