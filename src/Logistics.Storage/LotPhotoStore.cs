using Logistics.Domain;
using Logistics.Domain.Goods;

namespace Logistics.Storage;

/// <summary>Which photo belongs to which surplus of which day (<c>Schema/023_lot_photos.sql</c>); the photos themselves are where those of proofs are.</summary>
public static class LotPhotoStore
{
    /// <summary>Gives a lot its photo, in the place of the one it has.</summary>
    /// <param name="sha256">Of what is in it: 64 lower-case hexadecimal digits.</param>
    /// <param name="by">The person who adds it; null: nobody in particular.</param>
    public static Task LinkAsync(UnitOfWork unit, DateOnly date, Lot lot, string sha256, Guid? by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lot);
        return unit.ExecuteAsync(
            """
            INSERT INTO lot_photo (service_date, lot_id, territory_id, photo_sha256, added_at, added_by) VALUES (@date, @id, @territory, @sha256, @now, @by)
            ON CONFLICT (service_date, lot_id) DO UPDATE SET territory_id = excluded.territory_id, photo_sha256 = excluded.photo_sha256, added_at = excluded.added_at, added_by = excluded.added_by
            """,
            new { date, id = lot.Id.Value, territory = lot.Territory.Value, sha256, now, by });
    }

    /// <summary>Takes a lot's photo away.</summary>
    /// <returns>False: it had none.</returns>
    public static async Task<bool> UnlinkAsync(UnitOfWork unit, DateOnly date, LotId lot) =>
        await unit.ExecuteAsync("DELETE FROM lot_photo WHERE service_date = @date AND lot_id = @id", new { date, id = lot.Value }) > 0;

    /// <summary>The lots of a day that have one.</summary>
    public static async Task<IReadOnlyDictionary<LotId, string>> OfDateAsync(UnitOfWork unit, DateOnly date) =>
        (await unit.QueryAsync<(Guid Lot, string Sha256)>("SELECT lot_id, photo_sha256 FROM lot_photo WHERE service_date = @date", new { date })).ToDictionary(x => new LotId(x.Lot), x => x.Sha256);

    /// <summary>All photos of lots.</summary>
    public static async Task<IReadOnlySet<string>> LinkedAsync(UnitOfWork unit) => (await unit.QueryAsync<string>("SELECT DISTINCT photo_sha256 FROM lot_photo")).ToHashSet(StringComparer.Ordinal);
}
