namespace Logistics.Storage.Hosts;

/// <summary>
/// Who makes the plan of a day, however many hosts there are (<c>Schema/012_several_hosts.sql</c>). Claims begin and end by the database's clock: hosts
/// whose clocks differ agree all the same.
/// </summary>
/// <remarks>The number is a fencing token: Kleppmann, "How to do distributed locking" (2016).</remarks>
public static class PlanningClaims
{
    /// <summary>Takes the plan of a day upon oneself, if it needs one and nobody else is at it. Who holds the claim already takes it anew.</summary>
    /// <param name="holder">The host that asks.</param>
    /// <param name="lease">How long the claim lasts unless it is prolonged.</param>
    /// <returns>Null: another host is at it, or the day needs no plan.</returns>
    public static async Task<PlanningClaim?> TakeAsync(UnitOfWork unit, DateOnly date, Guid holder, TimeSpan lease)
    {
        if (await unit.FirstOrDefaultAsync<long?>(
            """
            INSERT INTO planning_claim AS c (service_date, number, holder, claimed_at, until) VALUES (@date, 1, @holder, now(), now() + @lease)
            ON CONFLICT (service_date) DO UPDATE SET number = c.number + 1, holder = excluded.holder, claimed_at = excluded.claimed_at, until = excluded.until
            WHERE c.until <= excluded.claimed_at OR c.holder = excluded.holder
            RETURNING number
            """,
            new { date, holder, lease }) is not { } number)
            return null;
        // Only now: whoever held it before may have planned the day while we waited for its row.
        var claim = new PlanningClaim(date, number, holder, await PlanningWindows.IsOpenAsync(unit, date));
        if (await DayBook.DayAsync(unit, date) is { } day && (day.PlannedRevision is null || day.PlannedRevision < day.Revision))
            return claim;
        await EndAsync(unit, claim);
        return null;
    }

    /// <summary>Prolongs a claim, even one that ran out if nobody took it.</summary>
    /// <returns>False: another host has it.</returns>
    public static async Task<bool> RenewAsync(UnitOfWork unit, PlanningClaim claim, TimeSpan lease) =>
        await unit.ExecuteAsync(
            "UPDATE planning_claim SET until = now() + @lease WHERE service_date = @Date AND number = @Number AND holder = @Holder",
            new { claim.Date, claim.Number, claim.Holder, lease }) == 1;

    /// <summary>
    /// Ends a claim. Nobody can take it before this unit of work is over, so what it saves besides is saved by the claim's holder or not at all.
    /// </summary>
    /// <returns>False: another host has it; what was made under the claim must not be saved.</returns>
    public static async Task<bool> EndAsync(UnitOfWork unit, PlanningClaim claim) =>
        await unit.ExecuteAsync(
            "UPDATE planning_claim SET until = now() WHERE service_date = @Date AND number = @Number AND holder = @Holder",
            new { claim.Date, claim.Number, claim.Holder }) == 1;

    /// <summary>Which host took the plan of each day last.</summary>
    public static async Task<IReadOnlyDictionary<DateOnly, Guid>> HoldersAsync(UnitOfWork unit) =>
        (await unit.QueryAsync<(DateOnly Date, Guid Holder)>("SELECT service_date, holder FROM planning_claim")).ToDictionary(x => x.Date, x => x.Holder);
}

/// <param name="Number">Grows each time the day is claimed.</param>
/// <param name="AtWindow">One of its territories wanted the day planned anew since its current plan: there is time for a long search.</param>
public sealed record PlanningClaim(DateOnly Date, long Number, Guid Holder, bool AtWindow);
