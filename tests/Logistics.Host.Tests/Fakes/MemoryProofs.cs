using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Host.Photos;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Proofs in memory, judged as the store judges them; the ledger is the store's own matter and is empty here.</summary>
sealed class MemoryProofs : IProofs
{
    readonly Lock door = new();
    readonly List<Proof> proofs = [];
    readonly List<Incident> incidents = [];
    readonly Dictionary<ProofId, PhotoId> photos = [];

    public Task<IReadOnlyList<ProofOutcome>> RecordAsync(IReadOnlyList<Proof> batch, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult<IReadOnlyList<ProofOutcome>>([.. batch.Select(Record)]);
    }

    public Task<IReadOnlyList<Proof>> OfDateAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Proof>>([.. proofs.Where(x => x.Date == date && IsIn(territory, x.Territory))]);

    public Task<IReadOnlyList<Proof>> OfPartyAsync(PartyId party, DateOnly from, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Proof>>([.. proofs.Where(x => x.Date >= from && x.Lines.Any(y => y.Donor == party || y.Recipient == party)).OrderByDescending(x => x.OccurredAt)]);

    public Task<Proof?> FindAsync(ProofId id, TerritoryId? territory, CancellationToken cancellation) =>
        Task.FromResult(proofs.Find(x => x.Id == id && IsIn(territory, x.Territory)));

    public Task<bool> LinkAsync(Proof proof, PhotoId photo, CancellationToken cancellation)
    {
        photos.TryAdd(proof.Id, photo);
        return Task.FromResult(photos[proof.Id] == photo);
    }

    public Task<LastServed?> LastServedAsync(PartyId party, CancellationToken cancellation) => Task.FromResult<LastServed?>(null);

    /// <summary>What a test says that the ledger says.</summary>
    public List<(PartyId Party, MonthOfFamily Month)> Months { get; } = [];

    public Task<IReadOnlyList<MonthOfFamily>> MonthsAsync(PartyId party, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<MonthOfFamily>>([.. Months.Where(x => x.Party == party && x.Month.Month >= from && x.Month.Month <= until).Select(x => x.Month)]);

    public Task<PhotoId?> PhotoOfAsync(ProofId proof, CancellationToken cancellation) => Task.FromResult(photos.TryGetValue(proof, out var photo) ? photo : (PhotoId?)null);

    public Task<Signature?> SignatureOfAsync(ProofId proof, CancellationToken cancellation) => Task.FromResult(proofs.Find(x => x.Id == proof)?.Signature);

    public Task<ProofEvidence> EvidenceAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation) =>
        Task.FromResult(new ProofEvidence(photos.Keys.ToHashSet(), proofs.Where(x => x.Signature is not null).Select(x => x.Id).ToHashSet()));

    public Task<IReadOnlySet<PhotoId>> PhotosAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlySet<PhotoId>>(photos.Values.ToHashSet());

    public Task<IncidentOutcome> ReportAsync(Incident incident, CancellationToken cancellation)
    {
        if (incidents.Find(x => x.Id == incident.Id) is { } before)
            return Task.FromResult(before with { By = incident.By, ReceivedAt = incident.ReceivedAt } == incident ? IncidentOutcome.Known : IncidentOutcome.IdTaken);
        incidents.Add(incident);
        return Task.FromResult(IncidentOutcome.Recorded);
    }

    public Task<IReadOnlyList<Incident>> IncidentsAsync(DateOnly date, TerritoryId? territory, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. incidents.Where(x => x.Date == date && IsIn(territory, x.Territory))]);

    public Task<IReadOnlyList<StockLevel>> StockAsync(TerritoryId? territory, PartyId? party, SiteId? site, StockLevel? after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StockLevel>>([]);

    public Task<IReadOnlyList<Movement>?> MovementsAsync(TerritoryId? territory, PartyId? party, MovementId? after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Movement>?>(after is null ? [] : null);

    /// <summary>What a test says that was weighed, beside the territory's proofs of no matter what.</summary>
    public List<CrateWeighing> Weighings { get; } = [];

    public Task<IReadOnlyList<CrateWeighing>> CrateWeighingsAsync(TerritoryId territory, DateOnly from, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CrateWeighing>>([.. Weighings.Where(x => x.Weighing.Territory == territory && x.Weighing.Date >= from)]);

    public Task<TracedLot?> TraceAsync(LotId lot, TerritoryId? territory, PartyId? of, CancellationToken cancellation) => Task.FromResult<TracedLot?>(null);

    ProofOutcome Record(Proof proof)
    {
        if (proofs.Find(x => x.Id == proof.Id) is { } before)
            return before with { By = proof.By, ReceivedAt = proof.ReceivedAt } == proof ? new ProofOutcome.Known(proof.Id) : new ProofOutcome.Refused(proof.Id, new ProofProblem.IdTaken());
        if (new StopProofs(proofs.Where(x => x.Stop == proof.Stop)).Add(proof) is { } problem)
            return new ProofOutcome.Refused(proof.Id, problem);
        proofs.Add(proof);
        return new ProofOutcome.Recorded(proof.Id);
    }

    static bool IsIn(TerritoryId? bound, TerritoryId territory) => bound is null || bound == territory;
}
