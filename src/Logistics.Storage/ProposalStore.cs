using Logistics.Domain;
using Logistics.Domain.Proposals;
using Logistics.Measures;

namespace Logistics.Storage;

/// <summary>What recipients were offered and what they said (<c>Schema/008_declines_and_proposals.sql</c>).</summary>
public static class ProposalStore
{
    /// <summary>
    /// What a date's declarations count beyond their own revision: answers that ask for another plan, once their time is over. It grows with each
    /// of them, so a plan made before is older than its day.
    /// </summary>
    internal const string AnswersThatAskForAPlan =
        """
        WITH less AS MATERIALIZED (
          SELECT p.service_date, p.plan_id, p.put_at FROM proposal_answer a JOIN proposal p ON p.id = a.proposal_id WHERE a.takes_g < p.quantity_g),
        asked AS MATERIALIZED (
          SELECT service_date, plan_id,
            NOT EXISTS (SELECT 1 FROM proposal o LEFT JOIN proposal_answer b ON b.proposal_id = o.id
              WHERE o.service_date = less.service_date AND o.plan_id = less.plan_id AND b.proposal_id IS NULL) AS settled,
            (SELECT max(later.put_at) FROM proposal later WHERE later.service_date = less.service_date) AS latest
          FROM (SELECT DISTINCT service_date, plan_id FROM less) AS less)
        SELECT less.service_date, count(*) AS answers FROM less JOIN asked USING (service_date, plan_id) WHERE asked.settled OR asked.latest > less.put_at
        GROUP BY less.service_date
        """;

    /// <summary>Putting the same again changes nothing.</summary>
    public static async Task PutAsync(UnitOfWork unit, IEnumerable<Proposal> proposals)
    {
        ArgumentNullException.ThrowIfNull(proposals);
        foreach (var put in proposals)
            await unit.ExecuteAsync(
                """
                INSERT INTO proposal (id, service_date, territory_id, plan_id, lot_id, need_id, recipient_id, quantity_g, put_at, answer_by)
                VALUES (@id, @Date, @territory, @plan, @lot, @need, @recipient, @quantity, @PutAt, @AnswerBy) ON CONFLICT DO NOTHING
                """,
                new
                {
                    id = put.Id.Value,
                    put.Date,
                    territory = put.Territory.Value,
                    plan = put.Plan.Value,
                    lot = put.Lot.Value,
                    need = put.Need.Value,
                    recipient = put.Recipient.Value,
                    quantity = put.Quantity.Grams,
                    put.PutAt,
                    put.AnswerBy,
                });
    }

    /// <summary>All that was put for a date, by when and id, with the answers so far.</summary>
    public static async Task<IReadOnlyList<PutProposal>> OfDateAsync(UnitOfWork unit, DateOnly date) =>
        [.. (await unit.QueryAsync<Row>(
            """
            SELECT p.id AS Id, p.territory_id AS Territory, p.service_date AS Date, p.plan_id AS Plan, p.lot_id AS Lot, p.need_id AS Need, p.recipient_id AS Recipient,
              p.quantity_g AS Quantity, p.put_at AS PutAt, p.answer_by AS AnswerBy, a.takes_g AS Takes, a.motive AS Motive, a.answered_at AS AnsweredAt, a.by_silence AS BySilence
            FROM proposal p LEFT JOIN proposal_answer a ON a.proposal_id = p.id WHERE p.service_date = @date ORDER BY p.put_at, p.id
            """,
            new { date })).Select(x => x.Put())];

