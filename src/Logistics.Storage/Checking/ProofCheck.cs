using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Storage.Mapping;

namespace Logistics.Storage.Checking;

/// <summary>Proofs and the ledger tell the same, entry by entry: both are there, or neither is.</summary>
static class ProofCheck
{
    public static async Task<IReadOnlyList<StoreProblem>> FindAsync(UnitOfWork unit)
    {
        var proofs = (await unit.QueryAsync<string>("SELECT document::text FROM proof ORDER BY occurred_at, id")).Select(Documents.Read<Proof>);
        var told = proofs.GroupBy(x => x.Stop).SelectMany(stop => new StopProofs(stop).Movements()).ToDictionary(x => x.Id);
        // What is known of an allocation was told by somebody; where a lot begins is taken from its plan.
        var posted = (await unit.QueryAsync<MovementRow>($"SELECT {MovementRow.Selected} FROM movement AS m WHERE m.allocation_id IS NOT NULL ORDER BY m.id"))
            .Select(x => x.ToMovement()).ToDictionary(x => x.Id);
        return
        [
            .. told.Values.Where(x => !IsSame(x, posted.GetValueOrDefault(x.Id))).OrderBy(x => x.Id.Value).Select(x => new StoreProblem(StoreFault.ProofNotPosted, About(x))),
            .. posted.Values.Where(x => !told.ContainsKey(x.Id)).Select(x => new StoreProblem(StoreFault.PostedWithoutProof, About(x))),
        ];
    }

    /// <remarks>The database keeps instants to the microsecond.</remarks>
    static bool IsSame(Movement told, Movement? posted) =>
        posted is not null && (told.OccurredAt - posted.OccurredAt).Duration() <= TimeSpan.FromMicroseconds(1) && told with { OccurredAt = posted.OccurredAt } == posted;

    static string About(Movement entry) => $"entry {entry.Id.Value} of {entry.Date:O}, lot {entry.Lot.Value}: {Words.Of(entry.Kind)}, {entry.Quantity.Grams} g";
}
