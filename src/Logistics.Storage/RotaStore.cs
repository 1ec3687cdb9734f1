using Logistics.Domain;
using Logistics.Domain.Duties;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>Who drives (<c>Schema/018_rota.sql</c>, <c>020_duty_reminders.sql</c>).</summary>
public static class RotaStore
{
    /// <summary>Waits until nobody else changes the territory's rota, and keeps others waiting until the end of this unit: who is judged to fit must still fit when it is written.</summary>
    public static Task LockAsync(UnitOfWork unit, TerritoryId territory) => unit.LockAsync(LockSpace.Rota, BitConverter.ToInt32(territory.Value.ToByteArray()));

    /// <summary>A territory's rota for what is asked of these days: words and leaves from the first of the month of <paramref name="from"/> to the end of that of <paramref name="until"/>.</summary>
    public static async Task<Rota> ReadAsync(UnitOfWork unit, TerritoryId territory, DateOnly from, DateOnly until)
    {
        var asked = new { territory = territory.Value, from = new DateOnly(from.Year, from.Month, 1), until = new DateOnly(until.Year, until.Month, 1).AddMonths(1).AddDays(-1) };
        var volunteers = (await unit.QueryAsync<string>("SELECT document::text FROM volunteer WHERE territory_id = @territory AND left_at IS NULL ORDER BY code COLLATE \"C\"", asked)).Select(Documents.Read<Volunteer>);
        var duties = (await unit.QueryAsync<string>("SELECT document::text FROM duty WHERE territory_id = @territory AND ended_at IS NULL ORDER BY code COLLATE \"C\"", asked)).Select(Documents.Read<Duty>);
        var words = await unit.QueryAsync<AttendanceRow>(
            """
            SELECT duty_id AS Duty, service_date AS Date, volunteer_id AS Volunteer, coming AS Coming, told_at AS ToldAt, in_place_of AS InPlaceOf
            FROM attendance WHERE territory_id = @territory AND service_date BETWEEN @from AND @until ORDER BY told_at, volunteer_id
            """,
            asked);
        var leaves = await unit.QueryAsync<LeaveRow>(
            """
            SELECT id AS Id, volunteer_id AS Volunteer, first_day AS First, last_day AS Last FROM volunteer_leave
            WHERE territory_id = @territory AND ended_at IS NULL AND first_day <= @until AND last_day >= @from ORDER BY first_day, id
            """,
            asked);
        var ended = await unit.QueryAsync<Guid>("SELECT id FROM duty WHERE territory_id = @territory AND ended_at IS NOT NULL ORDER BY code COLLATE \"C\"", asked);
        var gone = await unit.QueryAsync<Guid>("SELECT id FROM volunteer WHERE territory_id = @territory AND left_at IS NOT NULL ORDER BY code COLLATE \"C\"", asked);
        return new(volunteers, duties, words.Select(x => x.ToAttendance()), leaves.Select(x => new Leave(x.Id, new(x.Volunteer), x.First, x.Last)), ended.Select(x => new ShiftId(x)), gone.Select(x => new DriverId(x)));
    }

    /// <summary>Keeps somebody, new or as they are now. Who left stays nobody: a change that was begun before would bring back what was erased.</summary>
    public static Task KeepAsync(UnitOfWork unit, Volunteer volunteer, DateTimeOffset now) => unit.ExecuteAsync(
        """
        INSERT INTO volunteer (id, territory_id, code, document, kept_at) VALUES (@id, @territory, @Code, @document::jsonb, @now)
        ON CONFLICT (id) DO UPDATE SET document = excluded.document, kept_at = excluded.kept_at WHERE volunteer.left_at IS NULL
        """,
        new { id = volunteer.Id.Value, territory = volunteer.Territory.Value, volunteer.Code, document = Documents.Write(volunteer), now });

    /// <summary>Keeps a duty, new or as it is now; one that had ended goes again.</summary>
    public static Task KeepAsync(UnitOfWork unit, Duty duty, DateTimeOffset now) => unit.ExecuteAsync(
        """
        INSERT INTO duty (id, territory_id, code, document, kept_at) VALUES (@id, @territory, @Code, @document::jsonb, @now)
        ON CONFLICT (id) DO UPDATE SET document = excluded.document, kept_at = excluded.kept_at, ended_at = NULL
        """,
        new { id = duty.Id.Value, territory = duty.Territory.Value, duty.Code, document = Documents.Write(duty), now });

    /// <returns>False: there is none such.</returns>
    public static async Task<bool> EndAsync(UnitOfWork unit, TerritoryId territory, ShiftId duty, DateTimeOffset now) =>
        await unit.ExecuteAsync("UPDATE duty SET ended_at = @now WHERE id = @duty AND territory_id = @territory AND ended_at IS NULL", new { duty = duty.Value, territory = territory.Value, now }) == 1;

