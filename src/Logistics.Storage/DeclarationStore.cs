using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;
using Logistics.Storage.Mapping;
using Npgsql;

namespace Logistics.Storage;

/// <summary>What was declared for a day, territory by territory (<c>Schema/001_declarations.sql</c>).</summary>
public static class DeclarationStore
{
    /// <summary>Rows of days that somebody still holds, by the day as an object: it never changes.</summary>
    static readonly ConditionalWeakTable<DayDeclarations, List<(DeclaredTable Table, List<DeclaredRow> Rows)>> lastRows = [];

    /// <summary>
    /// Keeps the day as it is declared now: each of its territories replaces what it had declared for the date. Territories that are not in
    /// it keep theirs. Saving the same day again changes nothing.
    /// </summary>
    /// <param name="now">Noted beside what changed.</param>
    /// <returns>The territories whose declarations are not what they were; empty when nothing changed.</returns>
    /// <exception cref="ArgumentException">The day does not hang together: an id names nothing, or two territories use the same one.</exception>
    public static async Task<ValueList<TerritoryId>> SaveDayAsync(UnitOfWork unit, DayDeclarations day, DateTimeOffset now)
    {
        var rows = RowsOf(day);
        var digests = day.Territories.ToDictionary(territory => territory.Id, territory => Digest(PartsOf(day.Notice, territory, rows)));

        await unit.LockAsync(LockSpace.Day, day.Date.DayNumber);
        var territories = digests.Keys.Select(id => id.Value).ToArray();
        var before = (await unit.QueryAsync<SavedDay>(
            "SELECT territory_id AS Territory, revision AS Revision, digest AS Digest, saved_at AS SavedAt FROM day WHERE service_date = @date AND territory_id = ANY(@territories)",
            new { date = day.Date, territories })).ToDictionary(saved => new TerritoryId(saved.Territory));
        var changed = day.Territories.Select(territory => territory.Id)
            .Where(id => !before.TryGetValue(id, out var saved) || !saved.Digest.AsSpan().SequenceEqual(digests[id]))
            .ToValueList();
        if (changed.Count == 0)
            return changed;

        try
        {
            await unit.ExecuteAsync(
                string.Concat(DeclaredTable.All.Select(table => table.Name).Append("day")
                    .Select(table => $"DELETE FROM {table} WHERE service_date = @date AND territory_id = ANY(@territories);\n")),
                new { date = day.Date, territories });
            foreach (var (territory, ordinal) in day.Territories.Select((territory, ordinal) => (territory, ordinal)))
            {
                var saved = before.GetValueOrDefault(territory.Id);
                var isChanged = changed.Contains(territory.Id);
                await unit.ExecuteAsync(
                    """
                    INSERT INTO day (service_date, territory_id, code, name, ordinal, notice, revision, digest, saved_at, document)
                    VALUES (@date, @id, @Code, @Name, @ordinal, @notice, @revision, @digest, @savedAt, @document::jsonb);
                    INSERT INTO policy (territory_id, version, decided_on, document) VALUES (@id, @version, @decidedOn, @policy::jsonb) ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        date = day.Date,
                        id = territory.Id.Value,
                        territory.Code,
                        territory.Name,
                        ordinal,
                        notice = day.Notice,
                        revision = (saved?.Revision ?? 0) + (isChanged ? 1 : 0),
                        digest = digests[territory.Id],
                        savedAt = isChanged || saved is null ? now : saved.SavedAt,
                        document = Documents.Write(territory),
                        version = territory.Policy.Version,
                        decidedOn = territory.Policy.DecidedOn,
                        policy = Documents.Write(territory.Policy),
                    });
            }
            foreach (var (table, list) in rows.Where(x => x.Rows.Count > 0))
                await unit.ExecuteAsync(table.InsertSql, new { date = day.Date, rows = ToJson(list) });
            // Else a reference to nothing would only be found at the commit, where nobody could say whose mistake it was.
            await unit.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
        }
        catch (PostgresException broken) when (broken.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation)
        {
            throw Broken(day, $"{broken.MessageText} ({broken.Detail ?? broken.ConstraintName})", broken);
        }
        return changed;
    }

    /// <summary>
    /// As <see cref="SaveDayAsync"/>, when the caller knows what is kept now: only the rows that differ are written. Entries that are new stand behind the others.
    /// </summary>
    /// <param name="before">What is kept for the date, all of it, as it was read: nobody may have changed it since (<see cref="DayBook.ReplaceAsync"/> sees to it).</param>
    public static async Task<ValueList<TerritoryId>> AmendDayAsync(UnitOfWork unit, DayDeclarations before, DayDeclarations after, DateTimeOffset now)
    {
        // The day that was written a moment ago is the one that is changed now.
        if (!lastRows.TryGetValue(before, out var was))
            was = RowsOf(before);
        var becomes = RowsOf(after, before, was);
        lastRows.AddOrUpdate(after, becomes);
        var sameTerritories = ReferenceEquals(before.Territories, after.Territories) || before.Territories.SequenceEqual(after.Territories);
        if (before.Notice != after.Notice || !sameTerritories || Amendment.Of(was, becomes) is not { } amendment)
            return await SaveDayAsync(unit, after, now);
        var changed = after.Territories.Where(territory => amendment.Territories.Contains(territory.Id)).ToValueList();
        if (changed.Count == 0)
            return [];
        try
        {
            var arguments = amendment.Arguments(after.Date);
            arguments.Add("now", now);
            arguments.Add("changes", System.Text.Json.JsonSerializer.Serialize(
                changed.Select(territory => new { t = territory.Id.Value, g = Convert.ToHexStringLower(Digest(PartsOf(after.Notice, territory, becomes))) })));
            // At once, so that a reference to nothing is this day's; and no longer, since others may follow in the same unit.
            await unit.ExecuteAsync(
                amendment.Sql +
                """
                UPDATE day SET revision = revision + 1, digest = decode(r->>'g', 'hex'), saved_at = @now
                FROM jsonb_array_elements(@changes::jsonb) AS changes(r) WHERE service_date = @date AND territory_id = (r->>'t')::uuid;
                SET CONSTRAINTS ALL IMMEDIATE;
                SET CONSTRAINTS ALL DEFERRED
                """,
                arguments);
        }
        catch (PostgresException broken) when (broken.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation)
        {
            throw Broken(after, $"{broken.MessageText} ({broken.Detail ?? broken.ConstraintName})", broken);
        }
        return changed.Select(territory => territory.Id).ToValueList();
    }

    /// <summary>The day as it was saved, or null when none of the territories declared anything for the date.</summary>
    /// <param name="territories">Null: all that declared the date. Ids that name another territory's partners stay as they are.</param>
    public static async Task<DayDeclarations?> LoadDayAsync(UnitOfWork unit, DateOnly date, IReadOnlyCollection<TerritoryId>? territories = null)
    {
        var arguments = new { date, all = territories is null, territories = (territories ?? []).Select(id => id.Value).ToArray() };
        var days = (await unit.QueryAsync<DeclaredDay>(
            """
            SELECT document::text AS Document, notice AS Notice FROM day
            WHERE service_date = @date AND (@all OR territory_id = ANY(@territories)) ORDER BY ordinal, territory_id
            """,
            arguments)).ToList();
        if (days.Count == 0)
            return null;
        // Of days in scope alone: a member also sees the one piece of equipment or lot that another territory lends it, which is none of this day.
        var documents = await unit.QueryAsync<DeclaredDocument>(
            string.Join("\nUNION ALL\n", DeclaredTable.All.Select(table =>
                $"SELECT '{table.Name}' AS Name, ordinal AS Ordinal, territory_id AS Territory, document::text AS Document FROM {table.Name} WHERE service_date = @date AND (@all OR territory_id = ANY(@territories)){(table.Name is "equipment" or "lot" ? " AND territory_id IN (SELECT d.territory_id FROM day AS d WHERE d.service_date = @date)" : "")}"))
            + "\nORDER BY 1, 2, 3",
            arguments);
        return DeclaredTable.Assemble(date, days[0].Notice, days.Select(found => found.Document), documents.ToLookup(found => found.Name, found => found.Document));
    }

    /// <summary>Dates for which a territory declared something, or any of them did, latest first.</summary>
    public static async Task<IReadOnlyList<DateOnly>> DatesAsync(UnitOfWork unit, TerritoryId? territory = null) =>
        [.. await unit.QueryAsync<DateOnly>(
            "SELECT DISTINCT service_date FROM day WHERE @territory::uuid IS NULL OR territory_id = @territory ORDER BY service_date DESC",
            new { territory = territory?.Value })];

    /// <summary>Territories that ever declared a day, by code; the name is the latest.</summary>
    public static async Task<IReadOnlyList<TerritoryName>> TerritoriesAsync(UnitOfWork unit) =>
        [.. (await unit.QueryAsync<(Guid Id, string Code, string Name)>(
            "SELECT * FROM (SELECT DISTINCT ON (territory_id) territory_id, code, name FROM day ORDER BY territory_id, service_date DESC) AS latest ORDER BY code"))
            .Select(found => new TerritoryName(new(found.Id), found.Code, found.Name))];

    /// <summary>Whether a digest was made of what the territory declares in this day; false as well when the day does not hang together.</summary>
    internal static bool IsDigestOf(byte[] digest, DayDeclarations day, TerritoryId territory)
    {
        try
        {
            return day.Territories.FirstOrDefault(x => x.Id == territory) is { } found && Digest(PartsOf(day.Notice, found, RowsOf(day))).AsSpan().SequenceEqual(digest);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static List<(DeclaredTable Table, List<DeclaredRow> Rows)> RowsOf(DayDeclarations day, DayDeclarations? before = null, List<(DeclaredTable Table, List<DeclaredRow> Rows)>? was = null)
    {
        try
        {
            var index = new DayIndex(day);
            return [.. DeclaredTable.All.Select((table, i) => (table, table.Rows(index, before, was?[i].Rows)))];
        }
        catch (KeyNotFoundException broken)
        {
            throw Broken(day, broken.Message, broken);
        }
    }

    static ArgumentException Broken(DayDeclarations day, string why, Exception broken) =>
        new($"The declarations of {day.Date:yyyy-MM-dd} do not hang together: {why}", nameof(day), broken);

    /// <summary>
    /// All that a territory declares. A table in which it has nothing is not among them, so that a table added by a later version leaves the
    /// digests of days that have nothing for it as they are.
    /// </summary>
    static IEnumerable<string> PartsOf(string? notice, Territory territory, List<(DeclaredTable Table, List<DeclaredRow> Rows)> rows)
    {
        yield return notice ?? "";
        yield return Documents.Write(territory);
        foreach (var (table, list) in rows)
        {
            var own = list.Where(row => row.Territory == territory.Id).Select(row => row.Document).ToList();
            if (own.Count == 0)
                continue;
            yield return table.Name;
            foreach (var document in own)
                yield return document;
        }
    }

    static byte[] Digest(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[4096];
        foreach (var part in parts)
        {
            var most = Encoding.UTF8.GetMaxByteCount(part.Length) + 1;
            if (buffer.Length < most)
                buffer = new byte[most];
            var length = Encoding.UTF8.GetBytes(part, buffer);
            buffer[length] = 0;
            hash.AppendData(buffer.AsSpan(0, length + 1));
        }
        return hash.GetHashAndReset();
    }

    static string ToJson(List<DeclaredRow> rows)
    {
        var text = new StringBuilder("[");
        foreach (var row in rows)
            text.Append(text.Length > 1 ? "," : "").Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{"o":{{row.Ordinal}},"t":"{{row.Territory.Value}}","d":{{row.Document}}}""");
        return text.Append(']').ToString();
    }

    sealed record SavedDay(Guid Territory, int Revision, byte[] Digest, DateTimeOffset SavedAt);

    sealed record DeclaredDay(string Document, string? Notice);

    sealed record DeclaredDocument(string Name, int Ordinal, Guid Territory, string Document);
}

/// <summary>A territory as lists show it.</summary>
public sealed record TerritoryName(TerritoryId Id, string Code, string Name);
