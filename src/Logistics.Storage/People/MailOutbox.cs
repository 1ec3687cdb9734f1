namespace Logistics.Storage.People;

/// <summary>Mails on their way out. Whoever takes one has it for a while; if it dies meanwhile another tries again, so a mail may arrive twice.</summary>
public static class MailOutbox
{
    /// <param name="due">Not before then; null: at once.</param>
    public static Task AddAsync(UnitOfWork unit, NewMail mail, DateTimeOffset now, DateTimeOffset? due = null) => unit.ExecuteAsync(
        """
        INSERT INTO mail_outbox (id, recipient, subject, body, created_at, next_attempt_at) VALUES (@Id, @Recipient, @Subject, @Body, @now, @due)
        """,
        new { mail.Id, mail.Recipient, mail.Subject, mail.Body, now, due = due ?? now });

    /// <summary>The mail that has been due the longest, for the taker alone until <paramref name="until"/>; null when none is.</summary>
    public static async Task<TakenMail?> TakeAsync(UnitOfWork unit, DateTimeOffset now, DateTimeOffset until) =>
        await unit.FirstOrDefaultAsync<TakenMail>(
            """
            UPDATE mail_outbox SET attempts = attempts + 1, next_attempt_at = @until
            WHERE id = (SELECT id FROM mail_outbox WHERE next_attempt_at <= @now ORDER BY next_attempt_at, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id AS Id, recipient AS Recipient, subject AS Subject, body AS Body, attempts AS Attempts
            """,
            new { now, until });

    public static Task SentAsync(UnitOfWork unit, Guid id, DateTimeOffset now) => unit.ExecuteAsync(
        "UPDATE mail_outbox SET sent_at = @now, next_attempt_at = NULL, body = '' WHERE id = @id AND sent_at IS NULL AND failed_at IS NULL", new { id, now });

    public static Task RetryAsync(UnitOfWork unit, Guid id, DateTimeOffset at) => unit.ExecuteAsync(
        "UPDATE mail_outbox SET next_attempt_at = @at WHERE id = @id AND next_attempt_at IS NOT NULL", new { id, at });

    public static Task GiveUpAsync(UnitOfWork unit, Guid id, DateTimeOffset now) => unit.ExecuteAsync(
        "UPDATE mail_outbox SET failed_at = @now, next_attempt_at = NULL, body = '' WHERE id = @id AND sent_at IS NULL AND failed_at IS NULL", new { id, now });

    /// <summary>How many wait, and how many were given up and are still remembered.</summary>
    public static Task<MailCounts> CountAsync(UnitOfWork unit) => unit.SingleAsync<MailCounts>(
        "SELECT count(*) FILTER (WHERE next_attempt_at IS NOT NULL)::int AS Waiting, count(*) FILTER (WHERE failed_at IS NOT NULL)::int AS Dead FROM mail_outbox");
}

/// <param name="Body">Plain text.</param>
public sealed record NewMail(Guid Id, string Recipient, string Subject, string Body);

/// <param name="Attempts">This one included.</param>
public sealed record TakenMail(Guid Id, string Recipient, string Subject, string Body, int Attempts);

public sealed record MailCounts(int Waiting, int Dead);