    /// <summary>Forgets who somebody was: their links open nothing any more, and what is personal is gone.</summary>
    /// <returns>False: there is nobody such.</returns>
    public static async Task<bool> ForgetAsync(UnitOfWork unit, Volunteer volunteer, DateTimeOffset now)
    {
        // First of all the mails, while the address is known; those of an account or of somebody else at the same address are theirs.
        await unit.ExecuteAsync(
            """
            DELETE FROM mail_outbox WHERE recipient = (SELECT document->>'email' FROM volunteer WHERE id = @id AND territory_id = @territory)
              AND NOT EXISTS (SELECT FROM person WHERE email = recipient AND erased_at IS NULL)
              AND NOT EXISTS (SELECT FROM volunteer v WHERE v.document->>'email' = recipient AND v.id <> @id)
            """,
            new { id = volunteer.Id.Value, territory = volunteer.Territory.Value });
        var nobody = new Volunteer { Id = volunteer.Id, Code = volunteer.Code, Territory = volunteer.Territory, Name = "" };
        if (await unit.ExecuteAsync(
            "UPDATE volunteer SET document = @document::jsonb, left_at = @now WHERE id = @id AND territory_id = @territory AND left_at IS NULL",
            new { id = volunteer.Id.Value, territory = volunteer.Territory.Value, document = Documents.Write(nobody), now }) == 0)
            return false;
        await unit.ExecuteAsync("UPDATE volunteer_leave SET ended_at = @now WHERE volunteer_id = @id AND territory_id = @territory AND ended_at IS NULL", new { id = volunteer.Id.Value, territory = volunteer.Territory.Value, now });
        return true;
    }

    /// <param name="by">The person who enters it; null: the volunteer's own link.</param>
    public static Task TellAsync(UnitOfWork unit, TerritoryId territory, Attendance word, Guid? by) => unit.ExecuteAsync(
        """
        INSERT INTO attendance (territory_id, duty_id, service_date, volunteer_id, told_at, coming, in_place_of, told_by)
        VALUES (@territory, @duty, @Date, @volunteer,
          greatest(@ToldAt, (SELECT max(told_at) + interval '1 microsecond' FROM attendance WHERE duty_id = @duty AND service_date = @Date AND volunteer_id = @volunteer)),
          @coming, @inPlaceOf, @by)
        """,
        new { territory = territory.Value, duty = word.Duty.Value, word.Date, volunteer = word.Volunteer.Value, word.ToldAt, coming = Words.Of(word.Coming), inPlaceOf = word.InPlaceOf?.Value, by });

    public static Task TakeLeaveAsync(UnitOfWork unit, TerritoryId territory, Leave leave, DateTimeOffset now) => unit.ExecuteAsync(
        "INSERT INTO volunteer_leave (id, territory_id, volunteer_id, first_day, last_day, told_at) VALUES (@Id, @territory, @volunteer, @From, @Until, @now) ON CONFLICT (id) DO NOTHING",
        new { leave.Id, territory = territory.Value, volunteer = leave.Volunteer.Value, leave.From, leave.Until, now });

    /// <returns>False: there is none such of that volunteer.</returns>
    public static async Task<bool> EndLeaveAsync(UnitOfWork unit, TerritoryId territory, DriverId volunteer, Guid leave, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            "UPDATE volunteer_leave SET ended_at = @now WHERE id = @leave AND volunteer_id = @volunteer AND territory_id = @territory AND ended_at IS NULL",
            new { leave, volunteer = volunteer.Value, territory = territory.Value, now }) == 1;

    /// <summary>Leaves of the days to come and of today, the first first.</summary>
    public static async Task<IReadOnlyList<Leave>> LeavesAsync(UnitOfWork unit, TerritoryId territory, DateOnly today) =>
        [.. (await unit.QueryAsync<LeaveRow>(
            "SELECT id AS Id, volunteer_id AS Volunteer, first_day AS First, last_day AS Last FROM volunteer_leave WHERE territory_id = @territory AND ended_at IS NULL AND last_day >= @today ORDER BY first_day, id",
            new { territory = territory.Value, today })).Select(x => new Leave(x.Id, new(x.Volunteer), x.First, x.Last))];

    /// <param name="digest">SHA-256 of what stands in the link.</param>
    public static Task AddLinkAsync(UnitOfWork unit, Guid id, byte[] digest, DriverId volunteer, DateTimeOffset now, DateTimeOffset expiresAt) => unit.ExecuteAsync(
        "INSERT INTO volunteer_link (id, digest, volunteer_id, made_at, expires_at) VALUES (@id, @digest, @volunteer, @now, @expiresAt)",
        new { id, digest, volunteer = volunteer.Value, now, expiresAt });

    /// <summary>Ends every link of a volunteer: one that went astray is worth nothing from now on.</summary>
    public static Task EndLinksAsync(UnitOfWork unit, DriverId volunteer, DateTimeOffset now) =>
        unit.ExecuteAsync("UPDATE volunteer_link SET ended_at = @now WHERE volunteer_id = @volunteer AND ended_at IS NULL", new { volunteer = volunteer.Value, now });

