using Logistics.Domain.Ledgers;
using Logistics.Measures;

namespace Logistics.Domain.Proofs;

/// <summary>What a proof means for the ledger. It follows from the proof alone, so that proofs may come in any order.</summary>
/// <remarks>
/// Where goods begin their way the scales are believed: what they say more or less than was expected is an entry of its own. What is refused or left at
/// a recipient's door moves nowhere: it stays on board until a later proof says what became of it.
/// </remarks>
public static class ProofPosting
{
    /// <summary>Their ids are derived, so that telling a proof again posts nothing.</summary>
    public static IEnumerable<Movement> Of(Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        foreach (var found in proof.Lines.Where(IsWhereItBegins).GroupBy(x => x.Allocation))
            if (Difference(found) is { Grams: not 0 } difference)
                yield return Entry(proof, found.First(), $"scales/{found.Key.Value:N}", MovementKind.Weighed, new(Math.Abs(difference.Grams))) with
                {
                    From = difference < Mass.Zero ? proof.Site : null,
                    To = difference > Mass.Zero ? proof.Site : null,
                };
        foreach (var (i, line) in proof.Lines.Index())
            if (line.Quantity > Mass.Zero && Moved(proof, line, $"line/{i}") is { } moved)
                yield return moved;
    }

    /// <summary>The entries that take a proof's entries back.</summary>
    /// <param name="at">When what corrects it happened.</param>
    public static IEnumerable<Movement> TakenBack(Proof proof, DateTimeOffset at) =>
        Of(proof).Select(x => x.TakenBack(new(NameBasedId.Derive(x.Id.Value, "taken back")), at));

    static Mass Difference(IEnumerable<ProofLine> ofAllocation)
    {
        var lines = ofAllocation.ToList();
        return lines.Aggregate(Mass.Zero, (sum, x) => sum + x.Quantity) - lines[0].Expected;
    }

    static bool IsWhereItBegins(ProofLine line) => line.Handling is Handling.Pickup or Handling.Fetch;

    static Movement? Moved(Proof proof, ProofLine line, string name)
    {
        // Where goods begin they are at the site; elsewhere they come from the road.
        SiteId? from = IsWhereItBegins(line) ? proof.Site : null;
        return (line.Deed, line.Handling) switch
        {
            (Deed.Taken, _) => Entry(MovementKind.PickedUp) with { From = from },
            (Deed.Given, _) when line.Batch is { } batch => Entry(MovementKind.IntoBatch) with { From = from, Batch = batch },
            (Deed.Given, _) => Entry(MovementKind.Delivered) with { From = from, To = from is null ? proof.Site : null, Party = line.Recipient },
            (Deed.Refused, Handling.Pickup or Handling.Fetch) => Entry(MovementKind.Returned) with { From = from, Party = line.Donor },
            (Deed.Lost, _) => Entry(MovementKind.Lost) with { From = from },
            (Deed.Returned, _) => Entry(MovementKind.Returned) with { To = proof.Site, Party = line.Donor },
            (Deed.SetDown, _) => Entry(MovementKind.SetDown) with { To = proof.Site },
            _ => null,
        };

        Movement Entry(MovementKind kind) => ProofPosting.Entry(proof, line, name, kind, line.Quantity);
    }

    static Movement Entry(Proof proof, ProofLine line, string name, MovementKind kind, Mass quantity) => new()
    {
        Id = new(NameBasedId.Derive(proof.Id.Value, name)),
        Territory = line.Territory,
        Date = proof.Date,
        Lot = line.Lot,
        Kind = kind,
        Family = line.Family,
        Quantity = quantity,
        Plan = proof.Plan,
        Allocation = line.Allocation,
        OccurredAt = proof.OccurredAt,
    };
}
