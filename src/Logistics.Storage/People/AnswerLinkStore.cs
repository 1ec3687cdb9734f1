using Logistics.Domain;

namespace Logistics.Storage.People;

/// <summary>Links by which partners answer from a mail (<c>Schema/016_answer_links.sql</c>).</summary>
public static class AnswerLinkStore
{
    /// <summary>
    /// Who speaks for partners that are asked for a day and has not been written to about it: people who have entered once, so that an address that was mistyped in an
    /// invitation gets nothing more, and who have not said that they want to be told neither by mail nor on a device.
    /// </summary>
    public static async Task<IReadOnlyList<SpeakerRow>> UnwrittenAsync(UnitOfWork unit, DateOnly date, IEnumerable<PartyId> recipients, DateTimeOffset now) =>
        [.. await unit.QueryAsync<SpeakerRow>(
            $"""
             SELECT DISTINCT ON (m.organisation_id, p.id) m.id AS Membership, m.organisation_id AS Recipient, p.email AS Email, p.language AS Language, c.quiet_from AS QuietFrom, c.quiet_until AS QuietUntil,
               p.id AS Person, coalesce(c.questions, true) AS ByMail, coalesce(c.questions_push, false) AS OnDevices
             FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN notice_choice c ON c.person_id = p.id
             WHERE m.role = 'association' AND m.organisation_id = ANY(@recipients) AND {PeopleStore.IsValid} AND p.erased_at IS NULL AND p.entered_at IS NOT NULL AND coalesce(c.questions OR c.questions_push, true)
               AND NOT EXISTS (SELECT FROM answer_link l JOIN membership o ON o.id = l.membership_id
                               WHERE l.service_date = @date AND l.recipient_id = m.organisation_id AND o.person_id = p.id)
             ORDER BY m.organisation_id, p.id, m.valid_from, m.id
             """,
            new { date, recipients = recipients.Select(x => x.Value).Distinct().ToArray(), now })];

    /// <param name="digest">SHA-256 of what stands in the link.</param>
    /// <returns>False: another host wrote to the same about the same day meanwhile.</returns>
    public static async Task<bool> AddAsync(UnitOfWork unit, AnswerLinkRow link, byte[] digest, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            """
            INSERT INTO answer_link (id, digest, service_date, recipient_id, membership_id, made_at, expires_at)
            VALUES (@Id, @digest, @Date, @Recipient, @Membership, @now, @ExpiresAt) ON CONFLICT (service_date, membership_id) DO NOTHING
            """,
            new { link.Id, digest, link.Date, link.Recipient, link.Membership, now, link.ExpiresAt }) == 1;

    /// <summary>A link that still answers; null: there is none such, its day is over, or whoever it was written to speaks for the partner no more.</summary>
    public static Task<AnswerLinkRow?> FindAsync(UnitOfWork unit, byte[] digest, DateTimeOffset now) => unit.FirstOrDefaultAsync<AnswerLinkRow>(
        $"""
         SELECT l.id AS Id, l.service_date AS Date, l.recipient_id AS Recipient, l.membership_id AS Membership, l.expires_at AS ExpiresAt
         FROM answer_link l JOIN membership m ON m.id = l.membership_id JOIN person p ON p.id = m.person_id
         WHERE l.digest = @digest AND l.expires_at > @now AND {PeopleStore.IsValid} AND p.erased_at IS NULL
         """,
        new { digest, now });
}

/// <summary>A person to be written to.</summary>
/// <param name="Recipient">The partner it speaks for.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="QuietFrom">As in <see cref="NoticeChoiceRow"/>.</param>
public sealed record SpeakerRow(Guid Membership, Guid Recipient, string Email, string Language, int? QuietFrom, int? QuietUntil, Guid Person, bool ByMail, bool OnDevices);

/// <param name="ExpiresAt">Exclusive.</param>
public sealed record AnswerLinkRow(Guid Id, DateOnly Date, Guid Recipient, Guid Membership, DateTimeOffset ExpiresAt);
