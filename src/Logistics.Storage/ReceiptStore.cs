using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Receipts;
using Logistics.Measures;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>Receipts for gifts in kind (<c>Schema/028_receipts.sql</c>), and the gifts that they are written for.</summary>
public static class ReceiptStore
{
    /// <summary>
    /// What reached a partner of lots that a donor declared, wherever they lay, or that were split off them, by product and family, the most first. What was bought, what is a depot's stock
    /// and what others gave at its doors (a drive) is no gift of the donor's, nor is what a kitchen made of gifts.
    /// </summary>
    /// <param name="from">The first day that counts.</param>
    /// <param name="until">The last (inclusive).</param>
    public static async Task<IReadOnlyList<GivenGoods>> GivenAsync(UnitOfWork unit, PartyId donor, PartyId recipient, DateOnly from, DateOnly until) =>
        [.. (await unit.QueryAsync<(string? Product, string? Family, long Grams)>(
            $"""
             {Gifts}
             SELECT product, family, sum(quantity_g)::bigint FROM gift WHERE service_date BETWEEN @from AND @until GROUP BY product, family HAVING sum(quantity_g) > 0 ORDER BY 3 DESC, 1, 2
             """,
            new { donor = donor.Value, recipient = recipient.Value, from, until }))
            .Select(x => new GivenGoods(x.Product, x.Family is { } family ? Words.Read<Family>(family) : null, new Mass(x.Grams)))];

    /// <summary>Donors with what a partner received of each as a gift within days (both inclusive), who gave most first.</summary>
    public static async Task<IReadOnlyList<GivenBy>> DonorsAsync(UnitOfWork unit, PartyId recipient, DateOnly from, DateOnly until)
    {
        var donors = new List<GivenBy>();
        foreach (var (donor, name) in await unit.QueryAsync<(Guid Donor, string Name)>(
            """
            WITH RECURSIVE up (lot_id) AS (
              SELECT lot_id FROM standing_movement WHERE kind = 'delivered' AND party_id = @recipient AND service_date BETWEEN @from AND @until
              UNION SELECT s.lot_id FROM up JOIN standing_movement AS s ON s.part_lot_id = up.lot_id AND s.kind = 'split'
            )
            SELECT d.donor_id, (SELECT name FROM party WHERE id = d.donor_id ORDER BY service_date DESC LIMIT 1)
            FROM (SELECT DISTINCT l.donor_id FROM up JOIN lot AS l ON l.id = up.lot_id WHERE l.donor_id <> @recipient) AS d
            """,
            new { recipient = recipient.Value, from, until }))
            if (await GivenAsync(unit, new(donor), recipient, from, until) is { Count: > 0 } goods)
                donors.Add(new(new(donor), name, new Mass(goods.Sum(x => x.Quantity.Grams))));
        return [.. donors.OrderByDescending(x => x.Quantity).ThenBy(x => x.Donor.Value)];
    }

    /// <summary>Those that a partner issued or was given, the latest first.</summary>
    public static Task<IReadOnlyList<Receipt>> OfPartyAsync(UnitOfWork unit, PartyId party) => ReadAsync(unit, "issuer_id = @party OR donor_id = @party", new { party = party.Value });

    public static async Task<Receipt?> FindAsync(UnitOfWork unit, ReceiptId id) => (await ReadAsync(unit, "id = @id", new { id = id.Value })).SingleOrDefault();

    /// <summary>Issues a receipt under the next number, if what it says was given is what the ledger says.</summary>
    /// <param name="year">Of the day of issue, where the issuer is.</param>
    public static async Task<ReceiptOutcome> IssueAsync(UnitOfWork unit, NewReceipt receipt, int year, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var text = receipt.Text;
        // One after the other for each issuer: no number twice and none left out.
        await unit.LockAsync(LockSpace.Receipts, BitConverter.ToInt32(receipt.Issuer.Value.ToByteArray()));
        if (await FindAsync(unit, receipt.Id) is { } before)
            return before.Issuer != receipt.Issuer ? new ReceiptOutcome.ReplacesNone()
                : before.Donor == receipt.Donor && before.Text == text && before.Cancelled is null ? new ReceiptOutcome.Issued(before) : new ReceiptOutcome.Overlaps(before);
        var standing = await ReadAsync(
            unit, "issuer_id = @issuer AND donor_id = @donor AND cancelled_at IS NULL AND first_day <= @Until AND last_day >= @From",
            new { issuer = receipt.Issuer.Value, donor = receipt.Donor.Value, text.From, text.Until });
        if (standing.Count > 0)
            return new ReceiptOutcome.Overlaps(standing[0]);
        if (receipt.Replaces is { } replaced && (await FindAsync(unit, replaced) is not { Cancelled: not null } old || old.Issuer != receipt.Issuer || old.Donor != receipt.Donor
            || await unit.SingleAsync<bool>("SELECT EXISTS (SELECT FROM receipt WHERE replaces_id = @id)", new { id = replaced.Value })))
            return new ReceiptOutcome.ReplacesNone();
        if (!text.Goods.SequenceEqual(await GivenAsync(unit, receipt.Donor, receipt.Issuer, text.From, text.Until)))
            return new ReceiptOutcome.GoodsChanged();
        var number = await unit.SingleAsync<int>("SELECT coalesce(max(number), 0) + 1 FROM receipt WHERE issuer_id = @issuer AND year = @year", new { issuer = receipt.Issuer.Value, year });
        await unit.ExecuteAsync(
            """
            INSERT INTO receipt (id, territory_id, issuer_id, donor_id, year, number, issued_at, first_day, last_day, replaces_id, document)
            VALUES (@id, @territory, @issuer, @donor, @year, @number, @now, @From, @Until, @replaces, @document::jsonb)
            """,
            new
            {
                id = receipt.Id.Value,
                territory = receipt.Territory.Value,
                issuer = receipt.Issuer.Value,
                donor = receipt.Donor.Value,
                year,
                number,
                now,
                text.From,
                text.Until,
                replaces = receipt.Replaces?.Value,
                document = Documents.Write(text),
            });
        await TellAsync(unit, receipt.Territory, "receipt-issued", receipt.Id, Receipt.OrderOf(year, number), now);
        return new ReceiptOutcome.Issued((await FindAsync(unit, receipt.Id))!);
    }

