using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>What was told of stops (<c>Schema/011_proofs.sql</c>). What it means for the ledger is posted in the same unit of work, so the two never differ.</summary>
public static class ProofStore
{
    /// <summary>
    /// Keeps what is new and right, whatever else is in the batch. In any order, sent again, in one call or many: the ledger is the same in the end.
    /// </summary>
    /// <param name="batch">Of plans that are stored.</param>
    /// <returns>What became of each, in the batch's order.</returns>
    public static async Task<IReadOnlyList<ProofOutcome>> RecordAsync(UnitOfWork unit, IReadOnlyList<Proof> batch, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(batch);
        // One after the other for each plan and for each proof that is corrected, and always in the same order.
        foreach (var key in batch.Select(x => KeyOf(x.Plan.Value)).Concat(batch.Where(x => x.Corrects is not null).Select(x => KeyOf(x.Corrects!.Value.Value))).Distinct().Order())
            await unit.LockAsync(LockSpace.Proofs, key);
        var known = await KnownAsync(unit, batch);
        var corrections = await CorrectionsAsync(unit, batch);
        var made = await LotOrigins.MadeAsync(unit, batch);
        var posted = await Ledger.FindAsync(unit, made.Values.Select(x => x.Id));
        var stops = new Dictionary<ProofStop, StopProofs>();
        var outcomes = new List<ProofOutcome>();
        var added = new List<Proof>();
        foreach (var proof in batch)
        {
            Movement[] making = [.. LotOrigins.LotsOf([proof]).Select(made.GetValueOrDefault).OfType<Movement>()];
            if (ProblemOf(proof, known, corrections, making, posted) is { } problem)
            {
                outcomes.Add(problem);
                continue;
            }
            if (!stops.TryGetValue(proof.Stop, out var stop))
                stops[proof.Stop] = stop = new(await OfStopAsync(unit, proof.Stop));
            if (stop.Add(proof) is { } refusal)
            {
                outcomes.Add(new ProofOutcome.Refused(proof.Id, refusal));
                continue;
            }
            known[proof.Id] = (SaidHash.Of(proof), proof.Stop);
            if (proof.Corrects is { } original)
                corrections[original] = (proof.Id, proof.Stop);
            foreach (var movement in making)
                posted[movement.Id] = movement;
            added.Add(proof);
            outcomes.Add(new ProofOutcome.Recorded(proof.Id));
        }
        foreach (var proof in added)
            await InsertAsync(unit, proof);
        // All that is told of the stops: what is in the ledger already changes nothing there.
        if (added.Count > 0)
            await Ledger.PostAsync(unit, [.. await LotOrigins.OfAsync(unit, added, made), .. stops.Values.SelectMany(x => x.Movements())], now);
        foreach (var proof in added)
            await EventLog.AppendAsync(unit, new(
                proof.OccurredAt, proof.Territory, "proof-recorded", proof.Id.Value,
                JsonSerializer.Serialize(new { date = proof.Date, plan = proof.Plan.Value, route = proof.Route?.Value, site = proof.Site.Value, corrects = proof.Corrects?.Value })));
        return outcomes;
    }

    /// <summary>All that was told of a date, in the order in which it happened.</summary>
    public static async Task<IReadOnlyList<Proof>> OfDateAsync(UnitOfWork unit, DateOnly date) => await ReadAsync(unit, "p.service_date = @date", new { date });

    /// <summary>Proofs since a date, it included, in which a partner gave or received something, the latest first; others' goods beside its own are in them.</summary>
    public static async Task<IReadOnlyList<Proof>> OfPartyAsync(UnitOfWork unit, PartyId party, DateOnly from) =>
        [.. (await ReadAsync(
            unit, "p.service_date >= @from AND (p.document->'lines' @> @given::jsonb OR p.document->'lines' @> @received::jsonb)",
            new { from, given = $$"""[{"donor": "{{party.Value}}"}]""", received = $$"""[{"recipient": "{{party.Value}}"}]""" })).Reverse()];

