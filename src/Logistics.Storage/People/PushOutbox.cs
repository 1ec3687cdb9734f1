namespace Logistics.Storage.People;

/// <summary>What waits to be told to devices. Whoever takes one has it for a while; if it dies meanwhile another tries again, and the device shows one of the two.</summary>
public static class PushOutbox
{
    /// <summary>One for each of the person's devices that hear the instance.</summary>
    /// <param name="due">Not before then.</param>
    /// <returns>How many; 0 as well when it would come too late.</returns>
    public static async Task<int> AddAsync(UnitOfWork unit, NewPush push, Guid person, DateTimeOffset now, DateTimeOffset due) => due >= push.Expires ? 0 : await unit.ExecuteAsync(
        """
        INSERT INTO push_outbox (note_id, device_id, said, urgency, created_at, next_attempt_at, expires_at)
        SELECT @Id, id, @Said, @Urgency, @now, @due, @Expires FROM push_device WHERE person_id = @person AND application_key = ANY (@Keys)
        """,
        new { push.Id, push.Said, push.Urgency, push.Expires, push.Keys, person, now, due });

    /// <summary>What has been due the longest and is not too late, for the taker alone until <paramref name="until"/>; null when nothing is.</summary>
    /// <param name="keys">By which devices hear the instance.</param>
    public static Task<TakenPush?> TakeAsync(UnitOfWork unit, byte[][] keys, DateTimeOffset now, DateTimeOffset until) => unit.FirstOrDefaultAsync<TakenPush>(
        """
        UPDATE push_outbox AS o SET attempts = o.attempts + 1, next_attempt_at = @until FROM push_device AS d
        WHERE d.id = o.device_id AND (o.note_id, o.device_id) = (
          SELECT w.note_id, w.device_id FROM push_outbox AS w JOIN push_device AS e ON e.id = w.device_id
          WHERE w.next_attempt_at <= @now AND w.expires_at > @now AND e.application_key = ANY (@keys) ORDER BY w.next_attempt_at, w.note_id, w.device_id LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
        RETURNING o.note_id AS Note, o.device_id AS Device, d.endpoint AS Endpoint, d.device_key AS Key, d.secret AS Secret, o.said AS Said, o.urgency AS Urgency, o.attempts AS Attempts, o.expires_at AS Expires
        """,
        new { keys, now, until });

    public static async Task ToldAsync(UnitOfWork unit, Guid note, Guid device, DateTimeOffset now)
    {
        await GiveUpAsync(unit, note, device);
        await unit.ExecuteAsync("UPDATE push_device SET heard_at = @now WHERE id = @device", new { device, now });
    }

    public static Task RetryAsync(UnitOfWork unit, Guid note, Guid device, DateTimeOffset at) =>
        unit.ExecuteAsync("UPDATE push_outbox SET next_attempt_at = @at WHERE note_id = @note AND device_id = @device", new { note, device, at });

    public static Task GiveUpAsync(UnitOfWork unit, Guid note, Guid device) =>
        unit.ExecuteAsync("DELETE FROM push_outbox WHERE note_id = @note AND device_id = @device", new { note, device });
}

/// <summary>Something to be told to all devices of a person.</summary>
/// <param name="Keys">By which devices hear the instance: those that were shown another do not.</param>
/// <param name="Said">As the device reads it.</param>
/// <param name="Urgency"><c>low</c>, <c>normal</c> or <c>high</c> (RFC 8030, section 5.3).</param>
/// <param name="Expires">Exclusive.</param>
public sealed record NewPush(Guid Id, byte[][] Keys, string Said, string Urgency, DateTimeOffset Expires);

/// <param name="Key">The device's; null, as its secret: a topic of an ntfy server.</param>
/// <param name="Attempts">This one included.</param>
public sealed record TakenPush(Guid Note, Guid Device, string Endpoint, byte[]? Key, byte[]? Secret, string Said, string Urgency, int Attempts, DateTimeOffset Expires);
