namespace Logistics.Storage.People;

/// <summary>People and what they may act as (<c>Schema/009_people.sql</c>).</summary>
public static class PeopleStore
{
    /// <summary>A row of <c>membership</c> that holds at <c>@now</c>.</summary>
    internal const string IsValid = "valid_from <= @now AND (valid_until IS NULL OR valid_until > @now)";

    /// <summary>
    /// Gives a capacity to whoever has the address, known or not, and mails a link. Somebody who holds it already gets the mail alone.
    /// </summary>
    /// <param name="newPerson">Id for the person if the address is not known yet.</param>
    /// <returns>The person.</returns>
    public static async Task<Guid> InviteAsync(UnitOfWork unit, Invitation invitation, Guid newPerson, NewLink link, NewMail mail, DateTimeOffset now)
    {
        // The name and language a person has already are its own, not the inviter's to change.
        var person = await unit.SingleAsync<Guid>(
            """
            INSERT INTO person (id, email, name, language, created_at) VALUES (@newPerson, @Email, @Name, @Language, @now)
            ON CONFLICT (email) DO UPDATE SET email = person.email RETURNING id
            """,
            new { newPerson, invitation.Email, invitation.Name, invitation.Language, now });
        var (held, by) = (invitation.Membership, invitation.By);
        if (await unit.ExecuteAsync(
            """
            INSERT INTO membership (id, person_id, role, organisation_id, territory_id, label, invited_by, valid_from)
            VALUES (@Id, @person, @Role, @Organisation, @Territory, @Label, @by, @now) ON CONFLICT DO NOTHING
            """,
            new { held.Id, held.Role, held.Organisation, held.Territory, held.Label, person, by, now }) == 1)
            await AuditLog.AppendAsync(unit, new(now, by, "membership-given", held.Id));
        await unit.ExecuteAsync(
            "INSERT INTO sign_in_link (digest, person_id, purpose, created_at, expires_at) VALUES (@Digest, @person, 'invitation', @now, @ExpiresAt)",
            new { link.Digest, link.ExpiresAt, person, now });
        await MailOutbox.AddAsync(unit, mail, now);
        await AuditLog.AppendAsync(unit, new(now, by, "invited", person));
        return person;
    }

    /// <summary>Everybody who may act as something now, by address.</summary>
    /// <param name="territory">Null: in the whole instance; else in this territory.</param>
    public static async Task<IReadOnlyList<MemberRow>> MembersAsync(UnitOfWork unit, DateTimeOffset now, Guid? territory) =>
        [.. await unit.QueryAsync<MemberRow>(
            $"""
            SELECT m.id AS Membership, p.email AS Email, p.name AS Name, m.role AS Role, m.label AS Label, m.valid_from AS Since, p.entered_at IS NOT NULL AS Entered
            FROM membership m JOIN person p ON p.id = m.person_id
            WHERE {IsValid} AND (@territory::uuid IS NULL OR m.territory_id = @territory) ORDER BY p.email, m.valid_from, m.id
            """,
            new { now, territory })];

    /// <summary>Takes a capacity away from now on; whoever acts in it does so no more.</summary>
    /// <param name="territory">Null: any; else only one of this territory.</param>
    /// <returns>False when there is none that holds.</returns>
    public static async Task<bool> EndAsync(UnitOfWork unit, Guid membership, Guid? territory, Guid? by, DateTimeOffset now)
    {
        if (await unit.ExecuteAsync(
            $"UPDATE membership SET valid_until = @now WHERE id = @membership AND {IsValid} AND (@territory::uuid IS NULL OR territory_id = @territory)",
            new { membership, territory, now }) == 0)
            return false;
        await AuditLog.AppendAsync(unit, new(now, by, "membership-ended", membership));
        return true;
    }

    /// <summary>Its name, else its address; null when it was erased or never was.</summary>
    public static Task<string?> NameOfAsync(UnitOfWork unit, Guid person) =>
        unit.FirstOrDefaultAsync<string>("SELECT coalesce(nullif(name, ''), email) FROM person WHERE id = @person AND erased_at IS NULL", new { person });

