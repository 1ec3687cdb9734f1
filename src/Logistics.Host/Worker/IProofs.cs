using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Host.Photos;
using Logistics.Storage;

namespace Logistics.Host.Worker;

/// <summary>
/// What happened, as it was told, and the ledger that follows from it. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.
/// </summary>
/// <remarks>A territory of null is every territory: the visitor is bound to none.</remarks>
public interface IProofs
{
    /// <summary>Keeps what is new and right, with its entries in the ledger, and says of each what became of it.</summary>
    Task<IReadOnlyList<ProofOutcome>> RecordAsync(IReadOnlyList<Proof> batch, CancellationToken cancellation);

    Task<IReadOnlyList<Proof>> OfDateAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation);

    /// <inheritdoc cref="ProofStore.OfPartyAsync"/>
    Task<IReadOnlyList<Proof>> OfPartyAsync(PartyId party, DateOnly from, CancellationToken cancellation);

    Task<Proof?> FindAsync(ProofId id, TerritoryId? territory, CancellationToken cancellation);

    /// <summary>Gives a proof its photo; false when it has another.</summary>
    Task<bool> LinkAsync(Proof proof, PhotoId photo, CancellationToken cancellation);

    /// <summary>A proof's photo; null: it has none, or none any more.</summary>
    Task<PhotoId?> PhotoOfAsync(ProofId proof, CancellationToken cancellation);

    /// <inheritdoc cref="ProofStore.SignatureOfAsync"/>
    Task<Signature?> SignatureOfAsync(ProofId proof, CancellationToken cancellation);

    /// <inheritdoc cref="ProofStore.EvidenceAsync"/>
    Task<ProofEvidence> EvidenceAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation);

    /// <summary>All photos of proofs.</summary>
    Task<IReadOnlySet<PhotoId>> PhotosAsync(CancellationToken cancellation);

    Task<IncidentOutcome> ReportAsync(Incident incident, CancellationToken cancellation);

    Task<IReadOnlyList<Incident>> IncidentsAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation);

    /// <inheritdoc cref="LedgerPages.StockAsync"/>
    Task<IReadOnlyList<StockLevel>> StockAsync(TerritoryId? territory, PartyId? party, SiteId? site, StockLevel? after, int limit, CancellationToken cancellation);

    /// <inheritdoc cref="LedgerPages.MovementsAsync"/>
    Task<IReadOnlyList<Movement>?> MovementsAsync(TerritoryId? territory, PartyId? party, MovementId? after, int limit, CancellationToken cancellation);

    /// <inheritdoc cref="PartnerLedger.LastServedAsync"/>
    Task<LastServed?> LastServedAsync(PartyId party, CancellationToken cancellation);

    /// <inheritdoc cref="PartnerLedger.MonthsAsync"/>
    Task<IReadOnlyList<MonthOfFamily>> MonthsAsync(PartyId party, DateOnly from, DateOnly until, CancellationToken cancellation);

    /// <inheritdoc cref="CrateWeighings.SinceAsync"/>
    Task<IReadOnlyList<CrateWeighing>> CrateWeighingsAsync(TerritoryId territory, DateOnly from, CancellationToken cancellation);

    /// <param name="of">Only what this partner may know; null: all.</param>
    /// <returns>Null: nothing is known of the lot, or it is no business of the partner's.</returns>
    Task<TracedLot?> TraceAsync(LotId lot, TerritoryId? territory, PartyId? of, CancellationToken cancellation);
}

/// <param name="MadeOf">What it was made of, and that of what.</param>
/// <param name="Became">What was made of it, and what of that.</param>
/// <param name="Recall">Who received it and where the rest is.</param>
public sealed record TracedLot(IReadOnlyList<LotPart> MadeOf, IReadOnlyList<LotPart> Became, Recall Recall);
