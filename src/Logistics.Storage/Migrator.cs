using System.Globalization;
using System.Reflection;

namespace Logistics.Storage;

/// <summary>
/// Brings a database to this program's schema by the numbered scripts in <c>Schema/</c>, each in one transaction with its entry in
/// <c>schema_version</c>. Safe when several hosts start at once, and when repeated.
/// </summary>
public static class Migrator
{
    /// <summary>The number of the last script.</summary>
    public static int Known => Scripts.Value[^1].Version;

    static readonly Lazy<IReadOnlyList<Migration>> Scripts = new(() => Read(typeof(Migrator).Assembly));

    /// <inheritdoc cref="MigrateAsync(Store, int, CancellationToken)"/>
    public static Task<IReadOnlyList<int>> MigrateAsync(Store store, CancellationToken cancellation = default) => MigrateAsync(store, Known, cancellation);

    /// <summary>The database's schema version, 0 for an empty database.</summary>
    public static Task<int> VersionAsync(Store store, CancellationToken cancellation = default) => store.RunAsync(Scope.Owner, unit => VersionAsync(unit), cancellation);

    /// <param name="upTo">The last script to apply: an archive is read into the schema it was made with.</param>
    /// <returns>The versions applied now; empty when the database was up to date.</returns>
    /// <exception cref="SchemaTooNewException">A newer program has been here.</exception>
    /// <exception cref="StoreRightsException">The owner may not do what a script does; nothing of that script was kept.</exception>
    /// <exception cref="StoreUnavailableException"/>
    public static async Task<IReadOnlyList<int>> MigrateAsync(Store store, int upTo, CancellationToken cancellation = default)
    {
        var applied = new List<int>();
        try
        {
            while (await store.RunAsync(Scope.Owner, unit => ApplyNextAsync(unit, upTo), cancellation) is { } version)
                applied.Add(version);
        }
        catch (OutOfScopeException refused)
        {
            throw new StoreRightsException(refused.Message, refused);
        }
        return applied;
    }

    internal static async Task<int> VersionAsync(UnitOfWork unit) =>
        await unit.SingleAsync<bool>("SELECT to_regclass('public.schema_version') IS NOT NULL")
            ? await unit.SingleAsync<int>("SELECT coalesce(max(version), 0) FROM schema_version")
            : 0;

    internal static IEnumerable<Migration> ScriptsAfter(int version) => Scripts.Value.Where(script => script.Version > version);

    static async Task<int?> ApplyNextAsync(UnitOfWork unit, int upTo)
    {
        await unit.LockAsync(LockSpace.Migration, 0);
        await unit.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS schema_version (
              version int PRIMARY KEY,
              name text NOT NULL,
              applied_at timestamptz NOT NULL DEFAULT now())
            """);
        var version = await VersionAsync(unit);
        if (version > Known)
            throw new SchemaTooNewException(version, Known);
        if (Scripts.Value.FirstOrDefault(script => script.Version > version && script.Version <= upTo) is not { } next)
            return null;
        await unit.ExecuteAsync(next.Sql);
        await unit.ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (@Version, @Name)", new { next.Version, next.Name });
        return next.Version;
    }

    /// <summary>Embedded as <c>001_what_it_brings.sql</c>; the numbers run from 1 without a gap.</summary>
    static List<Migration> Read(Assembly assembly)
    {
        var scripts = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new Migration(int.Parse(name[..3], CultureInfo.InvariantCulture), Path.GetFileNameWithoutExtension(name)[4..], text.ReadToEnd());
            })
            .ToList();
        return scripts.Index().All(pair => pair.Item.Version == pair.Index + 1)
            ? scripts
            : throw new InvalidOperationException("Migration scripts are numbered from 001 without a gap.");
    }

    internal sealed record Migration(int Version, string Name, string Sql);
}