    /// <summary>Whose page a link opens; null: it opens none.</summary>
    public static async Task<Volunteer?> OfLinkAsync(UnitOfWork unit, byte[] digest, DateTimeOffset now) =>
        await unit.FirstOrDefaultAsync<string>(
            """
            SELECT v.document::text FROM volunteer_link l JOIN volunteer v ON v.id = l.volunteer_id
            WHERE l.digest = @digest AND l.expires_at > @now AND l.ended_at IS NULL AND v.left_at IS NULL
            """,
            new { digest, now }) is { } document ? Documents.Read<Volunteer>(document) : null;

    /// <summary>Volunteers with an address who were not written to about a day yet. Who has an account at the same address is written to in its language and not in its quiet hours.</summary>
    public static async Task<IReadOnlyList<ReminderReaderRow>> UnremindedAsync(UnitOfWork unit, TerritoryId territory, DateOnly date) =>
        [.. (await unit.QueryAsync<ReminderRow>(
            """
            SELECT v.id AS Volunteer, p.language AS Language, c.quiet_from AS QuietFrom, c.quiet_until AS QuietUntil
            FROM volunteer v LEFT JOIN person p ON p.email = v.document->>'email' AND p.erased_at IS NULL LEFT JOIN notice_choice c ON c.person_id = p.id
            WHERE v.territory_id = @territory AND v.left_at IS NULL AND v.document->>'email' IS NOT NULL
              AND NOT EXISTS (SELECT FROM duty_reminder d WHERE d.volunteer_id = v.id AND d.service_date = @date)
            ORDER BY v.code COLLATE "C"
            """,
            new { territory = territory.Value, date })).Select(x => new ReminderReaderRow(new(x.Volunteer), x.Language, x.QuietFrom, x.QuietUntil))];

    /// <summary>Puts a letter into the outbox and remembers it, both or neither.</summary>
    /// <param name="due">Not before then.</param>
    /// <returns>False: there was one about that day already.</returns>
    public static async Task<bool> RemindAsync(UnitOfWork unit, DriverId volunteer, DateOnly date, People.NewMail mail, DateTimeOffset due, DateTimeOffset now)
    {
        if (await unit.ExecuteAsync(
            "INSERT INTO duty_reminder (volunteer_id, service_date, sent_at) VALUES (@volunteer, @date, @now) ON CONFLICT DO NOTHING", new { volunteer = volunteer.Value, date, now }) == 0)
            return false;
        await People.MailOutbox.AddAsync(unit, mail, now, due);
        return true;
    }

    /// <summary>Territories that have or had a duty or a volunteer.</summary>
    public static async Task<IReadOnlyList<TerritoryId>> TerritoriesAsync(UnitOfWork unit) =>
        [.. (await unit.QueryAsync<Guid>("SELECT territory_id FROM duty UNION SELECT territory_id FROM volunteer ORDER BY 1")).Select(x => new TerritoryId(x))];

    /// <summary>Who dispatches a territory and has entered once: those an alarm goes to.</summary>
    public static async Task<IReadOnlyList<DispatcherRow>> DispatchersAsync(UnitOfWork unit, TerritoryId territory, DateTimeOffset now) =>
        [.. await unit.QueryAsync<DispatcherRow>(
            $"""
             SELECT DISTINCT p.email AS Email, p.language AS Language FROM membership m JOIN person p ON p.id = m.person_id
             WHERE m.role = 'dispatcher' AND (m.territory_id IS NULL OR m.territory_id = @territory) AND {People.PeopleStore.IsValid} AND p.erased_at IS NULL AND p.entered_at IS NOT NULL ORDER BY 1
             """,
            new { territory = territory.Value, now })];

    sealed record AttendanceRow(Guid Duty, DateOnly Date, Guid Volunteer, string Coming, DateTimeOffset ToldAt, Guid? InPlaceOf)
    {
        public Attendance ToAttendance() => new(new(Duty), Date, new(Volunteer), Words.Read<Coming>(Coming), ToldAt, InPlaceOf is { } of ? new DriverId(of) : null);
    }

    sealed record ReminderRow(Guid Volunteer, string? Language, int? QuietFrom, int? QuietUntil);

    sealed record LeaveRow(Guid Id, Guid Volunteer, DateOnly First, DateOnly Last);
}

/// <param name="Language"><c>fr</c> or <c>en</c>; null: nobody asked.</param>
/// <param name="QuietFrom">Minutes of the local day, inclusive; null as <paramref name="QuietUntil"/>: never quiet.</param>
/// <param name="QuietUntil">Exclusive; before <paramref name="QuietFrom"/>: over midnight.</param>
public sealed record ReminderReaderRow(DriverId Volunteer, string? Language, int? QuietFrom, int? QuietUntil);

/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record DispatcherRow(string Email, string Language);
