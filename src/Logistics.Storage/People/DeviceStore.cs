namespace Logistics.Storage.People;

/// <summary>Devices that people switched on to be told there (<c>Schema/021_devices.sql</c>).</summary>
public static class DeviceStore
{
    /// <summary>So many a person has; one more, and the one not heard of for the longest goes.</summary>
    public const int Most = 10;

    /// <summary>Those that hear the instance, the latest first.</summary>
    /// <param name="keys">By which devices hear the instance: its public key, the address of its ntfy server. One that was shown another does not hear it.</param>
    public static async Task<IReadOnlyList<DeviceRow>> OfPersonAsync(UnitOfWork unit, Guid person, byte[][] keys) =>
        [.. await unit.QueryAsync<DeviceRow>(
            "SELECT id AS Id, endpoint AS Endpoint, device_key IS NULL AS IsTopic, made_at AS MadeAt, heard_at AS HeardAt FROM push_device WHERE person_id = @person AND application_key = ANY (@keys) ORDER BY made_at DESC, id",
            new { person, keys })];

    /// <summary>
    /// Keeps a device, the same again as well. One that was somebody else's passes over, with nothing of what waited for them: it is the same browser, since only that knows
    /// both values. With the first device the person is told there what it gets by mail.
    /// </summary>
    /// <param name="applicationKey">The public key of the instance; for a topic the address of its server.</param>
    /// <returns>False: somebody else has that address, by other values.</returns>
    public static async Task<bool> AddAsync(UnitOfWork unit, NewDevice device, Guid person, Guid? session, byte[] applicationKey, DateTimeOffset now)
    {
        var row = new { device.Id, device.Endpoint, device.Key, device.Secret, person, session, applicationKey, now, Most };
        await unit.ExecuteAsync("DELETE FROM push_device WHERE endpoint = @Endpoint AND person_id <> @person AND device_key = @Key AND secret = @Secret", row);
        var isFirst = !await unit.SingleAsync<bool>("SELECT EXISTS (SELECT FROM push_device WHERE person_id = @person AND (application_key = @applicationKey OR device_key IS NULL OR @Key::bytea IS NULL))", row);
        if (await unit.ExecuteAsync(
            """
            INSERT INTO push_device (id, person_id, session_id, endpoint, device_key, secret, application_key, made_at, heard_at)
            VALUES (@Id, @person, @session, @Endpoint, @Key, @Secret, @applicationKey, @now, @now)
            ON CONFLICT (endpoint) DO UPDATE SET session_id = excluded.session_id, device_key = excluded.device_key, secret = excluded.secret, application_key = excluded.application_key, heard_at = excluded.heard_at
            WHERE push_device.person_id = excluded.person_id
            """,
            row) == 0)
            return false;
        await unit.ExecuteAsync(
            "DELETE FROM push_device WHERE id IN (SELECT id FROM push_device WHERE person_id = @person ORDER BY heard_at DESC, made_at DESC, id OFFSET @Most)", row);
        if (isFirst)
            await NoticeStore.TellDevicesAsync(unit, person);
        return true;
    }

    /// <returns>False: the person has none such.</returns>
    public static async Task<bool> RemoveAsync(UnitOfWork unit, Guid person, Guid device) =>
        await unit.ExecuteAsync("DELETE FROM push_device WHERE id = @device AND person_id = @person", new { device, person }) == 1;

    /// <summary>Its service says that it is no more; what waits for it goes with it.</summary>
    public static Task ForgetAsync(UnitOfWork unit, Guid device) => unit.ExecuteAsync("DELETE FROM push_device WHERE id = @device", new { device });

    /// <summary>Those that were switched on in a session.</summary>
    internal static Task ForgetOfSessionAsync(UnitOfWork unit, Guid session) => unit.ExecuteAsync("DELETE FROM push_device WHERE session_id = @session", new { session });
}

/// <param name="Endpoint">The address at its push service: a secret of the person's.</param>
/// <param name="IsTopic">One of an ntfy server; else a browser.</param>
public sealed record DeviceRow(Guid Id, string Endpoint, bool IsTopic, DateTimeOffset MadeAt, DateTimeOffset HeardAt);

/// <param name="Id">If it is not known yet.</param>
/// <param name="Key">Its public key, an uncompressed point of P-256: 65 bytes; null: a topic of an ntfy server.</param>
/// <param name="Secret">16 bytes; null with the key.</param>
public sealed record NewDevice(Guid Id, string Endpoint, byte[]? Key, byte[]? Secret);
