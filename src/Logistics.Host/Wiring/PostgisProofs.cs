using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Host.Photos;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>Proofs and the ledger as the host asks for them: each member one short transaction, in the visitor's territory where it is bound to one.</summary>
public sealed class PostgisProofs(Store store, TimeProvider clock) : IProofs
{
    // A proof names lots and partners of several territories, and the plan that holds them all.
    public Task<IReadOnlyList<ProofOutcome>> RecordAsync(IReadOnlyList<Proof> batch, CancellationToken cancellation) =>
        RunAsync(null, unit => ProofStore.RecordAsync(unit, batch, clock.GetUtcNow()), cancellation);

    public Task<IReadOnlyList<Proof>> OfDateAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation) =>
        RunAsync(territory, unit => ProofStore.OfDateAsync(unit, date), cancellation);

    public Task<IReadOnlyList<Proof>> OfPartyAsync(PartyId party, DateOnly from, CancellationToken cancellation) => RunAsync(null, unit => ProofStore.OfPartyAsync(unit, party, from), cancellation);

    public Task<Proof?> FindAsync(ProofId id, TerritoryId? territory, CancellationToken cancellation) => RunAsync(territory, unit => ProofStore.FindAsync(unit, id), cancellation);

    public Task<bool> LinkAsync(Proof proof, PhotoId photo, CancellationToken cancellation) =>
        RunAsync(null, unit => PhotoStore.LinkAsync(unit, proof, photo.Sha256, clock.GetUtcNow()), cancellation);

    public Task<PhotoId?> PhotoOfAsync(ProofId proof, CancellationToken cancellation) =>
        RunAsync(null, async unit => await PhotoStore.OfAsync(unit, proof) is { } photo ? new PhotoId(photo) : (PhotoId?)null, cancellation);

    public Task<Signature?> SignatureOfAsync(ProofId proof, CancellationToken cancellation) => RunAsync(null, unit => ProofStore.SignatureOfAsync(unit, proof), cancellation);

    public Task<ProofEvidence> EvidenceAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation) => RunAsync(territory, unit => ProofStore.EvidenceAsync(unit, date), cancellation);

    public Task<IReadOnlySet<PhotoId>> PhotosAsync(CancellationToken cancellation) =>
        RunAsync(null, async unit => (IReadOnlySet<PhotoId>)(await PhotoStore.LinkedAsync(unit)).Select(x => new PhotoId(x)).ToHashSet(), cancellation);

    public Task<IncidentOutcome> ReportAsync(Incident incident, CancellationToken cancellation) => RunAsync(null, unit => IncidentStore.ReportAsync(unit, incident), cancellation);

    public Task<IReadOnlyList<Incident>> IncidentsAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation) =>
        RunAsync(territory, unit => IncidentStore.OfDateAsync(unit, date), cancellation);

    public Task<IReadOnlyList<StockLevel>> StockAsync(TerritoryId? territory, PartyId? party, SiteId? site, StockLevel? after, int limit, CancellationToken cancellation) =>
        RunAsync(territory, unit => LedgerPages.StockAsync(unit, party, site, after, limit), cancellation);

    public Task<IReadOnlyList<Movement>?> MovementsAsync(TerritoryId? territory, PartyId? party, MovementId? after, int limit, CancellationToken cancellation) =>
        RunAsync(territory, unit => LedgerPages.MovementsAsync(unit, party, after, limit), cancellation);

    public Task<LastServed?> LastServedAsync(PartyId party, CancellationToken cancellation) => RunAsync(null, unit => PartnerLedger.LastServedAsync(unit, party), cancellation);

    public Task<IReadOnlyList<MonthOfFamily>> MonthsAsync(PartyId party, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        RunAsync(null, unit => PartnerLedger.MonthsAsync(unit, party, from, until), cancellation);

    public Task<IReadOnlyList<CrateWeighing>> CrateWeighingsAsync(TerritoryId territory, DateOnly from, CancellationToken cancellation) =>
        RunAsync(territory, unit => CrateWeighings.SinceAsync(unit, territory, from), cancellation);

    public Task<TracedLot?> TraceAsync(LotId lot, TerritoryId? territory, PartyId? of, CancellationToken cancellation) => RunAsync<TracedLot?>(
        territory,
        async unit =>
        {
            var share = of is { } party ? await LedgerPages.ShareAsync(unit, lot, party) : LotShare.Given;
            if (share == LotShare.None || !await LedgerPages.KnowsAsync(unit, lot))
                return null;
            var (back, recall) = (await LotTrace.BackAsync(unit, lot), await LotTrace.RecallAsync(unit, lot));
            // Who merely received some of it is told where it comes from, and of the others nothing.
            return share == LotShare.Given
                ? new(back, await LotTrace.ForthAsync(unit, lot), recall)
                : new(back, [], new Recall([.. recall.Deliveries.Where(x => x.Party == of)], []));
        },
        cancellation);

    Task<T> RunAsync<T>(TerritoryId? territory, Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(territory is { } bound ? Scope.Of(bound) : Scope.Service, work, cancellation));
}
