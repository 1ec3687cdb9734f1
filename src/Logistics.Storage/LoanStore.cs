using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>What territories lend each other by consent of both (<c>Schema/014_loans_and_exchange.sql</c>).</summary>
public static class LoanStore
{
    /// <summary>Offers something, which is the lender's consent. The same offer again changes nothing.</summary>
    /// <returns>False, and nothing was kept: the lender declared no such thing for any of the days.</returns>
    /// <exception cref="OutOfScopeException">The lender is not in scope.</exception>
    public static async Task<bool> OfferAsync(UnitOfWork unit, Loan loan)
    {
        ArgumentNullException.ThrowIfNull(loan);
        var table = loan.Kind == LoanKind.Equipment ? "equipment" : "lot";
        var terms = new
        {
            id = loan.Id.Value,
            lender = loan.Lender.Value,
            borrower = loan.Borrower.Value,
            kind = Words.Of(loan.Kind),
            loan.Thing,
            loan.ValidFrom,
            loan.ValidUntil,
            loan.Conditions,
            loan.OfferedAt,
        };
        // Equipment is lent for days to come; what was declared of it before shows that it is there. A lot is of one day.
        if (!await unit.SingleAsync<bool>($"SELECT EXISTS (SELECT FROM {table} WHERE id = @Thing AND territory_id = @lender{(loan.Kind == LoanKind.Lot ? " AND service_date BETWEEN @ValidFrom AND coalesce(@ValidUntil, @ValidFrom)" : "")})", terms))
            return false;
        if (await unit.ExecuteAsync(
            """
            INSERT INTO loan (id, territory_id, borrower_id, kind, thing_id, valid_from, valid_until, conditions, offered_at)
            VALUES (@id, @lender, @borrower, @kind, @Thing, @ValidFrom, @ValidUntil, @Conditions, @OfferedAt) ON CONFLICT (id) DO NOTHING
            """,
            terms) > 0)
            await AgreeAsync(unit, loan.Id, loan.Lender, loan.OfferedAt);
        return true;
    }

    /// <summary>Agrees for one side. Agreeing again changes nothing.</summary>
    /// <returns>Unknown: there is no such loan of that territory. Over: it was withdrawn, for good.</returns>
    public static async Task<LoanOutcome> AgreeAsync(UnitOfWork unit, LoanId id, TerritoryId side, DateTimeOffset now)
    {
        if (await FindAsync(unit, id) is not { } loan || (side != loan.Lender && side != loan.Borrower))
            return LoanOutcome.Unknown;
        if (loan.OfLender?.WithdrawnAt is not null || loan.OfBorrower?.WithdrawnAt is not null)
            return LoanOutcome.Over;
        if (await unit.ExecuteAsync(
            "INSERT INTO loan_consent (loan_id, territory_id, given_at) VALUES (@id, @side, @now) ON CONFLICT DO NOTHING", new { id = id.Value, side = side.Value, now }) > 0)
            await TellAsync(unit, loan, side == loan.Lender ? "loan-offered" : "loan-agreed", now);
        return LoanOutcome.Kept;
    }

    /// <summary>Withdraws for one side, whether it had agreed or not: from here on the borrower sees nothing of it.</summary>
    public static async Task<LoanOutcome> WithdrawAsync(UnitOfWork unit, LoanId id, TerritoryId side, DateTimeOffset now)
    {
        if (await FindAsync(unit, id) is not { } loan || (side != loan.Lender && side != loan.Borrower))
            return LoanOutcome.Unknown;
        // Who never agreed and says no says it once and for all as well.
        if (await unit.ExecuteAsync(
            """
            INSERT INTO loan_consent AS c (loan_id, territory_id, given_at, withdrawn_at) VALUES (@id, @side, @now, @now)
            ON CONFLICT (loan_id, territory_id) DO UPDATE SET withdrawn_at = greatest(@now, c.given_at) WHERE c.withdrawn_at IS NULL
            """,
            new { id = id.Value, side = side.Value, now }) > 0)
            await TellAsync(unit, loan, "loan-withdrawn", now);
        return LoanOutcome.Kept;
    }

    public static async Task<Loan?> FindAsync(UnitOfWork unit, LoanId id) => (await ReadAsync(unit, "l.id = @id", new { id = id.Value })).SingleOrDefault();