    /// <summary>Keeps an answer, unless there is one already; the same again is harmless.</summary>
    /// <param name="of">Who answers; null: somebody who may answer for anyone.</param>
    public static async Task<AnswerOutcome> AnswerAsync(UnitOfWork unit, ProposalAnswer answer, PartyId? of)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var asked = await unit.FirstOrDefaultAsync<Asked>(
            "SELECT territory_id AS Territory, recipient_id AS Recipient, quantity_g AS Quantity, answer_by AS AnswerBy FROM proposal WHERE id = @id", new { id = answer.Proposal.Value });
        if (asked is null || (of is { } party && asked.Recipient != party.Value))
            return AnswerOutcome.Unknown;
        if (answer.Takes < Mass.Zero || answer.Takes.Grams > asked.Quantity)
            return AnswerOutcome.TooMuch;
        var before = await unit.FirstOrDefaultAsync<Said>(AnswerOf, new { id = answer.Proposal.Value });
        if (before is null && answer.At > asked.AnswerBy)
            return AnswerOutcome.Over;
        // Two may answer at once: who is second finds the first one's answer, like who comes later.
        if (before is null && await InsertAsync(unit, answer, asked.Territory) == 1)
            return AnswerOutcome.Kept;
        before ??= await unit.SingleAsync<Said>(AnswerOf, new { id = answer.Proposal.Value });
        return before.Takes == answer.Takes.Grams && !before.BySilence ? AnswerOutcome.Kept : AnswerOutcome.Over;
    }

    /// <summary>Writes what silence means for every proposal of the latest plans whose time is over.</summary>
    /// <param name="agrees">True: who says nothing takes it; false: it passes to the next.</param>
    /// <returns>How many that were.</returns>
    public static async Task<int> CloseAsync(UnitOfWork unit, DateTimeOffset now, bool agrees) =>
        await unit.ExecuteAsync(
            """
            INSERT INTO proposal_answer (proposal_id, territory_id, takes_g, motive, answered_at, by_silence)
            SELECT p.id, p.territory_id, CASE WHEN @agrees THEN p.quantity_g ELSE 0 END, NULL, @now, true FROM proposal p
            WHERE p.answer_by < @now AND NOT EXISTS (SELECT 1 FROM proposal_answer a WHERE a.proposal_id = p.id)
              AND NOT EXISTS (SELECT 1 FROM proposal later WHERE later.service_date = p.service_date AND later.put_at > p.put_at)
            ON CONFLICT DO NOTHING
            """,
            new { now, agrees });

    static Task<int> InsertAsync(UnitOfWork unit, ProposalAnswer answer, Guid territory) => unit.ExecuteAsync(
        "INSERT INTO proposal_answer (proposal_id, territory_id, takes_g, motive, answered_at, by_silence) VALUES (@id, @territory, @takes, @Motive, @At, @BySilence) ON CONFLICT DO NOTHING",
        new { id = answer.Proposal.Value, territory, takes = answer.Takes.Grams, answer.Motive, answer.At, answer.BySilence });

    const string AnswerOf = "SELECT takes_g AS Takes, by_silence AS BySilence FROM proposal_answer WHERE proposal_id = @id";

    sealed record Asked(Guid Territory, Guid Recipient, long Quantity, DateTimeOffset AnswerBy);

    sealed record Said(long Takes, bool BySilence);

    sealed record Row(Guid Id, Guid Territory, DateOnly Date, Guid Plan, Guid Lot, Guid Need, Guid Recipient, long Quantity, DateTimeOffset PutAt, DateTimeOffset AnswerBy,
        long? Takes, string? Motive, DateTimeOffset? AnsweredAt, bool? BySilence)
    {
        public PutProposal Put() => new(
            new Proposal
            {
                Id = new(Id),
                Territory = new(Territory),
                Date = Date,
                Plan = new(Plan),
                Lot = new(Lot),
                Need = new(Need),
                Recipient = new(Recipient),
                Quantity = new(Quantity),
                PutAt = PutAt,
                AnswerBy = AnswerBy,
            },
            Takes is { } takes ? new ProposalAnswer(new(Id), new Mass(takes), Motive, AnsweredAt!.Value, BySilence!.Value) : null);
    }
}

/// <summary>What became of an answer.</summary>
public enum AnswerOutcome
{
    /// <summary>It is kept, now or since it was given before.</summary>
    Kept,

    /// <summary>There is no such proposal to this partner.</summary>
    Unknown,

    /// <summary>Its time is over, or another answer was kept before.</summary>
    Over,

    /// <summary>More than was offered, or less than nothing.</summary>
    TooMuch,
}
