using Logistics.Domain;

namespace Logistics.Storage.People;

/// <summary>What people want to be told, by mail and on their devices, and what was (<c>Schema/017_calendars_and_notices.sql</c>, <c>021_devices.sql</c>).</summary>
public static class NoticeStore
{
    /// <summary>Null: the person has never said.</summary>
    public static Task<NoticeChoiceRow?> FindAsync(UnitOfWork unit, Guid person) => unit.FirstOrDefaultAsync<NoticeChoiceRow>(
        """
        SELECT questions AS Questions, reminder AS Reminder, digest AS Digest, quiet_from AS QuietFrom, quiet_until AS QuietUntil,
          questions_push AS QuestionsThere, reminder_push AS ReminderThere, digest_push AS DigestThere
        FROM notice_choice WHERE person_id = @person
        """,
        new { person });

    public static Task KeepAsync(UnitOfWork unit, Guid person, NoticeChoiceRow choice) => unit.ExecuteAsync(
        """
        INSERT INTO notice_choice (person_id, questions, reminder, digest, quiet_from, quiet_until, questions_push, reminder_push, digest_push)
        VALUES (@person, @Questions, @Reminder, @Digest, @QuietFrom, @QuietUntil, @QuestionsThere, @ReminderThere, @DigestThere)
        ON CONFLICT (person_id) DO UPDATE SET questions = excluded.questions, reminder = excluded.reminder, digest = excluded.digest, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
          questions_push = excluded.questions_push, reminder_push = excluded.reminder_push, digest_push = excluded.digest_push
        """,
        new { person, choice.Questions, choice.Reminder, choice.Digest, choice.QuietFrom, choice.QuietUntil, choice.QuestionsThere, choice.ReminderThere, choice.DigestThere });

    /// <summary>Somebody whose first device was switched on and who chose nothing for devices is told there what it gets by mail.</summary>
    internal static Task TellDevicesAsync(UnitOfWork unit, Guid person) => unit.ExecuteAsync(
        """
        INSERT INTO notice_choice AS c (person_id, questions, reminder, digest, questions_push, reminder_push, digest_push) VALUES (@person, true, false, false, true, false, false)
        ON CONFLICT (person_id) DO UPDATE SET questions_push = c.questions, reminder_push = c.reminder, digest_push = c.digest WHERE NOT (c.questions_push OR c.reminder_push OR c.digest_push)
        """,
        new { person });

    /// <summary>Who speaks for a partner of the territory, wants to be told of the kind, by mail or on devices, and was not about the period yet.</summary>
    public static async Task<IReadOnlyList<NoticeReaderRow>> UnwrittenAsync(UnitOfWork unit, NoticeKind kind, TerritoryId territory, DateOnly period, DateTimeOffset now) =>
        [.. await unit.QueryAsync<NoticeReaderRow>(
            $"""
             SELECT DISTINCT ON (p.id, m.organisation_id) p.id AS Person, m.organisation_id AS Party, m.label AS Name, p.email AS Email, p.language AS Language, c.quiet_from AS QuietFrom, c.quiet_until AS QuietUntil,
               CASE @kind WHEN 'reminder' THEN c.reminder ELSE c.digest END AS ByMail, CASE @kind WHEN 'reminder' THEN c.reminder_push ELSE c.digest_push END AS OnDevices
             FROM notice_choice c JOIN person p ON p.id = c.person_id JOIN membership m ON m.person_id = p.id
             WHERE CASE @kind WHEN 'reminder' THEN c.reminder OR c.reminder_push ELSE c.digest OR c.digest_push END AND p.erased_at IS NULL AND {PeopleStore.IsValid}
               AND m.organisation_id IN (SELECT id FROM current_party WHERE territory_id = @territory)
               AND NOT EXISTS (SELECT FROM notice_sent s WHERE s.person_id = p.id AND s.party_id = m.organisation_id AND s.kind = @kind AND s.period = @period)
             ORDER BY p.id, m.organisation_id, m.valid_from, m.id
             """,
            new { kind = WordOf(kind), territory = territory.Value, period, now })];

    /// <summary>Puts a notice into the outboxes and remembers it, all or nothing.</summary>
    /// <param name="push">What devices are told; null: the instance tells none.</param>
    /// <param name="due">Not before then.</param>
    /// <returns>False: another host did meanwhile.</returns>
    public static async Task<bool> WriteAsync(UnitOfWork unit, NoticeKind kind, NoticeReaderRow reader, DateOnly period, NewMail mail, NewPush? push, DateTimeOffset due, DateTimeOffset now)
    {
        var (person, party) = (reader.Person, reader.Party);
        if (await unit.ExecuteAsync(
            "INSERT INTO notice_sent (person_id, party_id, kind, period, sent_at) VALUES (@person, @party, @kind, @period, @now) ON CONFLICT DO NOTHING",
            new { person, party, kind = WordOf(kind), period, now }) == 0)
            return false;
        await PutAsync(unit, person, reader.ByMail, reader.OnDevices, mail, push, now, due);
        return true;
    }

    /// <summary>By mail, on devices, or both. Who chose devices alone and has none that could be told in time gets the letter: nobody is told nothing.</summary>
    public static async Task PutAsync(UnitOfWork unit, Guid person, bool byMail, bool onDevices, NewMail mail, NewPush? push, DateTimeOffset now, DateTimeOffset due)
    {
        var devices = onDevices && push is not null ? await PushOutbox.AddAsync(unit, push, person, now, due) : 0;
        if (byMail || devices == 0)
            await MailOutbox.AddAsync(unit, mail, now, due);
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
/// <param name="QuestionsThere">On devices, as <paramref name="Questions"/> by mail; likewise the others.</param>
public sealed record NoticeChoiceRow(
    bool Questions, bool Reminder, bool Digest, int? QuietFrom, int? QuietUntil, bool QuestionsThere = false, bool ReminderThere = false, bool DigestThere = false);

/// <param name="Name">The partner's.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record NoticeReaderRow(Guid Person, Guid Party, string Name, string Email, string Language, int? QuietFrom, int? QuietUntil, bool ByMail = true, bool OnDevices = false);