    /// <summary>Those in scope, the latest first.</summary>
    /// <param name="of">Null: of all; else those that this territory lends or borrows.</param>
    public static Task<IReadOnlyList<Loan>> ListAsync(UnitOfWork unit, TerritoryId? of) =>
        ReadAsync(unit, "@of::uuid IS NULL OR @of IN (l.territory_id, l.borrower_id)", new { of = of?.Value });

    /// <summary>What a territory has from others on a date, as those declared it.</summary>
    public static async Task<Lent> LentAsync(UnitOfWork unit, TerritoryId borrower, DateOnly date)
    {
        var arguments = new { borrower = borrower.Value, date };
        return new(
            [.. (await unit.QueryAsync<string>(Sql("equipment"), arguments)).Select(Documents.Read<SharedEquipment>)],
            [.. (await unit.QueryAsync<string>(Sql("lot"), arguments)).Select(Documents.Read<Lot>)]);

        static string Sql(string table) =>
            $"""
             SELECT t.document::text FROM {table} AS t
             WHERE t.service_date = @date AND (t.territory_id, t.id) IN (
               SELECT l.territory_id, l.thing_id FROM standing_loan AS l
               WHERE l.kind = '{table}' AND l.borrower_id = @borrower AND l.valid_from <= @date AND (l.valid_until IS NULL OR l.valid_until >= @date))
             ORDER BY t.code, t.id
             """;
    }

    static async Task<IReadOnlyList<Loan>> ReadAsync(UnitOfWork unit, string condition, object arguments) =>
        [.. (await unit.QueryAsync<LoanRow>(
            $"""
             SELECT l.id AS Id, l.territory_id AS Lender, l.borrower_id AS Borrower, l.kind AS Kind, l.thing_id AS Thing, l.valid_from AS ValidFrom, l.valid_until AS ValidUntil,
               l.conditions AS Conditions, l.offered_at AS OfferedAt, a.given_at AS LenderGave, a.withdrawn_at AS LenderWithdrew, b.given_at AS BorrowerGave, b.withdrawn_at AS BorrowerWithdrew
             FROM loan AS l LEFT JOIN loan_consent AS a ON a.loan_id = l.id AND a.territory_id = l.territory_id LEFT JOIN loan_consent AS b ON b.loan_id = l.id AND b.territory_id = l.borrower_id
             WHERE {condition} ORDER BY l.offered_at DESC, l.id
             """,
            arguments)).Select(x => x.ToLoan())];

    /// <summary>Both are told, each in its own territory.</summary>
    static Task TellAsync(UnitOfWork unit, Loan loan, string kind, DateTimeOffset now)
    {
        var payload = JsonSerializer.Serialize(new { lender = loan.Lender.Value, borrower = loan.Borrower.Value, kind = Words.Of(loan.Kind), thing = loan.Thing, from = loan.ValidFrom, until = loan.ValidUntil });
        return EventLog.AppendAllAsync(unit, [.. ((TerritoryId[])[loan.Lender, loan.Borrower]).Select(side => new NewEvent(now, side, kind, loan.Id.Value, payload))]);
    }

    sealed record LoanRow(
        Guid Id, Guid Lender, Guid Borrower, string Kind, Guid Thing, DateOnly ValidFrom, DateOnly? ValidUntil, string? Conditions, DateTimeOffset OfferedAt,
        DateTimeOffset? LenderGave, DateTimeOffset? LenderWithdrew, DateTimeOffset? BorrowerGave, DateTimeOffset? BorrowerWithdrew)
    {
        public Loan ToLoan() => new()
        {
            Id = new(Id),
            Lender = new(Lender),
            Borrower = new(Borrower),
            Kind = Words.Read<LoanKind>(Kind),
            Thing = Thing,
            ValidFrom = ValidFrom,
            ValidUntil = ValidUntil,
            Conditions = Conditions,
            OfferedAt = OfferedAt,
            OfLender = LenderGave is { } lent ? new(lent, LenderWithdrew) : null,
            OfBorrower = BorrowerGave is { } taken ? new(taken, BorrowerWithdrew) : null,
        };
    }
}

/// <summary>What became of an agreement or a withdrawal.</summary>
public enum LoanOutcome
{
    Kept,

    /// <summary>There is no such loan, or it is none of that territory.</summary>
    Unknown,

    /// <summary>One of the two has withdrawn.</summary>
    Over,
}

/// <summary>What a territory has from others on a date.</summary>
public sealed record Lent(IReadOnlyList<SharedEquipment> Equipment, IReadOnlyList<Lot> Lots);
