namespace Logistics.Storage.Hosts;

/// <summary>The keys that cookies are sealed with, the same for all hosts on a database. What is in them is the framework's matter.</summary>
public static class SealingKeys
{
    public static async Task<IReadOnlyList<string>> AllAsync(UnitOfWork unit) => [.. await unit.QueryAsync<string>("SELECT content FROM sealing_key ORDER BY created_at, name")];

    /// <summary>
    /// Keeps a key. Hosts that find none at the same moment make one each: who comes second keeps nothing and uses the first one's, for a host does not
    /// look for keys it has never seen until it renews its own.
    /// </summary>
    /// <param name="close">Keys made within this span of each other are of the same occasion.</param>
    /// <returns>False: another was made on the same occasion.</returns>
    public static async Task<bool> KeepAsync(UnitOfWork unit, string name, string content, TimeSpan close)
    {
        await unit.LockAsync(LockSpace.SealingKeys, 0);
        return await unit.ExecuteAsync(
            """
            INSERT INTO sealing_key (name, content, created_at)
            SELECT @name, @content, clock_timestamp() WHERE NOT EXISTS (SELECT FROM sealing_key WHERE name LIKE 'key-%' AND @name LIKE 'key-%' AND created_at > clock_timestamp() - @close)
            ON CONFLICT DO NOTHING
            """,
            new { name, content, close }) == 1;
    }
}
