namespace Logistics.Storage.People;

/// <summary>Links that open a door once, and the sessions they lead to (<c>Schema/009_people.sql</c>). Tokens are known here by their SHA-256 only.</summary>
public static class SignInStore
{
    /// <summary>Counts one more try.</summary>
    /// <param name="subject">SHA-256 of whose try it is.</param>
    /// <param name="since">When the span of time that is counted over began.</param>
    /// <returns>How many there were in it, this one included.</returns>
    public static Task<int> CountAsync(UnitOfWork unit, byte[] subject, DateTimeOffset since) => unit.SingleAsync<int>(
        """
        INSERT INTO attempt (subject, since, count) VALUES (@subject, @since, 1)
        ON CONFLICT (subject, since) DO UPDATE SET count = attempt.count + 1 RETURNING count
        """,
        new { subject, since });

    /// <summary>
    /// Mails a link to the person of an address, or does nothing when nobody has it: the same statements either way, so that neither the
    /// answer nor the time it takes tells which.
    /// </summary>
    /// <param name="mail">Its recipient is the address.</param>
    /// <param name="mayWrite">False: the address was asked for too often; nothing is sent, in the same time.</param>
    public static async Task AskAsync(UnitOfWork unit, NewLink link, NewMail mail, bool mayWrite, DateTimeOffset now)
    {
        await unit.ExecuteAsync(
            """
            INSERT INTO sign_in_link (digest, person_id, purpose, created_at, expires_at)
            SELECT @Digest, id, 'sign-in', @now, @ExpiresAt FROM person WHERE email = @Recipient AND @mayWrite
            """,
            new { link.Digest, link.ExpiresAt, mail.Recipient, mayWrite, now });
        await unit.ExecuteAsync(
            """
            INSERT INTO mail_outbox (id, recipient, subject, body, created_at, next_attempt_at)
            SELECT @Id, email, @Subject, @Body, @now, @now FROM person WHERE email = @Recipient AND @mayWrite
            """,
            new { mail.Id, mail.Recipient, mail.Subject, mail.Body, mayWrite, now });
    }

    /// <summary>Uses a link up and opens a session, in the capacity its person has when there is only one.</summary>
    /// <returns>The person; null when there is no such link, it was used, it has expired, or its person is gone.</returns>
    public static async Task<Guid?> EnterAsync(UnitOfWork unit, byte[] digest, Guid session, DateTimeOffset until, DateTimeOffset now)
    {
        // One statement finds the link by the digest's index and uses it up: two that come at once cannot both succeed.
        if (await unit.FirstOrDefaultAsync<Guid?>(
            "UPDATE sign_in_link SET used_at = @now WHERE digest = @digest AND used_at IS NULL AND expires_at > @now RETURNING person_id",
            new { digest, now }) is not { } person)
            return null;
        if (await unit.ExecuteAsync("UPDATE person SET entered_at = coalesce(entered_at, @now) WHERE id = @person AND erased_at IS NULL", new { person, now }) == 0)
            return null;
        await unit.ExecuteAsync(
            $"""
            WITH held AS (SELECT id FROM membership WHERE person_id = @person AND {PeopleStore.IsValid})
            INSERT INTO session (id, person_id, membership_id, created_at, expires_at)
            VALUES (@session, @person, (SELECT id FROM held WHERE (SELECT count(*) FROM held) = 1), @now, @until)
            """,
            new { session, person, now, until });
        await AuditLog.AppendAsync(unit, new(now, person, "signed-in", person));
        return person;
    }

    /// <summary>Who stands behind a session and all that it may act as; null when it has ended, expired, or its person was erased.</summary>
    public static async Task<SessionState?> FindAsync(UnitOfWork unit, Guid session, DateTimeOffset now)
    {
        var rows = (await unit.QueryAsync<SessionRow>(
            $"""
            SELECT p.id AS Person, p.email AS Email, p.name AS Name, s.membership_id AS Chosen,
              m.id AS Membership, m.role AS Role, m.organisation_id AS Organisation, m.territory_id AS Territory, m.label AS Label
            FROM session s JOIN person p ON p.id = s.person_id
            LEFT JOIN (SELECT * FROM membership WHERE {PeopleStore.IsValid}) AS m ON m.person_id = p.id
            WHERE s.id = @session AND s.ended_at IS NULL AND s.expires_at > @now AND p.erased_at IS NULL
            ORDER BY m.valid_from, m.id
            """,
            new { session, now })).ToList();
        if (rows.Count == 0)
            return null;
        var held = rows.Where(row => row.Membership is not null)
            .Select(row => new HeldMembership(row.Membership!.Value, row.Role!, row.Organisation, row.Territory, row.Label!)).ToList();
        return new(rows[0].Person, rows[0].Email, rows[0].Name, held.FirstOrDefault(one => one.Id == rows[0].Chosen), held);
    }

    /// <summary>Goes on in another capacity of the same person.</summary>
    /// <returns>False when the session has ended or its person does not hold the membership.</returns>
    public static async Task<bool> ActAsync(UnitOfWork unit, Guid session, Guid membership, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            $"""
            UPDATE session SET membership_id = @membership WHERE id = @session AND ended_at IS NULL AND expires_at > @now
              AND EXISTS (SELECT 1 FROM membership WHERE id = @membership AND person_id = session.person_id AND {PeopleStore.IsValid})
            """,
            new { session, membership, now }) == 1;

    /// <summary>Whoever leaves takes along the device it was at: the next one there is told nothing.</summary>
    public static async Task EndAsync(UnitOfWork unit, Guid session, DateTimeOffset now)
    {
        await unit.ExecuteAsync("UPDATE session SET ended_at = @now WHERE id = @session AND ended_at IS NULL", new { session, now });
        await DeviceStore.ForgetOfSessionAsync(unit, session);
    }

    sealed record SessionRow(
        Guid Person, string Email, string? Name, Guid? Chosen, Guid? Membership, string? Role, Guid? Organisation, Guid? Territory, string? Label);
}

/// <param name="Digest">SHA-256 of its token.</param>
public sealed record NewLink(byte[] Digest, DateTimeOffset ExpiresAt);

/// <summary>A capacity that a person has now.</summary>
/// <param name="Organisation">The partner spoken for; null for roles that have none.</param>
/// <param name="Territory">Null: every territory of the instance.</param>
/// <param name="Label">Name of the partner or the territory when it was given.</param>
public sealed record HeldMembership(Guid Id, string Role, Guid? Organisation, Guid? Territory, string Label);

/// <param name="Acting">The chosen capacity while it is valid; null: none is chosen.</param>
public sealed record SessionState(Guid Person, string Email, string? Name, HeldMembership? Acting, IReadOnlyList<HeldMembership> Held);
