namespace Logistics.Storage.People;

/// <summary>Addresses that calendar programs ask (<c>Schema/017_calendars_and_notices.sql</c>).</summary>
public static class CalendarLinkStore
{
    /// <summary>Gives a membership a new address in the place of the one it has.</summary>
    /// <param name="digest">SHA-256 of what stands in it.</param>
    /// <returns>False: the person does not hold the membership.</returns>
    public static async Task<bool> RenewAsync(UnitOfWork unit, CalendarLinkRow link, Guid person, byte[] digest, DateTimeOffset now)
    {
        await EndAsync(unit, link.Membership, link.Site, person, now);
        if (await unit.ExecuteAsync(
            $"""
             INSERT INTO calendar_link (id, digest, membership_id, site_id, language, made_at)
             SELECT @Id, @digest, id, @Site, @Language, @now FROM membership WHERE id = @Membership AND person_id = @person AND organisation_id IS NOT NULL AND {PeopleStore.IsValid}
             """,
            new { link.Id, digest, link.Membership, link.Site, link.Language, person, now }) == 0)
            return false;
        await AuditLog.AppendAsync(unit, new(now, person, "calendar-link-made", link.Id));
        return true;
    }

    /// <param name="site">Of the address for this place; null: of the one for all.</param>
    /// <returns>False when the person has no such address.</returns>
    public static async Task<bool> EndAsync(UnitOfWork unit, Guid membership, Guid? site, Guid person, DateTimeOffset now)
    {
        if (await unit.FirstOrDefaultAsync<Guid?>(
            """
            UPDATE calendar_link SET ended_at = @now WHERE membership_id = @membership AND site_id IS NOT DISTINCT FROM @site::uuid AND ended_at IS NULL
              AND membership_id IN (SELECT id FROM membership WHERE person_id = @person)
            RETURNING id
            """,
            new { membership, site, person, now }) is not { } id)
            return false;
        await AuditLog.AppendAsync(unit, new(now, person, "calendar-link-ended", id));
        return true;
    }

    /// <summary>Addresses that a person has, in all capacities.</summary>
    public static async Task<IReadOnlyList<CalendarLinkRow>> OfPersonAsync(UnitOfWork unit, Guid person) =>
        [.. await unit.QueryAsync<CalendarLinkRow>(
            """
            SELECT l.id AS Id, l.membership_id AS Membership, l.site_id AS Site, l.language AS Language, l.made_at AS MadeAt
            FROM calendar_link l JOIN membership m ON m.id = l.membership_id WHERE m.person_id = @person AND l.ended_at IS NULL ORDER BY l.made_at, l.id
            """,
            new { person })];

    /// <summary>Whose calendar an address tells; null: there is none such, or the right it rests on has ended.</summary>
    public static Task<FoundCalendar?> FindAsync(UnitOfWork unit, byte[] digest, DateTimeOffset now) => unit.FirstOrDefaultAsync<FoundCalendar>(
        $"""
         SELECT m.organisation_id AS Party, l.site_id AS Site, l.language AS Language, m.label AS Name, 
           (SELECT d.document->>'timeZone' FROM current_party c JOIN day d ON d.service_date = c.service_date AND d.territory_id = c.territory_id WHERE c.id = m.organisation_id) AS Zone
         FROM calendar_link l JOIN membership m ON m.id = l.membership_id JOIN person p ON p.id = m.person_id
         WHERE l.digest = @digest AND l.ended_at IS NULL AND {PeopleStore.IsValid} AND p.erased_at IS NULL
         """,
        new { digest, now });
}

/// <param name="Site">Null: all places.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record CalendarLinkRow(Guid Id, Guid Membership, Guid? Site, string Language, DateTimeOffset MadeAt);

/// <param name="Name">The partner's.</param>
/// <param name="Zone">IANA name; null: the partner is in no declared day.</param>
public sealed record FoundCalendar(Guid Party, Guid? Site, string Language, string Name, string? Zone);
