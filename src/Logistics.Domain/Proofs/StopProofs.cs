using Logistics.Domain.Ledgers;

namespace Logistics.Domain.Proofs;

/// <summary>
/// All that was told of one stop. What its ledger entries are depends on which proofs there are, never on the order in which they came: a correction may
/// come before what it corrects.
/// </summary>
public sealed class StopProofs(IEnumerable<Proof> kept)
{
    readonly List<Proof> proofs = [.. kept];

    /// <summary>Keeps one more, or says why not.</summary>
    /// <param name="next">Of this stop, under an id that no other proof has.</param>
    public ProofProblem? Add(Proof next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (ProblemOf(next) is { } problem)
            return problem;
        proofs.Add(next);
        return null;
    }

    /// <summary>Those that no other stands in the place of.</summary>
    public IEnumerable<Proof> Standing() => proofs.Where(x => CorrectionOf(x) is null);

    /// <summary>Of every proof, and of every correction what takes back the proof that it corrects.</summary>
    public IEnumerable<Movement> Movements() =>
        proofs.SelectMany(x => CorrectionOf(x) is { } correction ? ProofPosting.Of(x).Concat(ProofPosting.TakenBack(x, correction.OccurredAt)) : ProofPosting.Of(x));

    ProofProblem? ProblemOf(Proof next)
    {
        if (next.Corrects is { } corrected)
        {
            if (proofs.Find(x => x.Corrects == corrected) is { } other)
                return new ProofProblem.AlreadyCorrected(other.Id);
            if (Find(corrected) is { } original && original.Lines.FirstOrDefault(x => !Tells(next, x.Allocation)) is { } missing)
                return new ProofProblem.CorrectsInPart(missing.Allocation);
        }
        // While a proof's beginning is not here, nobody can say that it is not the very same telling.
        if (!IsTraced(next))
            return null;
        foreach (var other in proofs.Where(x => x.Id != next.Corrects && x.Corrects != next.Id && CorrectionOf(x) is null && IsTraced(x)))
            if (next.Lines.FirstOrDefault(x => x.Handling != Handling.OnRoad && other.Lines.Any(y => y.Allocation == x.Allocation && y.Handling == x.Handling)) is { } twice)
                return new ProofProblem.AlreadyProven(twice.Allocation, other.Id);
        return null;
    }

    /// <summary>What stands in the place of a proof; null: it stands itself.</summary>
    Proof? CorrectionOf(Proof proof) => proofs.Find(x => x.Corrects == proof.Id && proof.Lines.All(line => Tells(x, line.Allocation)));

    /// <summary>True when all that it corrects, and what that corrects, is here.</summary>
    bool IsTraced(Proof proof)
    {
        var steps = 0;
        var at = proof;
        while (at.Corrects is { } before)
        {
            // Two that correct each other have no beginning.
            if (Find(before) is not { } found || steps++ > proofs.Count)
                return false;
            at = found;
        }
        return true;
    }

    Proof? Find(ProofId id) => proofs.Find(x => x.Id == id);

    static bool Tells(Proof proof, AllocationId allocation) => proof.Lines.Any(x => x.Allocation == allocation);
}
