namespace Logistics.Storage.People;

/// <summary>How long what is known about people is kept, and the deed.</summary>
/// <remarks>Regulation (EU) 2016/679, article 5(1)(e). docs/legal.md states the same periods; a test compares.</remarks>
public static class Retention
{
    /// <summary>Counts of attempts, and links from when they expire.</summary>
    public static readonly TimeSpan Traces = TimeSpan.FromDays(1);

    /// <summary>Mails from when they were sent or given up.</summary>
    public static readonly TimeSpan Mails = TimeSpan.FromDays(30);

    /// <summary>What programs were answered: as long as one that lost its network may ask again.</summary>
    public static readonly TimeSpan Answers = TimeSpan.FromDays(7);

    /// <summary>Keys from when they ended or ran out.</summary>
    public static readonly TimeSpan Keys = TimeSpan.FromDays(30);

    /// <summary>Links of routes, from when nothing can be told by them any more.</summary>
    public static readonly TimeSpan RouteLinks = TimeSpan.FromDays(30);

    /// <summary>Somebody who was invited and never came.</summary>
    public static readonly TimeSpan Unanswered = TimeSpan.FromDays(30);

    /// <summary>Somebody who may act as nothing any more, from when the last capacity ended.</summary>
    public static readonly TimeSpan Former = TimeSpan.FromDays(365);

    /// <summary>Where a device was when a proof was told, from when it was received.</summary>
    public static readonly TimeSpan Positions = TimeSpan.FromDays(60);

    /// <summary>What was signed at a door, from when it was received: as long as the delivery note that it stands on.</summary>
    /// <remarks>Guide de bonnes pratiques d'hygiène de l'aide alimentaire (2011): delivery notes, signed, five years.</remarks>
    public static readonly TimeSpan Signatures = TimeSpan.FromDays(5 * 365);

    /// <summary>Receipts for gifts, with who signed them, from when they were issued.</summary>
    /// <remarks>Livre des procédures fiscales, article L. 102 E: whoever issues them keeps them six years.</remarks>
    public static readonly TimeSpan Receipts = TimeSpan.FromDays(6 * 365 + 2);

    /// <summary>Photos of proofs, from when they were added.</summary>
    public static readonly TimeSpan Photos = TimeSpan.FromDays(90);

    /// <summary>Photos of what was declared, from when they were added: long after the food is gone. What is declared no more takes its photo along at once.</summary>
    public static readonly TimeSpan LotPhotos = TimeSpan.FromDays(30);

    /// <summary>Entries of calendars, from their day; which letters were written, and addresses of calendars from when they ended, go with mails and keys.</summary>
    public static readonly TimeSpan Calendars = TimeSpan.FromDays(90);

    /// <summary>Devices that are told notices, from when they were switched on or last took one. One that its service calls gone goes at once.</summary>
    public static readonly TimeSpan Devices = TimeSpan.FromDays(365);

    /// <summary>Who came to which duty, from its day; leaves, from their last.</summary>
    public static readonly TimeSpan Attendances = TimeSpan.FromDays(365);

    /// <summary>Forgets what has been kept long enough. Sessions go when they have expired or a day after they ended.</summary>
    /// <returns>How many rows went, people included.</returns>
    public static async Task<int> ForgetAsync(UnitOfWork unit, DateTimeOffset now)
    {
        var times = new { now, traces = now - Traces, mails = now - Mails, unanswered = now - Unanswered, former = now - Former, answers = now - Answers, keys = now - Keys, positions = now - Positions, photos = now - Photos, signatures = now - Signatures, receipts = now - Receipts, lots = now - LotPhotos, routes = now - RouteLinks, days = DateOnly.FromDateTime((now - Calendars).UtcDateTime), duties = DateOnly.FromDateTime((now - Attendances).UtcDateTime), devices = now - Devices };
        var gone = await unit.ExecuteAsync("DELETE FROM attempt WHERE since < @traces", times);
        gone += await unit.ExecuteAsync("DELETE FROM sign_in_link WHERE expires_at < @traces OR used_at < @traces", times);
        gone += await unit.ExecuteAsync("DELETE FROM answer_link WHERE expires_at < @traces", times);
        gone += await unit.ExecuteAsync("DELETE FROM session WHERE expires_at <= @now OR ended_at < @traces", times);
        gone += await unit.ExecuteAsync("DELETE FROM mail_outbox WHERE sent_at < @mails OR failed_at < @mails", times);
        gone += await unit.ExecuteAsync("DELETE FROM push_outbox WHERE expires_at <= @now", times);
        gone += await unit.ExecuteAsync("DELETE FROM push_device WHERE heard_at < @devices", times);
        gone += await unit.ExecuteAsync("DELETE FROM notice_sent WHERE sent_at < @mails", times);
        gone += await unit.ExecuteAsync("DELETE FROM duty_reminder WHERE sent_at < @mails", times);
        gone += await unit.ExecuteAsync("DELETE FROM calendar_link WHERE ended_at < @keys", times);
        gone += await unit.ExecuteAsync("DELETE FROM calendar_entry WHERE service_date < @days", times);
        gone += await unit.ExecuteAsync("DELETE FROM volunteer_link WHERE expires_at < @keys OR ended_at < @keys", times);
        gone += await unit.ExecuteAsync("DELETE FROM attendance WHERE service_date < @duties", times);
        gone += await unit.ExecuteAsync("DELETE FROM volunteer_leave WHERE last_day < @duties", times);
        gone += await unit.ExecuteAsync("DELETE FROM kept_answer WHERE kept_at < @answers", times);
        gone += await unit.ExecuteAsync("DELETE FROM api_key WHERE valid_until < @keys OR ended_at < @keys", times);
        gone += await unit.ExecuteAsync("DELETE FROM route_link WHERE tells_until < @routes OR ended_at < @routes", times);
        gone += await unit.ExecuteAsync("DELETE FROM proof_position WHERE received_at < @positions", times);
        gone += await unit.ExecuteAsync("DELETE FROM proof_photo WHERE added_at < @photos", times);
        gone += await unit.ExecuteAsync("DELETE FROM proof_signature WHERE received_at < @signatures", times);
        gone += await unit.ExecuteAsync("DELETE FROM receipt WHERE issued_at < @receipts", times);
        gone += await unit.ExecuteAsync("DELETE FROM lot_photo AS p WHERE added_at < @lots OR NOT EXISTS (SELECT FROM lot AS l WHERE l.service_date = p.service_date AND l.id = p.lot_id)", times);
        foreach (var person in await unit.QueryAsync<Guid>(
            """
            SELECT id FROM person WHERE erased_at IS NULL AND created_at < @unanswered AND CASE
              WHEN entered_at IS NULL THEN NOT EXISTS (SELECT 1 FROM sign_in_link l WHERE l.person_id = person.id AND l.created_at >= @unanswered)
              ELSE (SELECT coalesce(max(coalesce(m.valid_until, 'infinity')), person.created_at) FROM membership m WHERE m.person_id = person.id) < @former
            END
            """,
            times))
            gone += await PeopleStore.EraseAsync(unit, person, by: null, now) ? 1 : 0;
        return gone;
    }
}