    /// <summary>Cancels a receipt; one that is cancelled stays so, for the reason that was told first.</summary>
    /// <returns>False: the issuer has no such receipt.</returns>
    public static async Task<bool> CancelAsync(UnitOfWork unit, ReceiptId id, PartyId issuer, string why, DateTimeOffset now)
    {
        if (await FindAsync(unit, id) is not { } receipt || receipt.Issuer != issuer)
            return false;
        if (await unit.ExecuteAsync("UPDATE receipt SET cancelled_at = @now, cancelled_why = @why WHERE id = @id AND cancelled_at IS NULL", new { id = id.Value, why, now }) > 0)
            await TellAsync(unit, receipt.Territory, "receipt-cancelled", id, receipt.Order, now);
        return true;
    }

    /// <summary>Rows of what reached @recipient of @donor as a gift. What is given every week has one id, and what it was is asked of the day on which it was given.</summary>
    const string Gifts = """
        WITH RECURSIVE own (lot_id, root_id) AS (
          SELECT lot_id, lot_id FROM standing_movement WHERE kind = 'declared' AND lot_id IN (SELECT id FROM lot WHERE donor_id = @donor)
          UNION SELECT s.part_lot_id, own.root_id FROM standing_movement AS s JOIN own ON own.lot_id = s.lot_id WHERE s.kind = 'split'
        ), gift AS (
          SELECT m.service_date, l.product, m.family, m.quantity_g FROM own JOIN standing_movement AS m ON m.lot_id = own.lot_id
          JOIN LATERAL (
            SELECT product, donor_id, document->>'source' AS source FROM lot WHERE id = own.root_id
            ORDER BY service_date > m.service_date, abs(service_date - m.service_date), service_date LIMIT 1) AS l ON true
          WHERE m.kind = 'delivered' AND m.party_id = @recipient AND @recipient <> @donor AND l.donor_id = @donor AND l.source IN ('ramasse', 'gift', 'gleaning')
        )
        """;

    static async Task<IReadOnlyList<Receipt>> ReadAsync(UnitOfWork unit, string condition, object arguments) =>
        [.. (await unit.QueryAsync<ReceiptRow>(
            $"""
             SELECT id, issuer_id AS Issuer, donor_id AS Donor, territory_id AS Territory, year, number, issued_at AS IssuedAt, document::text AS Document, replaces_id AS Replaces,
               cancelled_at AS CancelledAt, cancelled_why AS CancelledWhy
             FROM receipt WHERE {condition} ORDER BY issued_at DESC, year DESC, number DESC, id
             """,
            arguments)).Select(x => x.ToReceipt())];

    static Task<long> TellAsync(UnitOfWork unit, TerritoryId territory, string kind, ReceiptId id, string order, DateTimeOffset now) =>
        EventLog.AppendAsync(unit, new(now, territory, kind, id.Value, JsonSerializer.Serialize(new { order })));

    sealed record ReceiptRow(
        Guid Id, Guid Issuer, Guid Donor, Guid Territory, int Year, int Number, DateTimeOffset IssuedAt, string Document, Guid? Replaces, DateTimeOffset? CancelledAt, string? CancelledWhy)
    {
        public Receipt ToReceipt() => new(
            new(Id), new(Issuer), new(Donor), new(Territory), Year, Number, IssuedAt, Documents.Read<ReceiptText>(Document), Replaces is { } replaced ? new(replaced) : null,
            CancelledAt is { } at ? new(at, CancelledWhy!) : null);
    }
}

/// <summary>A receipt that has no number yet.</summary>
/// <param name="Id">Drawn with the form, so that what is sent twice is issued once.</param>
public sealed record NewReceipt(ReceiptId Id, PartyId Issuer, PartyId Donor, TerritoryId Territory, ReceiptText Text, ReceiptId? Replaces);

/// <param name="Name">As it was declared last.</param>
/// <param name="Quantity">All that was given.</param>
public sealed record GivenBy(PartyId Donor, string Name, Mass Quantity);

/// <summary>What came of issuing a receipt.</summary>
public abstract record ReceiptOutcome
{
    ReceiptOutcome() { }

    public sealed record Issued(Receipt Receipt) : ReceiptOutcome;

    /// <summary>Some of the days are on a receipt that stands, or the form was issued already and says something else by now.</summary>
    public sealed record Overlaps(Receipt Standing) : ReceiptOutcome;

    /// <summary>What it is to replace is not of the same two sides, stands, or was replaced.</summary>
    public sealed record ReplacesNone : ReceiptOutcome;

    /// <summary>The ledger says otherwise by now.</summary>
    public sealed record GoodsChanged : ReceiptOutcome;
}
