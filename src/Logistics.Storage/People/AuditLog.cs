namespace Logistics.Storage.People;

/// <summary>Who did what with rights and personal data, only ever added to; ids alone, so that it outlives the people it names.</summary>
public static class AuditLog
{
    public static Task AppendAsync(UnitOfWork unit, AuditEntry entry) => unit.ExecuteAsync(
        "INSERT INTO audit_entry (at, actor_id, action, subject_id) VALUES (@At, @Actor, @Action, @Subject)", entry);

    /// <summary>What a person did and what was done to it, oldest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> OfAsync(UnitOfWork unit, Guid person) =>
        [.. await unit.QueryAsync<AuditEntry>(
            """
            SELECT at AS At, actor_id AS Actor, action AS Action, subject_id AS Subject FROM audit_entry
            WHERE actor_id = @person OR subject_id = @person OR subject_id IN (SELECT id FROM membership WHERE person_id = @person) ORDER BY id
            """,
            new { person })];
}

/// <param name="Actor">A person; null: whoever held the access key, or the instance itself.</param>
/// <param name="Action">In the past tense, words joined by hyphens: <c>membership-ended</c>.</param>
/// <param name="Subject">The person or membership it was done to.</param>
public sealed record AuditEntry(DateTimeOffset At, Guid? Actor, string Action, Guid? Subject);
