using System.Diagnostics;
using Npgsql;

namespace Logistics.Storage;

/// <summary>What bringing a database up to date would do, found out by doing it in one transaction that is taken back.</summary>
/// <param name="From">The database's schema, 0 for an empty one.</param>
/// <param name="To">The schema it would have; where a script failed, that of the last one that went well.</param>
/// <param name="Scripts">Those that ran, in their order, the one that failed last.</param>
/// <param name="Failure">What the database said to the last one; null: all went well.</param>
public sealed record MigrationRehearsal(int From, int To, IReadOnlyList<RehearsedScript> Scripts, string? Failure)
{
    /// <summary>Nothing of it stays, whichever way it ends. While it runs, whoever writes to the tables that the scripts change waits.</summary>
    /// <exception cref="SchemaTooNewException">A newer program has been here.</exception>
    /// <exception cref="StoreUnavailableException"/>
    public static async Task<MigrationRehearsal> RunAsync(Store store, CancellationToken cancellation = default)
    {
        try
        {
            return await store.RunAsync<MigrationRehearsal>(Scope.Owner, async unit => throw new TakenBackException(await RunAsync(unit)), cancellation);
        }
        catch (TakenBackException back)
        {
            return back.Rehearsal;
        }
    }

    static async Task<MigrationRehearsal> RunAsync(UnitOfWork unit)
    {
        await unit.LockAsync(LockSpace.Migration, 0);
        var from = await Migrator.VersionAsync(unit);
        if (from > Migrator.Known)
            throw new SchemaTooNewException(from, Migrator.Known);
        var ran = new List<RehearsedScript>();
        foreach (var script in Migrator.ScriptsAfter(from))
        {
            var watch = Stopwatch.GetTimestamp();
            try
            {
                await unit.ExecuteAsync(script.Sql);
                // What a commit would check: each script has one of its own when it runs in earnest.
                await unit.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
            }
            catch (Exception failure) when (failure is PostgresException or OutOfScopeException)
            {
                ran.Add(new(script.Version, script.Name, Stopwatch.GetElapsedTime(watch)));
                return new(from, script.Version - 1, ran, failure.Message);
            }
            ran.Add(new(script.Version, script.Name, Stopwatch.GetElapsedTime(watch)));
        }
        return new(from, ran.Count > 0 ? ran[^1].Version : from, ran, null);
    }

    /// <summary>Undoes the unit of work and carries out what was found.</summary>
    sealed class TakenBackException(MigrationRehearsal rehearsal) : Exception
    {
        public MigrationRehearsal Rehearsal => rehearsal;
    }
}

/// <param name="Elapsed">How long it took.</param>
public sealed record RehearsedScript(int Version, string Name, TimeSpan Elapsed);
