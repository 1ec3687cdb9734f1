using Logistics.Domain;

namespace Logistics.Storage.People;

/// <summary>Which letters people want, and which were written (<c>Schema/017_calendars_and_notices.sql</c>).</summary>
public static class NoticeStore
{
    /// <summary>Null: the person has never said.</summary>
    public static Task<NoticeChoiceRow?> FindAsync(UnitOfWork unit, Guid person) => unit.FirstOrDefaultAsync<NoticeChoiceRow>(
        "SELECT questions AS Questions, reminder AS Reminder, digest AS Digest, quiet_from AS QuietFrom, quiet_until AS QuietUntil FROM notice_choice WHERE person_id = @person", new { person });

    public static Task KeepAsync(UnitOfWork unit, Guid person, NoticeChoiceRow choice) => unit.ExecuteAsync(
        """
        INSERT INTO notice_choice (person_id, questions, reminder, digest, quiet_from, quiet_until) VALUES (@person, @Questions, @Reminder, @Digest, @QuietFrom, @QuietUntil)
        ON CONFLICT (person_id) DO UPDATE SET questions = excluded.questions, reminder = excluded.reminder, digest = excluded.digest,
          quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until
        """,
        new { person, choice.Questions, choice.Reminder, choice.Digest, choice.QuietFrom, choice.QuietUntil });

    /// <summary>Who speaks for a partner of the territory, wants letters of the kind, and has none about the period yet.</summary>
    public static async Task<IReadOnlyList<NoticeReaderRow>> UnwrittenAsync(UnitOfWork unit, NoticeKind kind, TerritoryId territory, DateOnly period, DateTimeOffset now) =>
        [.. await unit.QueryAsync<NoticeReaderRow>(
            $"""
             SELECT DISTINCT ON (p.id, m.organisation_id) p.id AS Person, m.organisation_id AS Party, m.label AS Name, p.email AS Email, p.language AS Language, c.quiet_from AS QuietFrom, c.quiet_until AS QuietUntil
             FROM notice_choice c JOIN person p ON p.id = c.person_id JOIN membership m ON m.person_id = p.id
             WHERE CASE @kind WHEN 'reminder' THEN c.reminder ELSE c.digest END AND p.erased_at IS NULL AND {PeopleStore.IsValid}
               AND m.organisation_id IN (SELECT id FROM current_party WHERE territory_id = @territory)
               AND NOT EXISTS (SELECT FROM notice_sent s WHERE s.person_id = p.id AND s.party_id = m.organisation_id AND s.kind = @kind AND s.period = @period)
             ORDER BY p.id, m.organisation_id, m.valid_from, m.id
             """,
            new { kind = WordOf(kind), territory = territory.Value, period, now })];

    /// <summary>Puts a letter into the outbox and remembers it, both or neither.</summary>
    /// <param name="due">Not before then.</param>
    /// <returns>False: another host did meanwhile.</returns>
    public static async Task<bool> WriteAsync(UnitOfWork unit, NoticeKind kind, Guid person, Guid party, DateOnly period, NewMail mail, DateTimeOffset due, DateTimeOffset now)
    {
        if (await unit.ExecuteAsync(
            "INSERT INTO notice_sent (person_id, party_id, kind, period, sent_at) VALUES (@person, @party, @kind, @period, @now) ON CONFLICT DO NOTHING",
            new { person, party, kind = WordOf(kind), period, now }) == 0)
            return false;
        await MailOutbox.AddAsync(unit, mail, now, due);
        return true;
    }

    static string WordOf(NoticeKind kind) => kind == NoticeKind.Reminder ? "reminder" : "digest";
}

public enum NoticeKind
{
    /// <summary>On the evening before a day.</summary>
    Reminder,

    /// <summary>Once a week.</summary>
    Digest,
}

/// <param name="QuietFrom">Minutes of the local day, inclusive; null as <paramref name="QuietUntil"/>: never quiet.</param>
/// <param name="QuietUntil">Exclusive; before <paramref name="QuietFrom"/>: over midnight.</param>
public sealed record NoticeChoiceRow(bool Questions, bool Reminder, bool Digest, int? QuietFrom, int? QuietUntil);

/// <param name="Name">The partner's.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record NoticeReaderRow(Guid Person, Guid Party, string Name, string Email, string Language, int? QuietFrom, int? QuietUntil);
