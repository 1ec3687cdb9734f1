using Logistics.Domain;
using Logistics.Domain.Proofs;

namespace Logistics.Storage;

/// <summary>Which photo belongs to which proof, and the photos themselves where they have no folder (<c>Schema/011_proofs.sql</c>).</summary>
public static class PhotoStore
{
    /// <summary>Gives a proof its photo, unless it has one.</summary>
    /// <param name="sha256">Of what is in it: 64 lower-case hexadecimal digits.</param>
    /// <returns>True when this is its photo now.</returns>
    public static async Task<bool> LinkAsync(UnitOfWork unit, Proof proof, string sha256, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(proof);
        await unit.ExecuteAsync(
            "INSERT INTO proof_photo (proof_id, territory_id, photo_sha256, added_at) VALUES (@id, @territory, @sha256, @now) ON CONFLICT (proof_id) DO NOTHING",
            new { id = proof.Id.Value, territory = proof.Territory.Value, sha256, now });
        return await OfAsync(unit, proof.Id) == sha256;
    }

    /// <summary>A proof's photo; null: it has none, or none any more.</summary>
    public static Task<string?> OfAsync(UnitOfWork unit, ProofId proof) =>
        unit.FirstOrDefaultAsync<string>("SELECT photo_sha256 FROM proof_photo WHERE proof_id = @id", new { id = proof.Value });

    /// <summary>All photos of proofs.</summary>
    public static async Task<IReadOnlySet<string>> LinkedAsync(UnitOfWork unit) => (await unit.QueryAsync<string>("SELECT DISTINCT photo_sha256 FROM proof_photo")).ToHashSet(StringComparer.Ordinal);

    /// <summary>Keeps a photo in the database; the same again changes nothing.</summary>
    public static Task PutAsync(UnitOfWork unit, string sha256, byte[] content, DateTimeOffset now) =>
        unit.ExecuteAsync("INSERT INTO photo (sha256, put_at, content) VALUES (@sha256, @now, @content) ON CONFLICT (sha256) DO UPDATE SET put_at = excluded.put_at", new { sha256, content, now });

    public static Task<byte[]?> ReadAsync(UnitOfWork unit, string sha256) => unit.FirstOrDefaultAsync<byte[]>("SELECT content FROM photo WHERE sha256 = @sha256", new { sha256 });

    /// <summary>Removes what was put before an instant and belongs to no proof and no lot.</summary>
    public static Task<int> TidyAsync(UnitOfWork unit, DateTimeOffset putBefore) => unit.ExecuteAsync(
        """
        DELETE FROM photo WHERE put_at < @putBefore
          AND NOT EXISTS (SELECT FROM proof_photo AS p WHERE p.photo_sha256 = photo.sha256) AND NOT EXISTS (SELECT FROM lot_photo AS l WHERE l.photo_sha256 = photo.sha256)
        """,
        new { putBefore });
}