    public static async Task<Proof?> FindAsync(UnitOfWork unit, ProofId id) => (await ReadAsync(unit, "p.id = @id", new { id = id.Value })).SingleOrDefault();

    /// <summary>A proof's signature; null: it has none, or none any more.</summary>
    public static async Task<Signature?> SignatureOfAsync(UnitOfWork unit, ProofId id) =>
        await unit.FirstOrDefaultAsync<string>("SELECT path FROM proof_signature WHERE proof_id = @id", new { id = id.Value }) is { } path ? Signature.Read(path) : null;

    /// <summary>Of which proofs of a date there is a photo, and of which a signature.</summary>
    public static async Task<ProofEvidence> EvidenceAsync(UnitOfWork unit, DateOnly date)
    {
        var rows = await unit.QueryAsync<(Guid Id, bool Photo, bool Signature)>(
            """
            SELECT p.id, f.proof_id IS NOT NULL, s.proof_id IS NOT NULL FROM proof AS p LEFT JOIN proof_photo AS f ON f.proof_id = p.id LEFT JOIN proof_signature AS s ON s.proof_id = p.id
            WHERE p.service_date = @date AND (f.proof_id IS NOT NULL OR s.proof_id IS NOT NULL)
            """,
            new { date });
        return new(rows.Where(x => x.Photo).Select(x => new ProofId(x.Id)).ToHashSet(), rows.Where(x => x.Signature).Select(x => new ProofId(x.Id)).ToHashSet());
    }

    static Task<IReadOnlyList<Proof>> OfStopAsync(UnitOfWork unit, ProofStop stop) => ReadAsync(
        unit, "p.plan_id = @plan AND p.site_id = @site AND p.route_id IS NOT DISTINCT FROM @route::uuid", new { plan = stop.Plan.Value, site = stop.Site.Value, route = stop.Route?.Value });

    static async Task<IReadOnlyList<Proof>> ReadAsync(UnitOfWork unit, string condition, object arguments) =>
        [.. (await unit.QueryAsync<(string Document, byte[]? Position)>(
            $"""
             SELECT p.document::text, ST_AsEWKB(w.position::geometry) FROM proof AS p LEFT JOIN proof_position AS w ON w.proof_id = p.id
             WHERE {condition} ORDER BY p.occurred_at, p.id
             """,
            arguments)).Select(x => Documents.Read<Proof>(x.Document) with { Position = PositionOf(x.Position) })];

    static async Task<Dictionary<ProofId, (string Said, ProofStop Stop)>> KnownAsync(UnitOfWork unit, IReadOnlyList<Proof> batch) =>
        (await unit.QueryAsync<(Guid Id, string Said, Guid Plan, Guid? Route, Guid Site)>(
            "SELECT id, said_sha256, plan_id, route_id, site_id FROM proof WHERE id = ANY (@ids)",
            new { ids = batch.SelectMany(x => x.Corrects is { } corrected ? [x.Id.Value, corrected.Value] : (Guid[])[x.Id.Value]).Distinct().ToArray() }))
            .ToDictionary(x => new ProofId(x.Id), x => (x.Said, new ProofStop(new(x.Plan), x.Route is { } route ? new RouteId(route) : null, new(x.Site))));

    /// <summary>Which proofs correct those that the batch corrects.</summary>
    static async Task<Dictionary<ProofId, (ProofId By, ProofStop Stop)>> CorrectionsAsync(UnitOfWork unit, IReadOnlyList<Proof> batch) =>
        (await unit.QueryAsync<(Guid Id, Guid Corrects, Guid Plan, Guid? Route, Guid Site)>(
            "SELECT id, corrects_id, plan_id, route_id, site_id FROM proof WHERE corrects_id = ANY (@ids)", new { ids = batch.Select(x => x.Corrects?.Value).OfType<Guid>().Distinct().ToArray() }))
            .ToDictionary(x => new ProofId(x.Corrects), x => (new ProofId(x.Id), new ProofStop(new(x.Plan), x.Route is { } route ? new RouteId(route) : null, new(x.Site))));

