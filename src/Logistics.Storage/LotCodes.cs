using Logistics.Domain;
using Logistics.Domain.Days;

namespace Logistics.Storage;

/// <summary>
/// A lot's id is made of its code without the date, so that what a donor has every week keeps its name. Two donors with one code on two dates would be
/// one lot in the ledger, and each would read the other's.
/// </summary>
public static class LotCodes
{
    /// <summary>Lots of a day under a code that another donor used on another date.</summary>
    /// <param name="before">The day as it is kept: what did not change in it is not asked about again. Null: all of it is asked about.</param>
    /// <remarks>Two who take one code for two dates in the same moment do not see each other.</remarks>
    public static async Task<IReadOnlyList<TakenCode>> TakenAsync(UnitOfWork unit, DayDeclarations day, DayDeclarations? before = null)
    {
        ArgumentNullException.ThrowIfNull(day);
        var kept = before?.Lots.Select(x => (x.Id, x.Donor)).ToHashSet() ?? [];
        var asked = day.Lots.Where(x => !kept.Contains((x.Id, x.Donor))).ToDictionary(x => x.Id);
        if (asked.Count == 0)
            return [];
        return [.. (await unit.QueryAsync<(Guid Lot, DateOnly Date)>(
            """
            SELECT l.id, max(l.service_date) FROM unnest(@lots::uuid[], @donors::uuid[]) AS asked(lot, donor) JOIN lot AS l ON l.id = asked.lot
            WHERE l.service_date <> @date AND l.donor_id <> asked.donor GROUP BY l.id
            """,
            new { date = day.Date, lots = asked.Values.Select(x => x.Id.Value).ToArray(), donors = asked.Values.Select(x => x.Donor.Value).ToArray() }))
            .Select(x => new TakenCode(new(x.Lot), asked[new(x.Lot)].Code, x.Date)).OrderBy(x => x.Code, StringComparer.Ordinal)];
    }
}

/// <param name="Date">The latest one on which another donor used it.</param>
public sealed record TakenCode(LotId Lot, string Code, DateOnly Date);