    /// <summary>All that is kept about a person, as one JSON object; null when it was erased or never was.</summary>
    public static async Task<string?> ExportAsync(UnitOfWork unit, Guid person, DateTimeOffset now)
    {
        if (await unit.FirstOrDefaultAsync<string>(
            """
            SELECT jsonb_pretty(jsonb_build_object(
              'person', jsonb_build_object('id', p.id, 'email', p.email, 'name', p.name, 'language', p.language, 'createdAt', p.created_at, 'enteredAt', p.entered_at),
              'memberships', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'role', role, 'organisation', organisation_id, 'territory', territory_id, 'label', label,
                'invitedBy', invited_by, 'from', valid_from, 'until', valid_until) ORDER BY valid_from, id), '[]') FROM membership WHERE person_id = p.id),
              'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('createdAt', created_at, 'expiresAt', expires_at, 'endedAt', ended_at) ORDER BY created_at), '[]')
                FROM session WHERE person_id = p.id),
              'links', (SELECT coalesce(jsonb_agg(jsonb_build_object('purpose', purpose, 'createdAt', created_at, 'expiresAt', expires_at, 'usedAt', used_at) ORDER BY created_at), '[]')
                FROM sign_in_link WHERE person_id = p.id),
              'answerLinks', (SELECT coalesce(jsonb_agg(jsonb_build_object('date', l.service_date, 'organisation', l.recipient_id, 'createdAt', l.made_at, 'expiresAt', l.expires_at) ORDER BY l.made_at), '[]')
                FROM answer_link l JOIN membership m ON m.id = l.membership_id WHERE m.person_id = p.id),
              'calendarLinks', (SELECT coalesce(jsonb_agg(jsonb_build_object('membership', l.membership_id, 'site', l.site_id, 'createdAt', l.made_at, 'endedAt', l.ended_at) ORDER BY l.made_at), '[]')
                FROM calendar_link l JOIN membership m ON m.id = l.membership_id WHERE m.person_id = p.id),
              'lotPhotos', (SELECT coalesce(jsonb_agg(jsonb_build_object('date', service_date, 'lot', lot_id, 'photo', photo_sha256, 'addedAt', added_at) ORDER BY added_at, lot_id), '[]')
                FROM lot_photo WHERE added_by = p.id),
              'notices', (SELECT to_jsonb(c) - 'person_id' FROM notice_choice c WHERE c.person_id = p.id),
              'devices', (SELECT coalesce(jsonb_agg(jsonb_build_object('endpoint', endpoint, 'createdAt', made_at, 'heardAt', heard_at,
                'waiting', (SELECT coalesce(jsonb_agg(o.said::jsonb ORDER BY o.created_at, o.note_id), '[]') FROM push_outbox o WHERE o.device_id = d.id)) ORDER BY made_at, id), '[]') FROM push_device d WHERE person_id = p.id),
              'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object('subject', subject, 'createdAt', created_at, 'sentAt', sent_at, 'failedAt', failed_at) ORDER BY created_at), '[]')
                FROM mail_outbox WHERE recipient = p.email),
              'audit', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', at, 'actor', actor_id, 'action', action, 'subject', subject_id) ORDER BY id), '[]')
                FROM audit_entry WHERE actor_id = p.id OR subject_id = p.id OR subject_id IN (SELECT id FROM membership WHERE person_id = p.id))))
            FROM person p WHERE p.id = @person AND p.erased_at IS NULL
            """,
            new { person }) is not { } document)
            return null;
        await AuditLog.AppendAsync(unit, new(now, person, "exported", person));
        return document;
    }

    /// <summary>Forgets a person: its capacities and sessions end, its address and name go, its id stays for the audit.</summary>
    /// <param name="by">The person itself; null: the instance, when the time it keeps people is over.</param>
    /// <returns>False when there is nobody to forget.</returns>
    public static async Task<bool> EraseAsync(UnitOfWork unit, Guid person, Guid? by, DateTimeOffset now)
    {
        // First of all the mails, while the address is known.
        await unit.ExecuteAsync("DELETE FROM mail_outbox WHERE recipient = (SELECT email FROM person WHERE id = @person)", new { person });
        if (await unit.ExecuteAsync("UPDATE person SET email = NULL, name = NULL, erased_at = @now WHERE id = @person AND erased_at IS NULL", new { person, now }) == 0)
            return false;
        await unit.ExecuteAsync(
            """
            UPDATE membership SET valid_until = greatest(valid_from, @now) WHERE person_id = @person AND (valid_until IS NULL OR valid_until > @now);
            UPDATE session SET ended_at = @now WHERE person_id = @person AND ended_at IS NULL;
            DELETE FROM sign_in_link WHERE person_id = @person;
            DELETE FROM answer_link WHERE membership_id IN (SELECT id FROM membership WHERE person_id = @person);
            DELETE FROM calendar_link WHERE membership_id IN (SELECT id FROM membership WHERE person_id = @person);
            DELETE FROM push_device WHERE person_id = @person;
            DELETE FROM lot_photo WHERE added_by = @person;
            DELETE FROM notice_sent WHERE person_id = @person;
            DELETE FROM notice_choice WHERE person_id = @person
            """,
            new { person, now });
        await AuditLog.AppendAsync(unit, new(now, by, "erased", person));
        return true;
    }
}

/// <param name="Email">Trimmed and in lower case.</param>
/// <param name="Name">Null: not said.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="By">The person who invites; null: whoever holds the access key.</param>
public sealed record Invitation(string Email, string? Name, string Language, HeldMembership Membership, Guid? By);

/// <param name="Entered">False: was invited and has not come yet.</param>
public sealed record MemberRow(Guid Membership, string Email, string? Name, string Role, string Label, DateTimeOffset Since, bool Entered);
