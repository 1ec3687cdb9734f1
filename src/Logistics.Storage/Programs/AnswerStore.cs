namespace Logistics.Storage.Programs;

/// <summary>What changes with an Idempotency-Key were answered (<c>Schema/010_programs.sql</c>; draft-ietf-httpapi-idempotency-key-header).</summary>
public static class AnswerStore
{
    /// <summary>What the caller was answered under that key; null: nothing was.</summary>
    public static Task<KeptAnswer?> FindAsync(UnitOfWork unit, string caller, string key) => unit.FirstOrDefaultAsync<KeptAnswer>(
        """
        SELECT caller AS Caller, request_key AS Key, request_digest AS Request, status AS Status, location AS Location, tag AS Tag, body AS Body
        FROM kept_answer WHERE caller = @caller AND request_key = @key
        """,
        new { caller, key });

    /// <summary>Keeps an answer with the change it is about, in the change's own unit of work.</summary>
    /// <returns>False when another unit kept one under the same key: the change must not be kept either.</returns>
    public static async Task<bool> KeepAsync(UnitOfWork unit, KeptAnswer answer, DateTimeOffset now) => await unit.ExecuteAsync(
        """
        INSERT INTO kept_answer (caller, request_key, request_digest, status, location, tag, body, kept_at)
        VALUES (@Caller, @Key, @Request, @Status, @Location, @Tag, @Body, @now) ON CONFLICT DO NOTHING
        """,
        new { answer.Caller, answer.Key, answer.Request, answer.Status, answer.Location, answer.Tag, answer.Body, now }) == 1;
}

/// <param name="Caller">Who asked: a session or a key.</param>
/// <param name="Key">Of the caller's making, 1 to 200 characters.</param>
/// <param name="Request">SHA-256 of what was asked: the same key for something else is a mistake of the caller.</param>
public sealed record KeptAnswer(string Caller, string Key, byte[] Request, int Status, string? Location, string? Tag, string? Body);