    /// <summary>What speaks against a proof before its stop is looked at; what speaks against it there is the stop's to say.</summary>
    /// <param name="making">What the batches of its plan made of its lots.</param>
    /// <param name="posted">The same as the ledger has it.</param>
    static ProofOutcome? ProblemOf(
        Proof proof, Dictionary<ProofId, (string Said, ProofStop Stop)> known, Dictionary<ProofId, (ProofId By, ProofStop Stop)> corrections, Movement[] making,
        Dictionary<MovementId, Movement> posted)
    {
        if (known.TryGetValue(proof.Id, out var before))
            return before.Said == SaidHash.Of(proof) ? new ProofOutcome.Known(proof.Id) : new ProofOutcome.Refused(proof.Id, new ProofProblem.IdTaken());
        if (proof.Corrects is { } id && known.TryGetValue(id, out var corrected) && corrected.Stop != proof.Stop)
            return new ProofOutcome.Refused(proof.Id, new ProofProblem.CorrectsAnotherStop());
        // Of a proof that is not here yet nobody knows the stop; the first who corrects it says.
        if (proof.Corrects is { } absent && corrections.TryGetValue(absent, out var other) && other.Stop != proof.Stop)
            return new ProofOutcome.Refused(proof.Id, new ProofProblem.AlreadyCorrected(other.By));
        return making.FirstOrDefault(x => posted.TryGetValue(x.Id, out var entry) && entry != x) is { } otherwise
            ? new ProofOutcome.Refused(proof.Id, new ProofProblem.BatchProvenOtherwise(otherwise.Lot))
            : null;
    }

    static async Task InsertAsync(UnitOfWork unit, Proof proof)
    {
        await unit.ExecuteAsync(
            """
            INSERT INTO proof (id, territory_id, service_date, plan_id, route_id, site_id, corrects_id, occurred_at, received_at, said_sha256, document)
            VALUES (@id, @territory, @Date, @plan, @route, @site, @corrects, @OccurredAt, @ReceivedAt, @said, @document::jsonb)
            """,
            new
            {
                id = proof.Id.Value,
                territory = proof.Territory.Value,
                proof.Date,
                plan = proof.Plan.Value,
                route = proof.Route?.Value,
                site = proof.Site.Value,
                corrects = proof.Corrects?.Value,
                proof.OccurredAt,
                proof.ReceivedAt,
                said = SaidHash.Of(proof),
                document = Documents.Write(proof with { Position = null, Signature = null }),
            });
        if (proof.Position is { } position)
            await unit.ExecuteAsync(
                "INSERT INTO proof_position (proof_id, territory_id, received_at, position) VALUES (@id, @territory, @ReceivedAt, @position::geography)",
                new { id = proof.Id.Value, territory = proof.Territory.Value, proof.ReceivedAt, position });
        if (proof.Signature is { } signature)
            await unit.ExecuteAsync(
                "INSERT INTO proof_signature (proof_id, territory_id, received_at, path) VALUES (@id, @territory, @ReceivedAt, @Path)",
                new { id = proof.Id.Value, territory = proof.Territory.Value, proof.ReceivedAt, signature.Path });
    }

    static Position? PositionOf(byte[]? ewkb) => ewkb is null ? null : Geometries.ToPosition((NetTopologySuite.Geometries.Point)Ewkb.Read(ewkb));

    /// <summary>Two that share a number wait for each other for nothing, which does no harm.</summary>
    static int KeyOf(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}

/// <summary>What there is beside proofs, and not in them.</summary>
public sealed record ProofEvidence(IReadOnlySet<ProofId> Photos, IReadOnlySet<ProofId> Signatures);

/// <summary>What became of a proof that was told.</summary>
public abstract record ProofOutcome
{
    ProofOutcome(ProofId id) => Id = id;

    public ProofId Id { get; }

    /// <summary>It is kept now.</summary>
    public sealed record Recorded(ProofId Id) : ProofOutcome(Id);

    /// <summary>The same was kept before.</summary>
    public sealed record Known(ProofId Id) : ProofOutcome(Id);

    public sealed record Refused(ProofId Id, ProofProblem Problem) : ProofOutcome(Id);
}
